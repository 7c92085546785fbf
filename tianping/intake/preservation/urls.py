"""Addresses of preservation: the desks, and a citizen's own pages under ``apply/``."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.intake.preservation import public
from tianping.intake.preservation.permissions import ACCEPT, APPLY, DECIDE, EXECUTE, LIST, RECEIVE, SETTLE
from tianping.intake.preservation.queries import waiting_for
from tianping.intake.preservation.views import counter, desks

NAVIGATION = (Entry("立案", "财产保全", "preservation_list", LIST, waiting_for),)
AUDIT_WORDS = {
    "preservation.view": "查看财产保全",
    "preservation.own": "当事人查看保全申请",
    "preservation.receive": "收到保全申请",
    "preservation.accept": "受理保全申请",
    "preservation.demand_security": "责令提供担保",
    "preservation.take_security": "登记保全担保",
    "preservation.sign": "签署保全申请",
    "preservation.add_paper": "补交保全申请材料",
    "preservation.download": "下载保全申请材料",
    "preservation.security": "登记保全担保",
    "preservation.special": "担保少于请求数额，酌情处理",
    "preservation.grant": "裁定保全",
    "preservation.refuse": "裁定驳回保全申请",
    "preservation.withdraw": "撤回保全申请",
    "preservation.execute": "采取保全措施",
    "preservation.find_nothing": "未查到可供保全的财产",
    "preservation.suit": "登记诉前保全后起诉",
    "preservation.suit_ended": "诉前保全后的起诉已撤回或者退回",
    "preservation.order_lifting": "裁定解除保全",
    "preservation.lift": "解除保全措施",
}

listed, received, accepts = permitted(LIST), permitted(RECEIVE), permitted(ACCEPT)
decides, executes, applies = permitted(DECIDE), permitted(EXECUTE), permitted(APPLY)
settles = permitted(SETTLE)

urlpatterns = [
    path("", listed(desks.application_list), name="preservation_list"),
    path("new/", received(counter.new), name="preservation_new"),
    path("cases/<int:case_id>/new/", received(counter.new_in_suit), name="preservation_in_suit"),
    path("<int:pk>/", listed(desks.application), name="preservation"),
    path("<int:pk>/proofs/<int:proof_id>/", listed(desks.proof), name="preservation_proof"),
    path("<int:pk>/papers/", received(desks.add_paper), name="preservation_paper"),
    path("<int:pk>/accept/", accepts(desks.accept), name="preservation_accept"),
    path("<int:pk>/demand/", decides(desks.demand), name="preservation_demand"),
    path("<int:pk>/secure/", accepts(desks.secure), name="preservation_secure"),
    path("<int:pk>/grant/", decides(desks.grant), name="preservation_grant"),
    path("<int:pk>/refuse/", decides(desks.refuse), name="preservation_refuse"),
    path("<int:pk>/withdraw/", accepts(desks.withdrawn), name="preservation_withdraw"),
    path("<int:pk>/execute/", executes(desks.execute), name="preservation_execute"),
    path("<int:pk>/fee/", settles(desks.settle_fee), name="preservation_fee"),
    path("<int:pk>/nothing/", executes(desks.nothing), name="preservation_nothing"),
    path("<int:pk>/suit/", accepts(desks.suit), name="preservation_suit"),
    path("<int:pk>/lifting/", decides(desks.order_lifting), name="preservation_order_lifting"),
    path("<int:pk>/lift/", executes(desks.lift), name="preservation_lift"),
    path("apply/", applies(public.mine), name="preservation_mine"),
    path("apply/<uuid:draft_id>/", applies(public.tasks), name="preservation_tasks"),
    path("apply/<uuid:draft_id>/check/", applies(public.check), name="preservation_check"),
    path("apply/<uuid:draft_id>/drop/", applies(public.drop), name="preservation_drop"),
    path("apply/<uuid:draft_id>/<slug:name>/", applies(public.question), name="preservation_question"),
    path("apply/own/<int:pk>/", applies(public.own), name="preservation_own"),
    path("apply/own/<int:pk>/papers/", applies(public.add_paper), name="preservation_own_paper"),
    path("apply/own/<int:pk>/withdraw/", applies(public.withdraw), name="preservation_own_withdraw"),
]
