"""Another procedure with its consequences, and stretches that do not count: days and sums worked by hand."""

import datetime
from dataclasses import replace

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, People
from tianping.cases.models import Case, Clock
from tianping.kernel.clock import CHINA
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.models import Bill, Item
from tianping.papers.documents.queries import papers_of
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Conversion, Interruption
from tianping.trial.hearings.tests.conftest import Browse, try_alone
from tianping.trial.hearings.tests.test_pages import keyed

TRACK, GROUND = Case.Track, Interruption.Ground
TO_PANEL = actions.Turn(TRACK.ORDINARY, Case.Composition.PANEL, "双方对借款事实争议较大")
APPRAISAL = actions.Stretch(
    GROUND.APPRAISAL, "鉴定借条签名", datetime.date(2023, 2, 6), "委托鉴定书", "甘肃示范司法鉴定中心"
)
LATER = datetime.datetime(2023, 3, 1, 10, 0, tzinfo=CHINA)


def limit_of(case: Case) -> Clock:
    return Clock.objects.get(case=case, period_id__startswith="C-TRIAL", stopped_on__isnull=True)


@pytest.fixture
def charged(people: People, case: Case) -> Case:
    """The case, charged half the fee of 48,440 yuan: 505.50 of 1,011 yuan."""
    fee_actions.raise_bill([fee_actions.Charge(case, 4_844_000, True)], "某银行", by=people.clerk, at=AT)
    return case


def test_a_case_that_becomes_ordinary_counts_on_from_filing_and_owes_the_other_half(
    people: People, charged: Case
) -> None:
    made = actions.convert(charged, TO_PANEL, by=people.judge, at=LATER)
    charged.refresh_from_db()
    assert (charged.track, charged.composition) == ("ordinary", "panel")
    limit = limit_of(charged)
    assert (limit.period_id, limit.started_on) == ("C-TRIAL-ORD", charged.filed_on)
    assert limit.nominal_due == datetime.date(2023, 8, 6)
    assert (made.limit_before, made.limit_after) == (datetime.date(2023, 5, 6), datetime.date(2023, 8, 6))
    assert made.fee_due_fen == 50_550
    assert any("第二百五十八条" in article for article in made.because)
    assert Item.objects.get(case=charged, kind="conversion").amount_fen == 50_550
    owed = Clock.objects.get(case=charged, period_id="C-FEE-CONV")
    assert owed.nominal_due == datetime.date(2023, 3, 8)
    assert [(paper.kind, paper.variant) for paper in papers_of(charged.pk)] == [("ruling", "conversion")]


def test_the_other_half_is_paid_like_any_bill_and_its_period_ends(people: People, charged: Case) -> None:
    actions.convert(charged, TO_PANEL, by=people.judge, at=LATER)
    bill = Bill.objects.order_by("-pk")[0]
    fee_actions.receive_payment(bill, reference="流水0002", by=people.cashier, at=LATER)
    assert Clock.objects.get(case=charged, period_id="C-FEE-CONV").stopped_on == LATER.date()


def test_days_excluded_before_stay_excluded_after(people: People, charged: Case) -> None:
    stretch = actions.begin_interruption(charged, APPRAISAL, by=people.judge, at=AT)
    actions.end_interruption(stretch, datetime.date(2023, 2, 16), "鉴定意见书3号", by=people.judge, at=LATER)
    assert limit_of(charged).nominal_due == datetime.date(2023, 5, 15)
    actions.convert(charged, TO_PANEL, by=people.judge, at=LATER)
    assert limit_of(charged).nominal_due == datetime.date(2023, 8, 15)


def test_a_small_claim_becomes_simple_without_another_fee(people: People) -> None:
    cases = open_cases(people.clerk, ["黄小明"], track="small_claims", clocks=("C-TRIAL-SMALL",))
    (small,) = try_alone(people, cases)
    turn = actions.Turn(TRACK.SIMPLE, Case.Composition.SOLE, "原告增加诉讼请求")
    made = actions.convert(small, turn, by=people.judge, at=LATER)
    assert (made.limit_before, made.limit_after) == (datetime.date(2023, 4, 6), datetime.date(2023, 5, 6))
    assert made.fee_due_fen == 0


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        (replace(TO_PANEL, track=TRACK.SMALL_CLAIMS), "只能由小额诉讼转为"),
        (replace(TO_PANEL, track=TRACK.SIMPLE), "只能由小额诉讼转为"),
        (replace(TO_PANEL, reason=" "), "理由"),
    ],
)
def test_other_directions_are_refused(people: People, case: Case, turn: actions.Turn, why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.convert(case, turn, by=people.judge, at=LATER)
    assert not Conversion.objects.exists()


def test_nobody_converts_after_the_limit_has_run_out(people: People, case: Case) -> None:
    late = datetime.datetime(2023, 5, 9, 10, 0, tzinfo=CHINA)
    with pytest.raises(Refused, match="届满"):
        actions.convert(case, TO_PANEL, by=people.judge, at=late)


@pytest.mark.parametrize("who", ["second_judge", "clerk", "head", "president", "stranger"])
def test_only_the_bench_converts_and_only_who_acts_notes_stretches(people: People, case: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.convert(case, TO_PANEL, by=getattr(people, who), at=LATER)
    with pytest.raises(Forbidden):
        actions.begin_interruption(case, APPRAISAL, by=getattr(people, who), at=LATER)


def test_public_notice_is_refused_in_simple_procedure_and_the_way_is_named(people: People, case: Case) -> None:
    notice = actions.Stretch(GROUND.ANNOUNCEMENT, "公告送达", datetime.date(2023, 2, 6), "人民法院报公告")
    with pytest.raises(Refused, match="第一百四十条.*转为普通程序"):
        actions.begin_interruption(case, notice, by=people.judge, at=AT)


def test_the_same_stretch_does_not_begin_twice(people: People, case: Case) -> None:
    actions.begin_interruption(case, APPRAISAL, by=people.judge, at=AT)
    with pytest.raises(Overtaken, match="尚未结束"):
        actions.begin_interruption(case, APPRAISAL, by=people.judge, at=AT)


def test_a_stretch_ends_after_it_began_and_once(people: People, case: Case) -> None:
    stretch = actions.begin_interruption(case, APPRAISAL, by=people.judge, at=AT)
    with pytest.raises(Refused, match="晚于"):
        actions.end_interruption(stretch, datetime.date(2023, 2, 6), "意见书", by=people.judge, at=LATER)
    actions.end_interruption(stretch, datetime.date(2023, 2, 16), "意见书", by=people.judge, at=LATER)
    with pytest.raises(Overtaken):
        actions.end_interruption(stretch, datetime.date(2023, 2, 16), "意见书", by=people.judge, at=LATER)


def test_the_page_converts_notes_a_stretch_and_ends_it(people: People, charged: Case, browse: Browse) -> None:
    judge, base = browse(people.judge), f"/hearings/cases/{charged.pk}/"
    stretch = {"ground": "appraisal", "what": "鉴定签名", "institution": "某鉴定中心", "papers": "委托书"}
    typed = {f"stretch-{name}": value for name, value in stretch.items()}
    wrong = judge.post(f"{base}stretches/", keyed({**typed, "stretch-first_day": "2022-01-01"}))
    assert wrong.status_code == 422
    assert "在立案之后" in wrong.content.decode()
    noted = judge.post(f"{base}stretches/", keyed({**typed, "stretch-first_day": "2023-02-06"}))
    assert noted.status_code == 302, noted.content.decode()
    running = Interruption.objects.get()
    ended = {f"end{running.pk}-next_day": "2023-02-10", f"end{running.pk}-papers": "意见书"}
    judge.post(f"{base}stretches/end/", keyed({**ended, "stretch": str(running.pk)}))
    running.refresh_from_db()
    assert running.status == "ended"
    page = judge.get(f"{base}turns/").content.decode()
    assert "2023年2月10日恢复计算" in page
    late = judge.post(f"{base}convert/", keyed({"convert-track": "ordinary", "convert-composition": "sole"}))
    assert late.status_code == 422
    assert browse(people.second_judge).get(f"{base}turns/").status_code == 404
