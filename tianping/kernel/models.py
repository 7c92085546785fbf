"""Tables of the mechanisms: steps, audit, outbox, messages, numbers, submissions, stored files, guesses."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tianping.kernel.states import MESSAGE


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers that let rows be added and never changed or removed."""
    return [
        pgtrigger.Protect(name=f"{name}_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_never_emptied",
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;",
        ),
    ]


class Step(models.Model):
    """One move of one record through its machine (办理步骤). Written by ``moves`` only."""

    machine = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["machine", "record_id", "id"])]
        triggers = append_only("step")


class AuditEntry(models.Model):
    """One write, one look at personal data, or one refused look (审计记录). Holds no personal data itself."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    leaf = models.BinaryField(max_length=32)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["subject", "id"]), models.Index(fields=["by", "id"])]
        constraints = [models.UniqueConstraint(fields=["leaf"], name="audit_leaf_once")]
        triggers = append_only("audit")


class Checkpoint(models.Model):
    """One sealed stretch of the audit log: its Merkle root, chained to the one before (检查点)."""

    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    chain = models.BinaryField(max_length=32, unique=True)
    size = models.PositiveIntegerField()
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers = append_only("checkpoint")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="checkpoint_not_empty"),
            # One successor each: two sealers at once cannot fork the chain.
            models.UniqueConstraint(fields=["previous"], name="checkpoint_one_successor"),
        ]


class Seal(models.Model):
    """The place of one audit entry in its checkpoint (封存位置)."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, primary_key=True)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="seals")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checkpoint", "position"], name="seal_place_once")]
        triggers = append_only("seal")


class Event(models.Model):
    """A fact that happened, written in its own transaction (发件箱). Handlers hear of it afterwards."""

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        triggers = append_only("event")


class Handling(models.Model):
    """One handler has dealt with one event; the row stands in the handler's own transaction."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT)
    handler = models.CharField(max_length=120)
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="event_handled_once")]


class Message(models.Model):
    """One SMS or mail that leaves the house (发出的信息), written in the transaction of what it tells.

    ``key`` is given to the provider, too: the same message is written once and delivered once. Address and text are
    personal data. A message that carries a one-time code ``is_secret``: its text is forgotten once it was sent.
    """

    class Channel(models.TextChoices):
        """The way a message goes."""

        SMS = "sms", "短信"
        MAIL = "mail", "电子邮件"

    machine = MESSAGE

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(max_length=254)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    # What it is about, as audit entries name it: "case:12".
    subject = models.CharField(max_length=120, blank=True)
    is_secret = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default=MESSAGE.initial)
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # After this nobody can use it any more, and it is not sent.
    good_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=120, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(address=""), name="message_has_key_and_address"),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at__isnull=True)),
                name="message_sent_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(status__in=["queued", "failed"]), name="message_to_be_sent"
            ),
            models.Index(fields=["address", "-id"]),
            models.Index(fields=["status", "-id"]),
        ]


class Counter(models.Model):
    """The last number given out in one year for one kind (编号). Locked while a number is taken."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "kind"], name="one_counter_per_year_and_kind")]


class Submission(models.Model):
    """A form that was sent once, whatever the browser did afterwards (幂等键)."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=300)
    body_digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    location = models.TextField(blank=True)
    answer = models.JSONField(null=True)
    received_at = models.DateTimeField(db_default=Now())


class Draft(models.Model):
    """What somebody has typed into a form and not sent yet (草稿); theirs alone, and gone once it is sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    # Instead of a person: whoever proves in another way who they are ("litigant:12").
    holder = models.CharField(max_length=40, blank=True)
    form = models.CharField(max_length=60)
    typed = models.JSONField()
    # The key under which the form will be sent: once that is done, the draft is no draft any more.
    key = models.UUIDField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form"], name="one_draft_per_person_and_form"),
            models.UniqueConstraint(
                fields=["holder", "form"], condition=~Q(holder=""), name="one_draft_per_holder_and_form"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) & ~Q(holder="") | Q(user__isnull=False, holder=""),
                name="draft_is_of_one_person_or_holder",
            ),
        ]


class ChosenFile(models.Model):
    """A file that somebody chose for a form that was not taken (已经选好的文件); theirs alone, gone once it is sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    field = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    file = models.ForeignKey("StoredFile", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "form"]), models.Index(fields=["kept_at"])]


class StoredFile(models.Model):
    """A file by its content (存档文件): the bytes lie in the file store under their SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    sm3 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    received_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty")]


class Guess(models.Model):
    """Look-ups by one source in one minute (查询频次), counted in the database so that all processes agree."""

    gate = models.CharField(max_length=40)
    source = models.CharField(max_length=100)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gate", "source", "minute"], name="one_guess_row_a_minute")]


class Progress(models.Model):
    """How far a long piece of work has come (进度); written outside the work's own transaction."""

    key = models.CharField(max_length=80, primary_key=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=60, blank=True)
