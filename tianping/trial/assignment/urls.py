"""Addresses of assignment: the staff's pages of draws, pools, reassignments and recusals; the public pages."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.trial.assignment import public
from tianping.trial.assignment.permissions import (
    DECIDE_REASSIGNMENT,
    DECIDE_RECUSAL,
    DRAW_CASES,
    LIST_REASSIGNMENTS,
    LIST_RECUSALS,
    MANAGE_POOLS,
    RAISE_RECUSAL,
    REQUEST_REASSIGNMENT,
    VIEW_DRAWS,
)
from tianping.trial.assignment.queries import reassignments_to_approve, recusals_to_decide
from tianping.trial.assignment.views import changes, draws, pools

NAVIGATION = (
    Entry("审判", "随机分案", "draw_list", VIEW_DRAWS),
    Entry("审判管理", "变更审判人员", "reassignment_list", LIST_REASSIGNMENTS, reassignments_to_approve),
    Entry("审判管理", "回避", "recusal_list", LIST_RECUSALS, recusals_to_decide),
    Entry("审判管理", "分案团队", "pool_list", MANAGE_POOLS),
)
AUDIT_WORDS = {
    "draw.commit": "公布抽签承诺值",
    "draw.draw": "揭示种子并抽取",
    "draw.fix": "固定抽签名册",
    "draw.publish": "抽签承诺值、名册摘要写入审计链",
    "draw.void": "作废抽取",
    "pool.add": "增加分案团队成员",
    "pool.close": "撤销分案团队",
    "pool.end": "移出分案团队成员",
    "pool.open": "设立分案团队",
    "pool.pause": "暂停分案",
    "pool.resume": "恢复分案",
    "reassignment.approve": "批准变更审判人员",
    "reassignment.refuse": "不批准变更审判人员",
    "reassignment.request": "申请变更审判人员",
    "recusal.ask_review": "登记回避复议申请",
    "recusal.grant": "决定回避",
    "recusal.overturn": "复议决定回避",
    "recusal.raise": "登记回避",
    "recusal.refuse": "驳回回避申请",
    "recusal.uphold": "复议维持",
    "recusal.view": "查看回避",
}

drawn, viewed, managed = permitted(DRAW_CASES), permitted(VIEW_DRAWS), permitted(MANAGE_POOLS)
decided, raised, ruled = permitted(DECIDE_REASSIGNMENT), permitted(RAISE_RECUSAL), permitted(DECIDE_RECUSAL)
requested, listed, recused = (
    permitted(REQUEST_REASSIGNMENT),
    permitted(LIST_REASSIGNMENTS),
    permitted(LIST_RECUSALS),
)

urlpatterns = [
    path("", viewed(draws.draw_list), name="draw_list"),
    path("commit/", drawn(draws.commit), name="draw_commit"),
    path("draws/<int:pk>/", viewed(draws.draw), name="draw"),
    path("draws/<int:pk>/fix/", drawn(draws.fix), name="draw_fix"),
    path("draws/<int:pk>/run/", drawn(draws.run), name="draw_run"),
    path("draws/<int:pk>/void/", drawn(draws.void), name="draw_void"),
    path("pools/", managed(pools.pool_list), name="pool_list"),
    path("pools/open/", managed(pools.open_pool), name="pool_open"),
    path("pools/pause/", managed(pools.pause), name="pool_pause"),
    path("pools/pauses/<int:pk>/end/", managed(pools.end_pause), name="pause_end"),
    path("pools/<int:pk>/", managed(pools.pool), name="pool"),
    path("pools/<int:pk>/add/", managed(pools.add), name="pool_add"),
    path("pools/<int:pk>/close/", managed(pools.close), name="pool_close"),
    path("pools/<int:pk>/members/<int:member_id>/end/", managed(pools.end), name="member_end"),
    path("reassignments/", listed(changes.reassignment_list), name="reassignment_list"),
    path("cases/<int:case_id>/reassign/", requested(changes.request_reassignment), name="reassignment_request"),
    path("reassignments/<int:pk>/", listed(changes.reassignment), name="reassignment"),
    path("reassignments/<int:pk>/approve/", decided(changes.approve), name="reassignment_approve"),
    path("reassignments/<int:pk>/refuse/", decided(changes.refuse), name="reassignment_refuse"),
    path("recusals/", recused(changes.recusal_list), name="recusal_list"),
    path("cases/<int:case_id>/recuse/", raised(changes.raise_recusal), name="recusal_raise"),
    path("recusals/<int:pk>/", recused(changes.recusal), name="recusal"),
    path("recusals/<int:pk>/grant/", ruled(changes.grant), name="recusal_grant"),
    path("recusals/<int:pk>/reject/", ruled(changes.reject), name="recusal_reject"),
    path("recusals/<int:pk>/review/", raised(changes.ask_review), name="recusal_review"),
]

public_patterns = [
    path("", permitted(PUBLIC)(public.draws), name="public_draws"),
    path("verifier/", permitted(PUBLIC)(public.verifier_file), name="draw_verifier"),
    path("<int:pk>/", permitted(PUBLIC)(public.draw), name="public_draw"),
    path("<int:pk>/file/", permitted(PUBLIC)(public.draw_file), name="draw_file"),
]
