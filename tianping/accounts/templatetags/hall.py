"""`{% load hall %}`: where people come to the court (诉讼服务大厅), and where its fees are paid into."""

from django import template

from tianping.accounts.queries import FeeAccount, Hall, fee_account_on, hall_on
from tianping.kernel import clock

register = template.Library()


@register.simple_tag
def this_hall() -> Hall:
    """The court's hall today."""
    return hall_on(clock.today())


@register.inclusion_tag("accounts/hall.html")
def hall() -> dict[str, Hall]:
    """Address, hours and telephone of the hall; nothing where the court entered none."""
    return {"hall": this_hall()}


@register.inclusion_tag("accounts/fee_account.html")
def fee_account(otherwise: str = "") -> dict[str, FeeAccount | str]:
    """The account for court fees as a list; where the court entered none, ``otherwise``."""
    return {"account": fee_account_on(clock.today()), "otherwise": otherwise}
