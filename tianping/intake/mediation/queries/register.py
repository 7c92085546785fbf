"""Reads of the register: organisations, who mediates for them, what is published of them."""

import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tianping.accounts.models import User
from tianping.accounts.queries import people_with_post
from tianping.intake.mediation.models import Membership, Organisation, Referral, Session
from tianping.intake.mediation.permissions import MEDIATORS
from tianping.kernel.refusals import Refused

# Who has left mediates no more, nor does whoever may not sign in.
SOMEBODY_MEDIATES = Exists(
    Membership.objects.filter(organisation=OuterRef("pk"), until__isnull=True, user__is_active=True)
)


def organisations() -> QuerySet[Organisation]:
    """The register of mediation organisations with how many mediate for each and how much it has in hand."""
    members = Membership.objects.filter(organisation=OuterRef("pk"), until__isnull=True).order_by()
    in_hand = Referral.objects.filter(organisation=OuterRef("pk"), ended_on__isnull=True).order_by()
    return Organisation.objects.annotate(
        member_count=Coalesce(Subquery(members.values("organisation").annotate(n=Count("pk")).values("n")), 0),
        open_count=Coalesce(Subquery(in_hand.values("organisation").annotate(n=Count("pk")).values("n")), 0),
    )


def organisation_names() -> list[str]:
    """To whom may be referred now: the organisations on the register for which somebody mediates, by name."""
    rows = Organisation.objects.filter(SOMEBODY_MEDIATES, closed_on__isnull=True)
    return list(rows.order_by("pk").values_list("name", flat=True))


def organisation_named(name: str) -> Organisation:
    """The organisation on the register with that name.

    Raises Refused where there is none, where it has left, and where nobody mediates for it: nobody would accept.
    """
    found = Organisation.objects.filter(name=name.strip(), closed_on__isnull=True).first()
    if found is None:
        raise Refused(f"名册中没有“{name.strip()}”这个调解组织。请从名册中选择，或者先登记该组织。")
    if not Organisation.objects.filter(SOMEBODY_MEDIATES, pk=found.pk).exists():
        raise Refused(f"“{found}”现在没有调解员，不能委派、委托。请先在名册中登记它的调解员，或者选择其他调解组织。")
    return found


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Who mediates or mediated for an organisation, those who do now first."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    return rows.order_by(F("until").desc(nulls_first=True), "since", "pk")


def possible_mediators(referral: Referral) -> list[User]:
    """Who may have mediated a referral: who held a session of it and is on the roll, else all who mediate there now.

    A clerk who wrote a session down is not among them.
    """
    roll = Membership.objects.filter(organisation=referral.organisation_id).select_related("user").order_by("pk")
    everybody = {each.user_id: each for each in roll}
    held = (
        Session.objects.filter(referral=referral, status="held").order_by("-during").values_list("mediator", flat=True)
    )
    own = [everybody[pk].user for pk in dict.fromkeys(held) if pk in everybody]
    return own or [each.user for each in everybody.values() if each.until is None]


def on_roll(referral: Referral, user: User) -> bool:
    """Whether somebody mediates for the organisation to which a dispute was referred."""
    return Membership.objects.filter(organisation=referral.organisation_id, user=user, until__isnull=True).exists()


def mediators_to_ask(referral: Referral, user: User) -> list[tuple[int, str]]:
    """Who may have mediated (id, name), asked of a clerk who writes for them; a mediator is not asked."""
    if on_roll(referral, user):
        return []
    return [(each.pk, each.full_name) for each in possible_mediators(referral)]


def possible_members(day: datetime.date) -> list[User]:
    """Whoever holds a mediator's post on a day."""
    found = {user.pk: user for post in sorted(MEDIATORS) for user in people_with_post(post, day)}
    return [found[pk] for pk in sorted(found)]


def published_organisations() -> QuerySet[Organisation]:
    """The organisations that litigants may choose from, by kind and name, each with ``mediators``."""
    members = Membership.objects.filter(until__isnull=True).select_related("user").order_by("since", "pk")
    rows = Organisation.objects.filter(closed_on__isnull=True).select_related("host").order_by("kind", "name")
    return rows.prefetch_related(Prefetch("memberships", queryset=members, to_attr="mediators"))


def hosted_by(organisation: Organisation) -> QuerySet[Organisation]:
    """The studios and stations that stand within an organisation."""
    return Organisation.objects.filter(host=organisation, closed_on__isnull=True).order_by("name")


def possible_hosts() -> QuerySet[Organisation]:
    """Within which organisations a studio or station may stand: those that stand by themselves."""
    return Organisation.objects.filter(closed_on__isnull=True, host__isnull=True).order_by("name")
