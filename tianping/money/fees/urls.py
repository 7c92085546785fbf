"""Addresses of court fees."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.money.fees import views
from tianping.money.fees.permissions import LIST_BILLS, RECEIVE_PAYMENT, REFUND
from tianping.money.fees.queries import refunds_waiting

NAVIGATION = (
    Entry("费用", "诉讼费", "bill_list", LIST_BILLS),
    Entry("费用", "待退费", "refund_list", REFUND, refunds_waiting),
)
AUDIT_WORDS = {
    "fee_reckoning.settle": "结算诉讼费",
    "fee_reckoning.refund": "登记退费",
}

listed = permitted(LIST_BILLS)
refunds = permitted(REFUND)

urlpatterns = [
    path("", listed(views.bill_list), name="bill_list"),
    path("refunds/", refunds(views.refund_list), name="refund_list"),
    path("refunds/<int:pk>/", refunds(views.refund), name="refund"),
    path("<int:pk>/", listed(views.bill), name="bill"),
    path("<int:pk>/notice/", listed(views.notice), name="bill_notice"),
    path("<int:pk>/pay/", permitted(RECEIVE_PAYMENT)(views.pay), name="bill_pay"),
]
