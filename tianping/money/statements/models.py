"""Tables of bank statements: a file as the bank gave it, its rows, what was given back. No verbs here."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only
from tianping.money.statements.states import RECEIPT


class Statement(models.Model):
    """One bank statement (银行流水); the same file is taken once."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    row_count = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = append_only("statement")


@keeps_history()
class Receipt(models.Model):
    """One row of a statement (到账记录), as the bank wrote it. Payer and account are personal data.

    ``reference`` is in its one form (``fees.banking.plain_reference``), as typed ones are.

    ``problem``: why the row is no payment that can be confirmed (unreadable, a payment out, on an earlier statement).
    """

    machine = RECEIPT

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="receipts", db_index=False)
    row_number = models.PositiveIntegerField()
    booked_on = models.DateField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    payer_name = models.CharField(max_length=120, blank=True)
    payer_account = models.CharField(max_length=40, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, default=RECEIPT.initial)
    # One bill may be paid in parts, by several rows.
    bill = models.ForeignKey("fees.Bill", null=True, on_delete=models.PROTECT, related_name="receipts")
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    set_aside_because = models.CharField(max_length=200, blank=True)
    # What was paid above the bill (多交); and what of it, or of a row that paid no bill, was given back.
    surplus_fen = models.BigIntegerField(default=0)
    returned_fen = models.BigIntegerField(default=0)

    @property
    def counted_as(self) -> str:
        """Under which reference the row pays a bill; where the bank gave none, its place in the statement."""
        return self.reference or f"流水{self.statement_id}第{self.row_number}行"

    @property
    def to_return_fen(self) -> int:
        """What may still be given back: the surplus above the bill, of a row that paid none all of it."""
        whole = (self.amount_fen or 0) if self.status == "set_aside" else self.surplus_fen
        return whole - self.returned_fen

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "row_number"], name="receipt_row_once"),
            models.CheckConstraint(
                condition=Q(status="posted", bill__isnull=False, posted_at__isnull=False, posted_by__isnull=False)
                | (~Q(status="posted") & Q(bill__isnull=True, posted_at__isnull=True, posted_by__isnull=True)),
                name="receipt_posted_to_a_bill",
            ),
            models.CheckConstraint(
                condition=~Q(status="posted") | Q(problem="", amount_fen__gt=0), name="receipt_posted_without_problem"
            ),
            models.CheckConstraint(
                condition=~Q(status="set_aside") | ~Q(set_aside_because=""), name="receipt_set_aside_says_why"
            ),
            models.CheckConstraint(
                condition=Q(surplus_fen=0) | Q(status="posted", surplus_fen__gt=0, surplus_fen__lt=F("amount_fen")),
                name="receipt_surplus_above_a_bill",
            ),
            models.CheckConstraint(
                condition=Q(returned_fen=0)
                | Q(status="posted", returned_fen__gt=0, returned_fen__lte=F("surplus_fen"))
                | Q(status="set_aside", problem="", returned_fen__gt=0, returned_fen__lte=F("amount_fen")),
                name="receipt_returns_no_more_than_its_surplus",
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(status="posted") & ~Q(reference=""),
                name="receipt_reference_pays_one_bill",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "id"]),
            models.Index(fields=["reference"], condition=~Q(reference=""), name="receipt_reference"),
        ]


class Return(models.Model):
    """What was given back of a receipt (退还): paid above its bill, or paid without a bill to pay.

    The amount, the day and the reference of the payment out, and why. What was recorded in error is reversed (冲正) by
    a row of the opposite amount with the same day and reference, so that no total carries it any more.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="returns")
    amount_fen = models.BigIntegerField()
    returned_on = models.DateField()
    reference = models.CharField(max_length=60)
    # How many entries under this reference were reversed before; the payment out may then be recorded as it was.
    turn = models.PositiveSmallIntegerField(default=0)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversal")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reference="")
                & ~Q(reason="")
                & (Q(reverses__isnull=True, amount_fen__gt=0) | Q(reverses__isnull=False, amount_fen__lt=0)),
                name="return_says_what_and_why",
            ),
            models.UniqueConstraint(
                fields=["reference", "turn"], condition=Q(reverses__isnull=True), name="return_reference_once"
            ),
        ]
        indexes = [models.Index(fields=["returned_on"])]
        triggers = append_only("return")
