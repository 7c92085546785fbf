"""Tables of service (送达): a paper on its way to a litigant, every attempt, consent to electronic service."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models import Litigant
from tianping.kernel.clock import CHINA, china_day
from tianping.kernel.history import keeps_history
from tianping.kernel.models import Message, StoredFile, append_only
from tianping.law.electronic_consent import STEP_NAMES, STEPS, named
from tianping.law.masking import mask_phone
from tianping.law.service import FAULT_NAMES, METHOD_NAMES, RECEIVER_NAMES
from tianping.law.wording import chinese_date
from tianping.papers.service.states import DELIVERY

METHODS = list(METHOD_NAMES.items())
RECEIVERS = list(RECEIVER_NAMES.items())
FAULTS = list(FAULT_NAMES.items())


def every_step() -> list[str]:
    """Every step of a suit (诉讼环节): what consent covers where nobody says otherwise."""
    return list(STEPS)


class Consent(models.Model):
    """A litigant agrees to be served electronically (同意电子送达), at an address they gave or confirmed (民诉法90条).

    ``evidence`` says where the consent stands; ``steps`` for which steps of the suit it was given (适用环节,
    在线诉讼规则第四条).
    """

    class Channel(models.TextChoices):
        """By which way papers reach the litigant."""

        SMS = "sms", "手机短信，在案件进度页面查看、下载"
        EMAIL = "email", "电子邮箱"

    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="electronic_consents")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.SMS)
    address = models.CharField(max_length=120)
    steps = ArrayField(models.CharField(max_length=20, choices=list(STEP_NAMES.items())), default=every_step)
    evidence = models.CharField(max_length=200)
    # Of a consent that the litigant gave on their own page.
    number = models.CharField(max_length=40, blank=True)
    given_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(address="") & ~Q(evidence=""), name="consent_says_where_it_stands"),
            models.CheckConstraint(
                condition=Q(steps__len__gte=1, steps__contained_by=list(STEPS)), name="consent_covers_known_steps"
            ),
        ]
        triggers = append_only("consent")

    def covers(self, step: str) -> bool:
        """Whether the litigant agreed for this step of the suit."""
        return step in self.steps

    @property
    def steps_named(self) -> str:
        """The steps that it covers, in a court's words."""
        return named(self.steps)


class ConsentWithdrawal(models.Model):
    """A litigant takes their consent back (撤回); what was served until then stands."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="withdrawal")
    number = models.CharField(max_length=40, blank=True)
    withdrawn_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = append_only("withdrawal")


class ServicePlace(models.Model):
    """Where papers reach a litigant by mail, as they confirmed it (送达地址确认书); the newest counts, none is changed.

    ``evidence`` says where the confirmation stands; ``number``: of one that the litigant gave on their own page.
    """

    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="service_places")
    address = models.CharField(max_length=200)
    recipient = models.CharField(max_length=60)
    phone = models.CharField(max_length=20)
    evidence = models.CharField(max_length=200)
    number = models.CharField(max_length=40, blank=True)
    confirmed_on = models.DateField()
    noted_at = models.DateTimeField()
    # None: the litigant themselves, on their own page.
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(address="") & ~Q(evidence=""), name="place_says_where_it_stands")
        ]
        triggers = append_only("place")

    @property
    def words(self) -> tuple[str, str, str]:
        """Address, recipient and telephone."""
        return self.address, self.recipient, self.phone


@keeps_history()
class Delivery(models.Model):
    """One issued paper on its way to one litigant (送达), and, once served, the day from which it counts and why."""

    machine = DELIVERY

    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, related_name="deliveries")
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    status = models.CharField(max_length=20, default=DELIVERY.initial)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=20, choices=METHODS, blank=True)
    effective_on = models.DateField(null=True)
    steps = models.JSONField(default=list)
    because = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    certainty = models.CharField(max_length=1, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["litigant", "paper"], name="paper_delivered_once_to_a_litigant"),
            models.CheckConstraint(
                condition=Q(status="served", effective_on__isnull=False) & ~Q(method="") & ~Q(certainty="")
                | ~Q(status="served") & Q(effective_on__isnull=True),
                name="served_with_its_day_and_method",
            ),
        ]
        indexes = [models.Index(fields=["status", "id"])]


class Attempt(models.Model):
    """What was done to serve a paper (送达经过), and what came of it; ``failed_because``: why it is no service."""

    class Outcome(models.TextChoices):
        """What happened."""

        RECEIVED = "received", "签收、到达"
        REFUSED = "refused", "拒收"
        RETURNED = "returned", "退回、未能送交"

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts", db_index=False)
    method = models.CharField(max_length=20, choices=METHODS)
    day = models.DateField()
    # Of mail (交邮日期): the day on which it was handed to the post; it decides when the case counts as closed.
    posted_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    receiver = models.CharField(max_length=20, choices=RECEIVERS)
    manner = models.CharField(max_length=20, blank=True)
    fault = models.CharField(max_length=20, choices=FAULTS, blank=True)
    note = models.CharField(max_length=300, blank=True)
    failed_because = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    # None: the litigant took the paper on their own page, or a message arrived.
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # What arrived at the address that the litigant confirmed (送达信息): its arrival is the service.
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # What was signed when the paper was handed over at the window (送达回证签收件): a scan, or a signature on the pad.
    signed = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message"], name="message_serves_once"),
            models.CheckConstraint(
                condition=Q(message__isnull=True) | Q(method="electronic", recorded_by__isnull=True),
                name="only_electronic_service_by_message",
            ),
            models.CheckConstraint(
                condition=Q(signed__isnull=True) | Q(method="direct", outcome="received"), name="only_who_takes_signs"
            ),
            models.CheckConstraint(
                condition=Q(posted_on__isnull=True) | Q(method="mail", posted_on__lte=F("day")),
                name="mail_posted_before_it_came",
            ),
        ]
        indexes = [models.Index(fields=["delivery", "id"])]
        triggers = append_only("attempt")

    @property
    def posted(self) -> str:
        """When it was posted, in words for those who read what was done; empty where nobody wrote it down."""
        return f"{chinese_date(self.posted_on)}交邮" if self.posted_on is not None else ""

    @property
    def arrived(self) -> str:
        """The message that served the paper: by which channel, to whom, when; empty where there is none."""
        return address_and_time(self.message) if self.message is not None else ""

    @property
    def result(self) -> str:
        """What came of it; a message arrives, and nobody signs for it."""
        return "到达" if self.message_id is not None else self.get_outcome_display()

    @property
    def taker(self) -> str:
        """Who took the paper; empty where nobody did."""
        return self.get_receiver_display() if self.outcome == "received" and self.message_id is None else ""

    @property
    def recorder(self) -> str:
        """Who wrote it down, in words."""
        if self.recorded_by is not None:
            return self.recorded_by.full_name
        return "当事人" if self.message is None else "系统"


def address_and_time(message: Message) -> str:
    """A message in a list of what was done: its channel, the address with its middle hidden, when it was sent."""
    where = f"{message.get_channel_display()}，{mask_phone(message.address)}"
    if message.sent_at is None:
        return where
    return f"{where}，{chinese_date(china_day(message.sent_at))}{message.sent_at.astimezone(CHINA):%H:%M}发送成功"
