"""Referrals to mediation before filing (诉前委派调解)."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.intake.mediation.states import REFERRAL
from tianping.kernel.history import keeps_history


@keeps_history()
class Referral(models.Model):
    """One matter referred to mediation before filing, under its 诉前调 number."""

    machine = REFERRAL

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="referral")
    mediator_name = models.CharField(max_length=60)
    referred_on = models.DateField()
    referred_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, default=REFERRAL.initial)
    accepted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["referred", "accepted"], ended_on__isnull=True)
                | Q(status__in=["agreed", "failed", "withdrawn"], ended_on__isnull=False),
                name="referral_ended_with_its_day",
            )
        ]
        indexes = [models.Index(fields=["status", "id"])]
