"""Tables of feedback: how a step of service was found, and what somebody had to say. No verbs here."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.community.feedback.states import VOICE
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only


class Step(models.TextChoices):
    """What is rated: a step of service, never a person."""

    FILING = "filing", "立案"
    MEDIATION = "mediation", "调解"
    SERVICE = "service", "送达"
    HEARING = "hearing", "开庭"
    ANSWERING = "answering", "联系法官、查询"
    PAYING = "paying", "交费、退费"


class Rating(models.Model):
    """How a litigant found a step of service (评价), in a word and perhaps in words."""

    class Word(models.IntegerChoices):
        """How satisfied somebody is."""

        VERY_SATISFIED = 5, "很满意"
        SATISFIED = 4, "满意"
        FAIR = 3, "一般"
        DISSATISFIED = 2, "不满意"
        VERY_DISSATISFIED = 1, "很不满意"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ratings", db_index=False)
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=20, choices=Step.choices)
    word = models.PositiveSmallIntegerField(choices=Word.choices)
    text = models.CharField(max_length=500, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "litigant", "step"], name="step_rated_once"),
            models.CheckConstraint(condition=Q(word__gte=1, word__lte=5), name="rating_in_five_words"),
        ]
        triggers = append_only("rating")


@keeps_history()
class Voice(models.Model):
    """Thanks, a suggestion or a complaint about a matter (感谢、建议、投诉), and its answer.

    A complaint is read by those who handle complaints, and by nobody who tries the case.
    """

    class Kind(models.TextChoices):
        """What it is."""

        THANKS = "thanks", "感谢"
        SUGGESTION = "suggestion", "建议"
        COMPLAINT = "complaint", "投诉"

    machine = VOICE

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="voices")
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    status = models.CharField(max_length=20, default=VOICE.initial)
    received_on = models.DateField()
    due_on = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="voice_says_something"),
            models.CheckConstraint(condition=Q(due_on__gte=F("received_on")), name="voice_due_later"),
            models.CheckConstraint(
                condition=Q(status="answered", answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")
                | Q(status="received", answered_at__isnull=True, answer=""),
                name="voice_answered_in_words",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on", "id"]), models.Index(fields=["received_on"])]
