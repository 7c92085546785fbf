"""Tables of pleadings being written: answers, people on both sides, agents, pieces with their pages."""

from typing import Any

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Counsel, Litigant
from tianping.intake.application.states import APPLICATION
from tianping.kernel.history import keeps_history
from tianping.kernel.models import StoredFile


@keeps_history()
class Application(models.Model):
    """A pleading (起诉状) on its way: everything answered so far, kept as it is typed; then the filing that it became,
    or what goes to another court.

    ``answers`` are those of the element-style form of the cause. ``carried_from`` says where answers came from that
    nobody typed here (guidance, a preservation). Null choices are not made yet.
    """

    class Channel(models.TextChoices):
        """Who writes it: the citizen (or their lawyer), or a clerk for somebody at the window."""

        ONLINE = "online", "网上"
        COUNTER = "counter", "窗口"

    machine = APPLICATION
    people: Any
    agents: Any
    documents: Any
    signatures: Any

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    cause_name = models.CharField(max_length=60)
    # The court that is sued at (受诉法院) where it is not ours (跨域立案); empty: ours.
    court_name = models.CharField(max_length=60, blank=True)
    answers = models.JSONField(default=dict)
    carried_from = models.CharField(max_length=60, blank=True)
    # The preservation before this suit (诉前保全), whose thirty days it ends.
    preservation = models.ForeignKey("preservation.Application", null=True, on_delete=models.PROTECT, related_name="+")
    consents_to_mediation = models.BooleanField(null=True)
    has_agent = models.BooleanField(null=True)
    # Help with the fee (司法救助): empty while nobody was asked, "none", or a ground of ``law.fee_relief``.
    relief_ground = models.CharField(max_length=20, blank=True)
    relief_words = models.TextField(max_length=1000, blank=True)
    # What each part said when it was last handed in, as a digest: a correction changes the parts that it names.
    parts_handed_in = models.JSONField(default=dict)
    begun_on = models.DateField()
    changed_on = models.DateField()
    # Who changed it last, and when: at the counter several clerks write one pleading.
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, default=APPLICATION.initial)
    filing = models.OneToOneField("filing.Filing", null=True, on_delete=models.PROTECT, related_name="application")
    forwarding = models.OneToOneField(
        "crosscourt.Outgoing", null=True, on_delete=models.PROTECT, related_name="application"
    )

    @property
    def names_typed(self) -> str:
        """Whose names were typed so far: 原告甲、被告乙."""
        people = sorted(self.people.all(), key=lambda each: Litigant.Role.values.index(each.role))
        return "、".join(f"{each.get_role_display()}{each.name}" for each in people if each.name)

    @property
    def forwarding_label(self) -> str:
        """Where it stands on its way to another court (跨域立案的状态)."""
        return self.forwarding.machine.label(self.forwarding.status) if self.forwarding is not None else ""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["drafting", "given_up"], filing__isnull=True, forwarding__isnull=True)
                | Q(status="handed_in", filing__isnull=False, forwarding__isnull=True, court_name="")
                | (Q(status="handed_in", filing__isnull=True, forwarding__isnull=False) & ~Q(court_name="")),
                name="application_handed_in_has_its_filing",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-id"]), models.Index(fields=["channel", "-id"])]


@keeps_history()
class Person(models.Model):
    """Somebody on one side of a pleading (当事人), typed once; ``details`` is what only the pleading says of them.

    Of a plaintiff also where papers reach them (送达地址确认), whether by electronic means, and whether address and
    telephone are kept from the other side (对对方保密): each says so of themselves; null: nobody was asked.
    """

    agents: Any

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="people", db_index=False)
    role = models.CharField(max_length=10, choices=Litigant.Role.choices)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Litigant.Kind.choices)
    name = models.CharField(max_length=120, blank=True)
    identity_kind = models.CharField(max_length=20, blank=True)
    identity_number = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    representative = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict)
    service_address = models.CharField(max_length=200, blank=True)
    service_recipient = models.CharField(max_length=60, blank=True)
    service_phone = models.CharField(max_length=20, blank=True)
    electronic_service = models.BooleanField(null=True)
    withholds_contact = models.BooleanField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "role", "position"], name="person_place_once"),
        ]


@keeps_history()
class Agent(models.Model):
    """Who acts for plaintiffs of a pleading (委托诉讼代理人); ``people``: for whom, where there are several."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="agents")
    kind = models.CharField(max_length=20, choices=Counsel.Kind.choices)
    name = models.CharField(max_length=60)
    firm = models.CharField(max_length=120, blank=True)
    licence_number = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=10, choices=Counsel.Authority.choices)
    scope = models.CharField(max_length=300, blank=True)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    people = models.ManyToManyField(Person, related_name="agents")

    class Meta:
        ordering = ["id"]


class Signature(models.Model):
    """A plaintiff's signature under a pleading (具状人签名), by themselves or by whoever acts for them (``name``).

    ``is_over``: what was signed was changed, or handed in; a later handing in is signed anew.
    """

    class Way(models.TextChoices):
        """How it was signed."""

        PAD = "pad", "手写签名"
        TYPED = "typed", "输入姓名确认"
        PAPER = "paper", "纸质签名"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="signatures")
    name = models.CharField(max_length=120)
    way = models.CharField(max_length=10, choices=Way.choices)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_over = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"], condition=Q(is_over=False), name="plaintiff_signs_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="signature_has_a_name"),
            models.CheckConstraint(
                condition=Q(way="typed", file__isnull=True) | (~Q(way="typed") & Q(file__isnull=False)),
                name="signature_by_hand_has_its_picture",
            ),
        ]


class Document(models.Model):
    """A piece that goes along (材料): its pages are photos or a PDF, made one document when it is handed in."""

    sheets: Any

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="document_has_a_name")]


class Sheet(models.Model):
    """A photo, or a PDF of several pages, of a document (一页或者一个文件); as it lies now, turned and cut."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="sheets")
    position = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
