"""Addresses of the spine: the staff's pages of cases and clocks, and the litigants' look-up."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.cases import public
from tianping.cases.permissions import (
    AT_WINDOW,
    DECIDE_EXTENSION,
    LENGTHEN_CLOCK,
    LIST_CASES,
    NAME_COUNSEL,
    PRINT_SLIPS,
    REPLACE_LOOKUP_CODE,
    REVEAL_PERSONAL_DATA,
    SEE_TODAY,
    VIEW_CASE,
    WORK_LIST,
)
from tianping.cases.queries import requests_waiting_for
from tianping.cases.views import clocks, counsel, due, listing, single, slips, today
from tianping.cases.views.waiting import warnings_today

listed, seen, work = permitted(LIST_CASES), permitted(VIEW_CASE), permitted(WORK_LIST)
lengthened, decided, printed = permitted(LENGTHEN_CLOCK), permitted(DECIDE_EXTENSION), permitted(PRINT_SLIPS)

AUDIT_WORDS = {
    "access.end": "不再以当事人身份办理",
    "access.give": "取得本人案件",
    "access.hearings": "查看本人开庭",
    "access.list": "查看本人案件",
    "case.assign": "确定承办法官",
    "case.bind": "登记文书生效",
    "case.release": "承办法官退出",
    "case.resume": "恢复参与本案工作",
    "case.seat": "确定审判组织成员",
    "case.suspend": "暂停参与本案工作",
    "case.unseat": "更换审判组织成员",
    "case.waive": "登记放弃期间",
    "conflict.lift": "回避情形消失",
    "conflict.note": "登记回避情形",
    "counsel.end": "终止委托代理",
    "counsel.name": "登记委托诉讼代理人",
    "litigant.document": "补登当事人身份证件",
    "window.begin": "窗口开始接待",
    "window.end": "窗口结束接待",
    "window.case": "窗口查询案件进展",
    "window.find": "窗口查找当事人",
    "window.view": "查看窗口当事人",
}
NAVIGATION = (
    Entry("工作", "今日工作", "today", SEE_TODAY),
    Entry("工作", "到期事项", "due_list", WORK_LIST, warnings_today),
    Entry("立案", "一窗办理", "window", AT_WINDOW),
    Entry("审判", "案件", "case_list", LIST_CASES),
    Entry("审判管理", "延长审限审批", "extension_list", DECIDE_EXTENSION, requests_waiting_for),
)

urlpatterns = [
    path("", listed(listing.listing), name="case_list"),
    path("today/", permitted(SEE_TODAY)(today.today), name="today"),
    path("due/", work(due.due), name="due_list"),
    path("matter/<int:matter_id>/", work(single.matter), name="matter"),
    path("slips/", printed(slips.many), name="case_slips"),
    path("extensions/", decided(clocks.extensions), name="extension_list"),
    path("extensions/<int:extension_id>/", decided(clocks.decide), name="extension_decide"),
    path("clocks/<int:clock_id>/exclude/", lengthened(clocks.exclude), name="clock_exclude"),
    path("clocks/<int:clock_id>/extend/", lengthened(clocks.extend), name="clock_extend"),
    path("<int:case_id>/", seen(single.single), name="case"),
    path("<int:case_id>/counsel/", permitted(NAME_COUNSEL)(counsel.counsel), name="case_counsel"),
    path("<int:case_id>/counsel/<int:counsel_id>/end/", permitted(NAME_COUNSEL)(counsel.end), name="case_counsel_end"),
    path("<int:case_id>/slip/", printed(slips.slip), name="case_slip"),
    path("<int:case_id>/litigants/<int:litigant_id>/code/", printed(slips.code_sheet), name="case_code_sheet"),
    path(
        "<int:case_id>/litigants/<int:litigant_id>/replace-code/",
        permitted(REPLACE_LOOKUP_CODE)(single.replace_code),
        name="case_replace_code",
    ),
    path(
        "<int:case_id>/litigants/<int:litigant_id>/reveal/<slug:what>/",
        permitted(REVEAL_PERSONAL_DATA)(single.reveal),
        name="reveal",
    ),
]

progress_patterns = [
    path("", permitted(PUBLIC)(public.look_up), name="progress"),
    path("case/", permitted(PUBLIC)(public.progress), name="progress_case"),
    path("typed/<slug:form>/", permitted(PUBLIC)(public.keep_typed), name="progress_keep"),
]
