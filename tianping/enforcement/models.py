"""Applications for enforcement (申请执行): on which title, by whom against whom, for how much, to which account."""

import uuid

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant, Matter
from tianping.enforcement.states import ENFORCEMENT
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only
from tianping.law.enforcement_applications import CONDITIONS
from tianping.law.enforcement_titles import KINDS, PAPERS


@keeps_history()
class OutsideTitle(models.Model):
    """A title (执行依据) that no case of this court made: of arbitrators, a notary, another court, or before our time.

    ``tried_by``: of a court's paper, which court tried it first; ``assets_place``: where the debtor has property, as
    the applicant says (民事诉讼法第二百三十五条).
    """

    kind = models.CharField(max_length=20, choices=[(code, each.word) for code, each in KINDS.items()])
    body = models.CharField(max_length=120)
    number = models.CharField(max_length=80)
    made_on = models.DateField()
    served_on = models.DateField(null=True)
    effective_on = models.DateField()
    tried_by = models.CharField(max_length=120, blank=True)
    assets_place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(body="") & ~Q(number=""), name="title_says_whose_and_which"),
            models.CheckConstraint(
                condition=Q(effective_on__gte=models.F("made_on")), name="title_binds_once_it_is_made"
            ),
        ]
        indexes = [models.Index(fields=["number"])]


@keeps_history()
class Application(models.Model):
    """One application on one title (执行依据): the ended case whose judgment, mediation paper or ruling binds.

    ``outside``: the title that another body or court made, in the place of a case; ``insists_here``: another court has
    jurisdiction as far as the counter sees, and the applicant, who was told so, insists on this one.
    """

    class Channel(models.TextChoices):
        """How it came in."""

        PORTAL = "portal", "网上申请"
        COUNTER = "counter", "窗口"

    machine = ENFORCEMENT

    number = models.CharField(max_length=40, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    title_case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="enforcement_applications")
    outside = models.OneToOneField(OutsideTitle, null=True, on_delete=models.PROTECT, related_name="application")
    insists_here = models.BooleanField(default=False)
    title = models.CharField(max_length=120)
    applicant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="enforcements_asked")
    respondents = models.ManyToManyField(Litigant, related_name="enforcements_borne")
    request = models.TextField()
    amount_fen = models.BigIntegerField(null=True)
    # What was paid of what is paid in parts, as the applicant says.
    paid_fen = models.BigIntegerField(default=0)
    wants_delay_interest = models.BooleanField(default=True)
    performance_due_on = models.DateField()
    clues = models.TextField(blank=True)
    payee_holder = models.CharField(max_length=120)
    payee_bank = models.CharField(max_length=120)
    payee_account = models.CharField(max_length=40)
    status = models.CharField(max_length=20, default=ENFORCEMENT.initial)
    received_at = models.DateTimeField()
    # None: the litigant on their own page.
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Who handed it in over the net, signed in, and how they signed it; at the counter it is signed on paper.
    applied_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="enforcements_applied")
    signed_name = models.CharField(max_length=60, blank=True)
    signature = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    # What was to be corrected (补正), asked once, and until when.
    corrections = models.TextField(blank=True)
    correct_by = models.DateField(null=True)
    # The condition that is not met (不予受理), why, and the judge who rules.
    refusal_ground = models.CharField(
        max_length=20, blank=True, choices=[(code, each.words) for code, each in CONDITIONS.items()]
    )
    refusal_reason = models.TextField(blank=True)
    refusal_judge = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # The enforcement that was opened; of a refusal the number under which it is ruled.
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="enforcement")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(request="") & ~Q(title=""), name="enforcement_says_what_on_which_title"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__isnull=True) | Q(amount_fen__gt=0), name="enforcement_amount_positive"
            ),
            models.CheckConstraint(condition=Q(paid_fen__gte=0), name="enforcement_paid_not_negative"),
            models.CheckConstraint(
                condition=Q(status="accepted", case__isnull=False, accepted_by__isnull=False)
                | Q(status="refused", case__isnull=False, accepted_by__isnull=True)
                | (~Q(status__in=["accepted", "refused"]) & Q(case__isnull=True)),
                name="enforcement_decided_has_its_case",
            ),
            models.CheckConstraint(
                condition=Q(title_case__isnull=False, outside__isnull=True)
                | Q(title_case__isnull=True, outside__isnull=False),
                name="enforcement_on_a_case_or_an_outside_title",
            ),
            models.CheckConstraint(
                condition=Q(signature__isnull=True) | ~Q(signed_name=""), name="enforcement_signature_has_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(status="correcting") | (~Q(corrections="") & Q(correct_by__isnull=False)),
                name="enforcement_corrected_in_what_by_when",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["refusing", "refused"])
                | (~Q(refusal_ground="") & ~Q(refusal_reason="") & Q(refusal_judge__isnull=False)),
                name="enforcement_refused_with_reasons",
            ),
            models.UniqueConstraint(
                fields=["title_case", "applicant"],
                condition=Q(status__in=["received", "correcting", "refusing"]),
                name="one_open_application_on_a_title",
            ),
        ]
        indexes = [models.Index(fields=["status", "id"])]

    @property
    def matter(self) -> Matter:
        """The dispute: that of the title's case, or the one that was written down for an outside title."""
        return self.applicant.matter


class ApplicationDraft(models.Model):
    """What a citizen has answered so far of an application on an outside title, until it is handed in or given up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answers = models.JSONField(default=dict)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["kept_by", "-kept_at"])]


class TitlePaper(models.Model):
    """A file handed in with an application: the title itself, what proves that it binds, a notary's certificate."""

    draft = models.ForeignKey(ApplicationDraft, null=True, on_delete=models.PROTECT, related_name="papers")
    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20, choices=[*PAPERS.items()])
    name = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()
    # Handed in after the application itself (补正).
    added_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True, application__isnull=False)
                | Q(draft__isnull=False, application__isnull=True),
                name="title_paper_of_a_draft_or_an_application",
            ),
            models.CheckConstraint(condition=~Q(name="") & Q(pages__gt=0), name="title_paper_has_name_and_pages"),
        ]


class Correction(models.Model):
    """What came of what was to be corrected (收到的补正材料), for a point of the notice by its place from 1.

    ``point`` None: handed in over the net, for the notice as a whole.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="corrected")
    point = models.PositiveSmallIntegerField(null=True)
    received = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(received=""), name="correction_says_what_came"),
            models.UniqueConstraint(fields=["application", "point"], name="correction_of_a_point_comes_once"),
        ]
        triggers = append_only("enforcement_correction")


class Notice(models.Model):
    """The notice of an enforcement (执行通知书) served on whoever is enforced against: since then they read of it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="notices")
    respondent = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    served_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "respondent"], name="notice_of_enforcement_once"),
        ]
        triggers = append_only("enforcement_notice")
