"""Addresses of scheduling: the plan, one hearing, places and absences; a person's calendar."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.trial.scheduling import public
from tianping.trial.scheduling.permissions import (
    KEEP_ABSENCES,
    KEEP_PLACES,
    PLAN_HEARINGS,
    SUBSCRIBE,
    VIEW_SCHEDULE,
)
from tianping.trial.scheduling.views import lists, plans, single

NAVIGATION = (
    Entry("审判", "开庭排期", "hearing_list", VIEW_SCHEDULE),
    Entry("审判", "排期方案", "hearing_plan", PLAN_HEARINGS),
)
AUDIT_WORDS = {
    "hearing.fix": "排期开庭",
    "hearing.hold": "已开庭",
    "hearing.reschedule": "开庭改期",
    "hearing.cancel": "取消开庭",
    "hearing.look": "查看开庭排期",
    "place.enter": "登记开庭地点",
    "place.close": "停用开庭地点",
    "absence.note": "登记请假、外出",
    "absence.withdraw": "销假",
    "calendar.fetch": "订阅日历读取",
}

viewed, planned = permitted(VIEW_SCHEDULE), permitted(PLAN_HEARINGS)
placed, absent = permitted(KEEP_PLACES), permitted(KEEP_ABSENCES)

urlpatterns = [
    path("", viewed(lists.hearing_list), name="hearing_list"),
    path("week/", viewed(lists.week), name="hearing_week"),
    path("cause-list/", viewed(lists.cause_list), name="cause_list"),
    path("plan/", planned(plans.plan), name="hearing_plan"),
    path("plan/adopt/", planned(plans.adopt), name="hearing_adopt"),
    path("plan/waive/", planned(plans.waive), name="hearing_waive"),
    path("cases/<int:case_id>/", planned(single.fix), name="hearing_fix"),
    path("<int:pk>/", viewed(single.hearing), name="hearing"),
    path("<int:pk>/reschedule/", planned(single.reschedule), name="hearing_reschedule"),
    path("<int:pk>/cancel/", planned(single.cancel), name="hearing_cancel"),
    path("places/", placed(lists.places), name="place_list"),
    path("places/<int:pk>/close/", placed(lists.close_place), name="place_close"),
    path("absences/", absent(lists.absences), name="absence_list"),
    path("absences/<int:pk>/withdraw/", absent(lists.withdraw_absence), name="absence_withdraw"),
    path("calendar/<int:user_id>/<str:key>.ics", permitted(SUBSCRIBE)(public.calendar), name="hearing_calendar"),
]
