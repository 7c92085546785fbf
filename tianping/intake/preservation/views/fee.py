"""What the page of an application shows of its fee: what it comes to by what was preserved, and how it was settled."""

from typing import Any

from tianping.accounts.models import User
from tianping.intake.preservation import queries
from tianping.intake.preservation.forms.desks import FeeForm
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.permissions import may_settle
from tianping.law.money import format_yuan
from tianping.money.fees.queries import net_fen, settled_preservation, settlement_of


def fee_context(found: Application, user: User, typed: FeeForm | None) -> dict[str, Any]:
    """The fee of an application; while it is to be settled, the proposal with its arithmetic and the form."""
    item = found.fee_item
    if item is None:
        return {}
    settled = settlement_of(item)
    shown: dict[str, Any] = {"fee_item": item, "fee_due_fen": net_fen(item), "settled": settled}
    if settled is not None or found.status not in queries.CARRIED_OUT or not may_settle(user, found):
        return shown
    preserved = queries.preserved_in(found)
    proposed = settled_preservation(item, preserved, found.amount_fen, paid_fen=item.bill.paid_fen)
    amount = "" if preserved.value is None else format_yuan(preserved.value)
    return shown | {"proposed": proposed, "fee": typed or FeeForm(prefix="fee", initial={"amount": amount})}
