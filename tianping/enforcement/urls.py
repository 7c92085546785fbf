"""Addresses of enforcement filing."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.enforcement.permissions import APPLY, LIST, NOTIFY, READ, RECEIVE, RULE
from tianping.enforcement.public import own, titles
from tianping.enforcement.queries import waiting_for
from tianping.enforcement.views import corrections, desk, ruling
from tianping.enforcement.views import titles as counter

NAVIGATION = (Entry("立案", "申请执行", "enforcement_list", LIST, waiting_for),)
AUDIT_WORDS = {
    "enforcement.view": "查看申请执行",
    "enforcement.receive": "收到执行申请",
    "enforcement.accept": "执行立案",
    "enforcement.notice": "登记执行通知书送达",
    "enforcement.withdraw": "撤回执行申请",
    "enforcement.own": "当事人查看执行申请",
    "enforcement.sign": "签署执行申请",
    "enforcement.ask_correction": "通知补正执行申请",
    "enforcement.correct": "收到执行申请的补正",
    "enforcement.take_corrections": "登记执行申请的补正材料",
    "enforcement.end_corrections": "执行申请补正期限届满",
    "enforcement.propose_refusal": "提请裁定不予受理执行申请",
    "enforcement.return_refusal": "不同意不予受理执行申请",
    "enforcement.refuse": "裁定不予受理执行申请",
    "enforcement.download": "下载执行申请材料",
}

listed, received, notified = permitted(LIST), permitted(RECEIVE), permitted(NOTIFY)
rules, applies, reads = permitted(RULE), permitted(APPLY), permitted(READ)

urlpatterns = [
    path("", listed(desk.application_list), name="enforcement_list"),
    path("new/", received(desk.begin), name="enforcement_begin"),
    path("<int:pk>/", reads(desk.application), name="enforcement"),
    path("<int:pk>/accept/", received(desk.accept), name="enforcement_accept"),
    path("<int:pk>/notice/", notified(desk.note_notice), name="enforcement_notice"),
    path("<int:pk>/withdraw/", received(desk.withdraw), name="enforcement_withdraw"),
    path("<int:pk>/correction/", received(desk.ask_correction), name="enforcement_correction"),
    path("<int:pk>/corrected/", received(corrections.take), name="enforcement_corrected"),
    path("<int:pk>/corrected/end/", received(corrections.end), name="enforcement_corrections_end"),
    path("<int:pk>/refusal/", received(desk.propose_refusal), name="enforcement_refusal"),
    path("<int:pk>/papers/<int:paper_id>/", reads(counter.paper), name="enforcement_paper"),
    path("<int:pk>/ruling/", rules(ruling.ruling), name="enforcement_ruling"),
    path("<int:pk>/ruling/back/", rules(ruling.give_back), name="enforcement_ruling_back"),
    path("<int:pk>/ruling/papers/<int:paper_id>/", rules(ruling.paper), name="enforcement_ruling_paper"),
    path("<int:pk>/ruling/again/", rules(ruling.again), name="enforcement_ruling_again"),
    path("cases/<int:case_id>/new/", received(desk.new), name="enforcement_new"),
    path("titles/new/", received(counter.new), name="enforcement_new_title"),
    path("apply/", applies(titles.mine), name="enforcement_titles"),
    path("apply/<uuid:draft_id>/", applies(titles.tasks), name="enforcement_titles_tasks"),
    path("apply/<uuid:draft_id>/check/", applies(titles.check), name="enforcement_titles_check"),
    path("apply/<uuid:draft_id>/drop/", applies(titles.drop), name="enforcement_titles_drop"),
    path("apply/<uuid:draft_id>/<slug:name>/", applies(titles.question), name="enforcement_titles_question"),
    path("apply/own/<int:pk>/", applies(titles.own), name="enforcement_own"),
    path("apply/own/<int:pk>/correct/", applies(titles.correct), name="enforcement_own_correct"),
    path("apply/own/<int:pk>/withdraw/", applies(titles.withdraw), name="enforcement_own_withdraw"),
]
anybody = permitted(PUBLIC)
progress_patterns = [
    path("enforcement/", anybody(own.apply), name="enforcement_apply"),
    path("enforcement/withdraw/", anybody(own.take_back), name="enforcement_take_back"),
    path("enforcement/cases/<int:pk>/", anybody(own.open_case), name="enforcement_open"),
]
