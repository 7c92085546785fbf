"""An agreement that mediators reached without the court (法院外达成的调解协议): entered and taken on at the counter."""

import datetime
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case, Litigant
from tianping.kernel import audit, files, moves, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law import confirmation
from tianping.law.answers import Refusal
from tianping.law.roles import named_twice, on_both_sides
from tianping.trial.confirmation.actions.applying import TYPES, Kind, take_on
from tianping.trial.confirmation.models import Applicant, Application, OutsideAgreement
from tianping.trial.confirmation.permissions import ACCEPT_APPLICATION, RECEIVE_APPLICATION

Connection = OutsideAgreement.Connection
SIDES = {Litigant.Role.PLAINTIFF, Litigant.Role.DEFENDANT}
# What is over bars no new application about the same agreement.
OVER = ("withdrawn", "refused")


@dataclass(frozen=True)
class OutsideDraft:
    """What both sides bring: who they are, who mediated, when and what was agreed, and why to this court."""

    litigants: tuple[LitigantDraft, ...]
    cause_name: str
    organisation: str
    connection: OutsideAgreement.Connection
    agreed_on: datetime.date
    facts: str
    terms: str
    promised: bool
    scan: bytes


@transaction.atomic
def receive_outside(draft: OutsideDraft, judge: User, *, by: User, at: datetime.datetime) -> Case:
    """Both sides apply in person for the confirmation of an agreement reached outside, and it is taken on at once.

    民事诉讼法第二百零五条第二项: at the court of the organisation's seat, of a side's home, or of the object. Raises
    Refused after the thirty days, for what cannot be confirmed (解释第三百五十五条), without the signed agreement, and
    for one that has its number already.
    """
    check_may(by, RECEIVE_APPLICATION)
    check_may(by, ACCEPT_APPLICATION)
    day = china_day(at)
    lines = _checked(draft, day)
    check_once(draft.litigants, draft.organisation, draft.cause_name, draft.agreed_on)
    accepted = uploads.check(draft.scan)
    scan = files.keep(accepted.content, accepted.media_type)
    (matter,) = case_actions.open_matters(
        [MatterDraft(draft.cause_name, None, draft.litigants, facts_text=draft.facts.strip())], at=at
    )
    (case,) = case_actions.open_cases([matter], TYPES[Kind.CONFIRMATION], by=by, at=at)
    outside = OutsideAgreement.objects.create(
        organisation=draft.organisation.strip(),
        connection=draft.connection,
        agreed_on=draft.agreed_on,
        facts=draft.facts.strip(),
        lines=lines,
        scan=scan,
        entered_at=at,
        entered_by=by,
    )
    application = Application.objects.create(outside=outside, mediated_in=case, kind=Kind.CONFIRMATION)
    moves.begin_many(Application.machine, [application.pk], by=by, at=at, verb="ask")
    for litigant in Litigant.objects.filter(matter=matter).order_by("position"):
        Applicant.objects.create(application=application, litigant=litigant, at=at, received_by=by)
        audit.record("confirmation.apply", f"confirmation:{application.pk}", by=by, at=at, litigant=litigant.pk)
    moves.move(application, "join", by=by, at=at, received_on=day)
    return take_on(application, case, judge, by=by, at=at)


def check_both_sides(roles: Collection[str]) -> None:
    """Raise Refused unless both sides apply (双方当事人共同申请)."""
    if {*roles} != SIDES:
        raise Refused("司法确认由双方当事人共同申请，请把有权要求履行的一方和应当履行的一方都填上。")


def check_nobody_twice(litigants: Sequence[LitigantDraft]) -> None:
    """Raise Refused where somebody stands there twice, on one side or on both."""
    if same := [*named_twice(litigants), *on_both_sides(litigants)]:
        raise Refused(f"{same[0].name}的证件号码与另一名当事人相同，请核对证件；双方不能是同一人。")


def check_once(
    litigants: Sequence[LitigantDraft], organisation: str, cause_name: str, agreed_on: datetime.date
) -> None:
    """Raise Refused where the same agreement has its number already, and that application is not over.

    It is the same where the same people agreed on the same day before the same organisation about the same thing.
    """
    earlier = Application.objects.filter(outside__agreed_on=agreed_on, mediated_in__matter__cause_name=cause_name)
    earlier = earlier.exclude(status__in=OVER).select_related("outside", "mediated_in__matter")
    for each in earlier.prefetch_related("mediated_in__matter__litigants").order_by("pk"):
        same_people = _people(each.mediated_in.matter.litigants.all()) == _people(litigants)
        if same_people and _plain(each.organisation) == _plain(organisation):
            number = each.mediated_in.number
            raise Refused(f"这份调解协议已经登记，案号{number}，不需要重复登记；请打开{number}办理。")


def check_agreed_on(agreed_on: datetime.date, *, on: datetime.date) -> None:
    """Raise Refused for an agreement that does not bind yet, or more than thirty days ago."""
    if agreed_on > on:
        raise Refused("调解协议的生效日期不能在今天以后，请核对日期。")
    try:
        confirmation.check_in_time(agreed_on, on, on=on)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from None


def check_cause(cause_name: str, *, on: datetime.date) -> None:
    """Raise Refused for what cannot be confirmed (解释第三百五十五条)."""
    answer = confirmation.may_be_confirmed(cause_name, on=on)
    if not answer.value:
        raise Refused(f"这类协议不能申请司法确认（{'；'.join(answer.because)}），可以向人民法院起诉。")


def lines_of(terms: str) -> list[str]:
    """The terms one by one."""
    return [line.strip().rstrip("。；;") for line in terms.splitlines() if line.strip("。；; ")]


def _people(litigants: Iterable[Litigant | LitigantDraft]) -> set[str]:
    """Who they are: by the number of their paper where there is one, else by name."""
    return {each.identity_number or _plain(each.name) for each in litigants}


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _checked(draft: OutsideDraft, day: datetime.date) -> list[str]:
    """The terms one by one. Raises Refused for what cannot be taken on."""
    check_both_sides([each.role for each in draft.litigants])
    check_nobody_twice(draft.litigants)
    if not draft.promised:
        raise Refused("请先把承诺念给双方当事人听；双方在申请书上签名、作出承诺以后，才能收取。")
    lines = lines_of(draft.terms)
    if not draft.organisation.strip() or not draft.facts.strip() or not lines:
        raise Refused("请写明主持调解的组织、纠纷的主要事实和协议的内容。")
    if not draft.scan:
        raise Refused("请上传双方签名、调解组织盖章的调解协议（扫描件或者照片）。")
    check_agreed_on(draft.agreed_on, on=day)
    check_cause(draft.cause_name, on=day)
    return lines
