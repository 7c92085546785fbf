"""Addresses of service."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.papers.service import views
from tianping.papers.service.permissions import RECORD_SERVICE, VIEW_SERVICE
from tianping.papers.service.queries import waiting_count

NAVIGATION = (Entry("审判", "送达", "delivery_list", VIEW_SERVICE, waiting_count),)
AUDIT_WORDS = {
    "delivery.view": "查看送达",
    "delivery.plan": "列入待送达",
    "delivery.serve": "登记送达",
    "delivery.fail": "登记未送达",
    "service.consent": "登记同意电子送达",
}

seen, recorded = permitted(VIEW_SERVICE), permitted(RECORD_SERVICE)

urlpatterns = [
    path("", seen(views.delivery_list), name="delivery_list"),
    path("record/", recorded(views.record_ticked), name="deliveries_record"),
    path("<int:pk>/", seen(views.delivery), name="delivery"),
    path("<int:pk>/record/", recorded(views.record), name="delivery_record"),
    path("<int:pk>/consent/", recorded(views.consent), name="delivery_consent"),
    path("<int:pk>/proof/", seen(views.proof), name="delivery_proof"),
]
