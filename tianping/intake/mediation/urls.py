"""Addresses of mediation before filing and after."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.intake.mediation.permissions import (
    ENTRUST,
    KEEP_REGISTER,
    LIST_REFERRALS,
    REVEAL_PHONE,
    RUN_REFERRAL,
    SEE_SOURCES,
    WITHDRAW_REFERRAL,
)
from tianping.intake.mediation.public import mine
from tianping.intake.mediation.public import register as published
from tianping.intake.mediation.queries import waiting_for
from tianping.intake.mediation.views import agreements, entrusting, meetings, register, sources
from tianping.intake.mediation.views import referrals as views

NAVIGATION = (
    Entry("立案", "委派、委托调解", "referral_list", LIST_REFERRALS, waiting_for),
    Entry("立案", "调解组织", "organisation_list", KEEP_REGISTER),
    Entry("立案", "诉源治理", "source_totals", SEE_SOURCES),
)
AUDIT_WORDS = {
    "mediation.view": "查看委派、委托调解",
    "referral.refer": "委派、委托调解",
    "referral.extend": "延长调解期限",
    "referral.accept": "接受委派、委托",
    "referral.agree": "登记调解成功",
    "referral.fail": "登记调解不成",
    "referral.withdraw": "退回、收回调解",
    "dispute.source": "登记纠纷来源",
    "dispute.sources": "查看诉源治理明细",
    "referral.decline": "不予接受委派、委托",
    "referral.reassign": "重新指定调解组织",
    "referral.organisation": "重新指定调解组织",
    "referral.refuse": "当事人不同意调解",
    "referral.willingness": "登记调解意愿",
    "mediation_session.appoint": "约定调解时间",
    "mediation_session.note": "登记已经进行的调解",
    "mediation_session.hold": "记录调解",
    "mediation_session.cancel": "取消调解",
    "session.confirm": "当事人确认调解笔录",
    "mediation_agreement.draw_up": "制作调解协议",
    "mediation_agreement.bind": "调解协议生效",
    "mediation_agreement.void": "调解协议作废",
    "agreement.sign": "当事人签署调解协议",
    "organisation.change": "更改调解组织公布信息",
    "organisation.enter": "登记调解组织",
    "organisation.close": "调解组织退出名册",
    "organisation.join": "登记调解员",
    "organisation.leave": "调解员退出",
}

listed, run, withdrawn = permitted(LIST_REFERRALS), permitted(RUN_REFERRAL), permitted(WITHDRAW_REFERRAL)
kept, entrusts = permitted(KEEP_REGISTER), permitted(ENTRUST)
counted, anybody = permitted(SEE_SOURCES), permitted(PUBLIC)

urlpatterns = [
    path("", listed(views.referral_list), name="referral_list"),
    path("accept/", run(views.accept_ticked), name="referrals_accept"),
    path("fail/", run(views.fail_ticked), name="referrals_fail"),
    path("withdraw/", withdrawn(views.withdraw_ticked), name="referrals_withdraw"),
    path("<int:pk>/", listed(views.referral), name="referral"),
    path("<int:pk>/accept/", run(views.accept), name="referral_accept"),
    path("<int:pk>/agree/", run(views.agree), name="referral_agree"),
    path("<int:pk>/fail/", run(views.fail), name="referral_fail"),
    path("<int:pk>/withdraw/", withdrawn(views.withdraw), name="referral_withdraw"),
    path("<int:pk>/litigants/<int:litigant_id>/phone/", permitted(REVEAL_PHONE)(views.phone), name="referral_phone"),
    path("<int:pk>/decline/", run(meetings.decline), name="referral_decline"),
    path("<int:pk>/reassign/", withdrawn(meetings.reassign), name="referral_reassign"),
    path("<int:pk>/extend/", run(meetings.extend), name="referral_extend"),
    path("<int:pk>/willingness/", run(meetings.willingness), name="referral_willingness"),
    path("<int:pk>/sessions/new/", run(meetings.appoint), name="referral_appoint"),
    path("<int:pk>/sessions/held/", run(meetings.record_held), name="referral_held"),
    path("<int:pk>/sessions/<int:session_id>/", run(meetings.record), name="referral_session"),
    path("<int:pk>/sessions/<int:session_id>/cancel/", run(meetings.cancel), name="referral_session_cancel"),
    path("<int:pk>/sessions/<int:session_id>/sign/", run(meetings.take_signatures), name="referral_session_sign"),
    path("<int:pk>/sessions/<int:session_id>/print/", run(meetings.sheet), name="referral_session_sheet"),
    path("<int:pk>/agreement/", run(agreements.agreement), name="referral_agreement"),
    path("<int:pk>/agreement/sign/", run(agreements.take_signatures), name="referral_agreement_sign"),
    path("<int:pk>/agreement/print/", run(agreements.sheet), name="referral_agreement_sheet"),
    path("<int:pk>/source/", run(sources.source), name="referral_source"),
    path("sources/", counted(sources.source_totals), name="source_totals"),
    path("sources/rows/", counted(sources.source_rows), name="source_rows"),
    path("cases/<int:case_id>/entrust/", entrusts(entrusting.entrust), name="entrust"),
    path("cases/<int:case_id>/entrust/extend/", entrusts(entrusting.extend), name="entrust_extend"),
    path("cases/<int:case_id>/entrust/back/", entrusts(entrusting.take_back), name="entrust_back"),
    path("organisations/", kept(register.organisations), name="organisation_list"),
    path("organisations/new/", kept(register.enter), name="organisation_enter"),
    path("organisations/<int:pk>/", kept(register.organisation), name="organisation"),
    path("organisations/<int:pk>/change/", kept(register.change), name="organisation_change"),
    path("organisations/<int:pk>/join/", kept(register.join), name="organisation_join"),
    path("organisations/<int:pk>/members/<int:membership_id>/leave/", kept(register.leave), name="organisation_leave"),
    path("organisations/<int:pk>/close/", kept(register.close), name="organisation_close"),
]

# Below /mediators/: what everybody may read.
public_patterns = [
    path("", anybody(published.mediators), name="mediators"),
    path("<int:pk>/", anybody(published.mediators_of), name="mediators_of"),
    path("statistics/", anybody(published.statistics), name="dispute_statistics"),
]

# Below /progress/: whoever has proved to know a litigant's code.
progress_patterns = [
    path("mediation/", anybody(mine.my_mediation), name="my_mediation"),
    path("mediation/agree/", anybody(mine.agree), name="my_mediation_agree"),
    path("mediation/refuse/", anybody(mine.refuse), name="my_mediation_refuse"),
    path("mediation/records/<int:pk>/", anybody(mine.my_record), name="my_record"),
    path("mediation/agreement/", anybody(mine.my_agreement), name="my_agreement"),
]
