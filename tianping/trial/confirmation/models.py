"""Applications about agreements (司法确认申请、出具调解书的请求), and who made them."""

import datetime

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only
from tianping.law.clauses_by_name import by_name, sides_of, without_names
from tianping.trial.confirmation.states import APPLICATION


class OutsideAgreement(models.Model):
    """An agreement that a mediation organisation reached by itself (调解组织自行开展调解), as the counter entered it.

    ``connection``: why this court may confirm it (民事诉讼法第二百零五条第二项); ``scan``: what both signed.
    """

    class Connection(models.TextChoices):
        """What ties the dispute to this court."""

        SEAT = "seat", "调解组织所在地"
        HOME = "home", "当事人住所地"
        OBJECT = "object", "标的物所在地"

    organisation = models.CharField(max_length=120)
    connection = models.CharField(max_length=10, choices=Connection.choices)
    agreed_on = models.DateField()
    facts = models.TextField()
    lines = models.JSONField()
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(organisation=""), name="outside_agreement_names_its_mediators"),
            models.CheckConstraint(condition=~Q(lines=[]), name="outside_agreement_says_something"),
        ]
        triggers = append_only("outside_agreement")


@keeps_history()
class Application(models.Model):
    """What all litigants of an agreement ask of the court: to confirm it, or to make a mediation paper of it.

    ``mediated_in`` is the 诉前调 number under which they agreed, ``case`` the number of this proceeding once accepted
    (诉前调确、诉前调书); what was agreed ``outside`` of the court has the one number of its proceeding. ``result`` says
    how the judge decided; ``why`` it was refused or dismissed.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        CONFIRMATION = "confirmation", "司法确认"
        PAPER = "paper", "出具调解书"

    class Result(models.TextChoices):
        """How it was decided."""

        GRANTED = "granted", "确认有效"
        DISMISSED = "dismissed", "驳回申请"

    machine = APPLICATION

    agreement = models.ForeignKey("mediation.Agreement", null=True, on_delete=models.PROTECT, related_name="+")
    outside = models.OneToOneField(OutsideAgreement, null=True, on_delete=models.PROTECT, related_name="application")
    mediated_in = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="confirmation")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    status = models.CharField(max_length=20, default=APPLICATION.initial)
    received_on = models.DateField(null=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    why = models.CharField(max_length=500, blank=True)
    paper = models.ForeignKey("documents.Paper", null=True, on_delete=models.PROTECT, related_name="+")

    @property
    def outcome(self) -> str:
        """How it was decided, in the court's words: a mediation paper is made, an agreement is confirmed."""
        if self.result == self.Result.GRANTED and self.kind == self.Kind.PAPER:
            return "出具调解书"
        return str(self.Result(self.result).label) if self.result else ""

    @property
    def organisation(self) -> str:
        """Who mediated."""
        return self.outside.organisation if self.outside is not None else str(self.agreement.referral.organisation)

    @property
    def agreed_on(self) -> datetime.date:
        """Since when the agreement binds."""
        return self.outside.agreed_on if self.outside is not None else self.agreement.effective_on

    @property
    def terms(self) -> list[str]:
        """What was agreed, sentence by sentence, its people by their names: the ruling calls all of them 申请人."""
        sides = self._sides
        return [by_name(line, sides) for line in self._lines]

    @property
    def unnamed_terms(self) -> list[str]:
        """The sentences of it that do not tell who is meant."""
        return without_names(self._lines, self._sides)

    @property
    def _lines(self) -> list[str]:
        return list(self.outside.lines if self.outside is not None else self.agreement.lines)

    @property
    def _sides(self) -> dict[str, list[str]]:
        """The names of those who agreed, by role; mediators outside may have called either side 申请人."""
        litigants = self.mediated_in.matter.litigants.all()
        return sides_of(litigants) if self.outside is None else {"": [each.name for each in litigants]}

    @property
    def facts(self) -> str:
        """What the dispute was about."""
        return str(self.outside.facts if self.outside is not None else self.agreement.facts)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreement__isnull=True, outside__isnull=False)
                | Q(agreement__isnull=False, outside__isnull=True),
                name="application_about_one_agreement",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=~Q(status__in=["refused", "withdrawn"]),
                name="one_application_of_an_agreement",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "decided", "effective"]) | Q(case__isnull=False),
                name="accepted_application_has_its_number",
            ),
            models.CheckConstraint(condition=~Q(status="refused") | ~Q(why=""), name="refused_application_says_why"),
        ]
        indexes = [models.Index(fields=["status", "id"])]


class Applicant(models.Model):
    """A litigant joined in the application and promised what the law asks (共同申请、承诺).

    司法确认规定第六条: 如实陈述; in ``by`` the log-in, if they have one. Whoever came in person signed on paper before
    ``received_by``; ``scan`` is the signed sheet, where it was scanned.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="applicants")
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "litigant"], name="applied_once"),
            models.CheckConstraint(
                condition=Q(scan__isnull=True) | Q(received_by__isnull=False), name="applied_on_paper_at_the_counter"
            ),
        ]
        triggers = append_only("applicant")
