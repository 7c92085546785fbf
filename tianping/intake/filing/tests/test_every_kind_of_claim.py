"""立案: matters without a sum and of every kind are accepted, charged and sent their way by their cause."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case
from tianping.intake.filing import actions
from tianping.intake.filing.actions import Acceptance, FilingDraft
from tianping.intake.filing.forms.papers import standing
from tianping.intake.filing.models import Filing
from tianping.intake.filing.queries import staff_notes
from tianping.intake.filing.tests.conftest import key
from tianping.intake.triage.queries import decisions_of
from tianping.law.identities import check_character
from tianping.money.fees.queries import fees_of

pytestmark = pytest.mark.django_db

PageOf = Callable[[User], Client]
# A number that no register has given, of a man.
HUSBAND = "11010519800101101" + check_character("11010519800101101")
SIDES = (LitigantDraft("plaintiff", "natural", "王小红"), LitigantDraft("defendant", "natural", "李大山"))


def received(clerk: User, cause: str, claim_fen: int | None, **elements: Any) -> Filing:
    """One filing of a cause, waiting for review."""
    draft = FilingDraft(MatterDraft(cause, claim_fen, SIDES, claim_text="如请求所列。", elements=elements), False)
    (filing,) = actions.receive_many([draft], channel="counter", by=clerk, at=AT)
    return filing


@pytest.mark.parametrize(
    ("cause", "claim_fen", "elements", "track", "fee_fen"),
    [
        ("离婚纠纷", None, {"common_property_fen": 80_000_000}, "simple", 160_000),
        ("追索劳动报酬纠纷", 3_600_000, {}, "small_claims", 500),
        ("追索劳动报酬纠纷", 6_000_000, {}, "simple", 500),
        ("赡养费纠纷", 1_200_000, {}, "small_claims", 4_000),
        ("变更抚养关系纠纷", None, {}, "simple", 4_000),
        ("所有权确认纠纷", 1_000_000, {}, "simple", 2_500),
        ("案外人执行异议之诉", 1_000_000, {}, "ordinary", 5_000),
    ],
)
def test_the_cause_decides_the_way_and_the_fee(
    people: People, cause: str, claim_fen: int | None, elements: dict[str, Any], track: str, fee_fen: int
) -> None:
    filing = received(people.clerk, cause, claim_fen, **elements)
    (case,) = actions.accept_many([filing], Acceptance(), by=people.clerk, at=AT)
    case.refresh_from_db()
    assert (case.track, fees_of(case)[0].amount_fen) == (track, fee_fen)


def test_a_divorce_is_never_a_small_claim_and_the_decision_says_why(people: People) -> None:
    filing = received(people.clerk, "离婚纠纷", None)
    (case,) = actions.accept_many([filing], Acceptance(), by=people.clerk, at=AT)
    decision = decisions_of(case).first()
    assert decision is not None
    assert "属于“人身关系、财产确权案件”，不适用小额诉讼的程序" in decision.steps
    assert any("第一百六十六条" in article for article in decision.because)


def test_the_review_shows_fee_and_way_and_asks_nothing_that_the_cause_says(people: People, page_of: PageOf) -> None:
    filing = received(people.clerk, "离婚纠纷", None, common_property_fen=80_000_000)
    client = page_of(people.clerk)
    page = client.get(f"/filing/{filing.pk}/").content.decode()
    assert "1,600.00 元" in page and "（800,000.00−200,000.00）×0.5%=3,000.00元" in page
    assert "简易程序，独任" in page
    ticked = 'name="accept-small_claims_exclusions" value="人身关系、财产确权案件"'
    assert ticked in page and "checked" in page.split(ticked)[1][:120]
    data = {
        "accept-is_clear": "on",
        "accept-small_claims_exclusions": "人身关系、财产确权案件",
        **key(),
    }
    assert client.post(f"/filing/{filing.pk}/accept/", data).status_code == 302
    assert Case.objects.get().track == "simple"


def test_a_fee_that_cannot_be_counted_is_said_before_anybody_accepts(people: People, page_of: PageOf) -> None:
    filing = received(people.clerk, "所有权确认纠纷", None)
    client = page_of(people.clerk)
    assert "请填写诉讼请求金额" in client.get(f"/filing/{filing.pk}/").content.decode()
    answer = client.post(f"/filing/{filing.pk}/accept/", {"accept-is_clear": "on", **key()})
    assert answer.status_code == 422
    assert "填写其价额" in answer.content.decode()


def typed(cause: str, **changes: str) -> dict[str, str]:
    """The form of the counter as a clerk fills it for one plaintiff and one defendant."""
    sides = {
        f"{side}-{name}": value
        for side, who in (("plaintiff", "王小红"), ("defendant", "李大山"))
        for name, value in (("TOTAL_FORMS", "1"), ("INITIAL_FORMS", "0"), ("0-kind", "natural"), ("0-name", who))
    }
    return {**sides, "cause_name": cause, "claim_text": "如请求所列。", "receive": "1", **changes, **key()}


def test_a_divorce_is_taken_in_at_the_counter_with_its_property_and_its_notes(people: People, page_of: PageOf) -> None:
    data = typed(
        "离婚纠纷",
        common_property="800,000",
        refused_on="2022-11-01",
        **{"plaintiff-0-identity_kind": "resident_id", "plaintiff-0-identity_number": HUSBAND},
    )
    answer = page_of(people.clerk).post("/filing/new/?kind=property", data)
    assert answer.status_code == 302, answer.content.decode()
    filing = Filing.objects.select_related("matter").get()
    # As online, the property to be divided is the sum claimed (标的额); damages asked for besides are added.
    assert filing.matter.claim_fen == 80_000_000
    assert standing(filing.matter).initial["claim"] == ""
    assert filing.matter.elements == {
        "common_property_fen": 80_000_000,
        "sued_before": "yes",
        "refused_on": "2022-11-01",
    }
    notes = [note.text for note in staff_notes(filing.matter) if note.code == "divorce"]
    assert len(notes) == 2
    assert "六个月" in notes[0] and "男方起诉离婚" in notes[1]
    page = page_of(people.clerk).get(f"/filing/{filing.pk}/").content.decode()
    assert "夫妻共同财产总额（元）" in page and "2022年11月1日" in page


def test_a_labour_claim_after_its_fifteen_days_is_taken_in_with_a_note(people: People, page_of: PageOf) -> None:
    data = typed("追索劳动报酬纠纷", claim="36000", arbitration="award", award_received_on="2023-01-10")
    assert page_of(people.clerk).post("/filing/new/?kind=property", data).status_code == 302
    matter = Filing.objects.select_related("matter").get().matter
    (note,) = [note for note in staff_notes(matter) if note.code == "arbitration"]
    assert "十五日至2023年1月28日届满" in note.text
    assert "第五十条" in note.because


def test_of_a_labour_claim_staff_read_that_not_both_sums_are_paid_and_that_an_award_can_be_enforced(
    people: People, page_of: PageOf
) -> None:
    sides = (LitigantDraft("plaintiff", "natural", "王小红"), LitigantDraft("plaintiff", "natural", "王小兰"), SIDES[1])
    elements = {"arbitration": "award", "award_received_on": "2023-02-01", "award_outcome": "all",
                "compensation_fen": 1_000_000, "compensation_fen-2": 1_000_000,
                "unlawful_dismissal_fen-2": 2_000_000}  # fmt: skip
    matter = MatterDraft("劳动合同纠纷", 4_000_000, sides, claim_text="如请求所列。", elements=elements)
    filing = actions.receive_one(FilingDraft(matter, False), by=people.clerk, at=AT)
    notes = {note.code: note for note in staff_notes(filing.matter)}
    assert notes["dismissal_paid_twice"].text.startswith("王小兰同时请求")
    assert "实施条例》第二十五条" in notes["dismissal_paid_twice"].because
    assert "支持了全部请求" in notes["award_to_enforce"].text and "第五十一条" in notes["award_to_enforce"].because
    page = page_of(people.clerk).get(f"/filing/{filing.pk}/").content.decode()
    assert "原文未核对" in page and "支持了全部请求" in page


def test_what_another_cause_has_and_a_sum_that_is_missing_are_named(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    page = client.post("/filing/new/?kind=property", typed("民间借贷纠纷", common_property="1")).content.decode()
    assert "只有离婚案件填写" in page and "请填写金额；请求的是物或者权利的，填写其价额" in page
    assert "非讼程序案件" in client.post("/filing/new/?kind=property", typed("申请公示催告")).content.decode()
    assert not Filing.objects.exists()


def test_a_company_is_no_side_of_a_divorce(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    company = {"defendant-0-kind": "legal", "defendant-0-name": "庆阳示范商贸有限公司"}
    answer = client.post("/filing/new/?kind=property", typed("离婚纠纷", **company))
    assert answer.status_code == 422
    assert answer.content.decode().count("“离婚纠纷”的原告、被告只能是自然人") >= 1
    assert not Filing.objects.exists()
    assert client.post("/filing/new/?kind=property", typed("合同纠纷", claim="36000", **company)).status_code == 302


def test_the_estimate_follows_the_cause(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    page = client.get("/filing/new/fee/", {"cause_name": "离婚纠纷", "common_property": "800000"}).content.decode()
    assert "3,200.00 元" in page and "800,000.00 元" in page and "普通程序" in page
    page = client.get("/filing/new/fee/", {"cause_name": "离婚纠纷", "common_property": "50000"}).content.decode()
    assert "100.00 元" in page and "50,000.00 元" in page and "简易程序" in page
    assert "无金额" in client.get("/filing/new/fee/", {"cause_name": "离婚纠纷"}).content.decode()
    assert "10.00" in client.get("/filing/new/fee/", {"cause_name": "追索劳动报酬纠纷", "claim": "1"}).content.decode()
    assert "填写其价额" in client.get("/filing/new/fee/", {"cause_name": "所有权确认纠纷"}).content.decode()
    loan = client.get("/filing/new/fee/", {"cause_name": "买卖合同纠纷"}).content.decode()
    assert ("填写诉讼请求金额后显示" in loan, "案件受理费" in loan) == (True, False)
    assert "填写案由或者金额后显示" in client.get("/filing/new/fee/").content.decode()
