"""Addresses of court fees."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.money.fees import views
from tianping.money.fees.permissions import LIST_BILLS

NAVIGATION = (Entry("费用", "诉讼费", "bill_list", LIST_BILLS),)

urlpatterns = [
    path("", views.bill_list, name="bill_list"),
    path("<int:pk>/", views.bill, name="bill"),
    path("<int:pk>/notice/", views.notice, name="bill_notice"),
    path("<int:pk>/pay/", views.pay, name="bill_pay"),
]
