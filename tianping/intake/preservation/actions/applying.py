"""Applying for preservation (申请财产保全), before a suit or in it, on the phone or at the counter; withdrawing it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may, held_posts
from tianping.accounts.queries import identity_of
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Counsel, Litigant, LitigantAccess, Matter
from tianping.cases.permissions import check_sees, own_accesses
from tianping.intake.preservation.models import Application, Proof, PropertyClue
from tianping.intake.preservation.models import ApplicationDraft as Kept
from tianping.intake.preservation.permissions import APPLY, RECEIVE, check_can_accept, own_applications
from tianping.intake.preservation.queries import CASE_TYPE, DECISION, OPEN, applicants_of
from tianping.kernel import files, moves, numbering
from tianping.kernel.clock import CHINA, china_day
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law import periods
from tianping.law.answers import Refusal
from tianping.law.measures import property_named
from tianping.law.money import grouped
from tianping.law.preservation import SECURITIES, decision_period, security
from tianping.law.wording import chinese_date

MOST_CLUES, MOST_DRAFTS = 20, 10


@dataclass(frozen=True)
class SecurityDraft:
    """The security offered (担保): its kind, its sum, who or what stands for it; or the ground on which none is."""

    kind: str
    amount_fen: int | None = None
    text: str = ""
    exemption: str = ""


@dataclass(frozen=True)
class AgentDraft:
    """Who acts for the applicant (委托诉讼代理人), as the letter of authority names them; ``kind`` of ``Counsel``."""

    name: str
    kind: str
    authority: str
    firm: str = ""
    licence_number: str = ""
    phone: str = ""
    scope: str = ""


@dataclass(frozen=True)
class ClueDraft:
    """Property pointed to: of which respondent (their place among them, from 0), of what kind, where."""

    owner: int
    kind: str
    description: str


@dataclass(frozen=True)
class ApplicationDraft:
    """An application as handed in. Before a suit ``matter`` is the dispute; in a suit ``case`` is the numbered case.

    ``applicant_id`` and ``respondent_ids`` name litigants of the case; before a suit the plaintiff and the defendants
    of the matter are meant. ``agent``: who acts for the applicant before a suit; in a suit the case knows it.
    """

    amount_fen: int
    reasons: str
    clues: tuple[ClueDraft, ...]
    security: SecurityDraft
    is_urgent: bool = False
    matter: case_actions.MatterDraft | None = None
    case: Case | None = None
    applicant_id: int | None = None
    respondent_ids: tuple[int, ...] = ()
    agent: AgentDraft | None = None


@transaction.atomic
def receive(draft: ApplicationDraft, *, by: User, at: datetime.datetime) -> Application:
    """Receive an application (收到保全申请): a citizen's own, or one that the counter takes in.

    Before a suit the forty-eight hours to rule run from now (接受申请, 民事诉讼法第一百零四条第二款). Raises Refused
    where something is missing that the law asks for (保全规定第一条、第十条).
    """
    at_the_counter = _check_may_receive(draft, by)
    day = china_day(at)
    _check(draft, on=day)
    matter, applicant, respondents = _sides(draft, at=at)
    sequence = numbering.take_number("preservation", day.year)
    application = Application.objects.create(
        number=f"保申{day.year}-{sequence:06d}",
        stage=Application.Stage.IN_SUIT if draft.case else Application.Stage.BEFORE_SUIT,
        channel=Application.Channel.COUNTER if at_the_counter else Application.Channel.PORTAL,
        matter=matter,
        case=draft.case,
        applicant=applicant,
        applied_by=None if at_the_counter else by,
        amount_fen=draft.amount_fen,
        reasons=draft.reasons.strip(),
        is_urgent=draft.is_urgent or draft.case is None,
        received_at=at,
        decide_by=_decide_by(at) if draft.is_urgent or draft.case is None else None,
        received_by=by if at_the_counter else None,
        security_kind=draft.security.kind,
        security_fen=draft.security.amount_fen,
        security_text=draft.security.text.strip(),
        exemption=draft.security.exemption,
    )
    application.respondents.set(respondents)
    PropertyClue.objects.bulk_create(
        [
            PropertyClue(
                application=application,
                position=position,
                owner=respondents[clue.owner],
                kind=clue.kind,
                description=clue.description.strip(),
            )
            for position, clue in enumerate(draft.clues, start=1)
        ]
    )
    _let_act(draft.agent, applicants_of(application), at_the_counter=at_the_counter, by=by, at=at)
    moves.begin_many(Application.machine, [application.pk], by=by, at=at, verb="receive")
    tell(application, f"本院已收到财产保全申请，收件编号{application.number}。", by=by, at=at)
    return application


@transaction.atomic
def withdraw(application: Application, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The applicant takes the application back before it is decided (撤回保全申请)."""
    if not own_applications(by).filter(pk=application.pk).exists():
        check_can_accept(by, application)
    if not reason.strip():
        raise Refused("请写明撤回的原因。")
    day = china_day(at)
    moves.move(
        application, "withdraw", by=by, at=at, reason=reason.strip(), ended_on=day, end_reason=reason.strip()[:300]
    )
    case_actions.stop_clocks([application.matter_id], DECISION, on=day, cause="申请人撤回保全申请", by=by)
    close_own_case(application, "申请人撤回保全申请", by=by, at=at)
    tell(application, "保全申请已撤回。", by=by, at=at)


def start_draft(answers: Mapping[str, Any], *, by: User, at: datetime.datetime) -> Kept:
    """Begin an application that is filled in page by page (草稿)."""
    check_may(by, APPLY)
    if Kept.objects.filter(kept_by=by).count() >= MOST_DRAFTS:
        raise Refused("未提交的保全申请过多，请先提交或者放弃以前的申请。")
    return Kept.objects.create(answers=dict(answers), kept_at=at, kept_by=by)


def keep_draft(draft: Kept, answers: Mapping[str, Any], *, at: datetime.datetime) -> None:
    """Keep what was answered so far."""
    draft.answers, draft.kept_at = {**draft.answers, **answers}, at
    draft.save(update_fields=["answers", "kept_at"])


@transaction.atomic
def drop_draft(draft: Kept) -> None:
    """Forget what was answered, and the files that no application took over: it was handed in, or given up."""
    left = list(Proof.objects.filter(draft=draft).select_related("file"))
    Proof.objects.filter(draft=draft).delete()
    for each in left:
        files.forget(each.file)
    draft.delete()


def tell(application: Application, line: str, *, by: User | None, at: datetime.datetime) -> None:
    """A line that the applicant alone reads, besides the staff: the respondent may not be warned."""
    if application.case_id is None:
        case_actions.note_many([(application.matter_id, None, line)], by=by, at=at, for_litigants=False)
        return
    places = [(application.matter_id, application.case_id, each.pk, line) for each in applicants_of(application)]
    case_actions.tell_many(places, by=by, at=at)


def message(application: Application, key: str, text: str, *, by: User | None, at: datetime.datetime) -> None:
    """An SMS to the applicant and who acts for them, and to nobody else: the respondent may not be warned."""
    told = [
        case_actions.CaseMessage(f"preservation_{key}:{application.pk}", each, text, application.case)
        for each in applicants_of(application)
    ]
    case_actions.message_many(told, by=by, at=at)


def close_own_case(application: Application, reason: str, *, by: User | None, at: datetime.datetime) -> None:
    """The 财保 number closes with its application; a case in suit goes on."""
    case = application.case
    if case is not None and case.type_code == CASE_TYPE and case.status == "open":
        case_actions.close_cases([case.pk], by=by, at=at, reason=reason)


def _decide_by(at: datetime.datetime) -> datetime.datetime:
    """Until when the court rules before a suit, and in a suit where it is urgent: forty-eight hours from now."""
    received = at.astimezone(CHINA)
    due = periods.due(decision_period("before_suit", urgent=True), received, on=received.date()).value.nominal
    return due if isinstance(due, datetime.datetime) else datetime.datetime.combine(due, datetime.time(), CHINA)


def _check_may_receive(draft: ApplicationDraft, by: User) -> bool:
    """Whether the counter takes it in. Raises unless this person may, and may in this case."""
    if RECEIVE.allows(held_posts(by)):
        check_may(by, RECEIVE)
        if draft.case is not None:
            check_sees(by, draft.case.pk)
        return True
    check_may(by, APPLY)
    if draft.case is not None and not own_accesses(by).filter(litigant=draft.applicant_id).exists():
        raise Forbidden("您不是该案的当事人或者诉讼代理人，不能在该案申请保全。")
    return False


def _let_act(
    agent: AgentDraft | None, applicants: Sequence[Litigant], *, at_the_counter: bool, by: User, at: datetime.datetime
) -> None:
    """Whoever applied over the net acts from then on: as counsel for all who apply, or for the one who they are."""
    own = identity_of(by) if not at_the_counter else None
    licence = own.licence_number if own is not None else ""
    is_agent = agent is not None and not at_the_counter and (by.full_name == agent.name)
    is_agent = is_agent or (agent is not None and bool(licence) and licence == agent.licence_number)
    if not at_the_counter and not is_agent:
        own_side = next(
            (each for each in applicants if by.full_name in (each.name, each.representative)), applicants[0]
        )
        case_actions.give_access(by, own_side, LitigantAccess.How.FILED, by=by, at=at)
    if agent is None:
        return
    counsel = case_actions.CounselDraft(
        litigant_id=applicants[0].pk,
        name=agent.name,
        kind=Counsel.Kind(agent.kind),
        authority=Counsel.Authority(agent.authority),
        firm=agent.firm,
        licence_number=agent.licence_number,
        phone=agent.phone,
        scope=agent.scope,
        letter=f"授权委托书，{chinese_date(china_day(at))}随保全申请提交",
        user_id=by.pk if is_agent else None,
    )
    case_actions.name_counsel_many([replace(counsel, litigant_id=each.pk) for each in applicants], by=by, at=at)


def _check(draft: ApplicationDraft, *, on: datetime.date) -> None:
    if not draft.reasons.strip():
        raise Refused("请写明申请保全的理由，例如对方正在转移财产的具体情况。")
    if not draft.clues:
        raise Refused("请至少提供一条财产线索，例如开户行和账号、房屋坐落、车牌号。")
    if len(draft.clues) > MOST_CLUES:
        raise Refused(f"财产线索最多填写{MOST_CLUES}条，其余的可以在受理后补充。")
    if any(not clue.description.strip() for clue in draft.clues):
        raise Refused("每条财产线索都应当写明具体的财产。")
    if draft.security.kind not in SECURITIES:
        raise Refused("请选择提供担保的方式。")
    if draft.security.kind == "none" and draft.case is None:
        raise Refused(
            "申请诉前财产保全应当提供担保，不提供担保的，裁定驳回申请（民事诉讼法第一百零四条）。请选择担保方式。"
        )
    try:
        for clue in draft.clues:
            property_named(clue.kind)
        stage = "in_suit" if draft.case is not None else "before_suit"
        security(stage, draft.amount_fen, on=on, exemption=draft.security.exemption)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal


def _sides(draft: ApplicationDraft, *, at: datetime.datetime) -> tuple[Matter, Litigant, list[Litigant]]:
    if draft.case is not None:
        return _sides_in_suit(draft, draft.case)
    if draft.matter is None:
        raise Refused("请写明申请人、被申请人和争议的事实。")
    (matter,) = case_actions.open_matters([draft.matter], at=at)
    litigants = list(Litigant.objects.filter(matter=matter))
    applicants = [each for each in litigants if each.role == Litigant.Role.PLAINTIFF]
    respondents = [each for each in litigants if each.role == Litigant.Role.DEFENDANT]
    if not applicants or not respondents:
        raise Refused("请写明申请人和被申请人。")
    _check_owners(draft, respondents)
    return matter, applicants[0], respondents


def _sides_in_suit(draft: ApplicationDraft, case: Case) -> tuple[Matter, Litigant, list[Litigant]]:
    if case.status != "open":
        raise Refused(f"{case.number}已经审结，不能在该案申请诉讼保全。")
    known = {each.pk: each for each in case.matter.litigants.all()}
    applicant = known.get(draft.applicant_id or 0)
    respondents = [known[pk] for pk in draft.respondent_ids if pk in known]
    if applicant is None or not respondents or applicant in respondents:
        raise Refused("请选择本案的申请人和被申请人，二者不能是同一人。")
    claimed = case.matter.claim_fen
    if claimed is not None and draft.amount_fen > claimed:
        raise Refused(
            f"请求保全的{grouped(draft.amount_fen)}元超过本案诉讼请求的{grouped(claimed)}元；"
            "保全限于请求的范围（《民事诉讼法》第一百零五条），请核对数额。"
        )
    waiting = Application.objects.filter(case=case, applicant=applicant, status__in=OPEN[:3])
    if waiting.exists():
        raise Refused("本案已有一份没有裁定的保全申请，请等待裁定，或者先撤回再重新申请。")
    _check_owners(draft, respondents)
    return case.matter, applicant, respondents


def _check_owners(draft: ApplicationDraft, respondents: list[Litigant]) -> None:
    if any(not 0 <= clue.owner < len(respondents) for clue in draft.clues):
        raise Refused("财产线索应当写明是哪一名被申请人的财产。")
