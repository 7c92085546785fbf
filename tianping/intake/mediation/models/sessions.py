"""What happens in a mediation: whether each litigant is willing, the sessions with their records, who signed them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Litigant
from tianping.intake.mediation.models.referrals import Referral
from tianping.intake.mediation.states import SESSION
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only


class Willingness(models.Model):
    """What a litigant said of being mediated (调解意愿), on their own page or to a mediator (``by``) who wrote it down.

    The last word counts; who is not willing ends the mediation (在线调解规则第十五条、第二十五条).
    """

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="willingness")
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    willing = models.BooleanField()
    # Where or how it was said, or why not.
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["referral", "id"])]
        triggers = append_only("willingness")


@keeps_history()
class Session(models.Model):
    """One session (一次调解): when, how, where; afterwards what was said, who was there, what is undisputed.

    ``present``: ids of the litigants who took part. The minutes stay with the mediators: what was conceded to reach an
    agreement is no evidence (在线调解规则第十八条). What is undisputed is confirmed in writing (第二十二条).
    """

    class Way(models.TextChoices):
        """How it is held (在线调解规则第十六条)."""

        ON_SITE = "on_site", "现场调解"
        VIDEO = "video", "视频调解"
        PHONE = "phone", "电话调解"

    machine = SESSION

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="sessions")
    mediator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    during = DateTimeRangeField()
    way = models.CharField(max_length=10, choices=Way.choices)
    place = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=20, default=SESSION.initial)
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cancelled_because = models.CharField(max_length=200, blank=True)
    present = models.JSONField(default=list)
    minutes = models.TextField(blank=True)
    undisputed = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="mediator_in_one_session_at_once",
                expressions=[("mediator", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=~Q(status="cancelled"),
            ),
            models.CheckConstraint(
                condition=~Q(status="held") | (~Q(minutes="") & Q(recorded_by__isnull=False)),
                name="held_session_has_its_record",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(cancelled_because=""), name="cancelled_session_says_why"
            ),
        ]
        indexes = [models.Index(fields=["referral", "id"])]

    @property
    def recorder(self) -> str:
        """Who wrote it down for the mediator (记录人), by name; empty where the mediator did."""
        if self.recorded_by is None or self.recorded_by == self.mediator:
            return ""
        return self.recorded_by.full_name


class Signed(models.Model):
    """A litigant's signature, and under which wording (签名确认)."""

    class Way(models.TextChoices):
        """How somebody signs: on the phone with a finger, by a code, or on paper.

        By the look-up code, whoever came with it; by a code sent to their telephone, whoever is signed in.
        On paper: the scan is kept. Sheets without one (当面签在纸上) were taken at first and are no more.
        """

        PAD = "pad", "手写签名"
        CODE = "code", "输入查询码确认"
        SMS = "sms", "短信验证码确认"
        PAPER = "paper", "纸质签名，扫描件"
        WITNESSED = "witnessed", "当面签在纸上，原件存卷"

    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    image = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    wording = models.CharField(max_length=64)
    at = models.DateTimeField()
    # Who took a signature on paper; else the log-in of the litigant, if they have one.
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


SIGNED_VISIBLY = (
    Q(way="code") | Q(way="sms", by__isnull=False) | Q(image__isnull=False) | Q(way="witnessed", by__isnull=False)
)


class RecordSignature(Signed):
    """A litigant confirmed the record of a session and what is undisputed (核对确认笔录、无争议事实)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "litigant"], name="session_signed_once"),
            models.CheckConstraint(condition=SIGNED_VISIBLY, name="session_signed_visibly"),
        ]
        triggers = append_only("record_signature")
