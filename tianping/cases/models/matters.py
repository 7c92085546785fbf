"""Matters, litigants and numbered cases."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform

from tianping.accounts.models import User
from tianping.cases.states import CASE
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only
from tianping.law.claim_changes import KINDS
from tianping.law.withheld_contacts import WITHHELD


@keeps_history()
class Matter(models.Model):
    """One dispute on its whole way through the court (一件事); its numbered cases share its litigants and claim."""

    cause_code = models.CharField(max_length=20, blank=True)
    cause_name = models.CharField(max_length=60)
    cause_version = models.CharField(max_length=20)
    # The sum claimed now; ``claim_text`` is the claim as it was filed, what changed it stands in ``ClaimChange``.
    claim_fen = models.BigIntegerField(null=True)
    claim_text = models.TextField(blank=True)
    facts_text = models.TextField(blank=True)
    # What the element-style form of the cause asks for (要素); sums in fen, days in ISO form.
    elements = models.JSONField(default=dict)
    received_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(claim_fen__isnull=True) | Q(claim_fen__gte=0), name="claim_not_negative")
        ]
        indexes = [
            models.Index(KeyTextTransform("contract_number", "elements"), name="matter_contract_number"),
            models.Index(fields=["cause_name"], name="matter_cause_name"),
            models.Index(fields=["claim_fen"], name="matter_claim"),
        ]


@keeps_history()
class Litigant(models.Model):
    """A litigant of a matter (当事人). Identity number, telephone and address are personal data."""

    class Role(models.TextChoices):
        """The litigant's side."""

        PLAINTIFF = "plaintiff", "原告"
        DEFENDANT = "defendant", "被告"
        THIRD = "third", "第三人"

    class Kind(models.TextChoices):
        """Who can be a litigant (民事诉讼法第五十一条)."""

        NATURAL = "natural", "自然人"
        LEGAL = "legal", "法人"
        OTHER = "other", "非法人组织"

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="litigants", db_index=False)
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=Role.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    capacity = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=400, blank=True)
    identity_kind = models.CharField(max_length=20, blank=True)
    identity_number = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    representative = models.CharField(max_length=60, blank=True)
    # Address and telephone are kept from the other side, as they asked (对对方保密).
    withholds_contact = models.BooleanField(default=False)
    # Raised when a look-up code must be replaced; the code itself is derived and never stored.
    lookup_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "position"], name="litigant_place_once"),
            models.CheckConstraint(condition=~Q(name=""), name="litigant_has_a_name"),
        ]
        indexes = [
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="litigant_name_trigrams"),
            models.Index(fields=["identity_number"]),
        ]

    @property
    def home_told(self) -> str:
        """Where they live, in a paper that every side reads (住所); where that is withheld, that the court knows it."""
        if not self.address:
            return ""
        if self.withholds_contact:
            return WITHHELD
        return f"住{self.address}" if self.kind == self.Kind.NATURAL else f"住所地{self.address}"


@keeps_history()
class Case(models.Model):
    """A numbered case (案件): one proceeding of a matter under one case number (案号)."""

    class Track(models.TextChoices):
        """The procedure (审理程序)."""

        SMALL_CLAIMS = "small_claims", "小额诉讼"
        SIMPLE = "simple", "简易程序"
        ORDINARY = "ordinary", "普通程序"

    class Composition(models.TextChoices):
        """Who sits (审判组织)."""

        SOLE = "sole", "独任"
        PANEL = "panel", "合议"

    class ClosingWay(models.TextChoices):
        """How a case of first instance ends (结案方式)."""

        JUDGMENT = "judgment", "判决"
        MEDIATION = "mediation", "调解"
        WITHDRAWN = "withdrawn", "准许撤诉"
        DEEMED_WITHDRAWN = "deemed_withdrawn", "按撤诉处理"
        NOT_ACCEPTED = "not_accepted", "不予受理"
        SUIT_DISMISSED = "suit_dismissed", "驳回起诉"
        TRANSFERRED = "transferred", "移送管辖"
        TERMINATED = "terminated", "终结诉讼"

    machine = CASE

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="cases")
    year = models.PositiveSmallIntegerField()
    court_code = models.CharField(max_length=10)
    special_code = models.CharField(max_length=2, blank=True)
    type_code = models.CharField(max_length=8)
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=40, unique=True)
    filed_on = models.DateField()
    filed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, default=CASE.initial)
    closed_on = models.DateField(null=True)
    # How it ended (结案方式), and from when the ending binds; empty while that is open.
    closing_way = models.CharField(max_length=20, choices=ClosingWay.choices, blank=True)
    effective_on = models.DateField(null=True)
    track = models.CharField(max_length=20, choices=Track.choices, blank=True)
    composition = models.CharField(max_length=10, choices=Composition.choices, blank=True)
    # 速裁 is a team's way of working, not a procedure.
    fast_team = models.BooleanField(default=False)
    # The court decided that the fee need not be paid first, where the measure leaves it open (劳务报酬).
    fee_waits = models.BooleanField(default=False)
    # Help with the fee is asked for, and until it is decided no days to pay run (司法救助).
    help_asked = models.BooleanField(default=False)
    responsible = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "court_code", "special_code", "type_code", "sequence"], name="case_number_once"
            ),
            models.CheckConstraint(condition=Q(sequence__gt=0), name="case_sequence_from_one"),
            models.CheckConstraint(condition=Q(status__in=["open", "closed"]), name="case_status_known"),
            models.CheckConstraint(
                condition=Q(status="open", closed_on__isnull=True) | Q(status="closed", closed_on__gte=F("filed_on")),
                name="case_closed_with_its_day",
            ),
            models.CheckConstraint(condition=Q(closing_way="") | Q(status="closed"), name="case_open_has_no_ending"),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True) | Q(effective_on__gte=F("closed_on")),
                name="case_binds_once_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["-filed_on", "-id"]),
            models.Index(fields=["year", "type_code", "sequence"]),
            models.Index(fields=["track", "id"]),
            models.Index(fields=["responsible", "-id"]),
            models.Index(fields=["closed_on", "id"], condition=Q(status="closed"), name="case_closed"),
        ]

    def __str__(self) -> str:
        return self.number


class ClaimChange(models.Model):
    """A claim changed after filing (诉讼请求的变更), appended to what was filed; or a counterclaim (反诉) beside it.

    ``text`` is what is claimed now, in the litigant's words; ``source`` says where it stands.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="claim_changes", db_index=False)
    kind = models.CharField(max_length=20, choices=[*KINDS.items()])
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    before_fen = models.BigIntegerField(null=True)
    claim_fen = models.BigIntegerField(null=True)
    source = models.CharField(max_length=200)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(source=""), name="claim_change_says_what_and_where"),
            models.CheckConstraint(
                condition=Q(claim_fen__isnull=True) | Q(claim_fen__gte=0), name="changed_claim_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["matter", "id"])]
        triggers = append_only("claim_change")
