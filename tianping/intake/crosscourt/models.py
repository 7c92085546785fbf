"""Tables of cross-court filing: what goes to another court, what came from one, and every file that went or came."""

from typing import Any

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.intake.crosscourt.states import OUTGOING
from tianping.kernel.history import keeps_history
from tianping.kernel.models import AuditEntry, StoredFile, append_only

PDF = "application/pdf"


@keeps_history()
class Outgoing(models.Model):
    """A pleading handed in here for another court (跨域立案，本院为协作法院): its receipt, and what became of it.

    ``content`` is what was handed in, as the package says it: litigants, agents, the pleading. ``handed_in_at`` is
    the first handing in and stays when corrections come; the digest and its entry in the log are of the last one.
    """

    class Channel(models.TextChoices):
        """Who wrote it: the citizen, or a clerk for somebody at the window."""

        ONLINE = "online", "网上"
        COUNTER = "counter", "窗口"

    machine = OUTGOING
    pieces: Any
    parcels: Any

    court_name = models.CharField(max_length=60)
    court_code = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    cause_name = models.CharField(max_length=60)
    plaintiffs = models.CharField(max_length=300)
    defendants = models.CharField(max_length=300)
    content = models.JSONField()
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    receipt_number = models.CharField(max_length=40, unique=True)
    content_digest = models.CharField(max_length=64)
    receipt_entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # 1 as first handed in; one more each time corrections were handed in.
    submission = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, default=OUTGOING.initial)
    # What is to be corrected, or why it was given back; who says so.
    notice = models.TextField(blank=True)
    notice_from = models.CharField(max_length=60, blank=True)
    points = models.JSONField(default=list)
    correct_by = models.DateField(null=True)
    case_number = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="crosscourt_receipt_once"),
            models.CheckConstraint(condition=~Q(court_name=""), name="crosscourt_names_its_court"),
            models.CheckConstraint(
                condition=~Q(status__in=["correcting", "returned"]) | ~Q(notice=""), name="crosscourt_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status="filed") | ~Q(case_number=""), name="crosscourt_filed_by_number"
            ),
        ]
        indexes = [models.Index(fields=["status", "id"])]

    def __str__(self) -> str:
        return self.receipt_number


class Piece(models.Model):
    """A piece of a pleading for another court, as the PDF that is sent (材料)."""

    outgoing = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="pieces", db_index=False)
    submission = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["outgoing", "submission", "position"], name="crosscourt_piece_place_once"),
            models.CheckConstraint(condition=~Q(name=""), name="crosscourt_piece_has_a_name"),
        ]
        triggers = append_only("crosscourt_piece")


class Incoming(models.Model):
    """A pleading that another court sent us (跨域立案，本院为管辖法院), and the filing that it became."""

    parcels: Any

    sender_name = models.CharField(max_length=60)
    sender_code = models.CharField(max_length=20, blank=True)
    sender_receipt = models.CharField(max_length=40)
    filing = models.OneToOneField("filing.Filing", on_delete=models.PROTECT, related_name="incoming")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender_name", "sender_receipt"], name="crosscourt_incoming_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sender_name}{self.sender_receipt}"


class Parcel(models.Model):
    """A file that went out or came in (收发的文件): what, when, by whom; never changed."""

    class Direction(models.TextChoices):
        """Which way it went."""

        OUT = "out", "发出"
        IN = "in", "收到"

    class Kind(models.TextChoices):
        """What it is."""

        PACKAGE = "package", "立案包"
        REPLY = "reply", "回执"

    outgoing = models.ForeignKey(Outgoing, null=True, on_delete=models.PROTECT, related_name="parcels")
    incoming = models.ForeignKey(Incoming, null=True, on_delete=models.PROTECT, related_name="parcels")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # SHA-256 over the manifest, which names every paper with its own: the check code of the whole.
    manifest_digest = models.CharField(max_length=64)
    submission = models.PositiveSmallIntegerField()
    # What a reply says; empty for a package.
    outcome = models.CharField(max_length=20, blank=True)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["direction", "manifest_digest"], name="crosscourt_parcel_once"),
            models.CheckConstraint(
                condition=Q(outgoing__isnull=False, incoming__isnull=True)
                | Q(outgoing__isnull=True, incoming__isnull=False),
                name="crosscourt_parcel_of_one",
            ),
            models.CheckConstraint(
                condition=Q(kind="package", outcome="") | (Q(kind="reply") & ~Q(outcome="")),
                name="crosscourt_reply_says_what",
            ),
        ]
        triggers = append_only("crosscourt_parcel")
