"""Referrals to mediators, before filing (委派) and after (委托), and where a dispute came from (纠纷来源)."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Matter
from tianping.intake.mediation.models.register import Organisation
from tianping.intake.mediation.states import REFERRAL
from tianping.kernel.history import keeps_history


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
                condition=Q(status__in=["referred", "declined", "accepted"], ended_on__isnull=True)
                | Q(status__in=["agreed", "failed", "withdrawn"], ended_on__isnull=False),
                name="referral_ended_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="before", consent="") | (Q(kind="after") & ~Q(consent="")),
                name="referral_after_filing_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(extended_until__isnull=True, extension_record="", extended_by__isnull=True)
                | (Q(extended_until__gt=F("accepted_on"), extended_by__isnull=False) & ~Q(extension_record="")),
                name="referral_extended_by_agreement",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(kind="before"), name="referral_before_filing_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True), name="one_running_referral_of_a_case"
            ),
        ]
        indexes = [models.Index(fields=["status", "id"])]


@keeps_history()
class Source(models.Model):
    """Where a dispute came from (纠纷来源), written down once: by which way, from which township, who sent it.

    ``inferred``: the township was read from an address, and nobody has looked at it yet.
    """

    class Channel(models.TextChoices):
        """By which way it came to the court."""

        LITIGANT = "litigant", "当事人直接起诉"
        TOWNSHIP = "township", "乡镇、街道"
        VILLAGE = "village", "村、社区"
        MEDIATION = "mediation", "人民调解组织"
        POLICE = "police", "公安派出所"
        AGENCY = "agency", "行政主管部门"
        INDUSTRY = "industry", "行业组织"
        MASS = "mass", "群团组织"
        ENTERPRISE = "enterprise", "企业、金融机构"

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="source")
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.LITIGANT)
    township = models.CharField(max_length=30, blank=True)
    sent_by = models.CharField(max_length=60, blank=True)
    inferred = models.BooleanField(default=False)
    noted_on = models.DateField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["township"]), models.Index(fields=["channel"])]
