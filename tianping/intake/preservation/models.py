"""Applications for preservation of property (财产保全申请), the property they point to, and drafts of citizens."""

import uuid

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant, Matter
from tianping.intake.preservation.states import PRESERVATION
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile
from tianping.law.measures import PROPERTY
from tianping.law.preservation import EXEMPTIONS, LIFTING, SECURITIES


@keeps_history()
class Application(models.Model):
    """One application: before a suit under its own 财保 number, or in a suit within the numbered case.

    Until the measures are taken nothing of it reaches the respondent. ``sue_by``: the last of the thirty days in which
    the applicant must sue (民事诉讼法第一百零四条第三款).
    """

    class Stage(models.TextChoices):
        """Before a suit or in it."""

        BEFORE_SUIT = "before_suit", "诉前保全"
        IN_SUIT = "in_suit", "诉讼保全"

    class Channel(models.TextChoices):
        """How it came in."""

        PORTAL = "portal", "网上申请"
        COUNTER = "counter", "窗口"

    machine = PRESERVATION

    number = models.CharField(max_length=40, unique=True)
    stage = models.CharField(max_length=20, choices=Stage.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="preservations")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="preservations")
    applicant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="preservations_asked")
    respondents = models.ManyToManyField(Litigant, related_name="preservations_borne")
    applied_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="preservations")
    amount_fen = models.BigIntegerField()
    reasons = models.TextField()
    is_urgent = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default=PRESERVATION.initial)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Until when the court rules: a moment where the law counts hours.
    decide_by = models.DateTimeField(null=True)
    # The security (担保): what was offered, what was asked for, when it was given; why none was asked for.
    security_kind = models.CharField(max_length=20, choices=[*SECURITIES.items()])
    security_fen = models.BigIntegerField(null=True)
    security_text = models.CharField(max_length=500, blank=True)
    exemption = models.CharField(max_length=20, choices=[*EXEMPTIONS.items()], blank=True)
    demanded_fen = models.BigIntegerField(null=True)
    security_given_on = models.DateField(null=True)
    security_taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ruling = models.OneToOneField("documents.Paper", null=True, on_delete=models.PROTECT, related_name="preservation")
    # Its number in the register of enforcement (执保案号), taken when the ruling goes there; no case of its own, for
    # cases of a matter are shown to all its litigants, and the respondent may not be warned.
    execution_number = models.CharField(max_length=60, blank=True)
    # The fee of the application (保全申请费); by what was preserved it is settled once.
    fee_item = models.OneToOneField("fees.Item", null=True, on_delete=models.PROTECT, related_name="preservation")
    executed_on = models.DateField(null=True)
    executed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sue_by = models.DateField(null=True)
    suit_on = models.DateField(null=True)
    suit_matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="preservations_before")
    suit_record = models.CharField(max_length=200, blank=True)
    lifting_ground = models.CharField(max_length=20, choices=[*LIFTING.items()], blank=True)
    lifting_ruling = models.OneToOneField("documents.Paper", null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)
    # Who signed it (申请人签名): by hand on the screen, or by typing their name; at the counter it is signed on paper.
    signed_name = models.CharField(max_length=60, blank=True)
    signature = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="preservation_has_a_sum"),
            models.CheckConstraint(condition=~Q(reasons=""), name="preservation_says_why"),
            models.CheckConstraint(
                condition=Q(signature__isnull=True) | ~Q(signed_name=""), name="preservation_signature_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(stage="in_suit", case__isnull=False)
                | Q(stage="before_suit", case__isnull=True, status__in=["received", "withdrawn"])
                | Q(stage="before_suit", case__isnull=False),
                name="preservation_accepted_has_its_case",
            ),
            models.CheckConstraint(
                condition=Q(security_given_on__isnull=True) | Q(security_taken_by__isnull=False),
                name="security_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["executed", "lifting"])
                | Q(executed_on__isnull=False, executed_by__isnull=False, ruling__isnull=False),
                name="preservation_executed_by_its_ruling",
            ),
            models.UniqueConstraint(
                fields=["execution_number"], condition=~Q(execution_number=""), name="execution_number_once"
            ),
            models.CheckConstraint(
                condition=Q(suit_on__isnull=True, suit_record="") | (Q(suit_on__isnull=False) & ~Q(suit_record="")),
                name="suit_with_its_record",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "id"]),
            models.Index(
                fields=["sue_by", "id"],
                condition=Q(status="executed", suit_on__isnull=True, sue_by__isnull=False),
                name="preservation_to_be_sued",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PropertyClue(models.Model):
    """Property that the applicant points to (财产线索): whose, of what kind, where."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="clues")
    position = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(code, each.name) for code, each in PROPERTY.items()])
    description = models.CharField(max_length=500)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="clue_place_once"),
            models.CheckConstraint(condition=~Q(description=""), name="clue_says_what"),
        ]


class ApplicationDraft(models.Model):
    """What a citizen has answered so far, page by page; it lives until it is handed in or given up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answers = models.JSONField(default=dict)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["kept_by", "-kept_at"])]


class Proof(models.Model):
    """A file handed in (证明情况紧急的材料、担保材料): of a draft, and of the application it became, also later."""

    draft = models.ForeignKey(ApplicationDraft, null=True, on_delete=models.PROTECT, related_name="proofs")
    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="proofs")
    kind = models.CharField(
        max_length=10,
        choices=[("evidence", "证明材料"), ("security", "担保材料"), ("authority", "授权委托书")],
        default="evidence",
    )
    name = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()
    # Handed in later than the application itself (补交); by whom, where they are signed in.
    added_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True, application__isnull=False)
                | Q(draft__isnull=False, application__isnull=True),
                name="proof_of_a_draft_or_an_application",
            ),
            models.CheckConstraint(condition=~Q(name="") & Q(pages__gt=0), name="proof_has_name_and_pages"),
        ]
