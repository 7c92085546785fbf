"""Settling the fee of an application by what was preserved in fact (按实际保全数额结算申请费), once."""

import datetime
from dataclasses import replace

from django.db import transaction

from tianping.accounts.models import User
from tianping.intake.preservation.actions.applying import message, tell
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.permissions import check_can_settle
from tianping.intake.preservation.queries import CARRIED_OUT, preserved_in
from tianping.kernel import moves
from tianping.kernel.refusals import Refused
from tianping.law.answers import Answer
from tianping.law.money import grouped
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.queries import Reckoning


@transaction.atomic
def settle_fee(
    application: Application, amount_fen: int | None, because: str, *, by: User, at: datetime.datetime
) -> Reckoning:
    """Settle the fee by what was preserved (《诉讼费用交纳办法》第十四条第（二）项); the applicant is told.

    ``amount_fen``: what was preserved, None for property without a value; where it is another sum than that of the
    registered measures, ``because`` says why. Raises Refused before the ruling is carried out, Overtaken a second time.
    """
    check_can_settle(by, application)
    moves.require_state(application, *CARRIED_OUT, sentence="保全裁定还没有执行，采取措施以后再结算申请费。")
    item = application.fee_item
    if item is None:
        raise Refused("本申请没有开出保全申请费的交费通知，不用结算。")
    counted = _counted(preserved_in(application), amount_fen, because.strip())
    made = fee_actions.settle_preservation(item, counted, application.amount_fen, by=by, at=at)
    said = f"保全申请费已按实际保全的财产数额结算，为{grouped(made.due_fen)}元"
    if made.refund_fen:
        said += f"，应退还{grouped(made.refund_fen)}元，由本院办理退还"
        text = f"保全申请费已按实际保全的财产数额结算，应退还{grouped(made.refund_fen)}元，退还后另行告知。"
        message(application, "fee_settled", text, by=by, at=at)
    elif made.shortfall_fen and made.due_fen < made.full_fen:
        text = (
            f"保全申请费已按实际保全的财产数额结算，请按{grouped(made.shortfall_fen)}元交纳，不再按原通知的数额交纳。"
        )
        message(application, "fee_settled", text, by=by, at=at)
    tell(application, f"{said}。", by=by, at=at)
    return made


def _counted(proposed: Answer[int | None], amount_fen: int | None, because: str) -> Answer[int | None]:
    """What was preserved: as the register has it, or as whoever settles it found, with the reason."""
    if amount_fen == proposed.value:
        return proposed
    if not because:
        raise Refused("数额与登记的措施不一致，请写明怎样核实的，例如“据银行回执，账户实际冻结的少于限额”。")
    found = "不涉及财产数额" if amount_fen is None else f"为{grouped(amount_fen)}元"
    step = f"经核实，实际保全的财产{found}：{because.rstrip('。')}"
    return replace(proposed, value=amount_fen, steps=(*proposed.steps, step), certainty="T", notes=())
