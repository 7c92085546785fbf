"""Tables of the spine: matter, litigants, numbered cases, clocks, timeline. No verbs here."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.states import CASE, EXTENSION
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only


@keeps_history()
class Matter(models.Model):
    """One dispute on its whole way through the court (一件事); its numbered cases share its litigants and claim."""

    cause_code = models.CharField(max_length=20, blank=True)
    cause_name = models.CharField(max_length=60)
    cause_version = models.CharField(max_length=20)
    claim_fen = models.BigIntegerField(null=True)
    claim_text = models.TextField(blank=True)
    facts_text = models.TextField(blank=True)
    # What the element-style form of the cause asks for (要素); sums in fen, days in ISO form.
    elements = models.JSONField(default=dict)
    received_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(claim_fen__isnull=True) | Q(claim_fen__gte=0), name="claim_not_negative")
        ]
        indexes = [
            models.Index(KeyTextTransform("contract_number", "elements"), name="matter_contract_number"),
            models.Index(fields=["cause_name"], name="matter_cause_name"),
            models.Index(fields=["claim_fen"], name="matter_claim"),
        ]


@keeps_history()
class Litigant(models.Model):
    """A litigant of a matter (当事人). Identity number, telephone and address are personal data."""

    class Role(models.TextChoices):
        """The litigant's side."""

        PLAINTIFF = "plaintiff", "原告"
        DEFENDANT = "defendant", "被告"
        THIRD = "third", "第三人"

    class Kind(models.TextChoices):
        """Who can be a litigant (民事诉讼法第五十一条)."""

        NATURAL = "natural", "自然人"
        LEGAL = "legal", "法人"
        OTHER = "other", "非法人组织"

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="litigants", db_index=False)
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=Role.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    capacity = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=400, blank=True)
    identity_kind = models.CharField(max_length=20, blank=True)
    identity_number = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    representative = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "position"], name="litigant_place_once"),
            models.CheckConstraint(condition=~Q(name=""), name="litigant_has_a_name"),
        ]
        indexes = [
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="litigant_name_trigrams"),
            models.Index(fields=["identity_number"]),
        ]


@keeps_history()
class Case(models.Model):
    """A numbered case (案件): one proceeding of a matter under one case number (案号)."""

    class Track(models.TextChoices):
        """The procedure (审理程序)."""

        SMALL_CLAIMS = "small_claims", "小额诉讼"
        SIMPLE = "simple", "简易程序"
        ORDINARY = "ordinary", "普通程序"

    class Composition(models.TextChoices):
        """Who sits (审判组织)."""

        SOLE = "sole", "独任"
        PANEL = "panel", "合议"

    machine = CASE

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="cases")
    year = models.PositiveSmallIntegerField()
    court_code = models.CharField(max_length=10)
    special_code = models.CharField(max_length=2, blank=True)
    type_code = models.CharField(max_length=8)
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=40, unique=True)
    filed_on = models.DateField()
    filed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, default=CASE.initial)
    closed_on = models.DateField(null=True)
    track = models.CharField(max_length=20, choices=Track.choices, blank=True)
    composition = models.CharField(max_length=10, choices=Composition.choices, blank=True)
    # 速裁 is a team's way of working, not a procedure.
    fast_team = models.BooleanField(default=False)
    responsible = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Raised when a look-up code must be replaced; the code itself is derived and never stored.
    lookup_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "court_code", "special_code", "type_code", "sequence"], name="case_number_once"
            ),
            models.CheckConstraint(condition=Q(sequence__gt=0), name="case_sequence_from_one"),
            models.CheckConstraint(condition=Q(status__in=["open", "closed"]), name="case_status_known"),
            models.CheckConstraint(
                condition=Q(status="open", closed_on__isnull=True) | Q(status="closed", closed_on__gte=F("filed_on")),
                name="case_closed_with_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["-filed_on", "-id"]),
            models.Index(fields=["year", "type_code", "sequence"]),
            models.Index(fields=["track", "id"]),
            models.Index(fields=["responsible", "-id"]),
        ]

    def __str__(self) -> str:
        return self.number


@keeps_history()
class Clock(models.Model):
    """One statutory period that runs in a matter (期限): due day, article, who has to act, what stopped it."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="clocks", db_index=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="clocks", db_index=False)
    period_id = models.CharField(max_length=30)
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
                fields=["matter", "case", "period_id"],
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
                condition=Q(status="requested", decided_by__isnull=True, decided_at__isnull=True)
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


class TimelineEntry(models.Model):
    """One thing that happened in a matter, in the court's words (办理记录)."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="timeline", db_index=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    # Staff notes (limitation and the like) never reach a litigant: a court does not raise them of its own motion.
    for_litigants = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["matter", "id"])]
        triggers = append_only("timeline")


class StaffNote(models.Model):
    """A note that never blocks and that only staff see (工作提示): limitation, a minor, a possible duplicate."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="staff_notes", db_index=False)
    code = models.CharField(max_length=40)
    text = models.TextField()
    because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["matter", "id"])]
        triggers = append_only("staff_note")
