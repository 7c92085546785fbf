"""Addresses of the litigant shell."""

from django.urls import path

from tianping.accounts.permissions import PUBLIC, permitted
from tianping.cases.permissions import OWN_CASES
from tianping.kernel.web.elder import choose_elder_mode
from tianping.portal import public

own = permitted(OWN_CASES)

urlpatterns = [
    path("", permitted(PUBLIC)(public.home), name="home"),
    path("elder/", permitted(PUBLIC)(choose_elder_mode), name="elder_mode"),
    path("mine/", own(public.mine), name="mine"),
    path("mine/add/", own(public.add), name="mine_add"),
    path("mine/hearings/", own(public.hearings), name="mine_hearings"),
    path("mine/<int:case_id>/open/", own(public.open_case), name="mine_open"),
    path("mine/access/<int:pk>/leave/", own(public.leave), name="mine_leave"),
    path("outbox/", permitted(PUBLIC)(public.outbox), name="outbox"),
]

AUDIT_WORDS = {
    "access.end": "不再以当事人身份办理",
    "access.give": "取得本人案件",
    "access.hearings": "查看本人开庭",
    "access.list": "查看本人案件",
    "message.outbox": "查看演示发件箱",
}
