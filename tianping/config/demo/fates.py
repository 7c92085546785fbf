"""What becomes of the filings of the demonstration: every stage that this part of the house can reach.

A fate is told day by day: ``yield n`` lets n days pass.
"""

import datetime
from collections.abc import Callable, Generator, Iterator

from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases import queries as case_queries
from tianping.cases.models import Case, ClockExtension, Litigant
from tianping.config.demo.stage import Stage
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.models import Filing
from tianping.intake.mediation import actions as mediation_actions
from tianping.intake.mediation.actions import Channel, Referral, SourceDraft
from tianping.intake.triage.actions import TriageOverride
from tianping.money.fees import actions as fee_actions
from tianping.money.fees import queries as fee_queries
from tianping.papers.documents import actions as paper_actions

Days = Iterator[int]
MEDIATORS, OTHER_MEDIATORS = "镇原县诉前调解中心", "镇原县总工会劳动争议调解室"
# Who sent some of those whom the mediators ask; the others went to court by themselves.
SENT_BY = (
    None,
    SourceDraft(Channel.TOWNSHIP, "孟坝镇", "孟坝镇综治中心"),
    None,
    SourceDraft(Channel.POLICE, "太平镇", "太平镇派出所"),
    SourceDraft(Channel.VILLAGE, "屯字镇", "屯字镇包城村村委会"),
)
TRIAL_LIMITS = ("C-TRIAL-SMALL", "C-TRIAL-SIMPLE", "C-TRIAL-ORD")


def waits_for_review(stage: Stage) -> Days:
    """Received, not reviewed yet."""
    stage.receive()
    yield 0


def must_be_corrected(stage: Stage) -> Days:
    """The clerk asked once for all corrections."""
    filing = stage.receive()
    yield 1
    filing_actions.ask_correction(
        filing,
        "一、起诉状未写明被告的准确住所；二、未提交借条原件供核对；三、诉讼请求中的利息未写明计算方法。",
        by=stage.clerk,
        at=stage.at,
    )


def was_corrected(stage: Stage) -> Days:
    """Corrected and handed in again."""
    filing = stage.receive()
    yield 1
    filing_actions.ask_correction(filing, "请补交被告身份信息及欠款对账单。", by=stage.clerk, at=stage.at)
    yield 4
    brought = filing_actions.PaperCorrections((1,))
    filing_actions.take_paper_corrections(filing, brought, by=stage.clerk, at=stage.at)


def is_refused(stage: Stage) -> Days:
    """Refused by the judge whose turn it is, with reasons; the ruling is issued to whoever sued."""
    filing = stage.receive()
    yield 2
    reason = (
        "双方在合同中订有有效的书面仲裁协议，本院已告知起诉人向仲裁机构申请仲裁，起诉人坚持起诉，"
        "其起诉不符合人民法院受理民事案件的条件。"
    )
    filing_actions.propose_refusal(filing, "arbitration", reason, by=stage.clerk, at=stage.at)
    yield 1
    filing.refresh_from_db()
    if filing.refusal_judge is not None:
        judge = acting(filing.refusal_judge, stage.day)
        ruling = filing_actions.refuse(filing, reason, by=judge, at=stage.at)
        paper_actions.proofread(ruling, by=stage.clerk, at=stage.at)
        paper_actions.sign(ruling, by=judge, at=stage.at)
        paper_actions.issue(ruling, by=judge, at=stage.at)


def is_accepted(stage: Stage) -> Days:
    """Accepted; the fee is not paid yet."""
    filing = stage.receive()
    yield 1
    stage.accept(filing, fast_team=stage.dice.random() < 0.3)


def has_paid(stage: Stage) -> Days:
    """Accepted, and the fee is paid."""
    filing = stage.receive()
    yield 1
    case = stage.accept(filing, fast_team=stage.dice.random() < 0.3)
    yield stage.dice.randint(1, 5)
    _pay(stage, case)


def goes_another_track(stage: Stage) -> Days:
    """The clerk chose another procedure, with the reason."""
    filing = stage.receive()
    yield 1
    choice = TriageOverride("ordinary", "sole", "双方对账目争议较大，需委托审计后查明，不宜适用简易程序。")
    case = stage.accept(filing, choice)
    yield 3
    _pay(stage, case)


def is_referred(stage: Stage) -> Days:
    """Referred to mediation; nobody has accepted it yet."""
    yield from _refer(stage, stays=True)


def is_mediated(stage: Stage) -> Days:
    """In mediation."""
    yield from _mediate(stage)


def is_settled(stage: Stage) -> Days:
    """Mediation succeeded."""
    _filing, referral = yield from _mediate(stage)
    yield 1
    ask_the_other_side(stage, referral)
    yield 8
    mediation_actions.agree_many(
        [referral.pk], outcome="双方达成分期付款协议，被告当场履行第一期。", by=stage.mediator, at=stage.at
    )


def comes_back(stage: Stage) -> Days:
    """Mediation failed; the filing waits for acceptance as it is."""
    yield from _fail(stage)


def comes_back_and_is_accepted(stage: Stage) -> Days:
    """Mediation failed, and the filing was accepted with nothing typed again."""
    filing = yield from _fail(stage)
    yield 1
    stage.accept(filing)


def excludes_days(stage: Stage) -> Days:
    """Days of an appraisal do not count in the trial limit."""
    case = yield from _paid(stage)
    first_day = stage.day
    yield 5
    case_actions.exclude_days(
        case_queries.running_clock(case, TRIAL_LIMITS),
        first_day=first_day,
        next_day=first_day + datetime.timedelta(days=4),
        why="鉴定",
        because="《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第二百四十三条",
        by=stage.head,
        at=stage.at,
    )


def asks_for_extension(stage: Stage) -> Days:
    """The head of the division asked for an extension; the president has not decided."""
    yield from _ask_extension(stage)


def gets_extension(stage: Stage) -> Days:
    """The president approved an extension."""
    extension = yield from _ask_extension(stage)
    yield 1
    case_actions.decide_extension(
        extension, approve=True, reason="案情复杂，同意延长。", by=stage.president, at=stage.at
    )


def is_denied_extension(stage: Stage) -> Days:
    """The president refused an extension."""
    extension = yield from _ask_extension(stage)
    yield 1
    case_actions.decide_extension(
        extension, approve=False, reason="距审限届满尚早，先行送达、排期。", by=stage.president, at=stage.at
    )


# How many meet each fate, and how many days it needs to come to its end.
FATES: tuple[tuple[Callable[[Stage], Days], int, int], ...] = (
    (waits_for_review, 9, 0),
    (must_be_corrected, 4, 3),
    (was_corrected, 2, 8),
    (is_refused, 3, 5),
    (is_accepted, 14, 3),
    (has_paid, 32, 10),
    (goes_another_track, 3, 8),
    (is_referred, 4, 3),
    (is_mediated, 5, 5),
    (is_settled, 5, 16),
    (comes_back, 2, 13),
    (comes_back_and_is_accepted, 4, 15),
    (excludes_days, 2, 14),
    (asks_for_extension, 1, 10),
    (gets_extension, 1, 12),
    (is_denied_extension, 1, 12),
)


def ask_the_other_side(stage: Stage, referral: Referral) -> None:
    """Everybody who was sued says on the phone that they are willing."""
    for each in referral.case.matter.litigants.exclude(role=Litigant.Role.PLAINTIFF):
        mediation_actions.note_willingness(
            referral, each.pk, True, "电话征询，同意调解", by=stage.mediator, at=stage.at
        )


def _refer(stage: Stage, *, stays: bool = False) -> Generator[int, None, tuple[Filing, Referral]]:
    filing = stage.receive(consents=True)
    yield 1
    # Whoever is asked to mediate sees what came to them, and nothing of what went to the others.
    to = OTHER_MEDIATORS if stays and filing.sequence % 2 else MEDIATORS
    (referral,) = filing_actions.refer_many([filing], to, by=stage.clerk, at=stage.at)
    return filing, referral


def _mediate(stage: Stage) -> Generator[int, None, tuple[Filing, Referral]]:
    filing, referral = yield from _refer(stage)
    yield 1
    mediation_actions.accept_many([referral.pk], by=stage.mediator, at=stage.at)
    referral.refresh_from_db()
    came = SENT_BY[filing.sequence % len(SENT_BY)]
    if came is not None:
        mediation_actions.correct_source(filing.matter, came, by=stage.mediator, at=stage.at)
    return filing, referral


def _fail(stage: Stage) -> Generator[int, None, Filing]:
    filing, referral = yield from _mediate(stage)
    yield 6
    outcome = "双方对利息数额分歧较大，调解不成。"
    mediation_actions.fail_many([referral.pk], outcome=outcome, by=stage.mediator, at=stage.at)
    return filing


def _paid(stage: Stage) -> Generator[int, None, Case]:
    filing = stage.receive()
    yield 1
    case = stage.accept(filing)
    yield 2
    _pay(stage, case)
    return case


def _ask_extension(stage: Stage) -> Generator[int, None, ClockExtension]:
    case = yield from _paid(stage)
    yield 3
    return case_actions.request_extension(
        case_queries.running_clock(case, TRIAL_LIMITS),
        length=1,
        unit="月",
        reason="被告在外务工，送达耗时较长，预计不能在审限内审结。",
        by=stage.head,
        at=stage.at,
    )


def _pay(stage: Stage, case: Case) -> None:
    item = fee_queries.item_of(case)
    if item is None:
        raise LookupError(f"{case} has no fee")
    reference = f"示{stage.day:%Y%m%d}{item.bill_id:06d}"
    fee_actions.receive_payment(item.bill, reference=reference, by=stage.cashier, at=stage.at)
