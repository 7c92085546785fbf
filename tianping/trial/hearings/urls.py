"""Addresses of hearings."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.trial.hearings import views
from tianping.trial.hearings.permissions import CONVERT_CASE, KEEP_RECORD, TURN_CASE, VIEW_RECORD
from tianping.trial.hearings.queries import unfinished_of

NAVIGATION = (
    Entry("审判", "庭审笔录", "hearing_records", VIEW_RECORD, unfinished_of),
    Entry("审判", "巡回审判日", "hearing_day", KEEP_RECORD),
)
AUDIT_WORDS = {
    "hearing_record.open": "开始庭审记录",
    "hearing_record.close": "庭审记录完毕",
    "hearing_record.sign": "庭审笔录签名完毕",
    "hearing.save": "保存庭审笔录",
    "hearing.attendance": "登记到庭情况",
    "hearing.rights": "告知权利义务",
    "claim.change": "变更诉讼请求",
    "hearing.claim": "记明变更诉讼请求",
    "hearing.exhibit": "登记证据",
    "hearing.opinion": "登记质证意见",
    "hearing.settle": "登记调解协议",
    "hearing.sign": "笔录签名",
    "hearing.correct": "笔录补正",
    "hearing.turns": "查看程序和审限",
    "conversion.convert": "转换审理程序",
    "conversion.take_effect": "审理程序已转换",
    "conversion.drop": "撤回转换审理程序",
    "interruption.begin": "登记不计入审限的期间",
    "interruption.end": "不计入审限的期间结束",
    "hearing.view": "查看庭审笔录",
}

views_record = permitted(VIEW_RECORD)
keeps_record = permitted(KEEP_RECORD)

urlpatterns = [
    path("", views_record(views.record_list), name="hearing_records"),
    path("scans/", keeps_record(views.scans), name="hearing_scans"),
    path("day/", keeps_record(views.day), name="hearing_day"),
    path("cases/<int:case_id>/open/", keeps_record(views.open_record), name="hearing_open"),
    path("cases/<int:case_id>/turns/", views_record(views.turns), name="hearing_turns"),
    path("cases/<int:case_id>/convert/", permitted(CONVERT_CASE)(views.convert), name="hearing_convert"),
    path("cases/<int:case_id>/convert/drop/", permitted(CONVERT_CASE)(views.drop), name="hearing_convert_drop"),
    path("cases/<int:case_id>/stretches/", permitted(TURN_CASE)(views.begin), name="hearing_stretch"),
    path("cases/<int:case_id>/stretches/end/", permitted(TURN_CASE)(views.end), name="hearing_stretch_end"),
    path("<int:pk>/", views_record(views.record), name="hearing_record"),
    path("<int:pk>/save/", keeps_record(views.save), name="hearing_save"),
    path("<int:pk>/sections/<int:section_id>/", keeps_record(views.save_section), name="hearing_section"),
    path("<int:pk>/attendance/", keeps_record(views.attendance), name="hearing_attendance"),
    path("<int:pk>/rights/", keeps_record(views.rights), name="hearing_rights"),
    path("<int:pk>/exhibits/", keeps_record(views.exhibit), name="hearing_exhibit"),
    path("<int:pk>/opinions/", keeps_record(views.opinion), name="hearing_opinion"),
    path("<int:pk>/claims/", keeps_record(views.claim), name="hearing_claim"),
    path("<int:pk>/terms/", keeps_record(views.settle), name="hearing_settle"),
    path("<int:pk>/adjourn/", keeps_record(views.adjourn), name="hearing_adjourn"),
    path("<int:pk>/close/", keeps_record(views.close), name="hearing_close"),
    path("<int:pk>/signing/", views_record(views.signing), name="hearing_signing"),
    path("<int:pk>/sign/", keeps_record(views.sign), name="hearing_sign"),
    path("<int:pk>/correct/", keeps_record(views.correct), name="hearing_correct"),
    path("<int:pk>/finish/", keeps_record(views.finish), name="hearing_finish"),
]
