"""Addresses of court fees."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.money.fees import public, views
from tianping.money.fees.permissions import (
    DECIDE_RELIEF,
    ENTER_RELIEF,
    LIST_BILLS,
    LIST_RELIEF,
    RECEIVE_PAYMENT,
    REFUND,
)
from tianping.money.fees.queries import refunds_waiting, reliefs_waiting

NAVIGATION = (
    Entry("费用", "诉讼费", "bill_list", LIST_BILLS),
    Entry("费用", "待退费", "refund_list", REFUND, refunds_waiting),
    Entry("费用", "司法救助", "relief_list", LIST_RELIEF, reliefs_waiting),
)
AUDIT_WORDS = {
    "fee_reckoning.settle": "结算诉讼费",
    "fee_reckoning.refund": "登记退费",
    "fee_relief.ask": "申请司法救助",
    "fee_relief.grant": "准予司法救助",
    "fee_relief.refuse": "不予准许司法救助",
    "fee_bill.waive": "免交案件受理费",
    "fee_bill.reduce": "减交案件受理费",
    "fee_bill.pay_part": "登记部分交费",
    "fee_bill.reopen": "交费冲正后恢复待交纳",
    "fee_bill.reverse": "冲正登记错误的交费",
}

listed = permitted(LIST_BILLS)
refunds = permitted(REFUND)

urlpatterns = [
    path("", listed(views.bill_list), name="bill_list"),
    path("refunds/", refunds(views.refund_list), name="refund_list"),
    path("refunds/<int:pk>/", refunds(views.refund), name="refund"),
    path("reliefs/", permitted(LIST_RELIEF)(views.relief_list), name="relief_list"),
    path("reliefs/<int:pk>/", permitted(LIST_RELIEF)(views.relief), name="relief"),
    path("reliefs/<int:pk>/paper/", permitted(LIST_RELIEF)(views.relief_paper), name="relief_paper"),
    path("reliefs/<int:pk>/signed/", permitted(LIST_RELIEF)(views.relief_signed), name="relief_signed"),
    path("cases/<int:pk>/relief/", permitted(ENTER_RELIEF)(views.enter_relief), name="relief_enter"),
    path("payments/<int:pk>/reverse/", permitted(RECEIVE_PAYMENT)(views.reverse_payment), name="payment_reverse"),
    path("reliefs/<int:pk>/decide/", permitted(DECIDE_RELIEF)(views.decide_relief), name="relief_decide"),
    path("<int:pk>/", listed(views.bill), name="bill"),
    path("<int:pk>/notice/", listed(views.notice), name="bill_notice"),
    path("<int:pk>/pay/", permitted(RECEIVE_PAYMENT)(views.pay), name="bill_pay"),
]

# Below /progress/: whoever has proved to know a litigant's code.
progress_patterns = [path("relief/", permitted(PUBLIC)(public.my_relief), name="my_relief")]
