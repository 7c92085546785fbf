"""`{% load roles %}`: how a litigant is called in a case."""

from django import template

from tianping.cases.models import Case, Litigant
from tianping.law.roles import role_in

register = template.Library()


@register.filter
def called_in(litigant: Litigant, case: Case) -> str:
    """The litigant's role in this case: 原告, 申请人, 申请执行人."""
    return role_in(case.type_code, litigant.role)
