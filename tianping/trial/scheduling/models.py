"""Tables of scheduling: places, planned hearings, who is absent, and what is taken when; no verbs here."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel.history import keeps_history
from tianping.trial.scheduling.states import HEARING


@keeps_history()
class Place(models.Model):
    """A courtroom (法庭), or a place outside the court where hearings are held (巡回审判点).

    ``travel_minutes``: how long the way from the court takes; between two places the ways to both are added.
    """

    name = models.CharField(max_length=60)
    address = models.CharField(max_length=120, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(default=0)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="place_has_a_name"),
            models.CheckConstraint(condition=Q(travel_minutes__lte=480), name="place_within_a_day_s_way"),
            models.UniqueConstraint(fields=["name"], condition=Q(closed_at__isnull=True), name="open_place_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


@keeps_history()
class Hearing(models.Model):
    """A hearing that was fixed (排期): when and where; ``replaces`` is the one whose place it took (改期)."""

    machine = HEARING

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="hearings")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    is_public = models.BooleanField(default=True)
    status = models.CharField(max_length=20, default=HEARING.initial)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    fixed_at = models.DateTimeField()
    fixed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Why it was rescheduled or cancelled, and whether a held one was put off so that another must be fixed.
    ended_because = models.CharField(max_length=200, blank=True)
    put_off = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="hearing_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(status__in=["moved", "cancelled"]) | ~Q(ended_because=""), name="hearing_given_up_says_why"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(status="fixed"), name="one_fixed_hearing_of_a_case"),
        ]
        indexes = [models.Index(fields=["case", "id"]), models.Index(fields=["status", "starts", "id"])]

    def __str__(self) -> str:
        return f"{self.case.number} 开庭"


class Heard(models.Model):
    """A case was heard without a hearing being fixed for it here; it does not wait for one (已开庭)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="heard")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")


@keeps_history()
class Absence(models.Model):
    """Somebody of the court is away (请假、培训、出差) from one moment to another, and why."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=100)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="absence_of_staff_says_why"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="absence_of_staff_ends_later"),
        ]
        indexes = [models.Index(fields=["user", "first_day"])]


class Engagement(models.Model):
    """Somebody or something is taken for a time (占用): by a hearing, or by an absence. The database lets none overlap.

    ``key`` tells the same person or place in all cases (``queries.engaged``), ``who`` names it in a refusal. ``reach``
    is the span with the way from and to the court at both ends: whoever is at one place cannot be at another before
    the ways to both have been gone.
    """

    hearing = models.ForeignKey(Hearing, null=True, on_delete=models.PROTECT, related_name="engagements")
    absence = models.ForeignKey(Absence, null=True, on_delete=models.PROTECT, related_name="engagements")
    key = models.CharField(max_length=140)
    who = models.CharField(max_length=140)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    span = DateTimeRangeField()
    reach = DateTimeRangeField()
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hearing__isnull=False, absence__isnull=True, place__isnull=False)
                | Q(hearing__isnull=True, absence__isnull=False, place__isnull=True),
                name="engaged_by_one_thing",
            ),
            models.UniqueConstraint(
                fields=["hearing", "key"], condition=Q(is_live=True), name="engaged_once_by_a_hearing"
            ),
            ExclusionConstraint(
                name="nobody_at_two_hearings_at_once",
                expressions=[("key", RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
                condition=Q(is_live=True),
            ),
            ExclusionConstraint(
                name="nobody_at_two_places_without_the_way",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    ("place", RangeOperators.NOT_EQUAL),
                    ("reach", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_live=True),
            ),
        ]
