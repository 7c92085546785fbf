"""Tables of the case file (卷宗): what litigants hand in with its files, and the file once it is archived."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Case, Counsel, Litigant
from tianping.kernel.clock import china_day
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile, append_only
from tianping.kernel.uploads import ENDINGS
from tianping.law.wording import chinese_date
from tianping.papers.dossier.states import HAND_IN

PDF = "application/pdf"


@keeps_history()
class HandIn(models.Model):
    """What a litigant hands in (当事人提交的材料): an answer, evidence, a request to the court, the waiver of a period.

    A draft is theirs alone. Once handed in it has a number, and what the law says of its day (``late``, ``steps``).
    A request (管辖权异议、回避、撤诉申请) says for what it asks (``target``), and later what came of it (``outcome``).
    """

    class Kind(models.TextChoices):
        """What is handed in."""

        ANSWER = "answer", "答辩状"
        EVIDENCE = "evidence", "证据"
        OBJECTION = "objection", "管辖权异议"
        RECUSAL = "recusal", "回避申请"
        WITHDRAWAL = "withdrawal", "撤诉申请"
        WAIVER = "waiver", "放弃剩余期间"

    machine = HAND_IN

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_ins", db_index=False)
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    # Who handed it in for them (委托诉讼代理人); None: the litigant themselves.
    counsel = models.ForeignKey(Counsel, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    status = models.CharField(max_length=20, default=HAND_IN.initial)
    text = models.TextField(blank=True)
    # Of a request: which court, or whom.
    target = models.CharField(max_length=300, blank=True)
    late_reason = models.CharField(max_length=500, blank=True)
    number = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField(null=True)
    # Who took it at the counter; None: the litigant handed it in on their own page.
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    late = models.BooleanField(default=False)
    steps = models.JSONField(default=list)
    because = models.JSONField(default=list)
    certainty = models.CharField(max_length=1, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    # Of a withdrawal: whether the court allowed it by a ruling spoken and recorded (口头裁定).
    granted = models.BooleanField(null=True)
    forwarded_at = models.DateTimeField(null=True)
    forwarded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "litigant", "kind"],
                condition=Q(status="draft", received_by=None),
                name="one_draft_of_a_kind",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="hand_in_number_once"),
            models.CheckConstraint(
                condition=Q(status="draft", number="", received_at__isnull=True)
                | (~Q(status="draft") & ~Q(number="") & Q(received_at__isnull=False)),
                name="handed_in_under_a_number",
            ),
            models.CheckConstraint(
                condition=Q(status="forwarded", forwarded_at__isnull=False, forwarded_by__isnull=False)
                | (~Q(status="forwarded") & Q(forwarded_at__isnull=True, forwarded_by__isnull=True)),
                name="forwarded_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status="settled") & ~Q(outcome="") | ~Q(status="settled") & Q(outcome=""),
                name="settled_says_what_came_of_it",
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | Q(kind="withdrawal", status="settled"),
                name="only_a_settled_withdrawal_is_granted",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"]),
            models.Index(fields=["id"], condition=Q(status="received"), name="hand_in_to_forward"),
            models.Index(fields=["id"], condition=Q(status="asked"), name="hand_in_to_settle"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    @property
    def by_whom(self) -> str:
        """Who handed it in: 黄小明, or 黄小明的委托诉讼代理人卢师言."""
        return f"{self.litigant.name}的委托诉讼代理人{self.counsel.name}" if self.counsel else self.litigant.name

    @property
    def mandate(self) -> str:
        """With which authority counsel did (代理权限); empty where the litigant did themselves."""
        if self.counsel is None:
            return ""
        scope = f"：{self.counsel.scope.rstrip('。')}" if self.counsel.scope else ""
        return f"{self.counsel.get_authority_display()}{scope}"


@keeps_history()
class HandedFile(models.Model):
    """One file of what was handed in (附件): what it is called and what it is to prove."""

    hand_in = models.ForeignKey(HandIn, on_delete=models.PROTECT, related_name="files", db_index=False)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()

    @property
    def file_name(self) -> str:
        """Under which name it is downloaded: what the litigant called it, with the ending of what it is."""
        return f"{self.name}.{ENDINGS[self.file.media_type]}"

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["hand_in", "position"], name="handed_file_place_once"),
            models.CheckConstraint(condition=~Q(name="") & Q(pages__gt=0), name="handed_file_has_name_and_pages"),
        ]


class Forwarding(models.Model):
    """What was handed in went on to one of the others with this notice (转送): whoever got it may read the files."""

    hand_in = models.ForeignKey(HandIn, on_delete=models.PROTECT, related_name="forwardings")
    paper = models.OneToOneField("documents.Paper", on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = append_only("forwarding")


class Archive(models.Model):
    """The file of a case as it was archived (归档): its catalogue with hashes, what was missing, the package."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="archive")
    index = models.JSONField()
    missing = models.JSONField(default=list)
    remarks = models.CharField(max_length=1000, blank=True)
    page_count = models.PositiveIntegerField()
    package = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    archived_at = models.DateTimeField()
    archived_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(missing=[]) | ~Q(remarks=""), name="archive_explains_what_is_missing")
        ]
        triggers = append_only("archive")

    @property
    def said(self) -> str:
        """When, by whom, how much."""
        day, who = chinese_date(china_day(self.archived_at)), self.archived_by.full_name
        return f"{day}由{who}归档，共{self.page_count}页。{self.remarks}"
