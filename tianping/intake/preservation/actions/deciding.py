"""Accepting an application, its security, and the ruling on it (受理、担保、裁定)."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.intake.preservation.actions.applying import close_own_case, message, tell
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.permissions import ACCEPT, check_can_accept, check_can_decide
from tianping.intake.preservation.queries import (
    CASE_TYPE,
    DECISION,
    EXECUTION_TYPE,
    FeeTold,
    applicants_of,
    names_of_applicants,
    on_duty,
    security_shortfall,
    told_of,
)
from tianping.kernel import audit, moves, numbering
from tianping.kernel.clock import CHINA, china_day
from tianping.kernel.refusals import Refused
from tianping.law import case_numbers, periods
from tianping.law.answers import Refusal
from tianping.law.money import grouped
from tianping.law.preservation import SECURITIES, Stage, check_demanded, check_orders, decision_period
from tianping.law.wording import chinese_date
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.queries import preservation_fee_of
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.queries import Paper
from tianping.papers.service import actions as service_actions

START = "PRES-5"
GRANTED, REFUSED, LIFTED = "preservation", "preservation_refused", "preservation_lifted"


@transaction.atomic
def accept(application: Application, *, by: User, at: datetime.datetime) -> Application:
    """Accept an application (接受申请): before a suit it takes its 财保 number and the judge whose turn it is.

    The fee is billed (诉讼费用交纳办法第十四条第（二）项); the time to rule begins: forty-eight hours, or five days.
    The hours have run since the application was received (民事诉讼法第一百零三条第三款、第一百零四条第二款).
    """
    check_can_accept(by, application)
    application = Application.objects.select_for_update().get(pk=application.pk)
    moves.require_state(application, "received", sentence="该保全申请已经受理或者撤回，请刷新页面查看。")
    case = application.case or _numbered(application, by=by, at=at)
    if case.responsible_id is None:
        raise Refused(
            f"{case.number}还没有确定承办法官，请先分案，再受理保全申请；情况紧急的，四十八小时从收到申请时起计算。"
        )
    period = decision_period(_stage(application), urgent=application.is_urgent)
    moment = (application.received_at if application.is_urgent else at).astimezone(CHINA)
    since = moment.date() if period == "PRES-5" else moment
    due = periods.due(period, since, on=china_day(at)).value.nominal
    moves.move(
        application,
        "accept",
        by=by,
        at=at,
        case=case,
        accepted_at=at,
        accepted_by=by,
        decide_by=due if isinstance(due, datetime.datetime) else datetime.datetime.combine(due, _END_OF_DAY, CHINA),
    )
    _start(case, period, since, on=china_day(at))
    application.fee_item = fee_actions.charge_preservation(
        case, application.amount_fen, names_of_applicants(application), by=by, at=at
    )
    application.save(update_fields=["fee_item"])
    tell(application, f"保全申请已受理，案号{case.number}，保全申请费的交费通知已经开出。", by=by, at=at)
    message(application, "accepted", _accepted(told_of(application.fee_item)), by=by, at=at)
    return application


def _accepted(fee: FeeTold) -> str:
    """What the applicant is told: the sum, the number by which it is paid, the last day, what follows otherwise.

    No case code was given for an application, so nobody is sent to a page that asks for one.
    """
    last = f"，最迟{chinese_date(fee.last_day)}（含当日）" if fee.last_day else ""
    return (
        f"您的财产保全申请已经受理。请交纳保全申请费{grouped(fee.due_fen)}元{last}，"
        f"交费通知编号{fee.item.bill.number}；{fee.otherwise}。登录后在“我的案件”中查看。"
    )


@transaction.atomic
def demand_security(application: Application, amount_fen: int, *, by: User, at: datetime.datetime) -> None:
    """Ask the applicant for security in writing (责令提供担保, 解释第一百五十二条): not more than the law allows.

    Where five days run, they begin anew once the security is given (保全规定第四条).
    """
    check_can_decide(by, application)
    try:
        check_demanded(_stage(application), application.amount_fen, amount_fen, on=china_day(at))
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal
    moves.move(application, "demand_security", by=by, at=at, demanded_fen=amount_fen)
    if decision_period(_stage(application), urgent=application.is_urgent) == "PRES-5":
        _stop_decision(application, "责令提供担保", by=by, on=china_day(at))
    line = f"请提供价值{grouped(amount_fen)}元的担保；不提供担保的，裁定驳回申请。"
    tell(application, line, by=by, at=at)
    message(application, "security", line, by=by, at=at)


@transaction.atomic
def take_security(
    application: Application, kind: str, text: str, amount_fen: int, *, by: User, at: datetime.datetime
) -> None:
    """Record that security was given (提供担保): what stands for it, and for how much."""
    check_may(by, ACCEPT)
    check_can_accept(by, application)
    if kind not in SECURITIES or kind == "none" or not text.strip():
        raise Refused("请选择担保方式，并写明担保人、担保财产或者保函编号。")
    if application.status not in ("deciding", "awaiting_security"):
        raise Refused("该保全申请不在审查中，不能登记担保。")
    if application.demanded_fen is not None and amount_fen < application.demanded_fen:
        raise Refused(f"提供的担保少于责令提供的{grouped(application.demanded_fen)}元，请核对数额。")
    day = china_day(at)
    _note_security(application, f"{SECURITIES[kind]}，{grouped(amount_fen)}元（{text.strip()}）", by=by, at=at)
    given: dict[str, Any] = {
        "security_kind": kind,
        "security_text": text.strip(),
        "security_fen": amount_fen,
        "security_given_on": day,
        "security_taken_by": by,
    }
    if application.status == "deciding":
        Application.objects.filter(pk=application.pk).update(**given)
        audit.record("preservation.security", f"preservation:{application.pk}", by=by, at=at, fen=amount_fen)
        application.refresh_from_db()
        return
    is_five_days = decision_period(_stage(application), urgent=application.is_urgent) == "PRES-5"
    if is_five_days and application.case is not None:
        due = periods.due("PRES-5", day, on=day).value.nominal
        given["decide_by"] = datetime.datetime.combine(due, _END_OF_DAY, CHINA)
        _start(application.case, "PRES-5", day, on=day)
    moves.move(application, "take_security", by=by, at=at, **given)
    tell(application, f"已收到担保：{SECURITIES[kind]}，{grouped(amount_fen)}元。", by=by, at=at)


def _note_security(application: Application, given: str, *, by: User, at: datetime.datetime) -> None:
    """What security was registered, and what stood there before, stays on the record of the case."""
    line = f"登记担保：{given}。"
    if application.security_given_on is not None:
        before = f"{SECURITIES[application.security_kind]}，{grouped(application.security_fen or 0)}元"
        line = f"更正担保登记：{given}；原登记为{before}（{application.security_text}）。"
    case = case_of(application)
    case_actions.note_many([(case.matter_id, case.pk, line[:300])], by=by, at=at, for_litigants=False)


@transaction.atomic
def draw_up_grant(
    application: Application, orders: Sequence[str], *, special: str = "", by: User, at: datetime.datetime
) -> Paper:
    """Draw up the ruling that preserves (拟制保全裁定书); what is ordered, line by line. It counts once issued.

    ``special``: why less security than the sum is enough (情况特殊酌情处理, 解释第一百五十二条第二款), for the record.
    """
    check_can_decide(by, application)
    moves.require_state(application, "deciding", sentence="该保全申请不在待裁定，请刷新页面查看。")
    before_suit = application.stage == Application.Stage.BEFORE_SUIT
    if before_suit and application.security_given_on is None:
        raise Refused("诉前保全应当提供担保，请先登记已经提供的担保，再作裁定。")
    try:
        check_orders(orders, application.amount_fen, on=china_day(at))
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal
    _note_shortfall(application, special.strip(), by=by, at=at)
    facts = facts_of(application) | {
        "orders": [line.strip() for line in orders if line.strip()],
        "security": _security_words(application),
        "fee_fen": preservation_fee_of(case_of(application)),
    }
    return _draw_up(application, GRANTED, facts, by=by, at=at)


@transaction.atomic
def draw_up_refusal(application: Application, reasons: str, *, by: User, at: datetime.datetime) -> Paper:
    """Draw up the ruling that refuses (拟制驳回保全申请裁定书), with its reasons."""
    check_can_decide(by, application)
    moves.require_state(application, "deciding", "awaiting_security", sentence="该保全申请不在待裁定，请刷新页面查看。")
    if not reasons.strip():
        raise Refused("驳回保全申请应当写明理由。")
    return _draw_up(application, REFUSED, facts_of(application) | {"reasons": reasons.strip()}, by=by, at=at)


@transaction.atomic
def hear_papers_issued(*, at: datetime.datetime, paper_ids: Sequence[int]) -> None:
    """A ruling of preservation was issued: the application stands as it decides. Repeating changes nothing."""
    rows = (
        Application.objects.select_for_update(of=("self",))
        .filter(ruling__in=paper_ids)
        .select_related("case", "ruling")
    )
    for application in rows:
        if application.status not in ("deciding", "awaiting_security"):
            continue
        if application.ruling is not None and application.ruling.variant == GRANTED:
            _granted(application, at=at)
        else:
            _refused(application, at=at)
    lifted = Application.objects.filter(lifting_ruling__in=paper_ids, status="executed")
    for application in lifted.select_related("case"):
        moves.move(application, "order_lifting", by=None, at=at)


_END_OF_DAY = datetime.time(23, 59, 59)


def _note_shortfall(application: Application, special: str, *, by: User, at: datetime.datetime) -> None:
    """Where the security is less than the sum, why that is enough stands on the case's record. Raises Refused."""
    short = security_shortfall(application, on=china_day(at))
    if not short:
        return
    if not special:
        raise Refused(f"{short}准许保全的，请写明酌情处理的特殊情况。")
    audit.record("preservation.special", f"preservation:{application.pk}", by=by, at=at, fen=application.security_fen)
    case = case_of(application)
    line = f"担保{grouped(application.security_fen or 0)}元，少于请求保全的数额，酌情处理：{special}"
    case_actions.note_many([(case.matter_id, case.pk, line[:300])], by=by, at=at, for_litigants=False)


def _granted(application: Application, *, at: datetime.datetime) -> None:
    number = _execution_number(at)
    moves.move(application, "grant", by=None, at=at, execution_number=number)
    _stop_decision(application, "已裁定保全", by=None, on=china_day(at))
    case = case_of(application)
    start = case_actions.ClockStart(case.matter_id, case.pk, START, china_day(at), Post.ENFORCEMENT_OFFICER)
    case_actions.start_clocks([start], on=china_day(at))
    tell(application, f"本院已裁定准许保全，移送执行机构实施，执行案号{number}。", by=None, at=at)
    message(application, "granted", "法院已经裁定准许财产保全，执行员正在采取措施，结果会另行告知。", by=None, at=at)


def _execution_number(at: datetime.datetime) -> str:
    """The next number of the year among enforcement of preservation (执保), as the register of enforcement has it."""
    code, year = this_court().code, china_day(at).year
    sequence = numbering.take_number(f"{code}{EXECUTION_TYPE}", year)
    return case_numbers.format_number(year, code, EXECUTION_TYPE, sequence)


def _refused(application: Application, *, at: datetime.datetime) -> None:
    day = china_day(at)
    moves.move(application, "refuse", by=None, at=at, ended_on=day, end_reason="裁定驳回保全申请")
    _stop_decision(application, "已裁定驳回", by=None, on=day)
    if application.ruling is not None:
        parties = [each.pk for each in applicants_of(application)]
        service_actions.plan_many([application.ruling], by=None, at=at, only=parties)
    refused = "裁定驳回保全申请；不服的，可以自收到裁定书之日起五日内申请复议一次。"
    tell(application, f"本院{refused}", by=None, at=at)
    message(application, "refused", f"法院{refused}", by=None, at=at)
    close_own_case(application, "裁定驳回保全申请", by=None, at=at)


def _numbered(application: Application, *, by: User, at: datetime.datetime) -> Case:
    """The 财保 number and the judge whose turn it is (轮值), chosen by nobody."""
    (case,) = case_actions.open_cases([application.matter], CASE_TYPE, by=by, at=at)
    judge = on_duty(case, on=china_day(at))
    if judge is None:
        raise Refused("没有可以办理的审判员，请庭长安排值班法官后再受理。")
    case_actions.seat_many([case_actions.SeatDraft(case.pk, judge.pk, Seat.Role.SOLE)], by=by, at=at)
    case_actions.make_responsible({judge.pk: [case.pk]}, by=by, at=at)
    case.refresh_from_db()
    return case


def _draw_up(
    application: Application, variant: str, facts: dict[str, Any], *, by: User, at: datetime.datetime
) -> Paper:
    paper = paper_actions.draw_up(PaperRequest(case_of(application).pk, "ruling", facts, variant=variant), by=by, at=at)
    Application.objects.filter(pk=application.pk).update(ruling=paper)
    application.refresh_from_db()
    return paper


def facts_of(application: Application) -> dict[str, Any]:
    """What every ruling on an application says of it."""
    names = "、".join(each.name for each in application.respondents.all())
    return {
        "stage": application.stage,
        "applicant_ids": [each.pk for each in applicants_of(application)],
        "respondent_ids": [each.pk for each in application.respondents.all()],
        "on": chinese_date(china_day(application.received_at)),
        "request": f"请求对被申请人{names}名下价值{grouped(application.amount_fen)}元的财产采取保全措施",
    }


def _security_words(application: Application) -> str:
    if application.security_given_on is None:
        return ""
    return f"申请人提供{SECURITIES[application.security_kind]}作为担保（{application.security_text}）。"


def _start(case: Case, period: str, started_on: datetime.date | datetime.datetime, *, on: datetime.date) -> None:
    start = case_actions.ClockStart(case.matter_id, case.pk, period, started_on, Post.JUDGE, case.responsible_id)
    case_actions.start_clocks([start], on=on)


def _stop_decision(application: Application, cause: str, *, by: User | None, on: datetime.date) -> None:
    case_actions.stop_clocks([application.matter_id], DECISION, on=on, cause=cause, by=by)


def case_of(application: Application) -> Case:
    """The numbered case of an application. Raises Refused before it was accepted."""
    if application.case is None:
        raise Refused("该保全申请还没有受理，请先受理。")
    return application.case


def _stage(application: Application) -> Stage:
    return "in_suit" if application.stage == Application.Stage.IN_SUIT else "before_suit"
