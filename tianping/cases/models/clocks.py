"""Statutory periods: clocks, the days that do not count in them, and requests to lengthen them."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.models.matters import Case, Litigant, Matter
from tianping.cases.states import EXTENSION
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only


@keeps_history()
class Clock(models.Model):
    """One statutory period that runs in a matter (期限): due day, article, who has to act, what stopped it."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="clocks", db_index=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="clocks", db_index=False)
    # Whose period it is, where each litigant has their own (answer, evidence, appeal).
    litigant = models.ForeignKey(Litigant, null=True, on_delete=models.PROTECT, related_name="clocks")
    period_id = models.CharField(max_length=30)
    # The limit of the procedure before (审限连续计算): its excluded days and extensions count on in this one.
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    title = models.CharField(max_length=60)
    because = models.CharField(max_length=200)
    steps = models.JSONField(default=list)
    started_on = models.DateField()
    nominal_due = models.DateField()
    # Null where the year's holidays are not announced yet; ``pending`` then says so.
    legal_due = models.DateField(null=True)
    pending = models.CharField(max_length=100, blank=True)
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    owner_post = models.CharField(max_length=40, choices=Post.choices)
    stopped_on = models.DateField(null=True)
    stopped_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    stop_cause = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(legal_due__isnull=False, pending="") | (Q(legal_due__isnull=True) & ~Q(pending="")),
                name="clock_due_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True, stop_cause="") | (Q(stopped_on__isnull=False) & ~Q(stop_cause="")),
                name="clock_stopped_with_its_cause",
            ),
            models.UniqueConstraint(
                fields=["matter", "case", "litigant", "period_id"],
                condition=Q(stopped_on__isnull=True),
                nulls_distinct=False,
                name="one_running_clock_of_a_kind",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner_post", "nominal_due", "id"],
                condition=Q(stopped_on__isnull=True),
                name="clock_due_by_post",
            ),
            models.Index(
                fields=["owner", "nominal_due", "id"], condition=Q(stopped_on__isnull=True), name="clock_due_by_owner"
            ),
            # For whoever has most of the running clocks: the nearest are read in order, not sorted out of all.
            models.Index(fields=["nominal_due", "id"], condition=Q(stopped_on__isnull=True), name="clock_due"),
            models.Index(fields=["case", "id"]),
            models.Index(fields=["matter", "id"]),
        ]


class ClockExclusion(models.Model):
    """Days that do not count in a clock (扣除期间): from the first excluded day to the first that counts again."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="exclusions")
    first_day = models.DateField()
    next_day = models.DateField()
    why = models.CharField(max_length=60)
    because = models.CharField(max_length=200)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(next_day__gt=F("first_day")), name="exclusion_ends_after_it_begins")
        ]
        triggers = append_only("exclusion")


class ClockExtension(models.Model):
    """A request to lengthen a clock and the decision on it (延长审限): maker and checker are two people."""

    machine = EXTENSION

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="extensions")
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=2, choices=[("日", "日"), ("月", "月")])
    reason = models.TextField()
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    status = models.CharField(max_length=20, default=EXTENSION.initial)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(length__gt=0), name="extension_has_a_length"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="extension_maker_is_not_checker",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["requested", "lapsed"], decided_by__isnull=True, decided_at__isnull=True)
                | (Q(status__in=["approved", "refused"], decided_by__isnull=False, decided_at__isnull=False)),
                name="extension_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["clock"], condition=Q(status="requested"), name="one_open_extension_request"
            ),
        ]

    @property
    def words(self) -> str:
        """The length as papers write it: 15日, 1个月."""
        return f"{self.length}{'个月' if self.unit == '月' else '日'}"
