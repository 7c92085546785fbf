"""A signed-in citizen's own matters (我的案件): those in which they may act as a litigant now."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from tianping.accounts.models import Identity
from tianping.cases.models import Case, Clock, Litigant, LitigantAccess
from tianping.cases.panels import Standing, concealed_from, is_withheld, standings_of, withheld_from
from tianping.cases.permissions import own_accesses
from tianping.cases.queries.clocks import Light, light_of
from tianping.cases.queries.progress import is_kept_by
from tianping.cases.queries.stages import ENFORCEMENT, Stage, stage, told_cases, told_stage
from tianping.kernel.models import Message
from tianping.law import period_rules

MOST_MATTERS = 200
TOLD_OF_A_NEW_CODE = datetime.timedelta(days=30)


@dataclass(frozen=True)
class OwnCase:
    """One number of a matter: where it stands, and the nearest period that this litigant has to keep.

    ``period``: what it is a period for (答辩期、举证期限、交费), empty where there is none.
    """

    case: Case
    stage: Stage
    nearest: Light | None
    period: str = ""


@dataclass(frozen=True)
class OwnMatter:
    """One matter, the newest number first; none while it has not been numbered.

    ``accesses``: for whom the person acts in it, on one side, in the order of the litigants; a case is opened as each
    of them by itself: each has papers, an address and a consent of their own.
    """

    accesses: tuple[LitigantAccess, ...]
    cases: list[OwnCase]
    # Those on the other sides.
    others: list[Litigant]

    @property
    def access(self) -> LitigantAccess:
        """The access of the first of them."""
        return self.accesses[0]


def own_matters(user: Any, on: datetime.date) -> list[OwnMatter]:
    """The matters of a citizen, the newest access first; a constant number of statements."""
    accesses = list(own_accesses(user).select_related("litigant__matter").order_by("-given_at", "-pk")[:MOST_MATTERS])
    of_matter: dict[int, list[Case]] = {}
    matters = [access.litigant.matter_id for access in accesses]
    for case in told_cases().filter(matter__in=matters).order_by("-filed_on", "-pk"):
        of_matter.setdefault(case.matter_id, []).append(case)
    of_others: dict[int, list[Litigant]] = {}
    for litigant in Litigant.objects.filter(matter__in=matters).order_by("position"):
        of_others.setdefault(litigant.matter_id, []).append(litigant)
    running: dict[int | None, list[Clock]] = {}
    for clock in Clock.objects.filter(matter__in=matters, stopped_on__isnull=True).order_by("nominal_due", "pk"):
        running.setdefault(clock.case_id, []).append(clock)
    standings = standings_of([each for cases in of_matter.values() for each in cases], on)
    is_enforced = any(case.type_code == ENFORCEMENT for cases in of_matter.values() for case in cases)
    withheld = withheld_from([access.litigant_id for access in accesses]) if is_enforced else set()
    return [
        OwnMatter(
            together,
            [
                _shown(case, together[0], running, standings.get(case.pk), on)
                for case in of_matter.get(together[0].litigant.matter_id, [])
                if not any((each.litigant_id, case.pk) in withheld for each in together)
            ],
            [each for each in of_others[together[0].litigant.matter_id] if each.role != together[0].litigant.role],
        )
        for together in _together(accesses)
    ]


@dataclass(frozen=True)
class Told:
    """What the court told this person's own number, in their own name, and they have not added.

    ``cases`` with a number; ``suits``: where they sue, before there is one.
    """

    cases: list[Case]
    suits: list[Litigant]


def told_by_telephone(user: Any) -> Told:
    """What the court told this person by SMS.

    The number is the one with which they sign in by codes; a document that both sides know must be the same.
    """
    places = _own_places(user)
    return Told(_cases_told(user, places), _suits_told(user, places)) if places else Told([], [])


def _cases_told(user: Any, places: Sequence[Litigant]) -> list[Case]:
    subject = Concat(Value("case:"), Cast(OuterRef("pk"), TextField()))
    told = Exists(Message.objects.filter(address=user.identity.phone, subject=subject))
    rows = told_cases().filter(told, matter__in=[each.matter_id for each in places])
    return list(rows.order_by("-filed_on", "-pk")[:MOST_MATTERS])


def _suits_told(user: Any, places: Sequence[Litigant]) -> list[Litigant]:
    suing = [each for each in places if each.role == Litigant.Role.PLAINTIFF]
    numbered = told_cases().filter(matter__in=[each.matter_id for each in suing]).values_list("matter", flat=True)
    waiting = {each.matter_id for each in suing} - set(numbered)
    subjects = [f"matter:{pk}" for pk in waiting]
    sent = Message.objects.filter(address=user.identity.phone, subject__in=subjects).values_list("subject", flat=True)
    told = set(sent)
    return [each for each in suing if f"matter:{each.matter_id}" in told]


def closed_by_a_new_code(user: Any, at: datetime.datetime) -> list[Case]:
    """The cases that left this person's list in the last thirty days as their code was replaced (更换查询码)."""
    mine = LitigantAccess.objects.filter(user=user)
    later = mine.filter(litigant__matter=OuterRef("litigant__matter"))
    replaced = (
        mine.filter(how=LitigantAccess.How.CODE, ended_at__gte=at - TOLD_OF_A_NEW_CODE)
        .exclude(ended_by=user)
        .exclude(Exists(later.filter(Q(ended_at__isnull=True) | Q(pk__gt=OuterRef("pk")))))
        .select_related("litigant")
    )
    of_matter = {each.litigant.matter_id: each.litigant_id for each in replaced}
    concealed = concealed_from(list(of_matter.values())) if of_matter else set()
    shown = [matter for matter, litigant in of_matter.items() if litigant not in concealed]
    withheld = {case for _litigant, case in withheld_from(list(of_matter.values()))} if of_matter else set()
    rows = told_cases().filter(matter__in=shown).exclude(pk__in=withheld)
    return list(rows.order_by("-filed_on", "-pk")[:MOST_MATTERS])


def place_told_of(user: Any, case_id: int) -> Litigant | None:
    """As which litigant the court told this person of a case; None for every other case."""
    case = next((each for each in told_by_telephone(user).cases if each.pk == case_id), None)
    return next((each for each in _own_places(user) if case is not None and each.matter_id == case.matter_id), None)


def _own_places(user: Any) -> list[Litigant]:
    """Where somebody is a litigant by name, number and document, never had access, and may be warned."""
    identity = Identity.objects.filter(user=user).first()
    if identity is None:
        return []
    places = Litigant.objects.filter(
        ~Exists(LitigantAccess.objects.filter(user=user, litigant__matter=OuterRef("matter"))),
        identity_number__in=["", identity.identity_number],
        kind=Litigant.Kind.NATURAL,
        name=user.full_name,
        phone=identity.phone,
    )
    found = list(places.select_related("matter").order_by("position")[:MOST_MATTERS])
    concealed = concealed_from([each.pk for each in found]) if found else set()
    return [each for each in found if each.pk not in concealed]


def accesses_beside(access: LitigantAccess) -> list[int]:
    """The ids of the accesses of the same person for the same side of the same matter, this one among them."""
    mine = own_accesses(access.user)
    of_side = mine.filter(litigant__matter=access.litigant.matter_id, litigant__role=access.litigant.role)
    return list(of_side.order_by("pk").values_list("pk", flat=True))


def own_case(user: Any, case_id: int, litigant_id: int | None = None) -> tuple[LitigantAccess, Case] | None:
    """The case with the access by which a citizen may open it; None for every other.

    ``litigant_id``: as whom, where they act for several; without it as the first.
    """
    case = told_cases().select_related("matter").filter(pk=case_id).first()
    mine = own_accesses(user).select_related("litigant").filter(litigant__matter__cases=case_id)
    mine = mine if litigant_id is None else mine.filter(litigant=litigant_id)
    access = mine.order_by("litigant__position", "pk").first()
    if access is None or case is None or is_withheld(access.litigant_id, case.pk):
        return None
    return access, case


def _together(accesses: list[LitigantAccess]) -> list[tuple[LitigantAccess, ...]]:
    """The accesses of one side of a matter together: whoever acts for three plaintiffs has one matter."""
    sides: dict[tuple[int, str], list[LitigantAccess]] = {}
    for access in accesses:
        sides.setdefault((access.litigant.matter_id, access.litigant.role), []).append(access)
    return [tuple(sorted(each, key=lambda access: access.litigant.position)) for each in sides.values()]


def _shown(
    case: Case,
    access: LitigantAccess,
    running: Mapping[int | None, list[Clock]],
    standing: Standing | None,
    on: datetime.date,
) -> OwnCase:
    of_case = running.get(case.pk, [])
    own = next((clock for clock in of_case if is_kept_by(clock, access.litigant)), None)
    suing = access.litigant.role == Litigant.Role.PLAINTIFF
    where = stage(case, of_case, on=on, tells_of_help=suing)
    now = told_stage(where, standing)
    if own is None:
        return OwnCase(case, now, None)
    return OwnCase(case, now, light_of(own, on), period_rules.rule(own.period_id).name)
