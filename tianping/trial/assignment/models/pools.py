"""Pools of judges with their teams, and who takes no new cases for a time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from tianping.accounts.models import DateRange, User
from tianping.kernel.history import keeps_history


@keeps_history()
class Pool(models.Model):
    """Judges among whom cases are drawn (审判团队、突击队); which procedures and causes it takes, empty for all."""

    name = models.CharField(max_length=60)
    tracks = models.JSONField(default=list)
    causes = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="pool_has_a_name"),
            models.UniqueConstraint(fields=["name"], condition=Q(closed_at__isnull=True), name="open_pool_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


@keeps_history()
class Member(models.Model):
    """Somebody belongs to a pool from one day until taken out of it: a judge, or who serves one of its judges.

    ``weight``: 100 for a whole load, 50 for half of one.
    """

    class Role(models.TextChoices):
        """What a member does in the pool."""

        JUDGE = "judge", "法官"
        ASSISTANT = "assistant", "法官助理"
        CLERK = "clerk", "书记员"

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    serves = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField(default=100)
    since = models.DateField()
    until = models.DateField(null=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="member_weight_to_hundred"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="member_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(role="judge", serves__isnull=True)
                | (~Q(role="judge") & Q(serves__isnull=False) & ~Q(serves=F("user"))),
                name="judges_serve_nobody_others_a_judge",
            ),
            ExclusionConstraint(
                name="member_of_a_pool_once_at_a_time",
                expressions=[
                    ("pool", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (Coalesce("serves", Value(0, models.BigIntegerField())), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="one_clerk_for_a_judge_of_a_pool",
                expressions=[
                    ("pool", RangeOperators.EQUAL),
                    ("serves", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(role="clerk"),
            ),
        ]


@keeps_history()
class Pause(models.Model):
    """Somebody takes no new cases from one day to another (暂停分案): leave, training, too many cases, and why."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="pause_says_why"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="pause_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["user", "since"])]
