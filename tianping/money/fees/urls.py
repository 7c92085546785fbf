"""Addresses of court fees."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.money.fees import views
from tianping.money.fees.permissions import LIST_BILLS, RECEIVE_PAYMENT

NAVIGATION = (Entry("费用", "诉讼费", "bill_list", LIST_BILLS),)

listed = permitted(LIST_BILLS)

urlpatterns = [
    path("", listed(views.bill_list), name="bill_list"),
    path("<int:pk>/", listed(views.bill), name="bill"),
    path("<int:pk>/notice/", listed(views.notice), name="bill_notice"),
    path("<int:pk>/pay/", permitted(RECEIVE_PAYMENT)(views.pay), name="bill_pay"),
]
