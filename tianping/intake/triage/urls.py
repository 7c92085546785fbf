"""Addresses of triage."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.intake.triage import views
from tianping.intake.triage.permissions import OVERRIDE, REVIEW_OVERRIDES

AUDIT_WORDS = {"triage.decide": "繁简分流", "triage.convert": "转换审理程序"}
NAVIGATION = (Entry("审判管理", "程序调整记录", "triage_overrides", REVIEW_OVERRIDES),)

urlpatterns = [
    path("overrides/", permitted(REVIEW_OVERRIDES)(views.overrides), name="triage_overrides"),
    path("cases/<int:case_id>/", permitted(OVERRIDE)(views.override), name="triage_override"),
]
