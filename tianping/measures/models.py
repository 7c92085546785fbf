"""The one register of seizures, attachments and freezing orders (查封、扣押、冻结登记), and their renewals."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only
from tianping.law.measures import PROPERTY, WAYS
from tianping.measures.states import MEASURE, RENEWAL_REQUEST


@keeps_history()
class Measure(models.Model):
    """One measure on one piece of property: which case ordered it, for whom, on whose property, until when.

    ``queue_place`` 0 is the first (首封); behind others a measure waits (轮候), and has no term until it takes effect.
    ``owner_told_on``: since when the owner knows (民事诉讼法第一百零六条第二款); before, their pages show nothing.
    """

    class Purpose(models.TextChoices):
        """What the measure serves."""

        PRESERVATION = "preservation", "保全"
        ENFORCEMENT = "enforcement", "执行"

    machine = MEASURE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    applicant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="measures_borne")
    way = models.CharField(max_length=10, choices=[*WAYS.items()])
    property_kind = models.CharField(max_length=20, choices=[(code, each.name) for code, each in PROPERTY.items()])
    description = models.CharField(max_length=500)
    amount_fen = models.BigIntegerField(null=True)
    assisted_by = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=120)
    queue_place = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=20, default=MEASURE.initial)
    taken_on = models.DateField()
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    effective_on = models.DateField(null=True)
    until = models.DateField(null=True)
    steps = models.JSONField(default=list)
    because = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    certainty = models.CharField(max_length=1, blank=True)
    owner_told_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    # The enforcement in which a measure of preservation goes on (自动转为执行中的措施, 解释第一百六十八条).
    enforced_in = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="measures_taken_over")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(description="") & ~Q(basis=""), name="measure_says_on_what_and_by_which_order"
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", effective_on__isnull=True, until__isnull=True)
                | Q(status="in_force", effective_on__isnull=False, until__gte=F("effective_on"))
                | Q(status__in=["lifted", "lapsed"]),
                name="measure_in_force_has_its_term",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "in_force"], ended_on__isnull=True, end_reason="")
                | (Q(status__in=["lifted", "lapsed"], ended_on__isnull=False) & ~Q(end_reason="")),
                name="measure_ended_with_its_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__isnull=True) | Q(amount_fen__gt=0), name="measure_amount_positive"
            ),
            # Money that can be counted is frozen up to a sum (保全规定第十五条第三款).
            models.CheckConstraint(
                condition=~Q(property_kind__in=["deposit", "payment_account"]) | Q(amount_fen__isnull=False),
                name="frozen_money_has_its_sum",
            ),
        ]
        indexes = [
            models.Index(fields=["until", "id"], condition=Q(status="in_force"), name="measure_due"),
            models.Index(fields=["status", "-id"]),
        ]


class Renewal(models.Model):
    """A measure renewed before its end (续行): until when it lasted, until when it lasts now, by which order."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="renewals")
    was_until = models.DateField()
    until = models.DateField()
    basis = models.CharField(max_length=120)
    # Null: of the court's own motion (解释第四百八十五条第三款).
    requested_on = models.DateField(null=True)
    steps = models.JSONField()
    because = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("was_until")), name="renewal_lasts_longer"),
            models.CheckConstraint(condition=~Q(basis=""), name="renewal_says_by_which_order"),
        ]
        triggers = append_only("renewal")


class RenewalRequest(models.Model):
    """An application to renew a measure (续行申请, 保全规定第十八条), and what came of it.

    ``asked_on``: the day on which it reached the court; ``paper``: what was signed and handed in at the window.
    ``answered_by``: empty where the measure ended by itself before anybody decided.
    """

    machine = RENEWAL_REQUEST

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="renewal_requests")
    reasons = models.TextField(max_length=1000)
    asked_on = models.DateField()
    paper = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default=RENEWAL_REQUEST.initial)
    renewal = models.OneToOneField(Renewal, null=True, on_delete=models.PROTECT, related_name="request")
    answer = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure"], condition=Q(status="asked"), name="one_renewal_request_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(status="asked", answered_at__isnull=True, renewal__isnull=True)
                | Q(status="granted", renewal__isnull=False, answered_by__isnull=False, answered_at__isnull=False)
                | (Q(status="refused", renewal__isnull=True, answered_by__isnull=False) & ~Q(answer=""))
                | Q(status="closed", renewal__isnull=True, answered_at__isnull=False),
                name="renewal_request_answered_with_its_reason",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="renewal_request_says_why"),
        ]
