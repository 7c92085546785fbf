"""A part is done when everything in it was asked; what guidance asked already, or somebody left open, is not again."""

from tests.support.court import AT, DAY
from tests.support.pleadings import LENT, LOAN
from tianping.accounts.models import User
from tianping.intake.application import actions, queries
from tianping.intake.application.actions import Carried
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.guidance.paths import path_named

# As guidance carries it: the interest was asked and left open; what follows was not asked.
GUIDED = {"written": "note", "has_due": "yes", "due_on": "2022-11-01", "principal_owed_fen": 5_000_000,
          "interest_owed_fen": None}  # fmt: skip


def claims_of(application: Application) -> queries.Part:
    """The part of the claims."""
    return next(each for each in queries.parts_of(application, on=DAY) if each.key == "claims")


def test_what_was_not_asked_keeps_its_part_open_until_it_was(plaintiff: User, page_of: PageOf) -> None:
    application = actions.begin(LOAN, Carried(GUIDED), by=plaintiff, at=AT)
    client, address = page_of(plaintiff), f"/apply/{application.pk}/"
    assert (claims_of(application).gaps, claims_of(application).done) == ((), False)
    assert "还有4个问题没有回答，不需要的可以不填。" in client.get(address).content.decode()
    asked, at = [], client.get(f"{address}sections/claims/")["Location"]
    while "/ask/" in at:
        asked.append(at.rstrip("/").rsplit("/", 1)[1])
        answer = "yes" if asked[-1] in ("interest_onwards", "bears_fee") else ""
        sent = client.post(at, {asked[-1]: answer, **key()})
        assert sent.status_code == 302, sent.content.decode()
        at = sent["Location"]
    assert asked == ["interest_onwards", "costs_of_claim_fen", "bears_fee", "other_claims"]
    held = Application.objects.get()
    assert claims_of(held).done
    assert "本案诉讼费用由被告负担" in queries.words_of(held, "claims")


SOLD = {"side": "seller", "written": "none", "goods": "钢筋", "price_fen": 33_600_000, "paid_fen": 1_000_000}


def test_what_is_still_owed_is_reckoned_and_less_is_told(plaintiff: User, page_of: PageOf) -> None:
    application = actions.begin("买卖合同纠纷", Carried(SOLD), by=plaintiff, at=AT)
    client, address = page_of(plaintiff), f"/apply/{application.pk}/ask/price_owed_fen/"
    page = client.get(address).content.decode()
    assert 'value="326000.00"' in page
    assert "已经按“一共应当付多少钱？”减去“已经付了多少钱？”填好" in page
    assert client.post(address, {"price_owed_fen": "300000", **key()}).status_code == 302
    hints = queries.hints_of(Application.objects.get(), on=DAY)
    assert any("剩下的326,000.00元少26,000.00元。填错的请更改" in hint for hint in hints)
    assert 'value="300000.00"' in client.get(address).content.decode()
    assert client.post(address, {"price_owed_fen": "326000", **key()}).status_code == 302
    assert not [hint for hint in queries.hints_of(Application.objects.get(), on=DAY) if "填错的请更改" in hint]


def test_a_rate_above_what_the_law_supports_is_told_and_stops_nothing(plaintiff: User, page_of: PageOf) -> None:
    answers = {**LENT, "has_interest": "yes", "annual_rate": "36"}
    application = actions.begin(LOAN, Carried(answers), by=plaintiff, at=AT)
    for address in (f"/apply/{application.pk}/", f"/apply/{application.pk}/check/"):
        page = page_of(plaintiff).get(address).content.decode()
        assert "约定的利率超过法律支持的上限" in page
        assert "四倍：3.70%×4=14.80%" in page
        assert "若干问题的规定》第二十五条" in page
    assert not [gap for gap in queries.gaps_of(application, on=DAY) if gap.place == "annual_rate"]


def test_whoever_said_that_they_want_a_divorce_is_not_asked_again(plaintiff: User) -> None:
    carried = path_named("divorce").carried({"has_children": "no", "has_property": "no"})
    assert carried["divorce"] == "yes"
    made = actions.begin("离婚纠纷", Carried({"divorce": carried["divorce"]}), by=plaintiff, at=AT)
    assert queries.first_open(made, "claims").key != "divorce"
    assert "判令准予原告与被告离婚。" in queries.words_of(made, "claims")
