"""Addresses of deliberations and of supervised cases."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.trial.deliberation import views
from tianping.trial.deliberation.permissions import (
    ANSWER_SUPERVISION,
    LIST_SUPERVISED,
    MARK_SUPERVISED,
    RECORD_DELIBERATION,
    SUPERVISE,
    VIEW_DELIBERATION,
    VIEW_SUPERVISED,
)
from tianping.trial.deliberation.queries import supervised_now

NAVIGATION = (Entry("审判管理", "四类案件", "supervised_list", LIST_SUPERVISED, supervised_now),)
AUDIT_WORDS = {
    "deliberation.record": "记录合议庭评议",
    "deliberation.sign": "签署评议笔录",
    "deliberation.view": "查看评议笔录",
    "supervision.mark": "标识四类案件",
    "supervision.step": "监督管理措施、回复",
    "supervision.end": "解除四类案件标识",
    "supervision.view": "查看四类案件监督记录",
}

supervises = permitted(SUPERVISE)

urlpatterns = [
    path("", permitted(LIST_SUPERVISED)(views.supervised_list), name="supervised_list"),
    path("cases/<int:case_id>/mark/", permitted(MARK_SUPERVISED)(views.mark), name="supervision_mark"),
    path("<int:pk>/", permitted(VIEW_SUPERVISED)(views.supervision), name="supervision"),
    path("<int:pk>/step/", supervises(views.step), name="supervision_step"),
    path("<int:pk>/answer/", permitted(ANSWER_SUPERVISION)(views.answer), name="supervision_answer"),
    path("<int:pk>/end/", supervises(views.end), name="supervision_end"),
]

# Below /deliberations/: what panels deliberated.
panel_patterns = [
    path("cases/<int:case_id>/", permitted(RECORD_DELIBERATION)(views.record), name="deliberation_record"),
    path("<int:pk>/", permitted(VIEW_DELIBERATION)(views.deliberation), name="deliberation"),
    path("<int:pk>/sign/", permitted(VIEW_DELIBERATION)(views.sign), name="deliberation_sign"),
]
