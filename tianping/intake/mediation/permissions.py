"""Who may see and run mediations, who entrusts a case to mediators, and who keeps the register of organisations."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case, Seat
from tianping.cases.queries import not_accepted
from tianping.intake.mediation.models import Membership, Organisation, Referral
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.wording import chinese_date

# They mediate for organisations, and see what is referred to their own.
MEDIATORS = frozenset({Post.MEDIATOR, Post.MEDIATION_ORGANISATION})
RUNNERS = MEDIATORS | {Post.FILING_CLERK}

LIST_REFERRALS = Permission("mediation.list", "查看诉前调解", LEADERS | RUNNERS)
RUN_REFERRAL = Permission("mediation.run", "登记诉前调解结果", RUNNERS)
WITHDRAW_REFERRAL = Permission("mediation.withdraw", "退回诉前调解", frozenset({Post.FILING_CLERK}))
# Mediators have to reach the litigants; identity numbers are not theirs to see.
REVEAL_PHONE = Permission("mediation.reveal_phone", "查看诉前调解当事人电话", RUNNERS)
# The bench of a numbered case, and those who serve it.
ENTRUST = Permission("mediation.entrust", "委托调解", frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK}))
FIRST_INSTANCE = "民初"
KEEP_REGISTER = Permission(
    "mediation.register", "登记调解组织和调解员", frozenset({Post.FILING_CLERK, Post.DIVISION_HEAD})
)

Kind = Organisation.Kind
# The court's own desks: its centre, what stands within it, and studios and stations that stand within nobody else.
OF_THE_COURT = (
    Q(kind=Kind.COURT) | Q(host__kind=Kind.COURT) | Q(kind__in=[Kind.STUDIO, Kind.STATION], host__isnull=True)
)

SEE_SOURCES = Permission("mediation.sources", "查看诉源治理明细", LEADERS | {Post.FILING_CLERK})


def visible_referrals(user: Any) -> QuerySet[Referral]:
    """The referrals that a person may see: the court's own people all, mediators those to their organisations."""
    posts = held_posts(user)
    if posts & (LEADERS | {Post.FILING_CLERK}):
        return Referral.objects.all()
    if posts & MEDIATORS:
        own = Membership.objects.filter(user=user, until__isnull=True).values("organisation")
        return Referral.objects.filter(organisation__in=own)
    return Referral.objects.none()


def own_referrals(user: Any) -> QuerySet[Referral]:
    """The referrals that a person mediates: to their organisations; for filing clerks, to the court's own desks."""
    posts = held_posts(user)
    mine = Q(pk__in=[])
    if posts & MEDIATORS:
        mine |= Q(organisation__in=Membership.objects.filter(user=user, until__isnull=True).values("organisation"))
    if Post.FILING_CLERK in posts:
        mine |= Q(organisation__in=Organisation.objects.filter(OF_THE_COURT))
    return Referral.objects.filter(mine)


def check_may_act(user: Any, ids: Sequence[int], permission: Permission) -> None:
    """Raise unless this person holds the post and may see all of these referrals."""
    check_may(user, permission)
    if visible_referrals(user).filter(pk__in=ids).count() != len(set(ids)):
        raise Forbidden("所选案件中有的没有委派给您所在的调解组织，不能办理。")


def check_can_run(user: Any, ids: Sequence[int]) -> None:
    """Raise unless this person mediates all of these referrals: what an organisation does, its own people record."""
    check_may_act(user, ids, RUN_REFERRAL)
    theirs = visible_referrals(user).filter(pk__in=ids).exclude(pk__in=own_referrals(user).values("pk"))
    others = list(theirs.order_by("pk").values_list("case__number", "organisation__name"))
    if others:
        named = "、".join(f"{number}（{organisation}）" for number, organisation in others)
        raise Forbidden(
            f"{named}由受委派、委托的调解组织的调解员办理，法院不代为登记；"
            "调解组织不办理的，请重新指定调解组织或者退回。"
        )


def may_run(user: Any, referral: Referral) -> bool:
    """Whether this person mediates this referral."""
    return RUN_REFERRAL.allows(held_posts(user)) and own_referrals(user).filter(pk=referral.pk).exists()


def check_goes_on(referral: Referral, what: str) -> None:
    """Raise unless the mediation is under way; ``what``: what somebody wants to do in it."""
    if referral.status == "accepted":
        return
    if referral.ended_on is not None:
        label = Referral.machine.label(referral.status)
        raise Refused(f"调解已经于{chinese_date(referral.ended_on)}结束（{label}），不能再{what}。")
    if referral.status == "declined":
        raise Refused(f"调解组织不予接受，请等法院重新指定、调解员接受以后，再{what}。")
    raise Refused(f"还没有接受，请先接受，再{what}。")


def may_entrust(user: Any, case: Case) -> bool:
    """Whether this person may entrust this open case to mediators: one who tries it, or serves its bench."""
    if not ENTRUST.allows(held_posts(user)) or case.type_code != FIRST_INSTANCE or case.status != "open":
        return False
    if not_accepted(case):
        return False
    seated = Seat.objects.filter(case=case, user=user, until__isnull=True)
    return case.responsible_id == user.pk or seated.exists()


def check_can_entrust(user: Any, case: Case) -> None:
    """Raise unless this person tries the case, or serves its bench, and the case is open."""
    check_may(user, ENTRUST)
    if not may_entrust(user, case):
        raise Forbidden("委托调解由本案审判组织成员或者书记员在案件审理期间办理。")
