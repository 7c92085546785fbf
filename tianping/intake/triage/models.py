"""Triage decisions (繁简分流): appended, never changed; the newest of a case is in force."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import LocalFigure, User
from tianping.cases.models import Case
from tianping.kernel.models import append_only


class Decision(models.Model):
    """Which procedure and which composition, by which rules; or by a clerk's override with a reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="triage_decisions")
    track = models.CharField(max_length=20, choices=Case.Track.choices)
    composition = models.CharField(max_length=10, choices=Case.Composition.choices)
    facts = models.JSONField()
    steps = models.JSONField()
    because = models.JSONField()
    certainty = models.CharField(max_length=1)
    wage = models.ForeignKey(LocalFigure, null=True, on_delete=models.PROTECT, related_name="+")
    is_override = models.BooleanField(default=False)
    # The bench converted the case in trial (转换审理程序); no rule and no clerk decided.
    by_bench = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_override=False) | (~Q(reason="") & Q(by__isnull=False)), name="override_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(by_bench=False) | (Q(is_override=False) & ~Q(reason="")), name="conversion_is_no_override"
            ),
        ]
        triggers = append_only("triage")
