"""Applications about agreements (司法确认申请、出具调解书的请求), and who made them."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only
from tianping.trial.confirmation.states import APPLICATION


@keeps_history()
class Application(models.Model):
    """What all litigants of an agreement ask of the court: to confirm it, or to make a mediation paper of it.

    ``mediated_in`` is the 诉前调 number under which they agreed, ``case`` the number of this proceeding once accepted
    (诉前调确、诉前调书). ``result`` says how the judge decided; ``why`` it was refused or dismissed.
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

    agreement = models.ForeignKey("mediation.Agreement", on_delete=models.PROTECT, related_name="+")
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

    class Meta:
        constraints = [
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
