"""受理费: what each kind of case is charged in this court, on the bill as on the estimate."""

import datetime
from typing import Any

import pytest

from tests.support.court import AT, DAY, People
from tianping.cases.actions import LitigantDraft, MatterDraft, open_cases, open_matters, set_tracks
from tianping.cases.models import Case
from tianping.kernel.refusals import Refused
from tianping.money.fees import actions
from tianping.money.fees.actions import Charge
from tianping.money.fees.models import Item
from tianping.money.fees.permissions import check_can_charge
from tianping.money.fees.queries import charged_to, fee_of

pytestmark = pytest.mark.django_db
SIDES = (LitigantDraft("plaintiff", "natural", "王小明"), LitigantDraft("defendant", "natural", "李小红"))


def case_of(people: People, cause: str, claim_fen: int | None, **elements: Any) -> Case:
    """An open case of a cause, with its acceptance fee billed as a simple case."""
    draft = MatterDraft(cause, claim_fen, SIDES, elements=elements)
    (case,) = open_cases(open_matters([draft], at=AT), "民初", by=people.clerk, at=AT)
    set_tracks({("simple", "sole", False): [case.pk]})
    case.refresh_from_db()
    actions.raise_bill([Charge(case, claim_fen, True)], "王小明", by=people.clerk, at=AT)
    return case


@pytest.mark.parametrize(
    ("cause", "claim_fen", "elements", "full_fen", "now_fen"),
    [
        ("民间借贷纠纷", 4_844_000, {}, 101_100, 50_550),
        ("离婚纠纷", None, {"common_property_fen": 80_000_000}, 320_000, 160_000),
        ("名誉权纠纷", 8_000_000, {}, 60_000, 30_000),
        ("探望权纠纷", None, {}, 8_000, 4_000),
        ("追索劳动报酬纠纷", 5_800_000, {}, 1_000, 500),
        ("侵害商标权纠纷", None, {}, 80_000, 40_000),
    ],
)
def test_the_bill_says_what_the_estimate_said(
    people: People, cause: str, claim_fen: int | None, elements: dict[str, Any], full_fen: int, now_fen: int
) -> None:
    fee = fee_of(cause, claim_fen, elements, is_simple=True, on=DAY)
    item = Item.objects.get(case=case_of(people, cause, claim_fen, **elements))
    assert (fee.full.value, fee.now.value) == (item.full_fee_fen, item.amount_fen) == (full_fen, now_fen)
    assert item.answer == fee.now
    assert item.answer.steps and item.answer.because


def test_what_the_measure_leaves_open_is_marked_on_the_bill(people: People) -> None:
    item = Item.objects.get(case=case_of(people, "赡养费纠纷", 1_200_000))
    assert item.certainty == "L"
    assert "办法没有写明追索赡养费" in item.notes[0]
    assert "每件收费标准见本院数据，依据：演示值。" in item.notes


def test_before_the_court_entered_its_amount_a_piece_it_is_told_where(people: People) -> None:
    before = datetime.date(2022, 1, 1)
    with pytest.raises(Refused, match="没有登记“离婚案件每件收费标准”.*第十三条第二款.*“本院数据”登记"):
        fee_of("离婚纠纷", None, {}, is_simple=True, on=before)
    assert fee_of("民间借贷纠纷", 100, {}, is_simple=False, on=before).full.value == 5_000


def test_a_cause_that_is_no_suit_is_not_taken_in() -> None:
    check_can_charge("离婚纠纷")
    with pytest.raises(Refused, match="非讼程序案件"):
        check_can_charge("申请司法确认调解协议")


def test_an_ended_divorce_is_settled_by_its_own_scale(people: People) -> None:
    case = case_of(people, "离婚纠纷", None, common_property_fen=80_000_000)
    assert charged_to([case.pk])[case.pk].claim_fen == 80_000_000
    ended = actions.settle_many({case.pk: Case.ClosingWay.MEDIATION}, by=people.clerk, at=AT)[case.pk]
    assert (ended.full_fen, ended.due_fen, ended.shortfall_fen) == (320_000, 160_000, 160_000)


def test_a_sum_claimed_later_is_charged_by_the_sum(people: People) -> None:
    case = case_of(people, "排除妨害纠纷", None)
    turn = actions.recalculate(case, 2_000_000, "王小明", by=people.judge, at=AT)
    assert turn is not None
    assert (turn.scale, turn.full_fee_fen, turn.more_fen) == ("property", 30_000, 11_000)
    assert charged_to([case.pk])[case.pk].basis.kind == "property"
