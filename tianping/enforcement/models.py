"""Applications for enforcement (申请执行): on which title, by whom against whom, for how much, to which account."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.enforcement.states import ENFORCEMENT
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only


@keeps_history()
class Application(models.Model):
    """One application on one title (执行依据): the ended case whose judgment, mediation paper or ruling binds."""

    class Channel(models.TextChoices):
        """How it came in."""

        PORTAL = "portal", "网上申请"
        COUNTER = "counter", "窗口"

    machine = ENFORCEMENT

    number = models.CharField(max_length=40, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    title_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enforcement_applications")
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
                | (~Q(status="accepted") & Q(case__isnull=True)),
                name="enforcement_accepted_has_its_case",
            ),
            models.UniqueConstraint(
                fields=["title_case", "applicant"],
                condition=Q(status="received"),
                name="one_open_application_on_a_title",
            ),
        ]
        indexes = [models.Index(fields=["status", "id"])]


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
