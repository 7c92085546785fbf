"""Several workers sue in one pleading (共同原告追索工资): each is asked of their own wage, and claims their own."""

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft, open_matters
from tianping.intake.application import actions, queries
from tianping.intake.application.actions import Carried
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.filing.queries import answers_of


def of_two(by: User) -> Application:
    """甄秀兰 and 吕工友 sue for their wages."""
    made = actions.begin("追索劳动报酬纠纷", Carried({}), by=by, at=AT)
    for name in ("甄秀兰", "吕工友"):
        actions.put_person(made, "plaintiff", {"name": name}, by=by, at=AT)
    return again(by, made)


def again(by: User, made: Application) -> Application:
    """The pleading as a page reads it."""
    found = queries.application_of(by, made.pk)
    assert found is not None
    return found


def test_each_worker_is_asked_on_pages_of_their_own(plaintiff: User, page_of: PageOf) -> None:
    made, client = of_two(plaintiff), page_of(plaintiff)
    address = f"/apply/{made.pk}/ask/wages_owed_fen-2/"
    assert "吕工友：单位欠多少工资？" in client.get(address).content.decode()
    assert client.post(address, {"wages_owed_fen-2": "8400", **key()}).status_code == 302
    client.post(f"/apply/{made.pk}/ask/wages_owed_fen/", {"wages_owed_fen": "15000", **key()})
    found = again(plaintiff, made)
    assert queries.claim_fen(found) == 2_340_000
    assert queries.words_of(found, "claims").splitlines() == [
        "1.判令被告支付原告甄秀兰工资15,000.00元。",
        "2.判令被告支付原告吕工友工资8,400.00元。",
    ]
    early = {"started_on-2": "2023-05-01", **key()}
    refused = client.post(f"/apply/{made.pk}/ask/started_on-2/", early)
    assert (refused.status_code, "开始工作之日" in refused.content.decode()) == (422, True)
    assert "请回答：吕工友：哪一天开始上班的？" in [each.sentence for each in queries.gaps_of(found, on=AT.date())]


def test_a_worker_who_is_taken_out_takes_their_own_answers_along(plaintiff: User) -> None:
    made = of_two(plaintiff)
    owed = {"wages_owed_fen": 1_500_000, "wages_owed_fen-2": 840_000, "wage_note": "yes"}
    actions.answer(made, owed, by=plaintiff, at=AT)
    actions.remove_person(made, made.people.get(name="甄秀兰"), by=plaintiff, at=AT)
    found = again(plaintiff, made)
    assert found.answers == {"wages_owed_fen": 840_000, "wage_note": "yes"}
    assert queries.claim_fen(found) == 840_000


def test_the_court_reads_whose_answer_it_is(plaintiff: User) -> None:
    made = of_two(plaintiff)
    actions.answer(made, {"monthly_wage_fen": 500_000, "monthly_wage_fen-2": 420_000}, by=plaintiff, at=AT)
    sides = tuple(LitigantDraft(each.role, "natural", each.name) for each in made.people.all())
    elements = queries.answers_asked(again(plaintiff, made))
    (matter,) = open_matters([MatterDraft(made.cause_name, 0, sides, elements=elements)], at=AT)
    assert answers_of(matter) == [
        ("甄秀兰：说好一个月多少工资？", "5,000.00元"),
        ("吕工友：说好一个月多少工资？", "4,200.00元"),
    ]


def test_what_a_clerk_typed_is_never_left_out_without_a_word(people: People, page_of: PageOf) -> None:
    made, clerk = of_two(people.clerk), page_of(people.clerk)
    actions.answer(made, {"still_working": "no", "still_working-2": "yes"}, by=people.clerk, at=AT)
    address = f"/apply/{made.pk}/sections/claims/"
    page = clerk.get(address).content.decode()
    assert page.index('application-person">甄秀兰<') < page.index('application-person">吕工友<')
    assert page.index('application-person">吕工友<') < page.index('application-person">各原告共同的<')
    both = {"compensation_fen": "8000", "compensation_fen-2": "6000"}
    refused = clerk.post(address, {**both, **key()})
    assert refused.status_code == 422
    said = "“吕工友：现在还在那里上班吗？”答的是“是”，这一项不会写进起诉状"
    assert refused.content.decode().count(said) == 2 and "“甄秀兰：现在" not in refused.content.decode()
    assert clerk.post(address, {"compensation_fen": "8000", **key()}).status_code == 302
    assert queries.claim_fen(again(people.clerk, made)) == 800_000
