"""Claims changed in a hearing (变更诉讼请求、反诉): who said so, when, and what followed for fee and procedure."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import ClaimChange
from tianping.kernel.models import append_only
from tianping.law.claim_changes import STAGES
from tianping.trial.hearings.models.guards import only_while_open
from tianping.trial.hearings.models.record import Attendance, Record
from tianping.trial.hearings.models.turns import Conversion


class ClaimTurn(models.Model):
    """A claim changed in a record, with the law's reasoning; ``fee_steps`` is the arithmetic of the fee, if it changed.

    ``conversion``: the small claim went on by simple procedure (民诉法解释第二百七十八条).
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="claim_turns", db_index=False)
    change = models.OneToOneField(ClaimChange, on_delete=models.PROTECT, related_name="turn")
    said_by = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=[*STAGES.items()])
    steps = models.JSONField()
    because = models.JSONField()
    fee_steps = models.JSONField(default=list)
    fee_because = models.JSONField(default=list)
    more_fen = models.BigIntegerField(default=0)
    back_fen = models.BigIntegerField(default=0)
    conversion = models.OneToOneField(Conversion, null=True, on_delete=models.PROTECT, related_name="claim_turn")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(more_fen__gte=0, back_fen__gte=0), name="claim_turn_fee_not_negative"),
        ]
        indexes = [models.Index(fields=["record", "id"])]
        triggers = [*append_only("claim_turn"), *only_while_open("claim_turn")]
