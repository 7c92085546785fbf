"""Tables of filing: a filing with its receipt, and a batch read from an institution's spreadsheet."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Matter
from tianping.intake.filing.states import BATCH, FILING
from tianping.kernel.history import keeps_history
from tianping.kernel.models import AuditEntry, StoredFile, append_only
from tianping.kernel.uploads import ENDINGS

# Endings of what is taken in.


@keeps_history()
class Batch(models.Model):
    """An institution's spreadsheet on its way to numbered cases (批量立案).

    While it is being checked only the file, the clerk's mapping and mends stand here. An abandoned batch
    keeps the hash and the count of defects, and nothing else of the file.
    """

    machine = BATCH

    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    mends = models.JSONField(default=dict)
    # Rows that the clerk does not file (不立案的行): the sheet's row → why; they go back to the institution.
    left_out = models.JSONField(default=dict)
    status = models.CharField(max_length=20, default=BATCH.initial)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The ruling that designates this court (指定管辖): who made it, its number, its day.
    designated_by = models.CharField(max_length=60, blank=True)
    designation_number = models.CharField(max_length=60, blank=True)
    designated_on = models.DateField(null=True)
    choices = models.JSONField(default=dict)
    row_count = models.PositiveIntegerField(default=0)
    defect_count = models.PositiveIntegerField(default=0)
    filed_count = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    returned_file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(designation_number="", designated_by="", designated_on__isnull=True)
                | (~Q(designation_number="") & ~Q(designated_by="") & Q(designated_on__isnull=False)),
                name="designation_whole_or_absent",
            )
        ]


@keeps_history()
class Filing(models.Model):
    """Papers handed in to start a case (立案申请), by whatever way; its receipt and what became of it."""

    class Channel(models.TextChoices):
        """The way by which it came."""

        COUNTER = "counter", "窗口"
        BATCH = "batch", "批量"
        API = "api", "接口"
        ONLINE = "online", "网上"
        CROSS_COURT = "cross_court", "跨域"

    machine = FILING
    materials: Any
    points: Any
    correction_receipts: Any

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="filing")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    # The court at which it was handed in (跨域立案的协作法院), and the day there; empty where it was ours.
    assisting_court = models.CharField(max_length=60, blank=True)
    first_filed_on = models.DateField(null=True)
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="filings")
    row_number = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    receipt_number = models.CharField(max_length=40, unique=True)
    # SHA-256 over everything that was handed in; printed on the receipt.
    content_digest = models.CharField(max_length=64)
    receipt_entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    consents_to_mediation = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default=FILING.initial)
    # Who acts for the plaintiffs, as the letter of authority names them; counsel once the case is filed.
    agents = models.JSONField(default=list)
    # What was handed in on paper and kept so (收存的纸质材料), as the receipt says it.
    on_paper = models.CharField(max_length=300, blank=True)
    # The mobile number at which the plaintiffs agreed to electronic service (电子送达); empty: they did not.
    electronic_phone = models.CharField(max_length=20, blank=True)
    # Where papers reach the plaintiffs (送达地址): address, recipient, phone; empty where nobody was asked. ``each``:
    # what every plaintiff confirmed of their own (plaintiff: their place among them, electronic_phone: their consent).
    service_place = models.JSONField(default=dict)
    # 1 as first handed in; one more each time corrections were handed in.
    version = models.PositiveSmallIntegerField(default=1)
    corrections = models.TextField(blank=True)
    correct_by = models.DateField(null=True)
    # What the clerk proposes and the judge rules: which condition is not met (of ``law.filing_refusals``), and why.
    refusal_ground = models.CharField(max_length=20, blank=True)
    refusal_reason = models.TextField(blank=True)
    # The court that has jurisdiction (有管辖权的法院), where this one has none.
    refusal_court = models.CharField(max_length=60, blank=True)
    # The judge whose turn it is to rule (轮值).
    refusal_judge = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    # Why the pleading was given back or withdrawn before it was decided on.
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["given_back", "withdrawn"], ended_because__gt="")
                | (~Q(status__in=["given_back", "withdrawn"]) & Q(ended_because="")),
                name="filing_ended_undecided_says_why",
            ),
            models.UniqueConstraint(fields=["year", "sequence"], name="receipt_number_once"),
            models.UniqueConstraint(fields=["batch", "row_number"], name="one_filing_per_batch_row"),
            models.CheckConstraint(
                condition=Q(channel="batch", batch__isnull=False, row_number__isnull=False)
                | (~Q(channel="batch") & Q(batch__isnull=True, row_number__isnull=True)),
                name="batch_filing_has_its_row",
            ),
            models.CheckConstraint(
                condition=(Q(channel="cross_court", first_filed_on__isnull=False) & ~Q(assisting_court=""))
                | (~Q(channel="cross_court") & Q(assisting_court="", first_filed_on__isnull=True)),
                name="cross_court_filing_names_its_court",
            ),
            models.CheckConstraint(condition=~Q(status="refused") | ~Q(refusal_reason=""), name="refusal_has_reasons"),
            models.CheckConstraint(
                condition=Q(refusal_court="") | Q(refusal_ground="jurisdiction"),
                name="another_court_only_for_jurisdiction",
            ),
            models.CheckConstraint(
                condition=~Q(status="refusing")
                | (Q(refusal_judge__isnull=False) & ~Q(refusal_ground="") & ~Q(refusal_reason="")),
                name="proposed_refusal_is_before_a_judge",
            ),
        ]
        indexes = [models.Index(fields=["status", "id"])]

    @property
    def sent_on(self) -> str:
        """Where whoever sues may go instead (民事诉讼法第一百二十七条第（四）项); empty on every other ground."""
        return f"您可以向有管辖权的{self.refusal_court}起诉。" if self.refusal_court else ""


class Material(models.Model):
    """A piece handed in with a filing (起诉材料): the pleading, proofs of identity, letters of authority, evidence."""

    class Kind(models.TextChoices):
        """What a piece is; it stands in the case's file accordingly."""

        PLEADING = "pleading", "起诉状"
        IDENTITY = "identity", "身份证明"
        AUTHORITY = "authority", "授权委托材料"
        # For the court alone: where papers reach the plaintiffs, and who they are by their numbers.
        PLACE = "place", "送达地址确认书"
        AWARD = "award", "仲裁裁决书等前置程序材料"
        HARDSHIP = "hardship", "经济困难证明"
        EVIDENCE = "evidence", "证据"
        OTHER = "other", "其他材料"

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="materials", db_index=False)
    version = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "version", "position"], name="material_place_once"),
            models.CheckConstraint(condition=~Q(name=""), name="material_has_a_name"),
        ]
        triggers = append_only("material")

    @property
    def file_name(self) -> str:
        """The name under which it is downloaded."""
        return f"{self.name}.{ENDINGS[self.file.media_type]}"


class CorrectionPoint(models.Model):
    """One thing to be corrected (补正事项), and the part of the pleading in which it stands."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="points", db_index=False)
    position = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=60, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "position"], name="correction_point_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="correction_point_says_what"),
        ]
        triggers = append_only("correction_point")


class CorrectionReceipt(models.Model):
    """The receipt of corrections (补正材料收据): each hand-in has its own, the first is the filing's.

    The day of the first receipt stays. ``brought``: the points, by their places, that were brought on paper to the
    counter; empty where the pleading itself was corrected. ``received``: what came, as the receipt says it.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="correction_receipts", db_index=False)
    version = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40, unique=True)
    # SHA-256 over what was handed in; printed on the receipt.
    content_digest = models.CharField(max_length=64)
    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="+")
    brought = ArrayField(models.PositiveSmallIntegerField(), default=list)
    received = ArrayField(models.TextField(), default=list)
    received_at = models.DateTimeField()
    # None: it came over the net.
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "version"], name="corrections_have_one_receipt"),
            models.CheckConstraint(condition=Q(version__gte=2), name="corrections_come_after_the_first"),
        ]
        triggers = append_only("correction_receipt")


class ReceiptAsIssued(models.Model):
    """What a receipt said of the suit before the suit was written anew (补正); a receipt stays as it was issued.

    ``names``: by role, in their order; written once for each receipt that was out when something was corrected.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="receipts_as_issued", db_index=False)
    version = models.PositiveSmallIntegerField()
    names = models.JSONField()
    cause_name = models.CharField(max_length=60)
    claim_fen = models.BigIntegerField(null=True)
    claim_text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["filing", "version"], name="a_receipt_is_kept_once")]
        triggers = append_only("receipt_as_issued")
