"""Addresses of guidance. They hold no object: what was answered is known to the browser's session or opened by code."""

from django.urls import path

from tianping.accounts.permissions import PUBLIC, permitted
from tianping.intake.guidance import public

anybody = permitted(PUBLIC)

urlpatterns = [
    path("", anybody(public.choose), name="guide"),
    path("resume/", anybody(public.resume), name="guide_resume"),
    path("<slug:path_key>/", anybody(public.begin), name="guide_begin"),
    path("<slug:path_key>/result/", anybody(public.result), name="guide_result"),
    path("<slug:path_key>/leave/", anybody(public.leave), name="guide_leave"),
    path("<slug:path_key>/<slug:key>/", anybody(public.question), name="guide_question"),
]
