"""Claims changed in a hearing: recorded and appended, the fee counted anew, the procedure checked."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, ClaimChange, Counsel
from tianping.intake.triage.queries import leaves_small_claims
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law import claim_changes, money
from tianping.law.answers import Answer
from tianping.law.claim_changes import KINDS, Kind, Stage
from tianping.law.wording import chinese_date
from tianping.money.fees import actions as fee_actions
from tianping.trial.hearings.actions.conversions import Turn, convert_by_law
from tianping.trial.hearings.actions.keeping import open_record_locked
from tianping.trial.hearings.actions.outcomes import lawful
from tianping.trial.hearings.models import Attendance, ClaimTurn, Conversion, Record, Section

SIDES = {"counterclaim": Attendance.Side.DEFENDANT}
SECTIONS = {"counterclaim": ("answer", "inquiry"), "claim": ("claim", "inquiry")}


@dataclass(frozen=True)
class Claimed:
    """A claim as it is changed: how, at which stage of the hearing, in which words, to which sum (None: it stays)."""

    kind: Kind
    stage: Stage
    text: str
    claim_fen: int | None = None


@transaction.atomic
def change_claim(said_by: Attendance, claimed: Claimed, *, by: User, at: datetime.datetime) -> ClaimTurn:
    """Somebody who is there changes a claim or brings a counterclaim (增加、变更、放弃诉讼请求，反诉).

    Raises Refused where the law does not hear it: after the debate, or from counsel without special authority.
    """
    record = open_record_locked(said_by.record_id, by=by)
    litigant = said_by.litigant
    if litigant is None or not said_by.appeared or said_by.side != SIDES.get(claimed.kind, Attendance.Side.PLAINTIFF):
        who = "被告方" if claimed.kind == "counterclaim" else "原告方"
        raise Refused(f"{KINDS[claimed.kind]}由到庭的{who}提出，请先记明到庭情况，再选择提出的人。")
    case = Case.objects.select_related("matter").get(pk=record.case_id)
    answer = _heard(said_by, claimed, case, on=china_day(at))
    draft = case_actions.ClaimDraft(
        claimed.kind,
        litigant,
        claimed.text,
        claimed.claim_fen,
        f"{chinese_date(china_day(at))}{record.get_kind_display()}",
    )
    change = case_actions.change_claim(case, draft, by=by, at=at)
    fee = _charge(case, change, answer.value, by=by, at=at)
    conversion = _leave_small_claims(case, change, by=by, at=at)
    made = ClaimTurn.objects.create(
        record=record,
        change=change,
        said_by=said_by,
        stage=claimed.stage,
        steps=[*answer.steps, *answer.notes, *([conversion.reason] if conversion else [])],
        because=list(answer.because),
        fee_steps=list(fee.steps),
        fee_because=list(fee.because),
        more_fen=fee.value[0],
        back_fen=fee.value[1],
        conversion=conversion,
        at=at,
        by=by,
    )
    _write(record, said_by, made)
    audit.record("hearing.claim", f"hearing_record:{record.pk}", by=by, at=at, kind=claimed.kind)
    return made


def _heard(said_by: Attendance, claimed: Claimed, case: Case, *, on: datetime.date) -> Answer[bool]:
    counsel = said_by.counsel
    change = claim_changes.Change(
        kind=claimed.kind,
        stage=claimed.stage,
        before_fen=case.matter.claim_fen,
        after_fen=claimed.claim_fen,
        by_counsel=counsel is not None,
        special_authority=counsel is not None and counsel.authority == Counsel.Authority.SPECIAL,
    )
    return lawful(claim_changes.check_change, change, on=on)


def _charge(case: Case, change: ClaimChange, anew: bool, *, by: User, at: datetime.datetime) -> Answer[tuple[int, int]]:
    """The fee counted anew: what is still to be paid, what goes back; nothing where the sum did not change."""
    if not anew or change.claim_fen is None:
        return Answer((0, 0))
    if change.kind == "counterclaim":
        item = fee_actions.charge_counterclaim(case, change.claim_fen, change.litigant.name, by=by, at=at)
        return Answer((item.amount_fen, 0), tuple(item.steps), tuple(item.because))
    row = fee_actions.recalculate(case, change.claim_fen, change.litigant.name, by=by, at=at)
    if row is None:
        return Answer((0, 0))
    return Answer((row.more_fen, row.back_fen), tuple(row.steps), tuple(row.because))


def _leave_small_claims(case: Case, change: ClaimChange, *, by: User, at: datetime.datetime) -> Conversion | None:
    """A small claim that is none any more goes on by simple procedure (解释第二百七十八条), without a choice."""
    if case.track != Case.Track.SMALL_CLAIMS:
        return None
    case.matter.refresh_from_db()
    why = leaves_small_claims(case, has_counterclaim=change.kind == "counterclaim", on=china_day(at))
    if not why:
        return None
    reason = f"{change.litigant.get_role_display()}{change.get_kind_display()}，{why}，不符合小额诉讼案件条件"
    return convert_by_law(case, Turn(Case.Track.SIMPLE, Case.Composition.SOLE, reason), by=by, at=at)


def _write(record: Record, said_by: Attendance, turn: ClaimTurn) -> None:
    """The section of the record gets what was said, and that the other side was asked."""
    change = turn.change
    codes = SECTIONS["counterclaim" if change.kind == "counterclaim" else "claim"]
    section = Section.objects.filter(record=record, code__in=codes).order_by("ordinal").first()
    if section is None:
        return
    speaker, other = ("被", "原告") if change.kind == "counterclaim" else ("原", "被告")
    counsel = f"（{said_by.name}）" if said_by.counsel_id else ""
    lines = [f"{speaker}{counsel}：{change.get_kind_display()}：{change.text.rstrip('。')}。"]
    if change.claim_fen is not None and change.claim_fen != change.before_fen:
        lines.append(f"审：{_sums(change)}。")
    if turn.more_fen:
        lines.append(f"审：应当补交案件受理费{money.grouped(turn.more_fen)}元，本院另行通知。")
    if turn.conversion is not None:
        lines.append("审：本案不再符合小额诉讼案件条件，依法适用简易程序的其他规定审理。")
    lines.append(f"审：{other}对此有何意见，是否需要另定答辩、举证期限？")
    before = section.text.rstrip("\n")
    section.text = "\n".join([*([before] if before else []), *lines]) + "\n"
    section.version += 1
    section.save(update_fields=["text", "version"])


def _sums(change: ClaimChange) -> str:
    now = money.grouped(change.claim_fen or 0)
    if change.kind == "counterclaim":
        return f"反诉请求数额{now}元"
    return (
        f"诉讼请求数额由{money.grouped(change.before_fen)}元变为{now}元"
        if change.before_fen is not None
        else f"诉讼请求数额{now}元"
    )
