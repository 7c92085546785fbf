"""Addresses of service."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.cases.permissions import AT_WINDOW
from tianping.papers.service import public
from tianping.papers.service.permissions import RECORD_SERVICE, VIEW_SERVICE
from tianping.papers.service.queries import waiting_for
from tianping.papers.service.views import deliveries as views
from tianping.papers.service.views import window

NAVIGATION = (Entry("审判", "送达", "delivery_list", VIEW_SERVICE, waiting_for),)
AUDIT_WORDS = {
    "delivery.view": "查看送达",
    "delivery.plan": "列入待送达",
    "delivery.serve": "登记送达",
    "delivery.send": "发送电子送达",
    "delivery.fail": "登记未送达",
    "delivery.download": "当事人下载文书",
    "service.consent": "登记同意电子送达",
    "service.withdraw": "登记撤回同意电子送达",
    "service.place": "登记邮寄送达地址",
}

seen, recorded, anybody = permitted(VIEW_SERVICE), permitted(RECORD_SERVICE), permitted(PUBLIC)
windowed = permitted(AT_WINDOW)
# One case of whoever stands at the window.
AT = "window/<int:case_id>/<int:litigant_id>"

urlpatterns = [
    path("", seen(views.delivery_list), name="delivery_list"),
    path("record/", recorded(views.record_ticked), name="deliveries_record"),
    path("send/", recorded(views.send_ticked), name="deliveries_send"),
    path("<int:pk>/", seen(views.delivery), name="delivery"),
    path("<int:pk>/record/", recorded(views.record), name="delivery_record"),
    path("<int:pk>/send/", recorded(views.send), name="delivery_send"),
    path("<int:pk>/consent/", recorded(views.consent), name="delivery_consent"),
    path("<int:pk>/withdraw/", recorded(views.withdraw), name="delivery_withdraw"),
    path("<int:pk>/proof/", seen(views.proof), name="delivery_proof"),
    path("<int:pk>/signed/", seen(views.signed), name="delivery_signed"),
    path(f"{AT}/", windowed(window.window), name="window_service"),
    path(f"{AT}/place/", windowed(window.place), name="window_place"),
    path(f"{AT}/print/", windowed(window.window_sheet), name="window_service_sheet"),
    path(f"{AT}/receive/", windowed(window.receive), name="window_receive"),
    path(f"{AT}/receive/print/", windowed(window.receipt_sheet), name="window_receipt"),
]

# Below /progress/: whoever has proved to know a litigant's code.
progress_patterns = [
    path("papers/", anybody(public.my_papers), name="my_papers"),
    path("papers/<int:pk>/", anybody(public.my_paper), name="my_paper"),
    path("papers/<int:pk>/file/", anybody(public.my_paper_file), name="my_paper_file"),
    path("address/", anybody(public.my_place), name="service_place"),
    path("address/<int:pk>/", anybody(public.place_confirmed), name="service_place_confirmed"),
    path("consent/", anybody(public.agree), name="service_agree"),
    path("consent/phone/", anybody(public.confirm_phone), name="service_phone"),
    path("consent/<int:pk>/", anybody(public.agreed), name="service_agreed"),
    path("consent/withdraw/", anybody(public.withdraw), name="service_withdraw"),
    path("consent/withdrawn/<int:pk>/", anybody(public.withdrawn), name="service_withdrawn"),
]
