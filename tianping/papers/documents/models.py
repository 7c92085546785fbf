"""Papers of the court (文书), who signed them, and print runs that make many at once."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.states import PAPER, PRINT_RUN

FORMAL = tuple(kind.code for kind in KINDS.values() if kind.formal)


class PrintRun(models.Model):
    """Papers of several kinds for many cases, made by the worker (批量制作文书); a repeated run makes only the rest."""

    machine = PRINT_RUN

    kinds = models.JSONField()
    case_ids = models.JSONField()
    status = models.CharField(max_length=20, default=PRINT_RUN.initial)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The cases for which nothing could be made, each with the sentence that says why.
    skipped = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["asked_by", "-id"])]


@keeps_history()
class Paper(models.Model):
    """One paper of one case (文书): its text as roles and paragraphs, and once issued its frozen PDF.

    ``facts`` is what its maker gave and the case does not hold; ``body`` is what stands on the paper.
    """

    machine = PAPER

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers", db_index=False)
    kind = models.CharField(max_length=30, choices=[(kind.code, kind.title) for kind in KINDS.values()])
    variant = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=50)
    addressee = models.ForeignKey(Litigant, null=True, on_delete=models.PROTECT, related_name="papers")
    facts = models.JSONField(default=dict)
    body = models.JSONField()
    status = models.CharField(max_length=20, default=PAPER.initial)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    proofread_at = models.DateTimeField(null=True)
    proofread_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    # The issued paper that this one takes the place of: a new summons after a change of the day.
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    run = models.ForeignKey(PrintRun, null=True, on_delete=models.PROTECT, related_name="papers")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pdf__isnull=False) | ~Q(status="issued"), name="issued_paper_is_frozen"),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | Q(status="issued"), name="paper_has_its_issue_only_when_issued"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=FORMAL)
                | Q(status__in=["draft", "discarded"])
                | Q(proofread_by__isnull=False, proofread_at__isnull=False),
                name="formal_paper_is_proofread",
            ),
            models.CheckConstraint(
                condition=Q(proofread_by__isnull=True) | ~Q(proofread_by=F("drawn_by")),
                name="paper_proofread_by_another",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "variant", "addressee"],
                condition=Q(status__in=["draft", "proofread", "signed"]),
                nulls_distinct=False,
                name="one_open_paper_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["number"], condition=Q(kind__in=FORMAL) & ~Q(status="discarded"), name="paper_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"]),
            models.Index(
                fields=["status", "kind", "id"],
                condition=Q(status__in=["draft", "proofread", "signed"]),
                name="paper_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"


class Signature(models.Model):
    """One who sits has signed one wording of a paper (签署); a changed wording must be signed again."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    wording = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "signed_by", "wording"], name="wording_signed_once"),
        ]
        triggers = append_only("signature")
