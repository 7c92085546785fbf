"""Addresses of the court's figures."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.insight.indicators import views
from tianping.insight.indicators.permissions import READ_FIGURES

NAVIGATION = (Entry("审判管理", "统计指标", "figure_list", READ_FIGURES),)
AUDIT_WORDS = {"figure.export": "导出指标所含明细"}

read = permitted(READ_FIGURES)

urlpatterns = [
    path("", read(views.figure_list), name="figure_list"),
    path("<str:name>/", read(views.figure_rows), name="figure_rows"),
]
