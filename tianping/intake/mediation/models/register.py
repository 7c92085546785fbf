"""Mediation organisations on the court's register, with those who mediate for them (特邀调解组织、特邀调解员名册)."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.kernel.history import keeps_history


@keeps_history()
class Organisation(models.Model):
    """A mediation organisation on the court's register (特邀调解组织名册), from its entry until it is taken off.

    A studio or a station (法官工作室、诉调对接站) stands within another organisation, its ``host``; without one it is
    the court's own.
    """

    class Kind(models.TextChoices):
        """Who runs it."""

        COURT = "court", "法院调解中心"
        PEOPLE = "people", "人民调解组织"
        INDUSTRY = "industry", "行业、专业调解组织"
        AGENCY = "agency", "行政机关"
        MASS = "mass", "群团组织"
        ENTERPRISE = "enterprise", "企业"
        STUDIO = "studio", "法官工作室"
        STATION = "station", "诉调对接站"

    name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PEOPLE)
    host = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="hosted")
    description = models.TextField(blank=True)
    hours = models.CharField(max_length=100, blank=True)
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
            models.CheckConstraint(
                condition=Q(host__isnull=True) | (Q(kind__in=["studio", "station"]) & ~Q(host=F("pk"))),
                name="organisation_within_another",
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
    # 擅长领域, published so that litigants can choose (在线调解规则第五条第二款).
    specialty = models.CharField(max_length=100, blank=True)
    # Where they are told what comes to them (短信告知); published nowhere.
    phone = models.CharField(max_length=20, blank=True)
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
