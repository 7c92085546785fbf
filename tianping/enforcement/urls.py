"""Addresses of enforcement filing."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.enforcement import public, views
from tianping.enforcement.permissions import LIST, NOTIFY, RECEIVE
from tianping.enforcement.queries import waiting_for

NAVIGATION = (Entry("立案", "申请执行", "enforcement_list", LIST, waiting_for),)
AUDIT_WORDS = {
    "enforcement.view": "查看申请执行",
    "enforcement.receive": "收到执行申请",
    "enforcement.accept": "执行立案",
    "enforcement.notice": "登记执行通知书送达",
    "enforcement.withdraw": "撤回执行申请",
}

listed, received, notified = permitted(LIST), permitted(RECEIVE), permitted(NOTIFY)

urlpatterns = [
    path("", listed(views.application_list), name="enforcement_list"),
    path("new/", received(views.begin), name="enforcement_begin"),
    path("<int:pk>/", listed(views.application), name="enforcement"),
    path("<int:pk>/accept/", received(views.accept), name="enforcement_accept"),
    path("<int:pk>/notice/", notified(views.note_notice), name="enforcement_notice"),
    path("<int:pk>/withdraw/", received(views.withdraw), name="enforcement_withdraw"),
    path("cases/<int:case_id>/new/", received(views.new), name="enforcement_new"),
]
anybody = permitted(PUBLIC)
progress_patterns = [
    path("enforcement/", anybody(public.apply), name="enforcement_apply"),
    path("enforcement/cases/<int:pk>/", anybody(public.open_case), name="enforcement_open"),
]
