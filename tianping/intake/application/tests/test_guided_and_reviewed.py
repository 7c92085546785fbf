"""What guidance tells before the pleading is written is what the review finds afterwards."""

from typing import Any

import pytest

from tests.support.court import AT, DAY, People
from tests.support.pleadings import LENT, whole
from tianping.accounts.models import User
from tianping.intake.application import actions
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.guidance.codes import code_of
from tianping.intake.guidance.models import Guide
from tianping.intake.guidance.paths import path_named
from tianping.intake.guidance.queries import result_for
from tianping.intake.guidance.tests.test_paths import walk
from tianping.intake.guidance.tests.walks import WALKS
from tianping.intake.triage.queries import Refusal, bench_of, facts_for


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("path", "answers", "claim_fen"),
    [
        ("divorce", {"has_property": "yes", "common_property_fen": 50_000_000}, 50_000_000),
        ("divorce", {"has_property": "no"}, None),
        ("maintenance", {"maintained": "parent", "monthly_fen": 60_000, "arrears_fen": 300_000}, 300_000),
        ("private_loan", {"principal_owed_fen": 5_000_000}, 5_000_000),
    ],
)
def test_the_procedure_told_is_the_one_that_the_review_finds(
    path: str, answers: dict[str, Any], claim_fen: int | None
) -> None:
    guided = path_named(path)
    found = bench_of(DAY).answer(facts_for(guided.cause(answers), claim_fen))
    assert not isinstance(found, Refusal)
    result = result_for(guided, answers, on=DAY)
    (told,) = [part.items[1].words for part in result.parts if part.key == "cause"]
    assert told.startswith(f"可能适用{found.value.track}")


def test_answers_that_made_a_pleading_are_not_those_of_the_next_matter(plaintiff: User, page_of: PageOf) -> None:
    client = page_of(plaintiff)
    walk(client, "private_loan", next(each.typed for each in WALKS if each.path == "private_loan"))
    assert client.get("/guide/private_loan/")["Location"] == "/guide/private_loan/result/"
    code = code_of(Guide.objects.get().pk)
    begun = client.post(f"/apply/new/?guide={code}", {"cause_name": "民间借贷纠纷", **key()})
    assert begun.status_code == 302
    again = client.get("/guide/private_loan/").content.decode()
    assert again.index("新的一件，重新回答") < again.index("接着看上次的结果</a>")
    assert "这些回答已经用来写过一份起诉状" in client.get("/guide/private_loan/result/").content.decode()
    left = client.post("/guide/private_loan/leave/", {"anew": "1", **key()})
    assert left["Location"] == "/guide/private_loan/"
    assert client.get(left["Location"])["Location"] == "/guide/private_loan/plaintiff_kind/"


@pytest.mark.parametrize("security", [["surety"], ["mortgage", "pledge"]])
def test_the_reviewer_reads_what_was_ticked(
    people: People, plaintiff: User, page_of: PageOf, security: list[str]
) -> None:
    ticked = {
        "security": security,
        "security_detail": "由贾富贵担保",
        "surety_liable": "yes",
        "enforce_security": "yes",
    }
    application = whole(plaintiff, answers={**LENT, **ticked})
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = actions.hand_in(application, by=plaintiff, at=AT)
    answer = page_of(people.clerk).get(f"/filing/{filing}/")
    assert answer.status_code == 200
    words = {"surety": "有保证人", "mortgage": "有抵押物", "pledge": "有质押物"}
    assert all(words[each] in answer.content.decode() for each in security)
