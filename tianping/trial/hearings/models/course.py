"""What a hearing brought: an agreement, or another hearing; each a fact with its ground and who wrote it."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel.models import append_only
from tianping.trial.hearings.models.record import Record


class Settlement(models.Model):
    """What the litigants agreed before the bench (调解协议); the newest of a case is in force.

    ``terms`` as ``law.settlements`` writes them (sums in fen, days in ISO form).
    """

    class Way(models.TextChoices):
        """How it takes effect."""

        PAPER = "paper", "制作调解书，双方签收后生效"
        SIGNING = "signing", "各方在笔录上签名后即生效"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="settlements", db_index=False)
    record = models.ForeignKey(Record, null=True, on_delete=models.PROTECT, related_name="settlements")
    terms = models.JSONField()
    clauses = models.JSONField()
    way = models.CharField(max_length=10, choices=Way.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(clauses=[]), name="settlement_says_what")]
        indexes = [models.Index(fields=["case", "-id"])]
        triggers = append_only("settlement")


class Adjournment(models.Model):
    """A hearing was put off (延期开庭审理, 民事诉讼法第一百四十九条), within the limits of 法释〔2019〕4号."""

    class Ground(models.TextChoices):
        """The four items of the article."""

        ABSENT = "absent", "必须到庭的当事人和其他诉讼参与人有正当理由没有到庭"
        RECUSAL = "recusal", "当事人临时提出回避申请"
        EVIDENCE = "evidence", "需要通知新的证人到庭，调取新的证据，重新鉴定、勘验，或者需要补充调查"
        OTHER = "other", "因不可抗力或者意外事件导致庭审无法正常进行"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="adjournments", db_index=False)
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="adjournment")
    ordinal = models.PositiveSmallIntegerField()
    track = models.CharField(max_length=20, choices=Case.Track.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    reason = models.CharField(max_length=300)
    adjourned_on = models.DateField()
    next_on = models.DateField()
    # More than a month apart only by consent or for reasons beyond control (第五条).
    longer_because = models.CharField(max_length=200, blank=True)
    # The fourth ground needs the president's consent (第六条): where that stands.
    approval = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="adjournment_counted_once"),
            models.CheckConstraint(
                condition=Q(track="ordinary", ordinal__in=[1, 2]) | Q(track__in=["simple", "small_claims"], ordinal=1),
                name="adjourned_within_the_limit",
            ),
            models.CheckConstraint(condition=Q(next_on__gt=F("adjourned_on")), name="next_hearing_is_later"),
            models.CheckConstraint(condition=~Q(ground="other") | ~Q(approval=""), name="fourth_ground_is_approved"),
            models.CheckConstraint(condition=~Q(reason=""), name="adjournment_says_why"),
        ]
        triggers = append_only("adjournment")
