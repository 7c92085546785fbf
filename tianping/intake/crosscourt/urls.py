"""Addresses of cross-court filing."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.intake.crosscourt.permissions import SEE, SEND, TAKE
from tianping.intake.crosscourt.queries import waiting_to_be_sent
from tianping.intake.crosscourt.views import common, received, sent

NAVIGATION = (Entry("立案", "跨域立案", "crosscourt_list", SEE, waiting_to_be_sent),)

AUDIT_WORDS = {
    "crosscourt.receipt": "跨域立案收件",
    "crosscourt.view": "查看跨域立案",
    "crosscourt.piece": "下载跨域立案材料",
    "crosscourt.parcel": "下载立案包、回执",
}

seen, sends, takes = permitted(SEE), permitted(SEND), permitted(TAKE)

urlpatterns = [
    path("", seen(sent.sent_list), name="crosscourt_list"),
    path("sent/<int:pk>/", seen(sent.sent), name="crosscourt_sent"),
    path("sent/<int:pk>/papers/<int:piece_id>/", seen(sent.piece), name="crosscourt_piece"),
    path("sent/<int:pk>/send/", sends(sent.send), name="crosscourt_send"),
    path("sent/<int:pk>/ask/", sends(sent.ask_correction), name="crosscourt_ask"),
    path("sent/<int:pk>/return/", sends(sent.give_back), name="crosscourt_return"),
    path("received/", seen(received.received_list), name="crosscourt_received_list"),
    path("received/<int:pk>/", seen(received.received), name="crosscourt_received"),
    path("take/", takes(received.take), name="crosscourt_take"),
    path("parcels/<int:pk>/", seen(common.parcel), name="crosscourt_parcel"),
]
