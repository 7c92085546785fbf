"""`{% load hall %}`: where people come to the court (诉讼服务大厅)."""

from django import template

from tianping.accounts.queries import Hall, hall_on
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
