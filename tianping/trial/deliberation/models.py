"""Supervised cases (四类案件) and what leaders did in them: appended, never changed."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only
from tianping.trial.deliberation.states import SUPERVISION


@keeps_history()
class Supervision(models.Model):
    """A case is one of the four kinds (标识为四类案件), since when, why, and who said so."""

    class Kind(models.TextChoices):
        """The four kinds (四类案件)."""

        GRAVE = "grave", "重大、疑难、复杂、敏感的"
        GROUP = "group", "涉及群体性纠纷或者引发社会广泛关注，可能影响社会稳定的"
        CONFLICT = "conflict", "与本院或者上级人民法院的类案裁判可能发生冲突的"
        COMPLAINT = "complaint", "有关单位或者个人反映法官有违法审判行为的"

    machine = SUPERVISION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="supervisions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    reason = models.TextField()
    status = models.CharField(max_length=20, default=SUPERVISION.initial)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(status="marked"), name="one_supervision_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="supervision_has_a_reason"),
            models.CheckConstraint(
                condition=Q(status="marked", ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(status="ended", ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="supervision_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"])]


class SupervisionStep(models.Model):
    """What one leader did in a supervised case (监督管理措施), and what the bench put on record in answer."""

    class Measure(models.TextChoices):
        """What leaders may do; none of it decides the case."""

        ASK_PROGRESS = "ask_progress", "要求报告案件进展和评议结果"
        ASK_SIMILAR = "ask_similar", "要求提供类案裁判文书或者检索报告"
        READ_FILE = "read_file", "审阅庭审提纲、审理报告"
        ATTEND = "attend", "调阅卷宗、旁听庭审"
        MEETING = "meeting", "提请专业法官会议讨论"
        COMMITTEE = "committee", "提请审判委员会讨论"
        ANSWER = "answer", "审判组织书面回复"

    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="steps")
    measure = models.CharField(max_length=20, choices=Measure.choices)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="supervision_step_says_what")]
        indexes = [models.Index(fields=["supervision", "id"])]
        triggers = append_only("supervision_step")


class Deliberation(models.Model):
    """A panel deliberates (合议庭评议): when and where, what it concluded; a correction is a further deliberation."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliberations", db_index=False)
    ordinal = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    place = models.CharField(max_length=120)
    conclusion = models.TextField()
    steps = models.JSONField()
    because = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="deliberations_of_a_case_are_numbered"),
            models.CheckConstraint(condition=~Q(conclusion="") & ~Q(place=""), name="deliberation_says_what"),
        ]
        triggers = append_only("deliberation")


class Opinion(models.Model):
    """What one member of the panel said, in their office, and whether they agree with the conclusion."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="opinions", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveSmallIntegerField()
    office = models.CharField(max_length=20)
    text = models.TextField()
    agrees = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deliberation", "user"], name="one_opinion_a_member"),
            models.CheckConstraint(condition=~Q(text=""), name="opinion_says_what"),
        ]
        triggers = append_only("opinion")


class DeliberationSignature(models.Model):
    """A member signs the record of the deliberation (评议笔录由合议庭成员签名)."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="signatures", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deliberation", "by"], name="signed_once_a_member")]
        triggers = append_only("deliberation_signature")
