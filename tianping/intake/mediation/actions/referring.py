"""What may be done with a mediation: refer before filing, accept or decline, name others, record its end."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Matter
from tianping.intake.mediation.actions.consenting import check_in_term, check_willing
from tianping.intake.mediation.actions.ending import close_what_is_open, ended
from tianping.intake.mediation.actions.sourcing import note_sources_many
from tianping.intake.mediation.actions.telling import tell_reassigned, tell_referred
from tianping.intake.mediation.models import Agreement, Referral
from tianping.intake.mediation.permissions import (
    WITHDRAW_REFERRAL,
    check_can_entrust,
    check_can_run,
    check_may_act,
)
from tianping.intake.mediation.queries import ACCEPT, NOTIFY, TERM, TERMS, TERMS_AFTER, organisation_named
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.confirmation import barred_by_cause

CASE_TYPE = "诉前调"
# Characters: a word says neither what was agreed nor what was done.
SHORTEST_OUTCOME = 10


@transaction.atomic
def refer_many(matters: Sequence[Matter], mediator_name: str, *, by: User, at: datetime.datetime) -> list[Referral]:
    """Refer matters to mediation before filing, each under its own 诉前调 number (民事诉讼法第一百二十五条).

    Raises Refused where the register has no open organisation of that name.
    """
    organisation = organisation_named(mediator_name)
    note_sources_many(matters, by=by, at=at)
    cases = case_actions.open_cases(matters, CASE_TYPE, by=by, at=at)
    referrals = Referral.objects.bulk_create(
        [Referral(case=case, organisation=organisation, referred_on=china_day(at), referred_by=by) for case in cases]
    )
    moves.begin_many(Referral.machine, [row.pk for row in referrals], by=by, at=at, verb="refer")
    start_accepting(referrals, on=china_day(at))
    case_actions.note_many(
        [(case.matter_id, case.pk, f"经起诉人同意，以{case.number}委派{organisation}诉前调解。") for case in cases],
        by=by,
        at=at,
        for_litigants=True,
    )
    tell_referred(referrals, by=by, at=at)
    return referrals


@transaction.atomic
def accept_many(ids: Sequence[int], *, by: User, at: datetime.datetime) -> None:
    """The mediator signs for the papers (接受委派、委托); the term of 特邀调解规定第二十七条 begins.

    Thirty days before filing; after filing fifteen in ordinary, seven in simple procedure.
    """
    check_can_run(by, ids)
    day = china_day(at)
    moves.move_many(Referral, ids, "accept", by=by, at=at, accepted_on=day)
    rows = list(Referral.objects.filter(pk__in=ids).select_related("case").order_by("pk"))
    matters = [row.case.matter_id for row in rows]
    case_actions.stop_clocks(matters, [ACCEPT], on=day, cause="已接受", by=by)
    begun = [(row, period) for row in rows for period in _begins(row)]
    case_actions.start_clocks(
        [case_actions.ClockStart(row.case.matter_id, row.case_id, period, day, Post.MEDIATOR) for row, period in begun],
        on=day,
    )
    case_actions.note_many(
        [
            (row.case.matter_id, row.case_id, f"调解员已接受{row.get_kind_display()[-2:]}，调解期限开始计算。")
            for row in rows
        ],
        by=by,
        at=at,
        for_litigants=True,
    )


@transaction.atomic
def agree_many(ids: Sequence[int], *, outcome: str, by: User, at: datetime.datetime) -> None:
    """Record that the litigants agreed (调解成功).

    Raises Refused while somebody who was sued is not on record as willing to be mediated; all or none.
    """
    check_can_run(by, ids)
    check_willing(ids, "登记调解成功")
    check_in_term(ids, china_day(at), "登记调解成功")
    if Agreement.objects.filter(referral__in=list(ids), status="offered").exists():
        raise Refused("调解协议正在等当事人签名，签齐以后就是调解成功，不用另行登记；不再签的，请先把协议作废。")
    _check_said(ids, outcome)
    _end(ids, _End("agree", "agreed", f"调解成功：{outcome}"), by=by, at=at, outcome=outcome)


def _check_said(ids: Sequence[int], outcome: str) -> None:
    """Without an agreement that everybody signed, the record says what was agreed and done (特邀调解规定第二十四条)."""
    if 0 < len(outcome.strip()) < SHORTEST_OUTCOME:
        raise Refused(
            f"没有制作调解协议书的，请写明达成的内容和履行的情况（例如当场付清），至少{SHORTEST_OUTCOME}个字；"
            "以后履行的，请制作调解协议，由各方签名。"
        )
    causes = Referral.objects.filter(pk__in=list(ids)).values_list("case__matter__cause_name", flat=True)
    if any("identity" in barred_by_cause(each) for each in causes):
        raise Refused("离婚等涉及身份关系的调解，请制作调解协议由双方签名，再由双方请求法院出具调解书。")


@transaction.atomic
def fail_many(ids: Sequence[int], *, outcome: str, by: User, at: datetime.datetime) -> None:
    """Record that no agreement was reached (调解不成): back to the filing clerk, or to the bench, as it is."""
    check_can_run(by, ids)
    _end(ids, _End("fail", "failed", "调解不成"), by=by, at=at, outcome=outcome)


@transaction.atomic
def withdraw_many(ids: Sequence[int], *, outcome: str, by: User, at: datetime.datetime) -> None:
    """Take a referral before filing back (退回), for example because a litigant no longer consents."""
    if Referral.objects.filter(pk__in=ids, kind=Referral.Kind.AFTER).exists():
        raise Refused("立案后委托的调解由本案审判组织收回，请在案件页面办理。")
    check_may_act(by, ids, WITHDRAW_REFERRAL)
    _end(ids, _End("withdraw", "withdrawn", "调解退回"), by=by, at=at, outcome=outcome)


@transaction.atomic
def decline(referral: Referral, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Mediators do not take a referral (不予接受), with the reason; the court names others (在线调解规则第十二条)."""
    check_can_run(by, [referral.pk])
    if not reason.strip():
        raise Refused("不予接受应当写明理由。")
    moves.move(referral, "decline", by=by, at=at, reason=reason.strip())
    case = referral.case
    case_actions.stop_clocks([case.matter_id], [ACCEPT], on=china_day(at), cause="不予接受", by=by)
    line = f"{referral.organisation}不予接受：{reason.strip()}"
    case_actions.note_many([(case.matter_id, case.pk, line[:300])], by=by, at=at, for_litigants=False)


@transaction.atomic
def reassign(referral: Referral, mediator_name: str, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Name other mediators (重新指定、更换): declined, not confirmed in time, or the litigants ask for a change.

    Their three days to accept begin anew, and so does the term when they accept (在线调解规则第十二条、第十四条).
    """
    if referral.kind == Referral.Kind.AFTER:
        check_can_entrust(by, referral.case)
    else:
        check_may_act(by, [referral.pk], WITHDRAW_REFERRAL)
    organisation = organisation_named(mediator_name)
    if organisation.pk == referral.organisation_id:
        raise Refused("该案已经在这个调解组织，请选择另一个组织。")
    if not reason.strip():
        raise Refused("请写明重新指定的原因。")
    # The time that both sides agreed on belonged to the mediators before.
    longer = {"extended_until": None, "extension_record": "", "extended_by_id": None}
    anew = {"organisation_id": organisation.pk, "accepted_on": None, **longer}
    moves.move(referral, "reassign", by=by, at=at, reason=reason.strip(), **anew)
    day, case = china_day(at), referral.case
    changed = "已更换调解组织"
    close_what_is_open([referral.pk], because=changed, told=f"取消，{changed}", by=by, at=at)
    case_actions.stop_clocks([case.matter_id], (*TERMS, ACCEPT, NOTIFY), on=day, cause="已更换调解组织", by=by)
    start_accepting([referral], on=day)
    line = f"调解组织更换为{organisation}。"
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
    referral.organisation = organisation
    tell_reassigned(referral, by=by, at=at)
    audit.record("referral.organisation", f"referral:{referral.pk}", by=by, at=at, organisation=organisation.pk)


def start_accepting(referrals: Sequence[Referral], *, on: datetime.date) -> None:
    """The three working days begin within which mediators confirm that they take referrals (在线调解规则第十二条)."""
    case_actions.start_clocks(
        [case_actions.ClockStart(row.case.matter_id, row.case_id, ACCEPT, on, Post.MEDIATOR) for row in referrals],
        on=on,
    )


def _begins(row: Referral) -> tuple[str, ...]:
    """Which periods begin when a referral is accepted: the term, and before filing the asking of the other side."""
    return (term_of(row), NOTIFY) if row.kind == Referral.Kind.BEFORE else (term_of(row),)


def term_of(referral: Referral) -> str:
    """Which term a referral has (调解期限)."""
    return TERM if referral.kind == Referral.Kind.BEFORE else TERMS_AFTER[referral.case.track or "ordinary"]


class _End(NamedTuple):
    verb: str
    result: str
    line: str


def _end(ids: Sequence[int], end: _End, *, by: User, at: datetime.datetime, outcome: str) -> None:
    ended(ids, end.verb, end.result, end.line, by=by, at=at, outcome=outcome)
