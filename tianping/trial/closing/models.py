"""Endings of cases, the appeals against them, and what became of the case in second instance."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Counsel, Litigant
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only
from tianping.trial.closing.states import ENDING


@keeps_history()
class Ending(models.Model):
    """How a case of first instance ended (结案), on what paper or record, and from when that binds.

    ``steps``, ``because`` and ``certainty`` are the law's reckoning of the day from which it binds; ``waits_for`` what
    it still waits for; ``closed_…`` the reckoning of the day on which the case counts as closed (结案日期).
    """

    machine = ENDING

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="ending")
    way = models.CharField(max_length=20, choices=Case.ClosingWay.choices)
    paper = models.ForeignKey("documents.Paper", null=True, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey("hearings.Record", null=True, on_delete=models.PROTECT, related_name="+")
    # Why the case is closed although its fee was not paid (缓交、免交), where that is so.
    unpaid_because = models.CharField(max_length=200, blank=True)
    # When the judgment was pronounced or the ruling announced (宣判、宣告); null where service closed the case.
    pronounced_on = models.DateField(null=True)
    closed_steps = models.JSONField(default=list)
    closed_because = models.JSONField(default=list)
    closed_notes = models.JSONField(default=list)
    closed_certainty = models.CharField(max_length=1, default="T")
    status = models.CharField(max_length=20, default=ENDING.initial)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    effective_on = models.DateField(null=True)
    waits_for = models.CharField(max_length=300, blank=True)
    steps = models.JSONField(default=list)
    because = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    certainty = models.CharField(max_length=1, default="T")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | Q(way="mediation", record__isnull=False),
                name="ending_rests_on_paper_or_record",
            ),
            models.CheckConstraint(
                condition=Q(pronounced_on__isnull=True) | Q(paper__isnull=False) & ~Q(way="mediation"),
                name="only_decisions_are_pronounced",
            ),
            models.CheckConstraint(
                condition=Q(status="binding", effective_on__isnull=False)
                | (~Q(status="binding") & Q(effective_on__isnull=True)),
                name="ending_binds_from_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(status__in=["awaiting", "appealed"]), name="ending_not_binding"),
            models.Index(fields=["status", "-id"]),
        ]


class Appeal(models.Model):
    """An appeal that was handed in within its period (上诉), with its fee."""

    ending = models.ForeignKey(Ending, on_delete=models.PROTECT, related_name="appeals", db_index=False)
    appellant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    # Who appealed for them by special mandate (代为提起上诉); None: the appellant themselves.
    counsel = models.ForeignKey(Counsel, null=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    posted_on = models.DateField(null=True)
    last_day = models.DateField(null=True)
    request = models.TextField()
    # What the appeal is about, in fen (不服一审判决部分的上诉请求数额); null for an appeal against a ruling.
    disputed_fen = models.BigIntegerField(null=True)
    fee_fen = models.BigIntegerField()
    fee_steps = models.JSONField()
    fee_because = models.JSONField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ending", "appellant"], name="one_appeal_of_a_litigant"),
            models.CheckConstraint(condition=~Q(request=""), name="appeal_says_what_it_asks"),
            models.CheckConstraint(condition=Q(fee_fen__gte=0), name="appeal_fee_not_negative"),
            models.CheckConstraint(
                condition=Q(posted_on__isnull=True) | Q(posted_on__lte=F("received_on")),
                name="appeal_posted_before_it_came",
            ),
        ]
        triggers = append_only("appeal")


@keeps_history()
class SecondInstance(models.Model):
    """The way of an appealed case to the court above (移送上诉): copies, answers, the file, and what came back."""

    class Outcome(models.TextChoices):
        """How the second instance ended (民事诉讼法第一百七十七条、第一百七十九条、第一百八十条)."""

        UPHELD = "upheld", "维持原判（裁定）"
        CHANGED = "changed", "改判、撤销或者变更"
        REMANDED = "remanded", "发回重审"
        WITHDRAWN = "withdrawn", "撤回上诉（按撤回上诉处理）"
        MEDIATED = "mediated", "二审调解"

    ending = models.OneToOneField(Ending, on_delete=models.PROTECT, related_name="second_instance")
    # When the last of the other side was served the appeal; they have until ``answer_until`` to answer.
    copies_on = models.DateField()
    answer_until = models.DateField()
    copies_at = models.DateTimeField()
    copies_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_court = models.CharField(max_length=120, blank=True)
    contents = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    binds_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answer_until__gt=F("copies_on")), name="answer_after_the_copies"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True, to_court="")
                | (Q(sent_at__isnull=False, sent_by__isnull=False) & ~Q(to_court="")),
                name="file_sent_to_a_court",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", binds_on__isnull=True, decided_at__isnull=True)
                | (
                    ~Q(outcome="")
                    & ~Q(number="")
                    & Q(sent_at__isnull=False, binds_on__isnull=False, decided_at__isnull=False)
                ),
                name="second_instance_decided_once_sent",
            ),
        ]
