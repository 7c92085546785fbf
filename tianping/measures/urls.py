"""Addresses of the register of measures."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.measures import public, views
from tianping.measures.permissions import KEEP_MEASURES, LIST_MEASURES, RECEIVE_REQUESTS

NAVIGATION = (Entry("审判", "查封、扣押、冻结", "measure_list", LIST_MEASURES),)
AUDIT_WORDS = {
    "measures.view": "查看查封、扣押、冻结",
    "measure.record": "登记查封、扣押、冻结",
    "measure.take_effect": "查封、扣押、冻结生效",
    "measure.renew": "续行查封、扣押、冻结",
    "measure.lift": "解除查封、扣押、冻结",
    "measure.lapse": "查封、扣押、冻结期限届满",
    "measure.take_over": "保全措施转为执行措施",
    "renewal_request.ask": "申请续行查封、扣押、冻结",
    "renewal_request.grant": "按申请续行",
    "renewal_request.refuse": "不予续行",
    "renewal_request.close": "续行申请因措施结束而终止",
    "renewal_request.paper": "下载续行申请书",
}

listed, kept = permitted(LIST_MEASURES), permitted(KEEP_MEASURES)

urlpatterns = [
    path("", listed(views.measure_list), name="measure_list"),
    path("<int:pk>/", listed(views.measure), name="measure"),
    path("<int:pk>/renew/", kept(views.renew), name="measure_renew"),
    path("<int:pk>/requests/", permitted(RECEIVE_REQUESTS)(views.receive_request), name="measure_request"),
    path("requests/<int:pk>/paper/", listed(views.request_paper), name="renewal_request_paper"),
    path("requests/<int:pk>/refuse/", kept(views.refuse_request), name="renewal_request_refuse"),
    path("<int:pk>/lift/", kept(views.lift), name="measure_lift"),
    path("<int:pk>/effect/", kept(views.take_effect), name="measure_effect"),
    path("cases/<int:case_id>/new/", kept(views.record), name="measure_record"),
]

# Below /progress/: whoever has proved to know a litigant's code.
progress_patterns = [path("renewal/", permitted(PUBLIC)(public.my_renewal), name="my_renewal")]
