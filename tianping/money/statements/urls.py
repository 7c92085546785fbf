"""Addresses of bank statements."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.money.fees.permissions import REFUND
from tianping.money.statements import views
from tianping.money.statements.permissions import HANDLE_STATEMENTS, VIEW_STATEMENTS
from tianping.money.statements.queries import waiting

NAVIGATION = (Entry("费用", "银行流水", "statements", VIEW_STATEMENTS, waiting),)
AUDIT_WORDS = {
    "bank_receipt.list": "列出到账记录",
    "bank_receipt.post": "确认到账",
    "bank_receipt.release": "冲正认领",
    "bank_receipt.return": "登记退还多交、误交的款项",
    "bank_receipt.reverse_return": "冲正登记错误的退还",
    "bank_receipt.set_aside": "不作交费处理",
    "bank_receipt.take_up": "重新处理到账记录",
    "statement.import": "导入银行流水",
    "statement.view": "查看银行流水",
}

seen, handled = permitted(VIEW_STATEMENTS), permitted(HANDLE_STATEMENTS)

urlpatterns = [
    path("", seen(views.statements), name="statements"),
    path("waiting/", seen(views.waiting), name="receipts_waiting"),
    path("post/", handled(views.post), name="receipts_post"),
    path("<int:pk>/", seen(views.statement), name="statement"),
    path("receipts/<int:pk>/", seen(views.receipt), name="receipt"),
    path("receipts/<int:pk>/claim/", handled(views.claim), name="receipt_claim"),
    path("receipts/<int:pk>/assign/", handled(views.assign), name="receipt_assign"),
    path("receipts/<int:pk>/reverse/", handled(views.reverse_post), name="receipt_reverse"),
    path("receipts/<int:pk>/return/", permitted(REFUND)(views.give_back), name="receipt_return"),
    path("receipts/<int:pk>/account/", permitted(REFUND)(views.account), name="receipt_account"),
    path("returns/<int:pk>/reverse/", permitted(REFUND)(views.reverse_return), name="return_reverse"),
]
