"""Mediation organisations with their people, and referrals to them: before filing (委派), after filing (委托)."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.intake.mediation.states import REFERRAL
from tianping.kernel.history import keeps_history


@keeps_history()
class Organisation(models.Model):
    """A mediation organisation on the court's register (特邀调解组织名册), from its entry until it is taken off."""

    name = models.CharField(max_length=60, unique=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    entered_on = models.DateField()
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    close_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, close_reason="")
                | (Q(closed_on__gte=F("entered_on")) & ~Q(close_reason="")),
                name="organisation_closed_with_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@keeps_history()
class Membership(models.Model):
    """Somebody mediates for an organisation, or runs it, from one day until another."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=Q(until__isnull=True), name="member_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="membership_ends_after_it_begins"
            ),
        ]


@keeps_history()
class Referral(models.Model):
    """One matter referred to mediators: before filing under its 诉前调 number, or after filing under its own.

    ``consent`` says where both sides agreed to be referred after filing; ``extended_until`` is the last day that both
    agreed on beyond the term, once, and ``extension_record`` says where that stands.
    """

    class Kind(models.TextChoices):
        """Before filing or after (特邀调解规定第一条): 委派 or 委托."""

        BEFORE = "before", "诉前委派"
        AFTER = "after", "立案后委托"

    machine = REFERRAL

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.BEFORE)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referral")
    consent = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="referrals")
    referred_on = models.DateField()
    referred_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, default=REFERRAL.initial)
    accepted_on = models.DateField(null=True)
    extended_until = models.DateField(null=True)
    extension_record = models.CharField(max_length=200, blank=True)
    extended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["referred", "accepted"], ended_on__isnull=True)
                | Q(status__in=["agreed", "failed", "withdrawn"], ended_on__isnull=False),
                name="referral_ended_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="before", consent="") | (Q(kind="after") & ~Q(consent="")),
                name="referral_after_filing_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(extended_until__isnull=True, extension_record="", extended_by__isnull=True)
                | (
                    Q(kind="after", extended_until__gt=F("accepted_on"), extended_by__isnull=False)
                    & ~Q(extension_record="")
                ),
                name="referral_extended_by_agreement",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(kind="before"), name="referral_before_filing_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True), name="one_running_referral_of_a_case"
            ),
        ]
        indexes = [models.Index(fields=["status", "id"])]
