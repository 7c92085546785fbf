"""Addresses of the register of measures."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.measures import views
from tianping.measures.permissions import KEEP_MEASURES, LIST_MEASURES

NAVIGATION = (Entry("审判", "查封、扣押、冻结", "measure_list", LIST_MEASURES),)
AUDIT_WORDS = {
    "measures.view": "查看查封、扣押、冻结",
    "measure.record": "登记查封、扣押、冻结",
    "measure.take_effect": "查封、扣押、冻结生效",
    "measure.renew": "续行查封、扣押、冻结",
    "measure.lift": "解除查封、扣押、冻结",
    "measure.lapse": "查封、扣押、冻结期限届满",
    "measure.take_over": "保全措施转为执行措施",
}

listed, kept = permitted(LIST_MEASURES), permitted(KEEP_MEASURES)

urlpatterns = [
    path("", listed(views.measure_list), name="measure_list"),
    path("<int:pk>/", listed(views.measure), name="measure"),
    path("<int:pk>/renew/", kept(views.renew), name="measure_renew"),
    path("<int:pk>/lift/", kept(views.lift), name="measure_lift"),
    path("<int:pk>/effect/", kept(views.take_effect), name="measure_effect"),
    path("cases/<int:case_id>/new/", kept(views.record), name="measure_record"),
]
