"""Tables of court fees: a bill and its items, each with its arithmetic. The total is the sum of the items."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only
from tianping.money.fees.states import BILL


@keeps_history()
class Bill(models.Model):
    """A notice to pay court fees (诉讼费交纳通知): for one case, or for a whole batch together."""

    machine = BILL

    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=40, unique=True)
    payer_name = models.CharField(max_length=120)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, default=BILL.initial)
    paid_on = models.DateField(null=True)
    paid_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    payment_reference = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="bill_number_once"),
            models.UniqueConstraint(
                fields=["payment_reference"], condition=~Q(payment_reference=""), name="payment_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(status="issued", paid_on__isnull=True, paid_by__isnull=True, payment_reference="")
                | (Q(status="paid", paid_on__isnull=False, paid_by__isnull=False) & ~Q(payment_reference="")),
                name="bill_paid_with_its_proof",
            ),
        ]


class Item(models.Model):
    """One fee of one case on a bill (收费项目), with the full fee, what is to be paid now, and why."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fee_items")
    kind = models.CharField(
        max_length=20, choices=[("acceptance", "案件受理费"), ("conversion", "转普通程序补交的案件受理费")]
    )
    claim_fen = models.BigIntegerField()
    full_fee_fen = models.BigIntegerField()
    amount_fen = models.BigIntegerField()
    steps = models.JSONField()
    because = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], name="one_acceptance_fee_a_case"),
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0, full_fee_fen__gte=models.F("amount_fen")), name="fee_not_above_full"
            ),
        ]
        triggers = append_only("fee_item")
