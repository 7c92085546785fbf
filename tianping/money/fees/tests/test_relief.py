"""司法救助: asked for with its proof, decided with a reason by whoever may, and the bill follows."""

import datetime
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from tests.support.cases import code_of
from tests.support.court import AT, DAY, People
from tests.support.uploads import PHOTO
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft, let_fees_wait, open_cases, open_matters
from tianping.cases.models import Case, Clock, Litigant, Matter
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden, Refused
from tianping.money.fees import actions, queries
from tianping.money.fees.actions import FEE_PERIOD, Charge, Decision, ReliefDraft
from tianping.money.fees.models import Bill, Relief
from tianping.money.fees.tests.test_bills import PageOf, billed, key

pytestmark = pytest.mark.django_db
LATER = AT + datetime.timedelta(days=2)
WORDS = "家里三口人，靠种地生活，去年受灾。"
WAIVER = ReliefDraft("waive", "minimum_living", WORDS)
REDUCTION = ReliefDraft("reduce", "disaster", WORDS)
DEFERRAL = ReliefDraft("defer", "injured", WORDS)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def plaintiff() -> Litigant:
    """Whoever sues in the newest case; the court knows a mobile number."""
    litigant = Litigant.objects.filter(role="plaintiff").order_by("-pk")[0]
    litigant.phone = "13800000001"
    litigant.save()
    return litigant


def asked(people: People, draft: ReliefDraft = WAIVER) -> Relief:
    """One case that is charged 505.50, and what its plaintiff asks for."""
    billed(people, 4_844_000)
    return actions.ask_relief(plaintiff(), draft, by=None, at=AT)


def bill() -> Any:
    """The bill as it is read, with its total."""
    return queries.bills().get()


def running() -> list[datetime.date]:
    """From which days the seven days to pay run now."""
    rows = Clock.objects.filter(period_id=FEE_PERIOD, stopped_on__isnull=True)
    return list(rows.values_list("started_on", flat=True))


def told() -> str:
    """The newest SMS."""
    return Message.objects.order_by("-pk")[0].text


def test_while_it_waits_no_days_to_pay_run_and_nobody_asks_twice(people: People) -> None:
    relief = asked(people)
    assert (relief.status, running()) == ("asked", [])
    assert queries.not_due_yet([relief.matter_id]) == {relief.matter_id}
    with pytest.raises(Refused, match="正在审查"):
        actions.ask_relief(plaintiff(), DEFERRAL, by=None, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relief.objects.create(
            matter_id=relief.matter_id, litigant=relief.litigant, kind="defer", ground="injured", words="", asked_at=AT
        )


def test_a_fee_that_is_waived_is_owed_no_more(people: People) -> None:
    relief = asked(people)
    actions.decide_relief(relief, Decision(True, "系最低生活保障对象。"), by=people.president, at=LATER)
    assert (bill().status, bill().total_fen, bill().relieved_fen, running()) == ("waived", 0, 50_550, [])
    case = Case.objects.get()
    assert queries.charged_to([case.pk])[case.pk].unpaid_fen == 0
    assert queries.excuses_of([case.pk]) == {case.pk: "2023年2月8日准予免交案件受理费。"}
    assert "法院准予免交案件受理费，理由：" in told()
    with pytest.raises(Refused):
        actions.receive_payment(Bill.objects.get(), reference="流水1", by=people.cashier, at=LATER)
    case.track = Case.Track.SIMPLE
    settled = queries.settled_fee(
        queries.charged_to([case.pk])[case.pk], case, Case.ClosingWay.JUDGMENT, queries.tariff_of(DAY)
    )
    assert (settled.value.due_fen, settled.value.shortfall_fen, settled.value.refund_fen) == (0, 0, 0)


def test_a_reduced_fee_is_paid_in_what_is_left_and_seven_days_begin_anew(people: People) -> None:
    relief = asked(people, REDUCTION)
    with pytest.raises(Refused, match="不得低于30%"):
        actions.decide_relief(relief, Decision(True, "受灾属实。", percent=20), by=people.president, at=LATER)
    actions.decide_relief(relief, Decision(True, "受灾属实。", percent=40), by=people.president, at=LATER)
    assert (bill().status, bill().total_fen) == ("issued", 30_330)
    case = Case.objects.get()
    shown = looking(case, "plaintiff").get("/progress/case/").content.decode()
    assert re.search(r"<dt>应交金额</dt><dd>[^/]*303\.30", shown)
    assert "202.20 元，原应交 505.50 元" in shown
    assert re.search("理由：受灾属实。请在2023年2月[0-9]+日前（含当日）按交费通知交纳303.30元。", told())
    assert running() == [LATER.date()]
    assert queries.excuses_of([Case.objects.get().pk]) == {}
    actions.receive_payment(Bill.objects.get(), reference="流水1", by=people.cashier, at=LATER)
    charged = queries.charged_to([Case.objects.get().pk])[Case.objects.get().pk]
    assert (charged.charged_fen, charged.paid_fen, charged.relieved_fen) == (30_330, 30_330, 20_220)
    assert queries.slip_fees([Case.objects.get().pk])[Case.objects.get().pk].amount_fen == 30_330


def test_a_deferred_fee_waits_until_its_day_and_excuses_until_then(people: People) -> None:
    relief = asked(people, DEFERRAL)
    for until in (None, LATER.date()):
        with pytest.raises(Refused, match="缓交到哪一天"):
            actions.decide_relief(relief, Decision(True, "人身损害。", until=until), by=people.head, at=LATER)
    actions.decide_relief(
        relief, Decision(True, "人身损害。", until=datetime.date(2023, 6, 1)), by=people.head, at=LATER
    )
    assert (bill().total_fen, running()) == (50_550, [])
    assert "准予缓交案件受理费至2023年6月1日" in told()
    assert "准予缓交案件受理费至2023年6月1日" in queries.excuses_of([Case.objects.get().pk])[Case.objects.get().pk]


def test_a_refusal_tells_its_reason_the_seven_days_begin_and_another_application_may_follow(people: People) -> None:
    relief = asked(people)
    with pytest.raises(Refused, match="请写明理由"):
        actions.decide_relief(relief, Decision(False, " "), by=people.president, at=LATER)
    actions.decide_relief(relief, Decision(False, "没有证明家庭收入。"), by=people.president, at=LATER)
    assert running() == [LATER.date()]
    assert re.search(
        "不予准许，理由：没有证明家庭收入。请在2023年2月[0-9]+日前（含当日）按交费通知交纳505.50元。", told()
    )
    actions.ask_relief(plaintiff(), DEFERRAL, by=None, at=LATER)
    assert running() == []


def test_where_the_court_lets_the_fee_wait_a_refusal_begins_no_days(people: People) -> None:
    relief = asked(people)
    Matter.objects.update(cause_name="劳务合同纠纷")
    let_fees_wait([Case.objects.get()])
    actions.decide_relief(
        Relief.objects.get(pk=relief.pk), Decision(False, "没有证明。"), by=people.president, at=LATER
    )
    assert running() == []


def test_a_waiver_is_the_presidents_a_deferral_the_heads_and_nobody_elses(people: People) -> None:
    relief = asked(people)
    for nobody in (people.clerk, people.judge, people.cashier, people.stranger):
        with pytest.raises(Forbidden):
            actions.decide_relief(relief, Decision(True, "好。"), by=nobody, at=LATER)
    with pytest.raises(Forbidden, match="由院长审批"):
        actions.decide_relief(relief, Decision(True, "好。"), by=people.head, at=LATER)
    assert list(queries.reliefs_waiting(people.head)) == []
    assert list(queries.reliefs_waiting(people.president)) == [relief]
    actions.decide_relief(relief, Decision(True, "好。"), by=people.vice_president, at=LATER)


@pytest.mark.parametrize(
    ("litigant", "draft", "said"),
    [
        ("defendant", WAIVER, "案件受理费由原告预交"),
        ("unit", WAIVER, "只适用于自然人"),
        ("plaintiff", ReliefDraft("waive", "injured", WORDS), "没有选择符合"),
        ("plaintiff", ReliefDraft("waive", "disabled", " "), "收入和困难情况"),
        ("plaintiff", ReliefDraft("waive", "disabled", WORDS, [("a.exe", b"MZ")]), "a.exe"),
    ],
)
def test_what_cannot_be_asked_is_refused(people: People, litigant: str, draft: ReliefDraft, said: str) -> None:
    billed(people, 4_844_000)
    who = plaintiff() if litigant != "defendant" else Litigant.objects.get(role="defendant")
    if litigant == "unit":
        Litigant.objects.filter(pk=who.pk).update(kind="legal")
        who.refresh_from_db()
    with pytest.raises(Refused, match=said):
        actions.ask_relief(who, draft, by=None, at=AT)
    assert not Relief.objects.exists()


def test_a_bill_for_several_cases_and_a_paid_one_are_not_relieved(people: People) -> None:
    billed(people, 4_844_000, 1_000_000)
    with pytest.raises(Refused, match="合开一份交费通知"):
        actions.ask_relief(plaintiff(), WAIVER, by=None, at=AT)
    paid = billed(people, 2_000_000)
    actions.receive_payment(paid, reference="流水1", by=people.cashier, at=AT)
    with pytest.raises(Refused, match="已经交纳"):
        actions.ask_relief(plaintiff(), WAIVER, by=None, at=AT)


def test_what_was_granted_before_the_case_had_a_number_counts_on_its_first_bill(people: People) -> None:
    suing = LitigantDraft("plaintiff", "natural", "甄秀兰", phone="13800000001")
    draft = MatterDraft("民间借贷纠纷", 4_844_000, (suing, LitigantDraft("defendant", "natural", "贾有财")))
    (matter,) = open_matters([draft], at=AT)
    relief = actions.ask_relief(plaintiff(), WAIVER, by=None, at=AT)
    actions.decide_relief(relief, Decision(True, "低保户。"), by=people.president, at=AT)
    (case,) = open_cases([matter], "民初", by=people.clerk, at=LATER)
    actions.raise_bill([Charge(case, 4_844_000, True)], "甄秀兰", by=people.clerk, at=LATER)
    assert (bill().status, bill().total_fen) == ("waived", 0)


def looking(case: Case, role: str = "plaintiff") -> Client:
    """A phone on which somebody has given the number and their code."""
    client = Client()
    client.post("/progress/", {"number": case.number, "code": code_of(case, role)})
    return client


def test_a_litigant_asks_on_the_phone_and_reads_what_was_decided(people: People, page_of: PageOf) -> None:
    billed(people, 4_844_000)
    case, typed = Case.objects.get(), {"ground": "minimum_living", "words": WORDS}
    plaintiff()
    phone = looking(case)
    assert 'href="/progress/relief/"' in phone.get("/progress/case/").content.decode()
    without = phone.post("/progress/relief/", {**typed, **key()})
    assert (without.status_code, "请上传经济困难的证明" in without.content.decode()) == (422, True)
    proof = SimpleUploadedFile("低保证.png", PHOTO)
    assert phone.post("/progress/relief/", {**typed, "proofs": [proof], **key()}).status_code == 302
    relief = Relief.objects.get()
    assert relief.paper is not None
    page = phone.get("/progress/relief/").content.decode()
    assert "正在审查" in page
    assert "提交申请" not in page
    staff: User = people.president
    decided = page_of(staff)
    assert "甄" not in decided.get("/fees/reliefs/").content.decode()
    assert "最低生活保障对象" in decided.get(f"/fees/reliefs/{relief.pk}/").content.decode()
    assert decided.get(f"/fees/reliefs/{relief.pk}/paper/").status_code == 200
    empty = decided.post(f"/fees/reliefs/{relief.pk}/decide/", key())
    assert (empty.status_code, "请填写理由" in empty.content.decode()) == (422, True)
    sent = decided.post(f"/fees/reliefs/{relief.pk}/decide/", {"decision": "grant", "reason": "属实。", **key()})
    assert sent.status_code == 302
    assert "免交" in phone.get("/progress/relief/").content.decode()
    assert "已经准予" in phone.get("/progress/case/").content.decode()
    kiosk = phone.get("/kiosk/").content.decode()
    assert "/progress/relief/" not in kiosk


def test_the_other_side_learns_nothing_of_it(people: People) -> None:
    relief = asked(people)
    phone = looking(Case.objects.get(), "defendant")
    for address in ("/progress/case/", "/progress/relief/"):
        page = phone.get(address).content.decode()
        assert WORDS not in page
        assert relief.get_ground_display() not in page
        assert "免交诉讼费" not in page
    refused = phone.post("/progress/relief/", {"ground": "disabled", "words": WORDS, **key()})
    assert refused.status_code == 422
