"""What is amiss with an application: corrections (补正) are asked for once; what may not be taken in is refused."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, LitigantAccess, Seat
from tianping.enforcement.models import Application
from tianping.enforcement.permissions import RECEIVE, check_can_rule
from tianping.enforcement.queries import CASE_TYPE, judge_on_duty, ruling_of
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.enforcement_applications import CONDITIONS
from tianping.law.filing_review import correction_due
from tianping.law.wording import chinese_date
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.queries import NOT_ENFORCED, issued_rulings
from tianping.papers.documents.queries import Paper as Document

SHORTEST_REASON = 10


@transaction.atomic
def ask_correction(application: Application, points: str, *, by: User, at: datetime.datetime) -> None:
    """Ask for corrections (通知补正): everything in one notice, once; the day of receipt stays."""
    check_may(by, RECEIVE)
    lines = [line.strip() for line in points.splitlines() if line.strip()]
    if not lines:
        raise Refused("请逐项写明需要补正什么，一行一项。")
    if application.corrections:
        raise Refused("已经通知过一次补正，不能再次通知；仍不符合条件的，提请裁定不予受理。")
    day = china_day(at)
    due = correction_due(day, on=day).value
    last = due.legal or due.nominal
    moves.move(application, "ask_correction", by=by, at=at, corrections="\n".join(lines), correct_by=last)
    where = "登录本院网站，在“我的执行申请”中补正" if application.applied_by_id else "到立案窗口补正"
    text = f"您的执行申请（{application.number}）需要补正：{'；'.join(lines)}。请在{chinese_date(last)}前{where}。"
    _tell(application, "correction", text, by=by, at=at)


@transaction.atomic
def propose_refusal(application: Application, ground: str, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Propose to the judge whose turn it is that the application be refused (提请裁定不予受理).

    Raises Refused without reasons and one of the conditions (第十六条), of which the two years are none.
    """
    check_may(by, RECEIVE)
    _check_reasons(ground, reason)
    judge = judge_on_duty(application, on=china_day(at))
    if judge is None:
        raise Refused("没有可以办理的审判员，请庭长安排值班法官后再提请。")
    kept = {"refusal_ground": ground, "refusal_reason": reason.strip(), "refusal_judge_id": judge.pk}
    moves.move(application, "propose_refusal", by=by, at=at, reason=reason.strip(), **kept)
    _note(application, f"提请{judge.full_name}裁定不予受理：{CONDITIONS[ground].words}。", by=by, at=at)


@transaction.atomic
def return_refusal(application: Application, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The judge holds that it is to be accepted, or looked at again (不同意，退回立案审查)."""
    check_can_rule(by, application)
    if not reason.strip():
        raise Refused("请写明不同意的理由。")
    none = {"refusal_ground": "", "refusal_reason": "", "refusal_judge_id": None}
    moves.move(application, "return_refusal", by=by, at=at, reason=reason.strip(), **none)
    _note(application, f"审判员不同意不予受理，退回立案审查：{reason.strip()}"[:300], by=by, at=at)


@transaction.atomic
def refuse(application: Application, ground: str, reason: str, *, by: User, at: datetime.datetime) -> Document:
    """The judge rules that the application is not accepted (裁定不予受理, 执行工作规定第十六条第二款).

    It takes a number of its own, and the ruling is drawn up with ``reason`` as the judge words it; it is proof-read,
    signed, issued and served like any other, on the applicant alone, who knows of it from the issue on.
    """
    check_can_rule(by, application)
    moves.require_state(application, "refusing", sentence="本件没有提请裁定，或者已经裁定，请刷新页面查看。")
    _check_reasons(ground, reason)
    (case,) = case_actions.open_cases([application.matter], CASE_TYPE, by=by, at=at)
    case_actions.seat_many([case_actions.SeatDraft(case.pk, by.pk, Seat.Role.SOLE)], by=by, at=at)
    case_actions.make_responsible({by.pk: [case.pk]}, by=by, at=at)
    kept = {"refusal_ground": ground, "refusal_reason": reason.strip(), "case": case}
    moves.move(application, "refuse", by=by, at=at, reason=reason.strip(), **kept)
    return _drawn_up(application, case, by=by, at=at)


@transaction.atomic
def draw_up_again(application: Application, *, by: User, at: datetime.datetime) -> Document:
    """The ruling was given up before it was issued (作废): it is drawn up anew under the same number."""
    check_can_rule(by, application)
    if application.case is None or ruling_of(application) is not None:
        raise Overtaken("裁定书已经拟制，请刷新页面。")
    return _drawn_up(application, application.case, by=by, at=at)


def hear_papers_issued(*, at: datetime.datetime, paper_ids: Sequence[int]) -> None:
    """A ruling that an application is not accepted was issued: its number closes, the applicant is told. Repeatable."""
    for paper in issued_rulings(paper_ids, NOT_ENFORCED):
        application = Application.objects.select_related("applicant__matter", "case").filter(case=paper.case_id).first()
        if application is None or application.case is None:
            continue
        if application.case.status == "open":
            way = Case.ClosingWay.NOT_ACCEPTED
            case_actions.close_cases([paper.case_id], by=None, at=at, reason="裁定不予受理执行申请", way=way)
        if application.applied_by is not None:
            how = LitigantAccess.How.FILED
            case_actions.give_access(application.applied_by, application.applicant, how, by=None, at=at)
        text = (
            "您的执行申请，本院裁定不予受理，裁定书已经制发，请登录“我的案件”阅读、下载；"
            "不服的，可以自收到裁定书之日起十日内向上一级人民法院申请复议。"
        )
        _tell(application, "refused", text, by=None, at=at)


def _drawn_up(application: Application, case: Case, *, by: User, at: datetime.datetime) -> Document:
    facts = {
        "ground": application.refusal_ground,
        "reason": application.refusal_reason,
        "title": application.title,
        "request": application.request,
        "respondents": "、".join(each.name for each in application.respondents.order_by("position")),
        "received_on": chinese_date(china_day(application.received_at)),
    }
    wanted = PaperRequest(case.pk, "ruling", facts, application.applicant_id, NOT_ENFORCED)
    return paper_actions.draw_up(wanted, by=by, at=at)


def _check_reasons(ground: str, reason: str) -> None:
    if ground not in CONDITIONS:
        raise Refused("请选择不符合哪一项受理条件；超过申请执行期间的，应当受理，不是不予受理的理由。")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(f"不予受理应当写明理由，至少{SHORTEST_REASON}个字。")


def _note(application: Application, line: str, *, by: User | None, at: datetime.datetime) -> None:
    place = (application.matter.pk, application.title_case_id, line)
    case_actions.note_many([place], by=by, at=at, for_litigants=False)


def _tell(application: Application, key: str, text: str, *, by: User | None, at: datetime.datetime) -> None:
    """The applicant reads it and gets an SMS; whoever is to be enforced against learns nothing."""
    place = (application.matter.pk, application.title_case_id, application.applicant_id, text)
    case_actions.tell_many([place], by=by, at=at)
    about = application.case or application.title_case
    told = case_actions.CaseMessage(f"enforcement_{key}:{application.pk}", application.applicant, text, about)
    case_actions.message_many([told], by=by, at=at)
