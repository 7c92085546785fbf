"""Addresses of applications about agreements."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.trial.confirmation import public
from tianping.trial.confirmation.permissions import (
    ACCEPT_APPLICATION,
    DECIDE_APPLICATION,
    IDENTIFY_APPLICANT,
    LIST_APPLICATIONS,
    RECEIVE_APPLICATION,
)
from tianping.trial.confirmation.queries import waiting_for
from tianping.trial.confirmation.views import counter, outside
from tianping.trial.confirmation.views import desks as views

NAVIGATION = (Entry("审判", "司法确认", "confirmation_list", LIST_APPLICATIONS, waiting_for),)
AUDIT_WORDS = {
    "confirmation.view": "查看司法确认申请",
    "confirmation.download": "下载申请确认的调解协议",
    "confirmation.apply": "当事人申请司法确认、调解书",
    "confirmation.ask": "当事人申请司法确认、调解书",
    "confirmation.join": "收到共同申请",
    "confirmation.accept": "受理司法确认申请",
    "confirmation.refuse": "不予受理司法确认申请",
    "confirmation.decide": "审查司法确认申请",
    "confirmation.reopen": "重新审查司法确认申请",
    "confirmation.serve": "司法确认裁定生效",
    "confirmation.withdraw": "撤回司法确认申请",
}

listed, anybody = permitted(LIST_APPLICATIONS), permitted(PUBLIC)
received = permitted(RECEIVE_APPLICATION)

urlpatterns = [
    path("", listed(views.application_list), name="confirmation_list"),
    path("outside/", received(outside.enter), name="confirmation_outside"),
    path("cases/<int:case_id>/new/", received(counter.new), name="confirmation_new"),
    path("cases/<int:case_id>/print/", received(counter.sheet), name="confirmation_sheet"),
    path("<int:pk>/", listed(views.application), name="confirmation"),
    path("<int:pk>/agreement/", listed(views.agreement), name="confirmation_agreement"),
    path("<int:pk>/accept/", permitted(ACCEPT_APPLICATION)(views.accept), name="confirmation_accept"),
    path("<int:pk>/refuse/", permitted(ACCEPT_APPLICATION)(views.refuse), name="confirmation_refuse"),
    path("<int:pk>/withdraw/", received(views.withdraw), name="confirmation_withdraw"),
    path("<int:pk>/identify/", permitted(IDENTIFY_APPLICANT)(views.identify), name="confirmation_identify"),
    path("<int:pk>/decide/", permitted(DECIDE_APPLICATION)(views.decide), name="confirmation_decide"),
]

# Below /progress/: whoever has proved to know a litigant's code.
progress_patterns = [
    path("confirmation/", anybody(public.my_application), name="my_application"),
    path("confirmation/agreement/", anybody(public.my_outside_agreement), name="my_outside_agreement"),
    path("confirmation/withdraw/", anybody(public.my_withdrawal), name="my_withdrawal"),
    path("confirmation/case/", anybody(public.go_on), name="my_confirmation_case"),
]
