"""What changes a bench after it was drawn: a reassignment, a recusal."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.history import keeps_history
from tianping.trial.assignment.states import REASSIGNMENT, RECUSAL


@keeps_history()
class Reassignment(models.Model):
    """A request that somebody else takes a place on the bench (变更审判人员), with its reason and the decision.

    ``to_user`` names the successor; without one the place is drawn again.
    """

    machine = REASSIGNMENT

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reassignments")
    from_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    status = models.CharField(max_length=20, default=REASSIGNMENT.initial)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reassignment_has_a_reason"),
            models.CheckConstraint(
                condition=Q(to_user__isnull=True) | ~Q(to_user=F("from_user")), name="reassigned_to_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="reassignment_maker_is_not_checker",
            ),
            models.CheckConstraint(
                condition=Q(status="requested", decided_at__isnull=True, decided_by__isnull=True)
                | Q(status__in=["approved", "refused"], decided_at__isnull=False, decided_by__isnull=False),
                name="reassignment_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(status="requested"), name="one_open_reassignment_of_a_case"
            ),
        ]
        indexes = [models.Index(fields=["status", "id"])]


@keeps_history()
class Recusal(models.Model):
    """Somebody withdraws, or is asked to withdraw, from a case (回避), and what was decided."""

    class Kind(models.TextChoices):
        """By whom it was raised."""

        OWN = "own", "自行回避"
        ASKED = "asked", "申请回避"

    class Ground(models.TextChoices):
        """The grounds of 民事诉讼法第四十七条."""

        LITIGANT = "litigant", "是本案当事人或者当事人、诉讼代理人近亲属"
        INTEREST = "interest", "与本案有利害关系"
        RELATION = "relation", "与当事人、诉讼代理人有其他关系，可能影响公正审理"
        CONDUCT = "conduct", "接受请客送礼或者违反规定会见"

    machine = RECUSAL

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    applicant = models.ForeignKey(Litigant, null=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    reason = models.TextField()
    status = models.CharField(max_length=20, default=RECUSAL.initial)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decision_reason = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    review_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="recusal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind="own", applicant__isnull=True) | Q(kind="asked", applicant__isnull=False),
                name="asked_recusal_names_who_asks",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")), name="nobody_decides_own_recusal"
            ),
            models.CheckConstraint(
                condition=Q(status="requested", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(status="requested") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="recusal_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(status__in=["requested", "reviewing", "granted"]),
                name="one_open_recusal_of_a_person",
            ),
        ]
        indexes = [models.Index(fields=["status", "id"])]
