"""Tables of court fees: a bill, its items with their arithmetic, its payments. The total is the sum of the items."""

from typing import cast

import pgtrigger
from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant, Matter
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only
from tianping.law.answers import Answer, Certainty
from tianping.law.fee_kinds import KINDS
from tianping.law.fee_relief import GROUNDS, LEAST_PERCENT, WHOLE
from tianping.law.fee_relief import KINDS as RELIEF_KINDS
from tianping.money.fees.states import BILL, RECKONING, RELIEF

# A bill is paid when its payments come to what is due of it, and not before; asked when the transaction ends.
ADDS_UP = """
SELECT * INTO bill FROM fees_bill WHERE id = NEW.{key};
SELECT coalesce(sum(amount_fen), 0) INTO paid FROM fees_payment WHERE bill_id = bill.id;
SELECT coalesce(sum(amount_fen), 0) - bill.relieved_fen INTO due FROM fees_item WHERE bill_id = bill.id;
IF bill.paid_fen <> paid
    OR (bill.status = 'paid' AND paid < due)
    OR (bill.status = 'issued' AND paid > 0 AND paid >= due)
THEN
    RAISE EXCEPTION 'bill % is % with % of % paid', bill.number, bill.status, paid, due
        USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""


def adds_up(name: str, key: str) -> pgtrigger.Trigger:
    """At the end of a transaction a bill's state is what its payments come to."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        timing=pgtrigger.Deferred,
        declare=[("bill", "fees_bill%ROWTYPE"), ("paid", "BIGINT"), ("due", "BIGINT")],
        func=ADDS_UP.format(key=key),
    )


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
    # What of it nobody has to pay any more (减交、免交; 保全申请费按实际保全数额结算减少), and the sum of its payments.
    relieved_fen = models.BigIntegerField(default=0)
    paid_fen = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(paid_fen__gte=0), name="bill_paid_not_negative"),
            models.CheckConstraint(condition=Q(relieved_fen__gte=0), name="relief_not_negative"),
            models.UniqueConstraint(fields=["year", "sequence"], name="bill_number_once"),
            models.UniqueConstraint(
                fields=["payment_reference"], condition=~Q(payment_reference=""), name="payment_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=("issued", "waived"), paid_on__isnull=True, paid_by__isnull=True, payment_reference=""
                )
                | (
                    Q(status="paid", paid_fen__gt=0, paid_on__isnull=False, paid_by__isnull=False)
                    & ~Q(payment_reference="")
                ),
                name="bill_paid_with_its_proof",
            ),
        ]
        triggers = [adds_up("bill_adds_up", "id")]


class Item(models.Model):
    """One fee of one case on a bill (收费项目), with the full fee, what is to be paid now, and why."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fee_items")
    kind = models.CharField(
        max_length=20,
        choices=[
            ("acceptance", "案件受理费"),
            ("conversion", "转普通程序补交的案件受理费"),
            ("claim", "增加诉讼请求补交的案件受理费"),
            ("counterclaim", "反诉案件受理费"),
            ("preservation", "保全申请费"),
        ],
    )
    # By what the fee was counted (law.fee_kinds.Basis): the scale, the sum, the province's amount a piece.
    scale = models.CharField(max_length=20, choices=list(KINDS.items()), default="property")
    claim_fen = models.BigIntegerField(null=True)
    base_fen = models.BigIntegerField(null=True)
    full_fee_fen = models.BigIntegerField()
    amount_fen = models.BigIntegerField()
    steps = models.JSONField()
    because = models.JSONField()
    notes = models.JSONField(default=list)
    certainty = models.CharField(max_length=1, default="T")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(kind__in=["acceptance", "conversion"]),
                name="one_acceptance_fee_a_case",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0, full_fee_fen__gte=F("amount_fen")), name="fee_not_above_full"
            ),
            models.CheckConstraint(
                condition=~Q(scale="property") | Q(claim_fen__isnull=False), name="fee_of_property_by_its_sum"
            ),
        ]
        triggers = append_only("fee_item")

    @property
    def answer(self) -> Answer[int]:
        """What is to be paid, with its arithmetic as it was when the notice was raised."""
        rests_on = (tuple(self.steps), tuple(self.because), cast("Certainty", self.certainty), tuple(self.notes))
        return Answer(self.amount_fen, *rests_on)


class Payment(models.Model):
    """What was paid of a bill (交费登记): all of it or a part, of which day, under which reference of the bank's.

    What was recorded in error is reversed (冲正) by a row of the opposite amount with the same day and reference, so
    that no total carries it any more.
    """

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="payments")
    amount_fen = models.BigIntegerField()
    paid_on = models.DateField()
    reference = models.CharField(max_length=60)
    # How many entries under this reference were reversed before; it may then be recorded where it belongs.
    turn = models.PositiveSmallIntegerField(default=0)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversal")
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reference="")
                & (
                    Q(reverses__isnull=True, amount_fen__gt=0)
                    | (Q(reverses__isnull=False, amount_fen__lt=0) & ~Q(reason=""))
                ),
                name="payment_or_its_reversal",
            ),
            models.UniqueConstraint(
                fields=["reference", "turn"], condition=Q(reverses__isnull=True), name="payment_reference_once"
            ),
        ]
        indexes = [models.Index(fields=["paid_on"], name="payment_day"), models.Index(fields=["reference"])]
        triggers = [*append_only("payment"), adds_up("payment_adds_up", "bill_id")]


class Recalculation(models.Model):
    """The fee of a case counted anew on a changed claim (重新计算), with its arithmetic; the newest is in force.

    What is missing stands on a bill; what is too much goes back when the case ends.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fee_recalculations", db_index=False)
    scale = models.CharField(max_length=20, choices=list(KINDS.items()), default="property")
    claim_fen = models.BigIntegerField()
    base_fen = models.BigIntegerField(null=True)
    full_fee_fen = models.BigIntegerField()
    more_fen = models.BigIntegerField()
    back_fen = models.BigIntegerField()
    item = models.OneToOneField(Item, null=True, on_delete=models.PROTECT, related_name="recalculation")
    steps = models.JSONField()
    because = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(claim_fen__gte=0, full_fee_fen__gte=0, more_fen__gte=0, back_fen__gte=0),
                name="recalculation_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(more_fen=0, item__isnull=True) | Q(more_fen__gt=0, back_fen=0, item__isnull=False),
                name="recalculation_billed_or_given_back",
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"])]
        triggers = append_only("recalculation")


@keeps_history()
class Relief(models.Model):
    """An application not to pay the fee, or less, or later (司法救助申请), and what was decided on it.

    ``paper``: what proves the hardship, where it did not come with the pleading; ``signed``: the application signed by
    hand, where a clerk entered it. ``stays``: whether the days to pay stand still until it is decided. ``percent``: by
    how much a fee is reduced; ``until``: to which day it is deferred.
    """

    machine = RELIEF

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="fee_reliefs", db_index=False)
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="fee_reliefs")
    kind = models.CharField(max_length=10, choices=list(RELIEF_KINDS.items()))
    ground = models.CharField(max_length=20, choices=[(key, each.words) for key, each in GROUNDS.items()])
    words = models.TextField(max_length=1000)
    paper = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    signed = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    stays = models.BooleanField(default=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default=RELIEF.initial)
    percent = models.PositiveSmallIntegerField(null=True)
    until = models.DateField(null=True)
    decided_because = models.TextField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(status="asked"), name="one_relief_asked_at_a_time"),
            models.CheckConstraint(
                condition=Q(status="asked", decided_at__isnull=True, decided_by__isnull=True)
                | Q(status__in=("granted", "refused"), decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(decided_because=""),
                name="relief_decided_with_its_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="granted", kind="reduce")
                | Q(percent__isnull=False, percent__gte=LEAST_PERCENT, percent__lt=WHOLE),
                name="reduction_of_thirty_per_cent_at_least",
            ),
            models.CheckConstraint(
                condition=~Q(status="granted", kind="defer") | Q(until__isnull=False), name="deferral_has_its_day"
            ),
        ]
        indexes = [
            models.Index(fields=["matter", "-id"]),
            models.Index(fields=["id"], condition=Q(status="asked"), name="relief_waiting"),
        ]


@keeps_history()
class Reckoning(models.Model):
    """A fee settled (诉讼费结算): due by how it ended, paid until then, given back or missing; fen.

    The acceptance fee of a case is settled once, when the case ends; the fee of an application for preservation
    (``item``) once, when its measures are taken, by what was preserved in fact.
    """

    PRESERVED = ("preserved", "保全措施已采取")
    machine = RECKONING

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fee_reckonings")
    item = models.OneToOneField(Item, null=True, on_delete=models.PROTECT, related_name="reckoning")
    ended = models.CharField(max_length=20, choices=[*Case.ClosingWay.choices, PRESERVED])
    full_fen = models.BigIntegerField()
    due_fen = models.BigIntegerField()
    paid_fen = models.BigIntegerField()
    refund_fen = models.BigIntegerField()
    shortfall_fen = models.BigIntegerField()
    steps = models.JSONField()
    because = models.JSONField()
    notes = models.JSONField(default=list)
    certainty = models.CharField(max_length=1)
    status = models.CharField(max_length=20, default=RECKONING.initial)
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    refunded_on = models.DateField(null=True)
    refunded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    refund_reference = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(full_fen__gte=0, due_fen__gte=0, paid_fen__gte=0, refund_fen__gte=0, shortfall_fen__gte=0),
                name="reckoning_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(paid_fen=F("due_fen") + F("refund_fen") - F("shortfall_fen")),
                name="reckoning_sums_to_zero",
            ),
            models.CheckConstraint(condition=Q(refund_fen=0) | Q(shortfall_fen=0), name="reckoning_refunds_or_lacks"),
            models.UniqueConstraint(fields=["case"], condition=Q(item__isnull=True), name="case_reckoned_once"),
            models.CheckConstraint(
                condition=Q(item__isnull=False, ended="preserved") | (Q(item__isnull=True) & ~Q(ended="preserved")),
                name="reckoning_of_a_case_or_a_preservation",
            ),
            models.CheckConstraint(
                condition=Q(status="settled", refunded_on__isnull=True, refunded_by__isnull=True, refund_reference="")
                | (
                    Q(status="refunded", refund_fen__gt=0, refunded_on__isnull=False, refunded_by__isnull=False)
                    & ~Q(refund_reference="")
                ),
                name="refund_with_its_proof",
            ),
            models.UniqueConstraint(
                fields=["refund_reference"], condition=~Q(refund_reference=""), name="refund_counted_once"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(status="settled", refund_fen__gt=0), name="refund_waiting"),
        ]

    @property
    def answer(self) -> Answer[None]:
        """How it was settled, with its arithmetic."""
        return Answer(
            None, tuple(self.steps), tuple(self.because), cast("Certainty", self.certainty), tuple(self.notes)
        )
