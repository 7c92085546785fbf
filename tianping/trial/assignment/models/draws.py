"""Draws: what was committed to, which roster was fixed, what was drawn."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Seat
from tianping.kernel.history import keeps_history
from tianping.kernel.models import AuditEntry, append_only
from tianping.trial.assignment.models.pools import Pool
from tianping.trial.assignment.states import DRAW


@keeps_history()
class Draw(models.Model):
    """One verifiable draw (随机抽取): its commitment, then its fixed roster, then its seed with the result.

    The seed is derived from the server's secret and ``nonce`` and stands here only once it is shown, so that whoever
    reads the database before learns nothing. A void draw shows its seed too (unless the server's secret was replaced
    meanwhile), and stays in the list.
    """

    machine = DRAW

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="draws")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=20, default=DRAW.initial)
    nonce = models.CharField(max_length=64, unique=True)
    commitment = models.CharField(max_length=64, unique=True)
    committed_at = models.DateTimeField()
    committed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    commitment_entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="+")
    roster = models.JSONField(null=True)
    roster_sha256 = models.CharField(max_length=64, blank=True)
    fixed_at = models.DateTimeField(null=True)
    fixed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    roster_entry = models.ForeignKey(AuditEntry, null=True, on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    results = models.JSONField(null=True)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="draw_number_once"),
            models.CheckConstraint(
                condition=Q(status="committed", roster__isnull=True, seed="", results__isnull=True)
                | (
                    Q(status="fixed", roster__isnull=False, fixed_at__isnull=False, seed="", results__isnull=True)
                    & ~Q(roster_sha256="")
                )
                | (Q(status="drawn", roster__isnull=False, drawn_at__isnull=False, results__isnull=False) & ~Q(seed=""))
                | (Q(status="void", results__isnull=True, voided_at__isnull=False) & ~Q(void_reason="")),
                name="draw_shows_its_seed_last",
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"])]

    def __str__(self) -> str:
        return self.number


class Entry(models.Model):
    """A case in a draw, in its place: how many judges and assessors it lacks, and for which whole bench."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="draw_entries")
    bench_judges = models.PositiveSmallIntegerField()
    bench_assessors = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "position"], name="draw_place_once"),
            models.UniqueConstraint(fields=["draw", "case"], name="case_once_in_a_draw"),
        ]
        triggers = append_only("draw_entry")


class Lot(models.Model):
    """What was drawn for a case: who sits where."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lots")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Seat.Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "user"], name="nobody_drawn_twice_for_a_case")]
        triggers = append_only("lot")
