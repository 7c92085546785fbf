"""Who acts for a litigant, and what a litigant gives up on record."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.queries import confirmed_lawyers, identity_of_user
from tianping.cases.actions.access import end_accesses, give_access_many
from tianping.cases.actions.timeline import note_many
from tianping.cases.models import Case, Clock, Counsel, Litigant, LitigantAccess, Waiver
from tianping.cases.permissions import check_can_name_counsel
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law import mandates
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite

MOST_COUNSEL = 2
# The periods that run for a litigant alone, and that the litigant may give up.
WAIVABLE = frozenset({"C-ANSWER-15", "C-ANSWER-SMALL", "C-EVID-ORD", "C-EVID-SIMPLE", "C-EVID-SMALL"})


@dataclass(frozen=True)
class CounselDraft:
    """Counsel as the letter of authority (授权委托书) names them."""

    litigant_id: int
    name: str
    kind: Counsel.Kind
    authority: Counsel.Authority
    firm: str = ""
    licence_number: str = ""
    phone: str = ""
    scope: str = ""
    letter: str = ""
    user_id: int | None = None


@transaction.atomic
def name_counsel_many(drafts: Sequence[CounselDraft], *, by: User | None, at: datetime.datetime) -> list[Counsel]:
    """Write down who acts for litigants (委托诉讼代理人), at most two each (民事诉讼法第六十一条).

    Counsel who can sign in, as ``user_id`` or a licence that a clerk has seen says, act on the litigants' pages from
    now on. Whoever acts already, named while the dispute was mediated, is not named twice.
    """
    keys = Counsel.objects.filter(litigant__in=[draft.litigant_id for draft in drafts], until__isnull=True)
    named = set(keys.values_list("litigant_id", "person_key"))
    drafts = [draft for draft in drafts if (draft.litigant_id, _person_key(draft)) not in named]
    litigants = [draft.litigant_id for draft in drafts]
    acting = list(
        Counsel.objects.filter(litigant_id__in=litigants, until__isnull=True).values_list("litigant_id", flat=True)
    )
    if any((acting + litigants).count(litigant_id) > MOST_COUNSEL for litigant_id in set(litigants)):
        raise Refused("每名当事人最多委托二名诉讼代理人，请先终止原来的委托。")
    known = confirmed_lawyers({draft.licence_number.strip() for draft in drafts})
    drafts = [
        replace(draft, user_id=draft.user_id or known.get((draft.licence_number.strip(), draft.name.strip())))
        for draft in drafts
    ]
    counsel = Counsel.objects.bulk_create([_counsel(draft, by, china_day(at)) for draft in drafts])
    signing_in = [(each.user_id, each.litigant_id) for each in counsel if each.user_id is not None]
    give_access_many(signing_in, LitigantAccess.How.COUNSEL, by=by, at=at)
    audit.record_many(
        [audit.Fact("counsel.name", f"litigant:{each.litigant_id}", {"kind": str(each.kind)}) for each in counsel],
        by=by,
        at=at,
    )
    return counsel


@transaction.atomic
def hear_lawyer_confirmed(*, at: datetime.datetime, user_id: int) -> None:
    """Whoever was named as counsel by this licence and name before, in whatever case, acts there from now on.

    Safe to repeat: nobody is anybody's counsel twice.
    """
    identity = identity_of_user(user_id)
    if identity is None or identity.licence_confirmed_at is None:
        return
    named = Counsel.objects.filter(
        person_key=_licence_key(identity.licence_number),
        name=identity.user.full_name,
        user__isnull=True,
        until__isnull=True,
    )
    litigants = list(named.order_by("pk").values_list("litigant_id", flat=True))
    named.update(user=user_id)
    pairs = [(user_id, litigant_id) for litigant_id in litigants]
    give_access_many(pairs, LitigantAccess.How.COUNSEL, by=identity.licence_confirmed_by, at=at)


@transaction.atomic
def name_counsel(case: Case, draft: CounselDraft, *, by: User, at: datetime.datetime) -> Counsel:
    """Write down from the letter of authority who acts for a litigant of a case (登记委托诉讼代理人).

    Raises Refused without the letter, for special authority that names nothing, for lawyers without their licence,
    for somebody who acts for the other side already, and for a letter that says nothing new. One that changes how far
    somebody acts takes the place of the one before (变更代理权限, 民事诉讼法第六十三条).
    """
    check_can_name_counsel(by, case)
    litigant = Litigant.objects.select_for_update().filter(pk=draft.litigant_id, matter=case.matter_id).first()
    if litigant is None:
        raise Refused("委托人不是本案当事人，请重新选择。")
    _check_letter(draft, on=china_day(at))
    key = _person_key(draft)
    acting = Counsel.objects.filter(litigant__matter=case.matter_id, person_key=key, until__isnull=True)
    before = None
    for other in acting.select_related("litigant"):
        if other.litigant_id == litigant.pk:
            before = other
        if other.litigant.role != litigant.role:
            raise Refused(f"{draft.name.strip()}已经代理{other.litigant.name}，不能在同一案件中代理对方当事人。")
    if before is not None:
        draft = _instead_of(before, draft, by=by, at=at)
    (made,) = name_counsel_many([draft], by=by, at=at)
    how_far = f"（{made.get_authority_display()}）"
    line = f"{litigant.name}委托{made.name}为诉讼代理人{how_far}。"
    if before is not None:
        line = f"{litigant.name}变更了诉讼代理人{made.name}的代理权限{how_far}。"
    note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
    return made


def _instead_of(before: Counsel, draft: CounselDraft, *, by: User, at: datetime.datetime) -> CounselDraft:
    """End the mandate that a new letter changes; whoever signs in goes on doing so."""
    if (before.authority, before.scope) == (draft.authority, draft.scope.strip()):
        raise Refused(f"{before.name}已经是{before.litigant.name}的诉讼代理人，代理权限没有变更，不需要重复登记。")
    end_mandate(before, by=by, at=at)
    return replace(draft, user_id=before.user_id)


def _check_letter(draft: CounselDraft, *, on: datetime.date) -> None:
    if not draft.name.strip() or not draft.letter.strip():
        raise Refused(f"请填写代理人姓名，并写明授权委托书的日期和收到的方式（{cite(CIVIL_PROCEDURE, 62, on)}）。")
    if draft.authority == Counsel.Authority.SPECIAL and (fault := mandates.mandate_fault(draft.scope)):
        raise Refused(fault)
    licensed = draft.kind in (Counsel.Kind.LAWYER, Counsel.Kind.LEGAL_WORKER)
    if licensed and not (draft.firm.strip() and draft.licence_number.strip()):
        article = cite(CIVIL_PROCEDURE_INTERPRETATION, 88, on)
        raise Refused(f"律师、基层法律服务工作者应当填写执业机构和执业证号（{article}）。")


@transaction.atomic
def end_counsel(case: Case, counsel: Counsel, *, by: User, at: datetime.datetime) -> None:
    """A litigant ends a mandate (解除委托); the other side is told (民事诉讼法第六十三条)."""
    check_can_name_counsel(by, case)
    if counsel.until is not None:
        raise Overtaken("该委托已经终止，请刷新页面查看。")
    end_mandate(counsel, by=by, at=at)
    line = f"{counsel.litigant.name}解除对{counsel.name}的委托。"
    note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)


@transaction.atomic
def end_mandate(counsel: Counsel, *, by: User | None, at: datetime.datetime) -> None:
    """Counsel acts no longer (解除委托)."""
    if Counsel.objects.filter(pk=counsel.pk, until__isnull=True).update(until=china_day(at)):
        audit.record("counsel.end", f"litigant:{counsel.litigant_id}", by=by, at=at, counsel=counsel.pk)
        as_counsel = LitigantAccess.objects.filter(
            user=counsel.user_id, litigant=counsel.litigant_id, how=LitigantAccess.How.COUNSEL, ended_at__isnull=True
        )
        end_accesses(list(as_counsel.values_list("pk", flat=True)), by=by, at=at)


@dataclass(frozen=True)
class WaiverDraft:
    """What litigants of one case give up: the rest of these periods."""

    case_id: int
    litigant_ids: Sequence[int]
    period_ids: Sequence[str]


def waive_periods(
    case: Case,
    litigants: Sequence[Litigant],
    period_ids: Sequence[str],
    *,
    record: str,
    by: User | None,
    at: datetime.datetime,
) -> None:
    """Litigants give up the rest of their periods (放弃答辩期、举证期限); ``record`` says where that stands.

    The running clocks stop. Raises Refused for periods that a litigant cannot give up.
    """
    draft = WaiverDraft(case.pk, [litigant.pk for litigant in litigants], period_ids)
    waive_periods_many([draft], record=record, by=by, at=at)


@transaction.atomic
def waive_periods_many(drafts: Sequence[WaiverDraft], *, record: str, by: User | None, at: datetime.datetime) -> None:
    """The bulk form of ``waive_periods``: many cases with one record, in a constant number of statements."""
    wanted = {(each.case_id, pk, period) for each in drafts for pk in each.litigant_ids for period in each.period_ids}
    if not {period for _case, _litigant, period in wanted} <= WAIVABLE:
        raise Refused("当事人只能放弃答辩期间和举证期限，其他法定期间不能放弃。")
    if not record.strip():
        raise Refused("请写明当事人在何处作出放弃的表示，例如“2023年2月6日询问笔录”。")
    day = china_day(at)
    Waiver.objects.bulk_create(
        [
            Waiver(
                case_id=case_id,
                litigant_id=litigant_id,
                period_id=period_id,
                given_on=day,
                record=record.strip(),
                noted_at=at,
                noted_by=by,
            )
            for case_id, litigant_id, period_id in sorted(wanted)
        ],
        ignore_conflicts=True,
    )
    running = Clock.objects.select_for_update().filter(
        case__in=[each.case_id for each in drafts], litigant__isnull=False, stopped_on__isnull=True
    )
    rows = running.order_by("pk").values_list("pk", "case_id", "litigant_id", "period_id")
    ended = [pk for pk, case_id, litigant_id, period_id in rows if (case_id, litigant_id, period_id) in wanted]
    Clock.objects.filter(pk__in=ended).update(stopped_on=day, stop_cause="当事人放弃", stopped_by=by)
    facts = [audit.Fact("case.waive", f"case:{each.case_id}", {"periods": sorted(each.period_ids)}) for each in drafts]
    audit.record_many(facts, by=by, at=at)


def _counsel(draft: CounselDraft, by: User | None, day: datetime.date) -> Counsel:
    return Counsel(
        litigant_id=draft.litigant_id,
        name=draft.name.strip(),
        kind=draft.kind,
        authority=draft.authority,
        firm=draft.firm.strip(),
        licence_number=draft.licence_number.strip(),
        phone=draft.phone.strip(),
        scope=draft.scope.strip(),
        letter=draft.letter.strip(),
        person_key=_person_key(draft),
        user_id=draft.user_id,
        since=day,
        named_by=by,
    )


def _person_key(draft: CounselDraft) -> str:
    """The same person in all cases: by licence, else by telephone and name."""
    if draft.licence_number.strip():
        return _licence_key(draft.licence_number)
    return f"{draft.phone.strip()}:{draft.name.strip()}"


def _licence_key(number: str) -> str:
    return f"licence:{number.strip()}"
