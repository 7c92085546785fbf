"""What becomes of the filings of the demonstration: every stage that this part of the house can reach."""

from collections.abc import Callable

from tianping.cases import actions as case_actions
from tianping.cases import queries as case_queries
from tianping.config.demo.stage import Stage
from tianping.intake.filing import actions as filing_actions
from tianping.intake.mediation import actions as mediation_actions
from tianping.intake.triage.actions import TriageOverride
from tianping.money.fees import actions as fee_actions
from tianping.money.fees import queries as fee_queries

MEDIATORS = "镇原县诉前调解中心"
TRIAL_LIMITS = ("C-TRIAL-SMALL", "C-TRIAL-SIMPLE", "C-TRIAL-ORD")


def waits_for_review(stage: Stage) -> None:
    """Received, not reviewed yet."""
    stage.receive()


def must_be_corrected(stage: Stage) -> None:
    """The clerk asked once for all corrections."""
    filing = stage.receive()
    next_day = stage.later(1)
    filing_actions.ask_correction(
        filing,
        "一、起诉状未写明被告的准确住所；二、未提交借条原件供核对；三、诉讼请求中的利息未写明计算方法。",
        by=next_day.clerk,
        at=next_day.at,
    )


def was_corrected(stage: Stage) -> None:
    """Corrected and handed in again."""
    filing = stage.receive()
    filing_actions.ask_correction(filing, "请补交被告身份信息及欠款对账单。", by=stage.clerk, at=stage.at)
    fourth_day = stage.later(4)
    filing_actions.hand_in_corrections(filing, by=fourth_day.clerk, at=fourth_day.at)


def is_refused(stage: Stage) -> None:
    """Refused by ruling with reasons."""
    filing = stage.receive()
    second_day = stage.later(2)
    filing_actions.refuse(
        filing,
        "双方在合同中订有有效的书面仲裁协议，依照《民事诉讼法》第一百二十七条第（二）项，告知向仲裁机构申请仲裁；"
        "起诉人坚持起诉，裁定不予受理。",
        by=second_day.clerk,
        at=second_day.at,
    )


def is_accepted(stage: Stage) -> None:
    """Accepted; the fee is not paid yet."""
    filing = stage.receive()
    stage.later(1).accept(filing, fast_team=stage.dice.random() < 0.3)


def has_paid(stage: Stage) -> None:
    """Accepted, and the fee is paid."""
    filing = stage.receive()
    case = stage.later(1).accept(filing, fast_team=stage.dice.random() < 0.3)
    _pay(stage.later(4), case.pk)


def goes_another_track(stage: Stage) -> None:
    """The clerk chose another procedure, with the reason."""
    filing = stage.receive()
    choice = TriageOverride("ordinary", "sole", "双方对账目争议较大，需委托审计后查明，不宜适用简易程序。")
    _pay(stage.later(5), stage.later(1).accept(filing, choice).pk)


def is_referred(stage: Stage) -> None:
    """Referred to mediation; nobody has accepted it yet."""
    _refer(stage)


def is_mediated(stage: Stage) -> None:
    """In mediation."""
    referral = _refer(stage)
    third_day = stage.later(2)
    mediation_actions.accept_many([referral], by=third_day.mediator, at=third_day.at)


def is_settled(stage: Stage) -> None:
    """Mediation succeeded."""
    referral = _accepted_referral(stage)
    tenth_day = stage.later(10)
    mediation_actions.agree_many(
        [referral], outcome="双方达成分期付款协议，被告当场履行第一期。", by=tenth_day.mediator, at=tenth_day.at
    )


def comes_back(stage: Stage) -> None:
    """Mediation failed; the filing waits for acceptance as it is."""
    _fail(stage)


def comes_back_and_is_accepted(stage: Stage) -> None:
    """Mediation failed, and the filing was accepted with nothing typed again."""
    filing = _fail(stage)
    stage.deliver()
    stage.later(9).accept(filing)


def excludes_days(stage: Stage) -> None:
    """Days of an appraisal do not count in the trial limit."""
    clock = _trial_clock(stage)
    eighth_day = stage.later(8)
    case_actions.exclude_days(
        clock,
        first_day=stage.later(6).day,
        next_day=stage.later(8).day,
        why="鉴定",
        because="《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第二百四十三条",
        by=eighth_day.judge,
        at=eighth_day.at,
    )


def asks_for_extension(stage: Stage) -> None:
    """A judge asked for an extension; the president has not decided."""
    _ask_extension(stage)


def gets_extension(stage: Stage) -> None:
    """The president approved an extension."""
    extension = _ask_extension(stage)
    seventh_day = stage.later(7)
    case_actions.decide_extension(
        extension, approve=True, reason="案情复杂，同意延长。", by=seventh_day.president, at=seventh_day.at
    )


def is_denied_extension(stage: Stage) -> None:
    """The president refused an extension."""
    extension = _ask_extension(stage)
    seventh_day = stage.later(7)
    case_actions.decide_extension(
        extension, approve=False, reason="距审限届满尚早，先行送达、排期。", by=seventh_day.president, at=seventh_day.at
    )


FATES: tuple[tuple[Callable[[Stage], None], int], ...] = (
    (waits_for_review, 9),
    (must_be_corrected, 4),
    (was_corrected, 2),
    (is_refused, 3),
    (is_accepted, 14),
    (has_paid, 32),
    (goes_another_track, 3),
    (is_referred, 4),
    (is_mediated, 5),
    (is_settled, 5),
    (comes_back, 2),
    (comes_back_and_is_accepted, 4),
    (excludes_days, 2),
    (asks_for_extension, 1),
    (gets_extension, 1),
    (is_denied_extension, 1),
)


def _refer(stage: Stage) -> int:
    filing = stage.receive(consents=True)
    next_day = stage.later(1)
    (referral,) = filing_actions.refer_many([filing], MEDIATORS, by=next_day.clerk, at=next_day.at)
    return referral.pk


def _accepted_referral(stage: Stage) -> int:
    referral = _refer(stage)
    mediation_actions.accept_many([referral], by=stage.mediator, at=stage.later(2).at)
    return referral


def _fail(stage: Stage) -> object:
    filing = stage.receive(consents=True)
    (referral,) = filing_actions.refer_many([filing], MEDIATORS, by=stage.clerk, at=stage.later(1).at)
    mediation_actions.accept_many([referral.pk], by=stage.mediator, at=stage.later(2).at)
    eighth_day = stage.later(8)
    mediation_actions.fail_many(
        [referral.pk], outcome="双方对利息数额分歧较大，调解不成。", by=eighth_day.mediator, at=eighth_day.at
    )
    return filing


def _trial_clock(stage: Stage) -> object:
    filing = stage.receive()
    case = stage.later(1).accept(filing)
    _pay(stage.later(3), case.pk)
    return case_queries.running_clock(case, TRIAL_LIMITS)


def _ask_extension(stage: Stage) -> object:
    clock = _trial_clock(stage)
    sixth_day = stage.later(6)
    return case_actions.request_extension(
        clock,
        length=1,
        unit="月",
        reason="被告人数较多且在外务工，送达耗时，预计不能在审限内审结。",
        by=sixth_day.judge,
        at=sixth_day.at,
    )


def _pay(stage: Stage, case_id: int) -> None:
    bill = fee_queries.bill_of_case(case_id)
    fee_actions.receive_payment(bill, reference=f"示{stage.day:%Y%m%d}{bill.pk:06d}", by=stage.cashier, at=stage.at)
