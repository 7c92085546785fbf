"""Carrying a ruling out (执行保全裁定): measures enter the register; lifting them on a ruling."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.intake.preservation.actions.applying import close_own_case, message, tell
from tianping.intake.preservation.actions.deciding import LIFTED, case_of, facts_of
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.permissions import check_can_decide, check_can_execute
from tianping.intake.preservation.queries import DECISION, SUIT, applicants_of, names_of_applicants
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.answers import Refusal
from tianping.law.money import grouped
from tianping.law.preservation import LIFTING, not_sued
from tianping.law.wording import chinese_date
from tianping.measures import actions as measure_actions
from tianping.measures.actions import MeasureDraft
from tianping.measures.queries import Measure, standing_of
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.queries import Paper
from tianping.papers.service import actions as service_actions


@transaction.atomic
def execute(
    application: Application, drafts: Sequence[MeasureDraft], *, by: User, at: datetime.datetime
) -> list[Measure]:
    """Enter what was taken (采取保全措施); only now the respondent is told and served.

    Before a suit thirty days to sue begin (民事诉讼法第一百零四条第三款).
    """
    check_can_execute(by)
    case, day = case_of(application), china_day(at)
    moves.require_state(application, "granted", sentence="该保全裁定不在待执行，请刷新页面查看。")
    if not drafts:
        raise Refused("请登记采取的措施；没有查到可供保全的财产的，请登记“未查到财产”。")
    _check_not_before_the_ruling(application, drafts)
    _check_within_the_sum(application, drafts)
    basis = application.ruling.number if application.ruling is not None else case.number
    ours = [replace(draft, case_id=case.pk, applicant_id=application.applicant_id, basis=basis) for draft in drafts]
    taken = measure_actions.record_many(ours, by=by, at=at)
    first = min(draft.taken_on for draft in ours)
    moves.move(application, "execute", by=by, at=at, executed_on=first, executed_by=by)
    case_actions.stop_clocks([case.matter_id], DECISION, on=day, cause="已采取保全措施", by=by)
    text = "已经采取财产保全措施，财产和期限请到案件查询页查看。"
    if application.stage == Application.Stage.BEFORE_SUIT and application.suit_on is None:
        last = _start_thirty_days(application, first, by=by, at=at)
        text = (
            f"已经采取财产保全措施。请在{chinese_date(last)}以前（含当日）起诉或者申请仲裁；"
            "逾期没有起诉的，法院将解除保全。"
        )
    message(application, "executed", text, by=by, at=at)
    measure_actions.tell_owners(taken, by=by, at=at)
    if application.ruling is not None:
        applicants = [each.pk for each in applicants_of(application)]
        parties = [*applicants, *application.respondents.values_list("pk", flat=True)]
        service_actions.plan_many([application.ruling], by=by, at=at, only=parties)
    return taken


@transaction.atomic
def find_nothing(application: Application, looked: str, *, by: User, at: datetime.datetime) -> None:
    """Nothing to preserve was found (未查询到可供保全的财产, 保全规定第十一条第三款); the applicant is told."""
    check_can_execute(by)
    if not looked.strip():
        raise Refused("请写明查询的经过和结果。")
    day = china_day(at)
    moves.move(
        application, "find_nothing", by=by, at=at, reason=looked.strip(), ended_on=day, end_reason=looked.strip()[:300]
    )
    case_actions.stop_clocks([application.matter_id], DECISION, on=day, cause="未查到可供保全的财产", by=by)
    if application.ruling is not None:
        parties = [each.pk for each in applicants_of(application)]
        service_actions.plan_many([application.ruling], by=by, at=at, only=parties)
    tell(application, "本院没有查询到可供保全的财产。", by=by, at=at)
    text = "没有查询到可供保全的财产；有新的财产线索的，可以再次申请。"
    message(application, "nothing", text, by=by, at=at)
    close_own_case(application, "未查到可供保全的财产", by=by, at=at)


@transaction.atomic
def draw_up_lifting(application: Application, ground: str, reasons: str, *, by: User, at: datetime.datetime) -> Paper:
    """Draw up the ruling that lifts the measures (拟制解除保全裁定书); it counts once issued.

    That nobody sued in time is composed of what is on record; ``reasons`` are what the judge adds, and else all of it.
    """
    check_can_decide(by, application)
    moves.require_state(application, "executed", sentence="该保全没有正在生效的措施，或者已经裁定解除。")
    composed = _not_sued(application, on=china_day(at)) if ground == "not_sued" else ""
    if ground not in LIFTING or not (composed or reasons.strip()):
        raise Refused("请选择解除保全的情形，并写明理由。")
    standing = standing_of([case_of(application).pk], on=china_day(at))
    ruled = application.ruling.number if application.ruling is not None else ""
    facts = facts_of(application) | {
        "ground": ground,
        "reasons": "".join(f"{each.strip().rstrip('。')}。" for each in (composed, reasons) if each.strip()),
        "ruled": f"{ruled}民事裁定",
        "orders": [
            f"解除对{row.owner.name}的{row.get_property_kind_display()}（{row.description}）的{row.get_way_display()}。"
            for row in standing
        ],
    }
    request = PaperRequest(case_of(application).pk, "ruling", facts, variant=LIFTED)
    paper = paper_actions.draw_up(request, by=by, at=at)
    Application.objects.filter(pk=application.pk).update(lifting_ruling=paper, lifting_ground=ground)
    application.refresh_from_db()
    return paper


@transaction.atomic
def lift(application: Application, *, by: User, at: datetime.datetime) -> None:
    """Lift what stands, on the ruling that was issued (解除保全措施)."""
    check_can_execute(by)
    case, day = case_of(application), china_day(at)
    number = application.lifting_ruling.number if application.lifting_ruling is not None else ""
    reason = f"{LIFTING[application.lifting_ground]}（{number}）"
    moves.move(application, "lift", by=by, at=at, ended_on=day, end_reason=reason)
    measure_actions.lift_many(standing_of([case.pk], on=day), reason, by=by, at=at)
    case_actions.stop_clocks([case.matter_id], [SUIT], on=day, cause="已解除保全", by=by)
    close_own_case(application, reason[:100], by=by, at=at)


@transaction.atomic
def hear_measures_ended(*, at: datetime.datetime, case_ids: Sequence[int]) -> None:
    """Nothing of a preservation stands any more (措施全部失效或者解除): it has ended. Repeating changes nothing."""
    standing = {each.case_id for each in standing_of(case_ids, on=china_day(at))}
    rows = Application.objects.select_for_update(of=("self",)).filter(case__in=case_ids, status="executed")
    for application in rows.exclude(case__in=standing).select_related("case"):
        _ended(application, at=at)


def _check_not_before_the_ruling(application: Application, drafts: Sequence[MeasureDraft]) -> None:
    """Raise Refused where a measure is older than the ruling that it carries out (民事诉讼法第一百零四条第二款)."""
    if application.ruling is None or application.ruling.issued_at is None:
        return
    ruled_on = china_day(application.ruling.issued_at)
    if any(draft.taken_on < ruled_on for draft in drafts):
        raise Refused(f"采取措施之日不能早于裁定之日{chinese_date(ruled_on)}，请核对日期。")


def _check_within_the_sum(application: Application, drafts: Sequence[MeasureDraft]) -> None:
    """Raise Refused for money beyond what was asked for (民事诉讼法第一百零五条, 保全规定第十五条)."""
    frozen = sum(draft.amount_fen or 0 for draft in drafts if not draft.queue_place)
    if any((draft.amount_fen or 0) > application.amount_fen for draft in drafts) or frozen > application.amount_fen:
        raise Refused(
            f"冻结的数额合计{grouped(frozen)}元，超过请求保全的{grouped(application.amount_fen)}元；"
            "保全限于请求的范围（《民事诉讼法》第一百零五条），请核对数额。"
        )


def _not_sued(application: Application, *, on: datetime.date) -> str:
    """Why the measures are lifted where nobody sued within thirty days. Raises Refused while they run, or in vain."""
    taken_on, sue_by = application.executed_on, application.sue_by
    if taken_on is None or sue_by is None or on <= sue_by:
        raise Refused("诉前保全的三十日还没有届满，不能以没有起诉为由解除。")
    try:
        return not_sued(names_of_applicants(application), taken_on, sue_by, application.suit_on)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal


def _ended(application: Application, *, at: datetime.datetime) -> None:
    day, reason = china_day(at), "保全措施已经全部失效或者解除"
    moves.move(application, "end", by=None, at=at, ended_on=day, end_reason=reason)
    case_actions.stop_clocks([application.matter_id], [SUIT], on=day, cause=reason, by=None)
    tell(application, f"{reason}。", by=None, at=at)
    close_own_case(application, reason, by=None, at=at)


def _start_thirty_days(
    application: Application, taken_on: datetime.date, *, by: User, at: datetime.datetime
) -> datetime.date:
    """The thirty days begin; gives the last of them."""
    case = case_of(application)
    start = case_actions.ClockStart(
        case.matter_id,
        case.pk,
        SUIT,
        taken_on,
        Post.JUDGE,
        case.responsible_id,
        litigant_id=application.applicant_id,
    )
    (clock,) = case_actions.start_clocks([start], on=china_day(at))
    last = clock.legal_due or clock.nominal_due
    Application.objects.filter(pk=application.pk).update(sue_by=last)
    line = f"请在{chinese_date(last)}以前提起诉讼或者申请仲裁；逾期没有起诉的，本院将解除保全。"
    tell(application, line, by=by, at=at)
    return last
