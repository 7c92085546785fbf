"""The record of a hearing or of an inquiry (庭审笔录、询问笔录): sections, who appeared, who signed."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Counsel, Litigant
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only
from tianping.trial.hearings.models.guards import closed_stays, only_while_open
from tianping.trial.hearings.states import RECORD


@keeps_history()
class Record(models.Model):
    """The record of one hearing, or of an inquiry outside a hearing (民事诉讼法第一百五十条)."""

    class Kind(models.TextChoices):
        """What is recorded."""

        HEARING = "hearing", "庭审笔录"
        INQUIRY = "inquiry", "询问笔录"

    class Outcome(models.TextChoices):
        """How a hearing ended (庭审结果)."""

        MEDIATED = "mediated", "达成调解协议"
        WITHDRAWN = "withdrawn", "原告撤诉"
        TO_BE_DECIDED = "to_be_decided", "择期宣判"
        ADJOURNED = "adjourned", "延期开庭"
        PLAINTIFF_ABSENT = "plaintiff_absent", "原告拒不到庭，按撤诉处理"
        DEFENDANT_ABSENT = "defendant_absent", "缺席审理，择期宣判"
        INQUIRED = "inquired", "询问完毕"

    machine = RECORD

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearing_records", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    ordinal = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=120)
    is_public = models.BooleanField(default=True)
    status = models.CharField(max_length=20, default=RECORD.initial)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rights_told_at = models.DateTimeField(null=True)
    rights_told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "ordinal"], name="record_of_a_case_numbered_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(status="open"), name="one_open_record_a_case"),
            models.CheckConstraint(condition=~Q(place=""), name="record_says_where"),
            models.CheckConstraint(
                condition=Q(status="open", outcome="", closed_at__isnull=True, closed_by__isnull=True)
                | (
                    Q(status__in=["closed", "signed"], closed_at__isnull=False, closed_by__isnull=False)
                    & ~Q(outcome="")
                ),
                name="record_closed_with_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(status="signed", signed_at__gte=F("closed_at"))
                | (~Q(status="signed") & Q(signed_at__isnull=True)),
                name="record_signed_after_it_was_closed",
            ),
            models.CheckConstraint(
                condition=Q(rights_told_at__isnull=True, rights_told_by__isnull=True)
                | Q(rights_told_at__isnull=False, rights_told_by__isnull=False),
                name="rights_told_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"]),
            models.Index(fields=["status", "opened_at", "id"]),
        ]
        triggers = closed_stays()


@keeps_history()
class Section(models.Model):
    """One part of a record (笔录部分): its heading and what was said, saved as it is typed.

    ``version`` counts the savings, so that two people who write at once are told so.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="sections", db_index=False)
    ordinal = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    heading = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "ordinal"], name="section_place_once"),
            models.UniqueConstraint(fields=["record", "code"], name="section_of_a_kind_once"),
            models.CheckConstraint(condition=~Q(heading=""), name="section_has_a_heading"),
        ]
        triggers = only_while_open("section")


@keeps_history()
class Attendance(models.Model):
    """Somebody who was to appear (到庭情况): in which capacity, whether they came, else why not.

    ``appeared`` is open until the clerk has asked; ``excused`` says whether the reason is a good one (正当理由);
    ``summoned`` says how they were lawfully summoned, without which their absence has no consequence.
    """

    class Side(models.TextChoices):
        """On whose side the person stands."""

        COURT = "court", "审判组织"
        PLAINTIFF = "plaintiff", "原告方"
        DEFENDANT = "defendant", "被告方"
        THIRD = "third", "第三人方"
        OTHER = "other", "其他诉讼参与人"

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="attendances", db_index=False)
    ordinal = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=Side.choices)
    litigant = models.ForeignKey(Litigant, null=True, on_delete=models.PROTECT, related_name="+")
    counsel = models.ForeignKey(Counsel, null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=60)
    appeared = models.BooleanField(null=True)
    absent_reason = models.CharField(max_length=200, blank=True)
    excused = models.BooleanField(default=False)
    summoned = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "ordinal"], name="attendance_place_once"),
            models.UniqueConstraint(fields=["record", "user"], name="judge_or_clerk_stands_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(capacity=""), name="attendance_has_a_name"),
            models.CheckConstraint(
                condition=(Q(appeared=False) & ~Q(absent_reason=""))
                | Q(appeared=True, absent_reason="", excused=False)
                | Q(appeared__isnull=True, absent_reason="", excused=False),
                name="absence_says_why",
            ),
        ]
        triggers = only_while_open("attendance")


class Signature(models.Model):
    """Somebody signed the record (签名), on the pad or on paper; or refused, which is noted (第一百五十条)."""

    class Way(models.TextChoices):
        """How."""

        PAD = "pad", "签字板"
        PAPER = "paper", "纸质签名扫描"
        REFUSED = "refused", "拒绝签名"

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="signatures", db_index=False)
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="signatures")
    way = models.CharField(max_length=10, choices=Way.choices)
    image = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attendance"], name="signed_once"),
            models.CheckConstraint(
                condition=(Q(way="refused", image__isnull=True) & ~Q(note=""))
                | Q(way__in=["pad", "paper"], image__isnull=False),
                name="signature_or_why_not",
            ),
        ]
        indexes = [models.Index(fields=["record", "id"])]
        triggers = append_only("signature")


class Correction(models.Model):
    """Somebody who read the closed record asks for a correction (申请补正): granted, or refused and kept on record."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="corrections", db_index=False)
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="+")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="corrections")
    text = models.CharField(max_length=1000)
    granted = models.BooleanField()
    refused_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_what"),
            models.CheckConstraint(
                condition=Q(granted=True, refused_because="") | (Q(granted=False) & ~Q(refused_because="")),
                name="correction_refused_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["record", "id"])]
        triggers = append_only("correction")
