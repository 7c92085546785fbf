"""Addresses of feedback: the staff's list, the published totals, and the litigants' own pages."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.community.feedback import public, views
from tianping.community.feedback.permissions import READ_VOICES
from tianping.community.feedback.queries import waiting

NAVIGATION = (Entry("工作", "群众意见", "voices", READ_VOICES, waiting),)
AUDIT_WORDS = {
    "rating.give": "评价服务",
    "voice.answer": "答复群众意见",
    "voice.receive": "收到群众意见",
    "voice.view": "查看群众意见",
}

urlpatterns = [
    path("", permitted(READ_VOICES)(views.listing), name="voices"),
    path("totals/", permitted(PUBLIC)(public.totals), name="feedback_totals"),
    path("<int:pk>/", permitted(READ_VOICES)(views.single), name="voice"),
]

progress_patterns = [
    path("feedback/", permitted(PUBLIC)(public.own), name="feedback_own"),
    path("feedback/rate/", permitted(PUBLIC)(public.rate), name="feedback_rate"),
    path("feedback/say/", permitted(PUBLIC)(public.say), name="feedback_say"),
]
