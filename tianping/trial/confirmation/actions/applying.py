"""What may be done about an agreement: apply together, accept or refuse, decide; what follows from service."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import Q

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant, Seat
from tianping.cases.panels import concealed_from
from tianping.cases.permissions import Looker, check_sees
from tianping.cases.queries import check_acts_with_mandate
from tianping.intake.mediation.actions import by_oneself
from tianping.kernel import audit, files, moves, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law import confirmation
from tianping.law.answers import Refusal
from tianping.law.confirmation import Barred, Flaw
from tianping.law.roles import role_in
from tianping.law.wording import chinese_date
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.actions import Charge
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.service.queries import deliveries, served_days
from tianping.trial.assignment.queries import Excluded, exclusions, team_of
from tianping.trial.confirmation import queries
from tianping.trial.confirmation.models import Applicant, Application
from tianping.trial.confirmation.permissions import ACCEPT_APPLICATION, RECEIVE_APPLICATION, check_can_decide

APPLY, ACCEPT, DECIDE = "CONF-APPLY-30", "CONF-ACCEPT-3", "CONF-DECIDE-15"
Kind, Result = Application.Kind, Application.Result
ASKED = {Kind.CONFIRMATION: "申请司法确认（不收费）", Kind.PAPER: "请求出具调解书（受理费减半）"}
TYPES = {Kind.CONFIRMATION: "诉前调确", Kind.PAPER: "诉前调书"}


@dataclass(frozen=True)
class JointApplication:
    """What litigants who came in person apply for (窗口共同申请): who signed the sheet and promised, and its scan."""

    kind: Application.Kind
    litigants: Collection[int]
    promised: bool
    scan: bytes = b""


@transaction.atomic
def apply(looker: Looker, kind: Application.Kind, promised: bool, *, at: datetime.datetime) -> Application:
    """A litigant applies, or joins in what another has applied for (共同申请, 民事诉讼法第二百零五条).

    With the last of them it is received. Raises Refused without a binding agreement, after the thirty days, for what
    cannot be confirmed (解释第三百五十五条), and while something else was asked for.
    """
    offer = _offer(looker.case, at=at)
    if not promised:
        raise Refused("请确认承诺的内容：协议出于自愿，没有恶意串通、损害他人利益。")
    case_actions.enter_own_document(looker, f"申请{kind.label}时", at=at)
    return _apply(looker.case, offer, [looker.litigant], kind, {"by": looker.user}, by=looker.user, at=at)


@transaction.atomic
def receive(case: Case, joint: JointApplication, *, by: User, at: datetime.datetime) -> Application:
    """The clerk at the window receives what litigants apply for in person (窗口收取申请, 司法确认规定第三条).

    Whoever of them applied on a phone already is not asked again; with the last of them it is received. Raises Refused
    for what ``apply`` refuses, for nobody, and for who is no litigant of the case.
    """
    check_may(by, RECEIVE_APPLICATION)
    check_sees(by, case.pk)
    offer = _offer(case, at=at)
    litigants = list(Litigant.objects.filter(matter=case.matter_id, pk__in=list(joint.litigants)))
    if not litigants or len(litigants) != len(set(joint.litigants)):
        raise Refused("请勾选到场申请的当事人，只能是本案当事人。")
    if not joint.promised:
        raise Refused("请先把承诺念给当事人听；当事人在申请书上签名、作出承诺以后，才能收取。")
    scan = _kept(joint.scan) if joint.scan else None
    return _apply(case, offer, litigants, joint.kind, {"received_by": by, "scan": scan}, by=by, at=at)


@transaction.atomic
def withdraw(looker: Looker, *, at: datetime.datetime) -> None:
    """A litigant takes the application back before it is decided (撤回申请, 解释第三百五十七条).

    Raises Refused for counsel whose mandate does not name it (民事诉讼法第六十二条第二款).
    """
    application = queries.application_of(looker.case)
    if application is None:
        raise Refused("没有可以撤回的申请。")
    check_acts_with_mandate(looker, "withdraw_application", on=china_day(at))
    _withdraw(application, looker.litigant, by=looker.user, at=at)


@transaction.atomic
def receive_withdrawal(
    application: Application, litigant_id: int, *, signed: bool, by: User, at: datetime.datetime
) -> None:
    """The clerk at the window takes in that a litigant takes the application back (窗口登记撤回, 解释第三百五十七条).

    Raises Refused for whoever has not applied, and where nobody has signed.
    """
    check_may(by, RECEIVE_APPLICATION)
    litigant = Litigant.objects.filter(matter=application.mediated_in.matter_id, pk=litigant_id).first()
    if litigant is None or not queries.has_joined(application, litigant):
        raise Refused("请选择撤回申请的当事人，只能是已经申请的人。")
    if not signed:
        raise Refused("请核对身份，由当事人在撤回申请书上签名以后再登记。")
    _withdraw(application, litigant, by=by, at=at)


def _withdraw(application: Application, litigant: Litigant, *, by: User | None, at: datetime.datetime) -> None:
    moves.move(application, "withdraw", by=by, at=at)
    matter_id = application.mediated_in.matter_id
    case_actions.stop_clocks([matter_id], [ACCEPT, DECIDE], on=china_day(at), cause="已撤回申请", by=by)
    if application.case is not None:
        case_actions.close_cases([application.case.pk], by=by, at=at, reason="撤回申请")
    _tell(application, f"{litigant.name}撤回申请；调解协议仍然有效。", by=by, at=at)


@transaction.atomic
def accept(application: Application, judge: User, *, by: User, at: datetime.datetime) -> Case:
    """Accept an application (受理): its own number, the judge, fifteen days (司法确认规定第四条至第六条).

    The judge's assistants and clerks serve in it, so that somebody proof-reads what the judge draws up. A mediation
    paper is charged half the fee; a confirmation costs nothing (第十一条).
    """
    check_may(by, ACCEPT_APPLICATION)
    (case,) = case_actions.open_cases([application.mediated_in.matter], TYPES[Kind(application.kind)], by=by, at=at)
    return take_on(application, case, judge, by=by, at=at)


def take_on(application: Application, case: Case, judge: User, *, by: User, at: datetime.datetime) -> Case:
    """An application goes under its number to the judge who reviews it.

    Of a confirmation both applicants get the notice that it was accepted (受理通知书, 司法确认规定第四条第一款).
    Raises Refused for whoever is no judge or has to withdraw.
    """
    day = china_day(at)
    if judge.pk not in {each.pk for each in queries.possible_judges(application, on=day)}:
        raise Refused(f"{judge.full_name}不是法官，或者有应当回避的情形，请另行指定。")
    kind = Kind(application.kind)
    matter = application.mediated_in.matter
    moves.move(application, "accept", by=by, at=at, case_id=case.pk)
    case_actions.seat_many(_bench(case, judge, on=day), by=by, at=at)
    case_actions.stop_clocks([matter.pk], [ACCEPT], on=day, cause="已受理", by=by)
    start = case_actions.ClockStart(matter.pk, case.pk, DECIDE, day, Post.JUDGE)
    (limit,) = case_actions.start_clocks([start], on=day)
    case_actions.make_responsible({judge.pk: [case.pk]}, by=by, at=at)
    if kind == Kind.PAPER:
        payer = "、".join(each.name for each in matter.litigants.filter(role=Litigant.Role.PLAINTIFF))
        fee_actions.raise_bill([Charge(case, matter.claim_fen, is_simple=True)], payer[:120], by=by, at=at)
    application.refresh_from_db()
    _tell(application, f"本院受理{kind.label}的申请，案号{case.number}，由{judge.full_name}审查。", by=by, at=at)
    _tell_accepted(application, case, limit.legal_due or limit.nominal_due, by=by, at=at)
    if kind == Kind.CONFIRMATION:
        notices = paper_actions.draw_up_many([PaperRequest(case.pk, "acceptance_notice")], by=by, at=at)
        paper_actions.issue_many(notices, by=by, at=at)
    case.refresh_from_db()
    return case


def _tell_accepted(
    application: Application, case: Case, last_day: datetime.date, *, by: User, at: datetime.datetime
) -> None:
    """Both applicants are told by SMS that the application was accepted, and until when it is decided."""
    decides = "作出裁定" if application.kind == Kind.CONFIRMATION else "出具调解书或者作出裁定"
    words = (
        f"双方{ASKED[Kind(application.kind)].partition('（')[0]}，本院已经受理，由法官审查调解协议，"
        f"在{chinese_date(last_day)}前（含当日）{decides}，送达双方；有特殊情况依法延长的除外。"
    )
    rows = list(Litigant.objects.filter(matter=case.matter_id).order_by("position"))
    concealed = concealed_from([each.pk for each in rows])
    key = f"confirmation:{application.pk}:accepted"
    told = [case_actions.CaseMessage(key, each, words, case) for each in rows if each.pk not in concealed]
    case_actions.message_many(told, by=by, at=at)


def _bench(case: Case, judge: User, *, on: datetime.date) -> list[case_actions.SeatDraft]:
    """The judge alone, and those of their team who need not withdraw."""
    against = exclusions([case.pk], on)[case.pk]
    barred = (Excluded.RECUSAL, Excluded.CONFLICT)
    team = [each for each in team_of([judge.pk], on).get(judge.pk, ()) if against.get(each.user_id) not in barred]
    helping = {each.user_id: Seat.Role(each.role) for each in team if each.user_id != judge.pk}
    sole = case_actions.SeatDraft(case.pk, judge.pk, Seat.Role.SOLE)
    return [sole, *(case_actions.SeatDraft(case.pk, user_id, role) for user_id, role in helping.items())]


@transaction.atomic
def refuse(
    application: Application, barred: Collection[Barred], reason: str, *, by: User, at: datetime.datetime
) -> None:
    """Do not accept an application (裁定不予受理, 解释第三百五十五条); the agreement stands as it is."""
    check_may(by, ACCEPT_APPLICATION)
    if not barred or not reason.strip():
        raise Refused("不予受理应当选择属于哪一种情形，并写明理由。")
    day = china_day(at)
    answer = confirmation.may_be_confirmed(application.mediated_in.matter.cause_name, on=day, also=barred)
    words = f"{reason.strip()}（{'；'.join(answer.because)}）"[:500]
    moves.move(application, "refuse", by=by, at=at, reason=words, why=words)
    matter_id = application.mediated_in.matter_id
    case_actions.stop_clocks([matter_id], [ACCEPT], on=day, cause="裁定不予受理", by=by)
    _tell(application, f"本院对{application.get_kind_display()}的申请不予受理：{words}"[:300], by=by, at=at)


@transaction.atomic
def decide(application: Application, flaws: Collection[Flaw], reason: str, *, by: User, at: datetime.datetime) -> None:
    """The judge decides (审查): without flaws the agreement is confirmed, with any the application is dismissed.

    What is decided is drawn up as a ruling, or as a mediation paper; it is proof-read, signed, issued and served like
    any other, and binds once everybody was served.
    """
    application = queries.applications().get(pk=application.pk)
    check_can_decide(by, application)
    if application.status == "decided" and application.paper is not None and application.paper.status == "discarded":
        moves.move(application, "reopen", by=by, at=at, result="", paper_id=None)
    moves.require_state(application, "accepted", sentence="该申请已经作出决定或者已经撤回，请刷新页面。")
    day, result = china_day(at), Result.DISMISSED if flaws else Result.GRANTED
    if flaws and not reason.strip():
        raise Refused("驳回申请应当写明理由。")
    paper = paper_actions.draw_up(_request(application, flaws, reason.strip(), on=day), by=by, at=at)
    moves.move(application, "decide", by=by, at=at, result=result, why=reason.strip()[:500], paper_id=paper.pk)


def hear_papers_served(*, at: datetime.datetime, delivery_ids: Sequence[int]) -> None:
    """Where the ruling or the mediation paper reached everybody, it binds and the case is closed. Safe to repeat."""
    served = Q(pk__in=list(delivery_ids))
    cases = set(deliveries().filter(served).values_list("paper__case_id", flat=True))
    rows = Application.objects.filter(status="decided", case__in=cases)
    for application in rows.select_related("case", "mediated_in").order_by("pk"):
        case = application.case
        everybody = set(Litigant.objects.filter(matter=application.mediated_in.matter_id).values_list("pk", flat=True))
        days = served_days([application.paper_id]).get(application.paper_id, {}) if application.paper_id else {}
        if case is not None and everybody <= set(days):
            _binds(application, case, max(days.values()), at=at)


def _binds(application: Application, case: Case, day: datetime.date, *, at: datetime.datetime) -> None:
    moves.move(application, "serve", by=None, at=at)
    words = f"{application.get_kind_display()}：{application.outcome}"
    case_actions.stop_clocks([case.matter_id], [DECIDE], on=china_day(at), cause=words, by=None)
    case_actions.close_cases([case.pk], on=max(day, case.filed_on), by=None, at=at, reason=words)
    case_actions.bind_cases({max(day, case.filed_on): [case.pk]}, by=None, at=at)
    further = "；一方不履行的，对方可以申请强制执行" if application.result == Result.GRANTED else ""
    _tell(application, f"{words}，已送达生效{further}。", by=None, at=at)


def _offer(case: Case, *, at: datetime.datetime) -> queries.Offer:
    offer = queries.offer_for(case, on=china_day(at))
    if offer is None:
        raise Refused("本案没有已经生效的诉前调解协议，不能申请。")
    return offer


def _kept(scan: bytes) -> StoredFile:
    accepted = uploads.check(scan)
    return files.keep(accepted.content, accepted.media_type)


def _apply(
    case: Case,
    offer: queries.Offer,
    litigants: Sequence[Litigant],
    kind: Application.Kind,
    signed: dict[str, Any],
    *,
    by: User | None,
    at: datetime.datetime,
) -> Application:
    if kind == Kind.CONFIRMATION:
        _check_confirmable(offer, china_day(at))
    application = _joined(case, offer.agreement.pk, kind, by=by, at=at)
    for litigant in litigants:
        try:
            with transaction.atomic():
                Applicant.objects.create(application=application, litigant=litigant, at=at, **signed)
        except IntegrityError:
            raise Overtaken(f"{litigant.name}已经提出申请，不需要重复提出。") from None
        audit.record("confirmation.apply", f"confirmation:{application.pk}", by=by, at=at, litigant=litigant.pk)
        line = f"{role_in(case.type_code, litigant.role)}{litigant.name}申请{kind.label}。"
        case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
    left = queries.still_to_join(application)
    if not left:
        _receive(application, by=by, at=at)
    else:
        _ask_to_join(application, offer, left, by=by, at=at)
    return application


def _ask_to_join(
    application: Application, offer: queries.Offer, left: Sequence[Litigant], *, by: User | None, at: datetime.datetime
) -> None:
    """Whoever has not joined is told by SMS what was applied for, that it waits for them, and until when."""
    kind, case = Kind(application.kind), application.mediated_in
    until = f"请在{chinese_date(offer.last_day)}前（含当日）" if kind == Kind.CONFIRMATION else "请"
    asked = f"对方已经就调解协议{ASKED[kind]}，要双方都申请，本院才能受理。同意的，{until}"
    or_else = "一起申请，也可以到诉讼服务大厅办理；不同意的，调解协议仍然有效。"
    concealed = concealed_from([each.pk for each in left])
    told = [each for each in left if each.pk not in concealed]
    key = f"confirmation:{application.pk}:asked"
    drafts = [case_actions.CaseMessage(key, each, f"{asked}{by_oneself(each)}{or_else}", case) for each in told]
    case_actions.message_many(drafts, by=by, at=at)


def _check_confirmable(offer: queries.Offer, day: datetime.date) -> None:
    if not offer.confirmable.value:
        because = "；".join(offer.confirmable.because)
        raise Refused(f"这类协议不能申请司法确认（{because}），可以请求出具调解书，或者向人民法院起诉。")
    try:
        confirmation.check_in_time(offer.agreement.effective_on, day, on=day)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from None


def _joined(
    case: Case, agreement_id: int, kind: Application.Kind, *, by: User | None, at: datetime.datetime
) -> Application:
    """The application that somebody has begun for this agreement, or a new one."""
    running = Application.objects.select_for_update().filter(agreement=agreement_id, status="asked").first()
    if running is not None:
        if running.kind != kind:
            raise Refused(f"对方已经申请{running.get_kind_display()}；请和对方商量，选择同一种。")
        return running
    try:
        with transaction.atomic():
            made = Application.objects.create(agreement_id=agreement_id, mediated_in=case, kind=kind)
    except IntegrityError:
        raise Overtaken("已经提出过申请，请刷新页面查看。") from None
    moves.begin_many(Application.machine, [made.pk], by=by, at=at, verb="ask")
    return made


def _receive(application: Application, *, by: User | None, at: datetime.datetime) -> None:
    """The last litigant has joined: the application is the court's (收到申请), three days to accept it."""
    day, case = china_day(at), application.mediated_in
    moves.move(application, "join", by=by, at=at, received_on=day)
    case_actions.stop_clocks([case.matter_id], [APPLY], on=day, cause="已共同申请", by=by)
    start = case_actions.ClockStart(case.matter_id, case.pk, ACCEPT, day, Post.FILING_CLERK)
    case_actions.start_clocks([start], on=day)
    _tell(application, f"本院收到双方共同提出的{application.get_kind_display()}申请。", by=by, at=at)


def _tell(application: Application, line: str, *, by: User | None, at: datetime.datetime) -> None:
    """One line under the number of the mediation, and under that of the proceeding once there is one."""
    matter_id = application.mediated_in.matter_id
    numbers = dict.fromkeys([application.mediated_in_id, *([application.case_id] if application.case_id else [])])
    case_actions.note_many([(matter_id, pk, line[:300]) for pk in numbers], by=by, at=at, for_litigants=True)


def _request(application: Application, flaws: Collection[Flaw], reason: str, *, on: datetime.date) -> PaperRequest:
    """The paper that says what was decided."""
    case = cast(Case, application.case)
    facts: dict[str, object] = {
        "organisation": application.organisation,
        "agreed_on": application.agreed_on.isoformat(),
        "mediated_under": application.mediated_in.number if application.outside is None else "",
        "terms": application.terms,
    }
    if not flaws:
        if application.kind == Kind.PAPER:
            return PaperRequest(case.pk, "mediation_paper", facts)
        return PaperRequest(case.pk, "ruling", facts, variant="confirmation")
    try:
        answer = confirmation.dismissed_for(flaws, on=on)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from None
    facts |= {"flaws": list(answer.value), "items": list(confirmation.items_of(flaws)), "reason": reason}
    return PaperRequest(case.pk, "ruling", facts, variant="confirmation_dismissed")
