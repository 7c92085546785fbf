"""What changes the way of a case in trial: stretches that do not count in its limit, and another procedure."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.history import keeps_history
from tianping.trial.hearings.states import CONVERSION, INTERRUPTION


@keeps_history()
class Interruption(models.Model):
    """A stretch in which the trial limit does not run (不计入审限的期间): from its first day until it is over.

    Its end takes the days out of the limit. ``papers`` name what proves begin and end.
    """

    class Ground(models.TextChoices):
        """Why; the same codes as the grounds of exclusion in the spine."""

        APPRAISAL = "appraisal", "鉴定"
        AUDIT = "audit", "审计、评估、资产清理"
        ANNOUNCEMENT = "announcement", "公告"
        JURISDICTION = "jurisdiction_objection", "管辖异议"
        SETTLEMENT = "settlement", "双方当事人和解"
        SUSPENSION = "suspension", "中止诉讼"

    class Decision(models.TextChoices):
        """How an objection to jurisdiction was decided (民事诉讼法第一百三十条)."""

        NONE = "", "尚未裁定"
        UPHELD = "upheld", "异议成立，移送管辖"
        REJECTED = "rejected", "异议不成立，裁定驳回"

    machine = INTERRUPTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interruptions", db_index=False)
    ground = models.CharField(max_length=30, choices=Ground.choices)
    what = models.CharField(max_length=300)
    raised_by = models.ForeignKey(Litigant, null=True, on_delete=models.PROTECT, related_name="+")
    institution = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=20, default=INTERRUPTION.initial)
    first_day = models.DateField()
    next_day = models.DateField(null=True)
    papers = models.CharField(max_length=200)
    end_papers = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_on = models.DateField(null=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "ground"], condition=Q(status="running"), name="one_interruption_of_a_ground"
            ),
            models.CheckConstraint(condition=~Q(what="") & ~Q(papers=""), name="interruption_says_why"),
            models.CheckConstraint(
                condition=Q(status="running", next_day__isnull=True, ended_at__isnull=True, ended_by__isnull=True)
                | Q(
                    status="ended",
                    next_day__gt=F("first_day"),
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                ),
                name="interruption_ended_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True)
                | (Q(ground="jurisdiction_objection", decided_on__gte=F("first_day")) & ~Q(decision="")),
                name="only_an_objection_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(ground="appraisal") | ~Q(institution=""), name="appraisal_has_an_institution"
            ),
        ]
        indexes = [models.Index(fields=["case", "id"]), models.Index(fields=["status", "first_day", "id"])]

    @property
    def days(self) -> int | None:
        """How many days do not count; None while it runs."""
        return (self.next_day - self.first_day).days if self.next_day is not None else None


@keeps_history()
class Conversion(models.Model):
    """A case goes over to another procedure (转换审理程序): decided by the bench, in force once its ruling is issued.

    ``paper`` is the ruling; a small claim that goes on by simple procedure needs none.
    """

    machine = CONVERSION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conversions", db_index=False)
    from_track = models.CharField(max_length=20, choices=Case.Track.choices)
    to_track = models.CharField(max_length=20, choices=Case.Track.choices)
    to_composition = models.CharField(max_length=10, choices=Case.Composition.choices)
    reason = models.CharField(max_length=500)
    because = models.JSONField()
    paper = models.OneToOneField("documents.Paper", null=True, on_delete=models.PROTECT, related_name="conversion")
    status = models.CharField(max_length=20, default=CONVERSION.initial)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # What followed, once it was in force.
    effective_on = models.DateField(null=True)
    fee_due_fen = models.BigIntegerField(default=0)
    limit_before = models.DateField(null=True)
    limit_after = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "to_track"], condition=~Q(status="dropped"), name="converted_once_to_a_track"
            ),
            models.CheckConstraint(
                condition=Q(from_track="small_claims", to_track__in=["simple", "ordinary"])
                | Q(from_track="simple", to_track="ordinary"),
                name="converted_upwards_only",
            ),
            models.CheckConstraint(condition=Q(fee_due_fen__gte=0), name="conversion_fee_not_negative"),
            models.CheckConstraint(condition=~Q(reason=""), name="conversion_says_why"),
            models.CheckConstraint(
                condition=Q(
                    status="in_force",
                    effective_on__isnull=False,
                    limit_before__isnull=False,
                    limit_after__isnull=False,
                )
                | Q(status__in=["ruling", "dropped"], effective_on__isnull=True),
                name="conversion_in_force_with_its_day",
            ),
        ]
