"""Addresses of closing."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.trial.closing import views
from tianping.trial.closing.permissions import CLOSE_CASE, RECEIVE_APPEAL, SEND_APPEAL, VIEW_ENDINGS
from tianping.trial.closing.queries import ready_for, to_decide

NAVIGATION = (
    Entry("审判", "待拟裁判文书", "closing_decisions", CLOSE_CASE, to_decide),
    Entry("审判", "待结案", "closing_ready", CLOSE_CASE, ready_for),
    Entry("审判", "结案和生效", "closing_endings", VIEW_ENDINGS),
)
AUDIT_WORDS = {
    "ending.close": "结案",
    "ending.bind": "法律文书生效",
    "ending.appeal": "提起上诉",
    "ending.send": "移送上诉案件",
    "ending.decide": "登记二审结果",
    "ending.remand": "二审发回重审",
    "appeal.receive": "收取上诉状",
    "appeal.copies": "登记上诉状副本送达",
    "case.bind": "登记生效日期",
    "closing.view": "查看结案情况",
}

closes = permitted(CLOSE_CASE)
sends = permitted(SEND_APPEAL)

urlpatterns = [
    path("", closes(views.ready_list), name="closing_ready"),
    path("close/", closes(views.close_ticked), name="closing_close_ticked"),
    path("decisions/", closes(views.decision_list), name="closing_decisions"),
    path("decisions/draw-up/", closes(views.draw_up_ticked), name="closing_draw_up"),
    path("decisions/<int:case_id>/", closes(views.judgment), name="closing_judgment"),
    path("endings/", permitted(VIEW_ENDINGS)(views.ending_list), name="closing_endings"),
    path("bind/", closes(views.bind), name="closing_bind"),
    path("cases/<int:case_id>/", permitted(VIEW_ENDINGS)(views.closing_case), name="closing_case"),
    path("cases/<int:case_id>/close/", closes(views.close), name="closing_close"),
    path("cases/<int:case_id>/for-the-fee/", closes(views.for_the_fee), name="closing_for_the_fee"),
    path("cases/<int:case_id>/withdrawal/", closes(views.withdrawal), name="closing_withdrawal"),
    path("cases/<int:case_id>/withdrawal/<int:hand_in_id>/", closes(views.ruled), name="closing_ruled"),
    path("cases/<int:case_id>/appeal/", permitted(RECEIVE_APPEAL)(views.appeal), name="closing_appeal"),
    path("cases/<int:case_id>/copies/", sends(views.copies), name="closing_copies"),
    path("cases/<int:case_id>/send/", sends(views.send), name="closing_send"),
    path("cases/<int:case_id>/second/", sends(views.second), name="closing_second"),
]
