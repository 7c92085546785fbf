"""Addresses of the litigant shell, of the kiosk, and of those who are called back."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.kernel.web.elder import choose_elder_mode
from tianping.portal import kiosk, public, views
from tianping.portal.permissions import CALL_BACK
from tianping.portal.queries import waiting_for

NAVIGATION = (Entry("立案", "回电", "call_back_list", CALL_BACK, waiting_for),)
AUDIT_WORDS = {
    "call_back.view": "查看请求回电的人",
    "call_back.begin": "请人帮我",
    "call_back.call": "登记打过电话",
    "call_back.finish": "登记回电办完",
}

public_page, calls = permitted(PUBLIC), permitted(CALL_BACK)

urlpatterns = [
    path("", public_page(public.home), name="home"),
    path("elder/", public_page(choose_elder_mode), name="elder_mode"),
    path("help/", public_page(public.ask_for_call), name="call_ask"),
    path("help/asked/", public_page(public.call_asked), name="call_asked"),
    path("kiosk/", public_page(kiosk.kiosk), name="kiosk"),
    path("kiosk/case/", public_page(kiosk.kiosk_case), name="kiosk_case"),
    path("kiosk/end/", public_page(kiosk.kiosk_end), name="kiosk_end"),
    path("calls/", calls(views.call_back_list), name="call_back_list"),
    path("calls/<int:pk>/", calls(views.call_back), name="call_back"),
    path("calls/<int:pk>/phone/", calls(views.call_back_phone), name="call_back_phone"),
    path("calls/<int:pk>/call/", calls(views.call_back_call), name="call_back_call"),
    path("calls/<int:pk>/finish/", calls(views.call_back_finish), name="call_back_finish"),
]
