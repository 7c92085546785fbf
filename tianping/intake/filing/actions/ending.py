"""Suits that end before they are decided on: withdrawn (撤回), or given back where nothing was corrected (退回诉状)."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.queries import hall_on
from tianping.cases import actions as case_actions
from tianping.intake.filing.actions.receiving import UNTIL_DECIDED, MaterialDraft, add_materials
from tianping.intake.filing.actions.telling import publish_decided, tell_plaintiffs
from tianping.intake.filing.models import Filing
from tianping.intake.filing.permissions import FILE, REVIEW
from tianping.intake.filing.states import WITHDRAWABLE
from tianping.intake.preservation import actions as preservation_actions
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.wording import chinese_date

NOT_NOW = (
    "案件已经立案、正在诉前调解或者已经有了结果，不能在这里撤回；已经立案的向承办法官申请撤诉，正在调解的请告诉调解员。"
)


@transaction.atomic
def withdraw(filing: Filing, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Whoever sues takes the suit back before it is decided on (撤回起诉材料, 民事诉讼法第十三条); the review stops.

    What was handed in stays on record under its receipt; to sue again is open to them. Raises Refused without a reason
    and once the filing was accepted, refused, or is being mediated.
    """
    check_may(by, FILE)
    if not reason.strip():
        raise Refused("请写明撤回的原因，比如“对方已经还款”。")
    moves.require_state(filing, *WITHDRAWABLE, sentence=NOT_NOW)
    _end(filing, "withdraw", reason, by=by, at=at)
    case_actions.stop_clocks([filing.matter_id], UNTIL_DECIDED, on=china_day(at), cause="起诉人撤回", by=by)
    tell_plaintiffs(
        [filing],
        "withdraw",
        "{papers}已经按您的申请撤回，以后可以再次起诉。",
        to_others="{papers}已经按起诉人的申请撤回，以后可以再次起诉。",
        by=by,
        at=at,
    )


@dataclass(frozen=True)
class Withdrawal:
    """A suit taken back at the window (窗口登记撤回): why, and the signed application, or why there is none."""

    reason: str
    scans: tuple[MaterialDraft, ...] = ()
    unsigned_because: str = ""


@transaction.atomic
def withdraw_at_window(filing: Filing, withdrawal: Withdrawal, *, by: User, at: datetime.datetime) -> None:
    """Record that whoever sues took the suit back at the window; the signed application stays with what was handed in.

    Raises Refused where there is neither a signed paper nor a reason why there is none: it ends somebody's suit.
    """
    check_may(by, REVIEW)
    why = withdrawal.unsigned_because.strip()
    if not withdrawal.scans and not why:
        raise Refused("请上传起诉人签名的撤回申请书；没有书面申请的，请写明为什么没有、怎样核实是起诉人本人要求撤回。")
    reason = withdrawal.reason.strip()
    withdraw(filing, f"{reason}（没有书面申请：{why}）" if reason and why else reason, by=by, at=at)
    add_materials(filing, withdrawal.scans)


@transaction.atomic
def give_back(filing: Filing, *, by: User, at: datetime.datetime) -> None:
    """Nothing was corrected within the term: the pleading goes back and that is recorded (退回诉状并记录在册).

    登记立案规定第七条. Raises Refused while the term runs, and where corrections were handed in.
    """
    check_may(by, REVIEW)
    moves.require_state(filing, "correcting", sentence="本件不在补正中，不能退回诉状；请刷新页面查看办理情况。")
    last = filing.correct_by
    if last is not None and china_day(at) <= last:
        raise Refused(f"补正期限到{chinese_date(last)}（含当日），期限内不能退回诉状。")
    reason = f"在{chinese_date(last)}前没有补正，退回诉状并记录在册" if last else "期限内没有补正，退回诉状并记录在册"
    _end(filing, "give_back", reason, by=by, at=at)
    words = (
        "{papers}因期限内没有补正，已经退回并记录在册；"
        f"您可以补齐后再次起诉，坚持按原来的材料起诉的，请到{hall_on(china_day(at)).window}说明，由法院依法裁定。"
    )
    tell_plaintiffs([filing], "give_back", words, by=by, at=at)


def _end(filing: Filing, verb: str, reason: str, *, by: User, at: datetime.datetime) -> None:
    words = reason.strip()[:300]
    moves.move(
        filing,
        verb,
        by=by,
        at=at,
        reason=words,
        ended_because=words,
        refusal_ground="",
        refusal_reason="",
        refusal_court="",
        refusal_judge_id=None,
    )
    line = f"起诉人撤回起诉材料：{words}"[:300] if verb == "withdraw" else f"{words}。"
    case_actions.note_many([(filing.matter_id, None, line)], by=by, at=at, for_litigants=True)
    preservation_actions.hear_suit_ended(filing.matter_id, by=by, at=at)
    publish_decided([filing], filing.status, by=by, at=at)
