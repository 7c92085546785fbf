"""Who stands at the window: found once by a whole number or a whole name, with all that is theirs."""

from dataclasses import dataclass, field

from django.db.models import Q

from tianping.accounts.queries import identities, identities_of
from tianping.cases.models import Case, Counsel, Litigant
from tianping.cases.panels import concealed_from, withheld_from
from tianping.cases.permissions import WindowPerson, own_accesses
from tianping.cases.queries.stages import ENFORCEMENT, told_cases
from tianping.law.identities import normalised

MOST = 200


@dataclass
class Found:
    """One person as the house knows them: who they are, and how many matters are theirs."""

    name: str
    identity_number: str
    phone: str
    litigant_id: int | None = None
    user_id: int | None = None
    # A mandate by which somebody is known who acts for others; those who sign in are known by their log-in.
    counsel_id: int | None = None
    licence_number: str = ""
    matters: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class WindowMatter:
    """A matter of the person at the window, with its numbers and those on the other sides.

    ``counsel``: the mandate by which they act in it for the litigant (诉讼代理人); None where they are the litigant.
    """

    litigant: Litigant
    cases: list[Case]
    others: list[Litigant]
    counsel: Counsel | None = None


def people_found(typed: str) -> list[Found]:
    """People by a whole document, licence or telephone number or name: citizens who can sign in, litigants, counsel."""
    wanted = normalised(typed)
    if not wanted:
        return []
    found: dict[tuple[str, str], Found] = {}
    for identity in identities_of(typed)[:MOST]:
        key = (identity.user.full_name, identity.identity_number)
        found[key] = Found(*key, identity.phone, user_id=identity.pk)
        theirs = list(own_accesses(identity.user).order_by("pk").values_list("litigant", "litigant__matter"))
        unknown = concealed_from([litigant for litigant, _matter in theirs])
        found[key].matters.update(matter for litigant, matter in theirs if litigant not in unknown)
    whole = Q(identity_number=wanted) | Q(phone=wanted) | Q(name=typed.strip())
    known = list(Litigant.objects.filter(whole).order_by("-pk")[:MOST])
    concealed = concealed_from([each.pk for each in known])
    for litigant in (each for each in known if each.pk not in concealed):
        key = (litigant.name, litigant.identity_number or litigant.phone)
        person = found.setdefault(key, Found(litigant.name, litigant.identity_number, litigant.phone))
        person.litigant_id = person.litigant_id or litigant.pk
        person.matters.add(litigant.matter_id)
    _find_counsel(typed, found)
    return list(found.values())


def _find_counsel(typed: str, found: dict[tuple[str, str], Found]) -> None:
    """Who acts for litigants now: by the number of their licence, their telephone or their name."""
    wanted = normalised(typed)
    whole = Q(licence_number=wanted) | Q(phone=wanted) | Q(name=typed.strip())
    whole |= Q(user__in=[each.user_id for each in found.values() if each.user_id])
    acting = Counsel.objects.filter(whole, until__isnull=True).select_related("litigant").order_by("-pk")[:MOST]
    concealed = concealed_from([each.litigant_id for each in acting])
    signing_in = {each.pk: each for each in identities().filter(user__in=[each.user_id for each in acting])}
    for each in (each for each in acting if each.litigant_id not in concealed):
        own = signing_in.get(each.user_id)
        same = [one for one in found.values() if one.user_id and (one.name, one.phone) == (each.name, each.phone)]
        if own is not None:
            key = (own.user.full_name, own.identity_number)
            person = found.setdefault(key, Found(*key, own.phone, user_id=own.pk))
        elif same:
            person = same[0]
        else:
            fresh = Found(each.name, "", each.phone, counsel_id=each.pk)
            person = found.setdefault((each.name, each.person_key), fresh)
        person.licence_number = person.licence_number or each.licence_number
        person.matters.add(each.litigant.matter_id)


def mandates_at_window(person: WindowPerson) -> dict[int, Counsel]:
    """For whom the person at the window acts (委托人): litigant id → the mandate.

    The same person by log-in, else by licence or by telephone and name, as counsel are told apart everywhere.
    """
    theirs = Q(pk=None)
    if person.counsel is not None:
        theirs |= Q(person_key=person.counsel.person_key)
    if person.user is not None:
        keys = Counsel.objects.filter(user=person.user).exclude(licence_number="").values("person_key")
        theirs |= Q(user=person.user) | Q(person_key__in=keys)
        theirs |= Q(name=person.name, phone=person.phone) if person.phone else Q(pk=None)
    rows = Counsel.objects.filter(theirs, until__isnull=True).order_by("-pk")[:MOST]
    return {each.litigant_id: each for each in rows}


def matters_at_window(person: WindowPerson) -> list[WindowMatter]:
    """The matters of the person at the window, the newest first; none of which they may not be warned."""
    theirs = Q(pk=person.litigant.pk) if person.litigant is not None else Q(pk=None)
    if person.identity_number:
        theirs |= Q(identity_number=person.identity_number, name=person.name)
    if person.user is not None:
        theirs |= Q(pk__in=own_accesses(person.user).order_by().values("litigant"))
    mandates = mandates_at_window(person)
    theirs |= Q(pk__in=list(mandates))
    found = list(Litigant.objects.filter(theirs).select_related("matter").order_by("-matter_id", "pk")[:MOST])
    concealed = concealed_from([each.pk for each in found])
    litigants = [each for each in found if each.pk not in concealed]
    of_matter: dict[int, list[Case]] = {}
    rows = told_cases().filter(matter__in=[each.matter_id for each in litigants]).order_by("-filed_on", "-pk")
    for case in rows.select_related("matter", "responsible"):
        of_matter.setdefault(case.matter_id, []).append(case)
    is_enforced = any(case.type_code == ENFORCEMENT for cases in of_matter.values() for case in cases)
    withheld = withheld_from([each.pk for each in litigants]) if is_enforced else set()
    sides: dict[int, list[Litigant]] = {}
    for each in Litigant.objects.filter(matter__in=[each.matter_id for each in litigants]).order_by("position", "pk"):
        sides.setdefault(each.matter_id, []).append(each)
    return [
        WindowMatter(
            each,
            [case for case in of_matter.get(each.matter_id, []) if (each.pk, case.pk) not in withheld],
            [other for other in sides[each.matter_id] if other.role != each.role],
            mandates.get(each.pk),
        )
        for each in litigants
    ]


def case_at_window(person: WindowPerson | None, case_id: int, litigant_id: int) -> tuple[Case, Litigant] | None:
    """One of the cases of the person at the window, with their place in it; None for every other."""
    for matter in matters_at_window(person) if person is not None else ():
        case = next((each for each in matter.cases if each.pk == case_id), None)
        if case is not None and matter.litigant.pk == litigant_id:
            return case, matter.litigant
    return None
