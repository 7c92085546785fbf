"""A judgment on a loan, proposed from its elements: every sum, rate and day as the bank's list had them."""

import pytest

from tests.support.court import AT, DAY, People
from tests.support.readings import PERSON
from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant
from tianping.kernel.refusals import Refused
from tianping.papers.documents import actions, queries
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.paragraphs import plain
from tianping.papers.documents.tests.conftest import BANK, seat_sole

ELEMENTS = {
    "contract_number": "借字第001号",
    "signed_on": "2020-03-05",
    "lent_on": "2020-03-06",
    "principal_fen": 5_000_000,
    "annual_rate": "6.50",
    "overdue_uplift": "50",
    "due_on": "2022-03-04",
    "principal_owed_fen": 4_800_000,
    "interest_owed_fen": 44_050,
    "interest_until": "2023-01-31",
}


def loan(by: User, judge: User, clerk: User, *guarantors: str, **changed: object) -> Case:
    """A case about a loan before a sole judge."""
    parties = [
        case_actions.LitigantDraft("plaintiff", "legal", BANK),
        case_actions.LitigantDraft("defendant", "natural", PERSON, capacity="借款人"),
        *(case_actions.LitigantDraft("defendant", "natural", name, capacity="保证人") for name in guarantors),
    ]
    draft = case_actions.MatterDraft(
        str(changed.pop("cause", "金融借款合同纠纷")),
        4_844_050,
        tuple(parties),
        claim_text=str(changed.pop("claim_text", "偿还借款，并支付利息至借款付清之日。")),
        elements={**ELEMENTS, **changed},
    )
    cases = case_actions.open_cases(case_actions.open_matters([draft], at=AT), "民初", by=by, at=AT)
    case_actions.set_tracks({("simple", "sole", False): [cases[0].pk]})
    seat_sole(cases, judge, clerk)
    return cases[0]


def test_the_orders_name_principal_interest_to_the_day_and_the_guarantors(people: People, court_clerk: User) -> None:
    case = loan(people.clerk, people.judge, court_clerk, "王保")
    assert queries.proposed_loan_judgment(case.pk, on=DAY)["orders"] == [
        f"{PERSON}于本判决生效之日起十日内偿还{BANK}借款本金48000元、截至2023年1月31日的利息440.50元，并支付自2023年2月1日起"
        "至借款本金清偿之日止的利息（以尚欠本金为基数，按年利率9.75%（约定年利率6.5%上浮50%）计算）",
        f"王保对上述第一项确定的债务承担连带清偿责任；其承担保证责任后，有权向{PERSON}追偿",
    ]


def test_interest_that_was_not_claimed_is_not_granted(people: People, court_clerk: User) -> None:
    case = loan(people.clerk, people.judge, court_clerk, claim_text="请求判令被告偿还借款本金、截至1月31日的利息。")
    assert queries.proposed_loan_judgment(case.pk, on=DAY)["orders"] == [
        f"{PERSON}于本判决生效之日起十日内偿还{BANK}借款本金48000元、截至2023年1月31日的利息440.50元"
    ]


def test_a_loan_that_nobody_guaranteed_cites_no_guarantee(people: People, court_clerk: User) -> None:
    case = loan(people.clerk, people.judge, court_clerk, overdue_uplift="")
    found = queries.proposed_loan_judgment(case.pk, on=DAY)
    assert found["articles"] == [["民法典", 674], ["民法典", 675], ["民法典", 676]]
    assert len(found["orders"]) == 1
    assert "按约定的年利率6.5%计算" in found["orders"][0]


def test_what_is_proposed_makes_a_whole_judgment(people: People, court_clerk: User) -> None:
    case = loan(people.clerk, people.judge, court_clerk, "王保", "李证")
    borrower = Litigant.objects.get(matter=case.matter_id, name=PERSON)
    facts = {
        **queries.proposed_loan_judgment(case.pk, on=DAY),
        "fee_fen": 50_550,
        "fee_full_fen": 101_100,
        "fee_shares": [{"litigant_id": borrower.pk, "fen": 50_550}],
    }
    paper = actions.draw_up(PaperRequest(case.pk, "judgment", facts), by=people.judge, at=AT)
    text = plain(queries.body_of(paper))
    for words in (
        "依照《中华人民共和国民法典》第六百七十四条、第六百七十五条、第六百七十六条、第六百八十八条、第六百九十一条、"
        "第七百条规定，判决如下：",
        "二、王保、李证对上述第一项确定的债务承担连带清偿责任；各保证人承担保证责任后",
        "案件受理费1011元，减半收取计505.50元，由𬱖·买买提负担。",
    ):
        assert words in text, words


def test_interest_beyond_what_the_contract_bears_is_not_granted(people: People, court_clerk: User) -> None:
    case = loan(people.clerk, people.judge, court_clerk, interest_owed_fen=3_000_000)
    found = queries.proposed_loan_judgment(case.pk, on=DAY)
    # 50,000 × 6.5 % × 729 ÷ 365 = 6,491.10 to the due day, × 9.75 % × 333 ÷ 365 = 4,447.60 afterwards.
    assert "截至2023年1月31日的利息10938.70元" in found["orders"][0]
    assert any("超过部分本院不予支持" in line for line in found["reasons"])
    assert any("共333日" in step for step in found["interest_steps"])


def test_later_interest_of_a_private_loan_keeps_to_the_cap(people: People, court_clerk: User) -> None:
    case = loan(people.clerk, people.judge, court_clerk, annual_rate="24", overdue_uplift="", signed_on="2022-01-04",
                lent_on="2022-01-04", due_on="2022-12-31", cause="民间借贷纠纷")  # fmt: skip
    found = queries.proposed_loan_judgment(case.pk, on=DAY)
    assert "按年利率15.2%计算" in found["orders"][0]
    assert any("超过法律保护的上限" in line for line in found["reasons"])


def test_a_matter_that_is_no_loan_is_refused_in_a_sentence(people: People, court_clerk: User) -> None:
    case = loan(people.clerk, people.judge, court_clerk, principal_owed_fen=None)
    with pytest.raises(Refused, match="没有登记借款的要素"):
        queries.proposed_loan_judgment(case.pk, on=DAY)
