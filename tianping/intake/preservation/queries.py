"""Reads of preservation: lists, one application, what waits for whom, what a suit can be started from."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts
from tianping.accounts.posts import Post
from tianping.accounts.queries import people_with_post
from tianping.cases.actions import LitigantDraft
from tianping.cases.models import Case, Counsel, Litigant
from tianping.cases.permissions import own_accesses
from tianping.cases.queries import conflicts_in, matching
from tianping.intake.preservation.models import Application, ApplicationDraft, Proof, PropertyClue
from tianping.intake.preservation.permissions import BENCH, OFFICER, own_applications, visible_applications
from tianping.kernel.models import Step, StoredFile
from tianping.law import preservation
from tianping.law.answers import Answer
from tianping.law.preservation_fees import UNPAID, Taken, last_day_to_pay, preserved_sum
from tianping.measures.queries import taken_on
from tianping.money.fees.queries import PRESERVATION, Item, Reckoning, due_of, fees_of, net_fen, settlement_of

CASE_TYPE, EXECUTION_TYPE, FIRST_INSTANCE = "财保", "执保", "民初"
OPEN = ("received", "awaiting_security", "deciding", "granted")
# The ruling was carried out, whatever stands of it by now.
CARRIED_OUT = ("executed", "nothing_found", "lifting", "lifted", "ended")
DECISION = ("PRES-48", "PRES-PRE-48", "PRES-5")
SUIT = "PRES-PRE-30"


def applications(user: Any) -> QuerySet[Application]:
    """The applications that a member of the court may see, with case, sides and ruling."""
    rows = visible_applications(user).select_related("case__responsible", "matter", "applicant", "ruling")
    return rows.prefetch_related("respondents")


def application_of(user: Any, pk: int) -> Application | None:
    """One application that a member of the court may see."""
    rows = applications(user).select_related("lifting_ruling", "suit_matter", "applied_by", "fee_item__bill")
    return rows.filter(pk=pk).first()


def own(user: Any) -> QuerySet[Application]:
    """What a citizen may read of what was asked for them."""
    return own_applications(user).select_related("case", "matter", "applicant", "ruling", "fee_item__bill").distinct()


def search(rows: QuerySet[Application], text: str) -> QuerySet[Application]:
    """Applications by receipt, by case number or by a litigant's name."""
    word = text.strip()
    cases = matching(Case.objects.filter(preservations__isnull=False), word).values("pk")
    borne = Application.objects.filter(respondents__name__contains=word).values("pk")
    return rows.filter(
        Q(number__icontains=word)
        | Q(execution_number__contains=word)
        | Q(case__in=cases)
        | Q(applicant__name__contains=word)
        | Q(pk__in=borne)
    )


def counts_by_status(user: Any) -> dict[str, int]:
    """How many of the applications that a person may see stand in each state."""
    return dict(visible_applications(user).order_by().values_list("status").annotate(Count("pk")))


def waiting_for(user: Any) -> QuerySet[Application]:
    """What waits for a person: to be accepted, to be decided by who sits in the case, to be carried out."""
    held = held_posts(user)
    mine = Q(pk__in=())
    if Post.FILING_CLERK in held:
        # What security was asked for, and papers came for it, waits to be registered.
        handed = Proof.objects.filter(application=OuterRef("pk"), added_at__isnull=False)
        mine |= Q(status="received") | (Q(status="awaiting_security") & Exists(handed))
    if held & BENCH:
        mine |= Q(status="deciding", case__responsible=user)
    if held & OFFICER:
        mine |= Q(status__in=("granted", "lifting"))
    return Application.objects.filter(mine)


def not_sued(user: Any, on: datetime.date) -> QuerySet[Application]:
    """Preservations before a suit whose thirty days are over without one: they are to be lifted by their judge."""
    late = Application.objects.filter(status="executed", suit_on__isnull=True, sue_by__lt=on)
    return late.filter(case__responsible=user).select_related("case", "applicant").order_by("sue_by", "pk")


def sues_late(application: Application, on: datetime.date) -> bool:
    """Whether the thirty days of a preservation that stands are over without a suit."""
    late = application.sue_by is not None and application.sue_by < on
    return late and application.status == "executed" and application.suit_on is None


def security_shortfall(application: Application, *, on: datetime.date) -> str:
    """Why the security of an application is less than the law asks for, in a sentence; empty where it is enough."""
    stage: preservation.Stage = "in_suit" if application.stage == Application.Stage.IN_SUIT else "before_suit"
    fen, exemption = application.security_fen, application.exemption
    return preservation.shortfall(stage, application.amount_fen, fen, on=on, exemption=exemption)


def applicants_of(application: Application) -> list[Litigant]:
    """Who applies: before a suit all plaintiffs of its matter (共同申请), in a suit the one litigant who did."""
    if application.stage == Application.Stage.IN_SUIT:
        return [application.applicant]
    rows = Litigant.objects.filter(matter=application.matter_id, role=Litigant.Role.PLAINTIFF)
    return list(rows.order_by("position"))


def names_of_applicants(application: Application) -> str:
    """The names of those who apply."""
    return "、".join(each.name for each in applicants_of(application))


def agents_of(application: Application) -> list[Counsel]:
    """Who acts for the applicants (委托诉讼代理人), each once."""
    acting = Counsel.objects.filter(litigant__in=applicants_of(application), until__isnull=True).order_by("pk")
    return list({each.person_key: each for each in acting}.values())


def clues_of(application: Application) -> list[PropertyClue]:
    """The property that an application points to, in its order."""
    return list(PropertyClue.objects.filter(application=application).select_related("owner"))


def steps_of(application: Application) -> QuerySet[Step]:
    """What was done with an application, oldest first, with who did it."""
    done = Step.objects.filter(machine=Application.machine.name, record_id=application.pk)
    return done.select_related("by").order_by("pk")


def of_case(case: Case) -> QuerySet[Application]:
    """The applications of the dispute that a case is about, and those before its suit."""
    rows = Application.objects.filter(Q(matter=case.matter_id) | Q(suit_matter=case.matter_id))
    return rows.select_related("case", "applicant").prefetch_related("respondents").order_by("pk")


@dataclass(frozen=True)
class FeeTold:
    """What an applicant is told of a fee (保全申请费): its item and bill, what it comes to, how it was settled; fen.

    ``last_day`` and ``otherwise``: until when it is to be paid, and what follows; of what is paid or settled, nothing.
    """

    item: Item
    due_fen: int
    left_fen: int
    settled: Reckoning | None
    last_day: datetime.date | None = None
    otherwise: str = ""


def told_of(item: Item) -> FeeTold:
    """What an applicant is told of one fee."""
    told = FeeTold(item, net_fen(item), due_of(item.bill), settlement_of(item))
    if item.bill.paid_on or told.settled:
        return told
    return replace(told, last_day=last_day_to_pay(item.bill.issued_on).value, otherwise=UNPAID)


def fees_for(case: Case, applicant: Litigant) -> list[FeeTold]:
    """The fees of preservation that an applicant owes in a case."""
    asked = [item for item in fees_of(case) if item.kind == PRESERVATION]
    return [told_of(item) for item in asked if applicant.name in item.bill.payer_name.split("、")]


def preserved_in(application: Application) -> Answer[int | None]:
    """What was preserved in fact on the ruling of an application, with how it is counted (实际保全的财产数额)."""
    ruling = application.ruling
    rows = taken_on(application.case_id, ruling.number) if application.case_id and ruling is not None else []
    taken = [
        Taken(
            f"{row.get_way_display()}{row.owner.name}的{row.get_property_kind_display()}（{row.description}）",
            row.amount_fen,
            waits=row.effective_on is None,
        )
        for row in rows
    ]
    return preserved_sum(taken, application.amount_fen)


def unsettled(user: Any) -> QuerySet[Application]:
    """The applications of a person whose ruling was carried out, and whose fee is not settled by it yet."""
    rows = Application.objects.filter(status__in=CARRIED_OUT, fee_item__isnull=False, fee_item__reckoning__isnull=True)
    return rows.filter(case__responsible=user).select_related("case", "applicant").order_by("executed_on", "pk")


def suits_of(user: Any) -> list[tuple[Case, Litigant]]:
    """The open cases of first instance in which a citizen may act, each with the litigant as whom."""
    rows = own_accesses(user).select_related("litigant")
    by_matter = {row.litigant.matter_id: row.litigant for row in rows}
    cases = Case.objects.filter(matter__in=by_matter, type_code=FIRST_INSTANCE, status="open").order_by("-pk")
    return [(case, by_matter[case.matter_id]) for case in cases]


def on_duty(case: Case, *, on: datetime.date) -> User | None:
    """Whose turn it is to rule (轮值): of the judges whom nothing bars, who had the fewest of these cases this year.

    Nobody chooses; of those with equally many it is the one who came to the court first.
    """
    barred = conflicts_in([case.pk])[case.pk]
    judges = [judge for judge in people_with_post(Post.JUDGE, on) if judge.pk not in barred]
    this_year = Q(seats__case__type_code=CASE_TYPE, seats__case__year=on.year)
    counted = User.objects.filter(pk__in=[judge.pk for judge in judges])
    return counted.annotate(had=Count("seats", filter=this_year)).order_by("had", "pk").first()


@dataclass(frozen=True)
class CarriedPaper:
    """A file of evidence that was handed in with an application: what it is called, the file, its pages."""

    name: str
    file: StoredFile
    pages: int


@dataclass(frozen=True)
class Carried:
    """What a suit takes over from the preservation before it; nothing of it is asked or uploaded again.

    ``executed_on``: since when what was preserved stands; ``sue_by``: while the thirty days count. None once lifted.
    """

    application_id: int
    number: str
    executed_on: datetime.date | None
    sue_by: datetime.date | None
    cause_name: str
    claim_fen: int | None
    claim_text: str
    facts_text: str
    litigants: tuple[LitigantDraft, ...]
    papers: tuple[CarriedPaper, ...] = ()


def open_for(user: Any) -> list[Carried]:
    """The preservations of a citizen whose suit has not come yet, each with what the suit takes over."""
    rows = (
        own_applications(user)
        .filter(stage="before_suit", suit_on__isnull=True)
        .exclude(status__in=("withdrawn", "refused", "lifted", "ended"))
    )
    rows = rows.select_related("case", "matter").prefetch_related("matter__litigants").distinct().order_by("-pk")
    return [_carried(row) for row in rows]


def matters_before_suit(user: Any) -> set[int]:
    """The matters of a citizen in which a preservation was asked for and no suit has come yet (诉前财产保全)."""
    rows = own_applications(user).filter(stage="before_suit", suit_on__isnull=True)
    return set(rows.values_list("matter_id", flat=True))


def states_before_suit(matter_ids: Collection[int]) -> dict[int, str]:
    """How the preservations that were asked for before a suit stand, in words, by the matter that they opened."""
    rows = Application.objects.filter(matter__in=list(matter_ids), stage="before_suit")
    return {matter: Application.machine.label(status) for matter, status in rows.values_list("matter", "status")}


def carried(application_id: int, user: Any) -> Carried | None:
    """What a suit takes over from one preservation: the citizen's own, or one that a member of the court may see."""
    seen = Q(pk__in=own_applications(user).values("pk")) | Q(pk__in=visible_applications(user).values("pk"))
    rows = Application.objects.filter(seen, pk=application_id, stage="before_suit", suit_on__isnull=True)
    found = rows.select_related("case", "matter").prefetch_related("matter__litigants").first()
    if found is None:
        return None
    proofs = Proof.objects.filter(application=found, kind="evidence").select_related("file")
    papers = tuple(CarriedPaper(each.name, each.file, each.pages) for each in proofs)
    return replace(_carried(found), papers=papers)


def to_sue(litigant_ids: Collection[int]) -> list[Application]:
    """Preservations of these applicants that were carried out and wait for the suit within thirty days."""
    together = Litigant.objects.filter(pk__in=list(litigant_ids), role=Litigant.Role.PLAINTIFF).values("matter")
    theirs = Q(applicant__in=list(litigant_ids)) | Q(matter__in=together)
    rows = Application.objects.filter(theirs, stage="before_suit", sue_by__isnull=False, suit_on__isnull=True)
    return list(rows.filter(status="executed").select_related("matter", "case").order_by("sue_by"))


def concealed_from(litigant_ids: Collection[int]) -> set[int]:
    """Which of these litigants may not learn of their matter yet: respondents before the measures are taken.

    Where it ended without measures they are not told either (民事诉讼法第一百零六条第二款).
    """
    rows = Application.objects.filter(respondents__in=list(litigant_ids), stage="before_suit", executed_on__isnull=True)
    return set(rows.exclude(suit_matter=F("matter")).values_list("respondents", flat=True)) & set(litigant_ids)


def matters_before(matter_id: int) -> list[int]:
    """The matters of preservations that went before the suit of this matter."""
    rows = Application.objects.filter(suit_matter=matter_id).exclude(matter=matter_id)
    return list(rows.order_by("matter").values_list("matter", flat=True).distinct())


def awaiting_suit(identities: Collection[str], names: Collection[str]) -> list[Application]:
    """Preservations before a suit, not sued on yet, whose applicant is one of these."""
    of_them = Q(identity_number__in=[each for each in identities if each]) | Q(name__in=names)
    asking = Litigant.objects.filter(of_them, matter=OuterRef("matter"), role=Litigant.Role.PLAINTIFF)
    rows = Application.objects.filter(Exists(asking), stage="before_suit", suit_on__isnull=True)
    rows = rows.exclude(status__in=("withdrawn", "refused", "lifted", "ended")).select_related(
        "applicant", "matter", "case"
    )
    return list(rows.prefetch_related("respondents").order_by("pk"))


def _carried(row: Application) -> Carried:
    matter = row.matter
    return Carried(
        application_id=row.pk,
        number=row.case.number if row.case else row.number,
        executed_on=row.executed_on if row.status in ("executed", "lifting") else None,
        sue_by=row.sue_by if row.status == "executed" else None,
        cause_name=matter.cause_name,
        claim_fen=matter.claim_fen,
        claim_text=matter.claim_text,
        facts_text=matter.facts_text,
        litigants=tuple(
            LitigantDraft(
                role=each.role,
                kind=each.kind,
                name=each.name,
                capacity=each.capacity,
                identity_kind=each.identity_kind,
                identity_number=each.identity_number,
                phone=each.phone,
                address=each.address,
                representative=each.representative,
            )
            for each in matter.litigants.all()
        ),
    )


def proofs_of(of: Application | ApplicationDraft, kind: str = "") -> list[Proof]:
    """The files of an application, or of one that is being written: why it cannot wait, what stands for the security.

    ``kind``: only those of this kind.
    """
    rows = Proof.objects.filter(**{"draft" if isinstance(of, ApplicationDraft) else "application": of})
    return list(rows.filter(kind=kind) if kind else rows)


def likely_paper(application: Application) -> str:
    """Which paper is most likely to be added (补交材料): security, where it was asked for."""
    return "security" if application.status == "awaiting_security" else "evidence"


def stored_of(application: Application, proof_id: int) -> tuple[str, StoredFile] | None:
    """A file handed in with an application, and what it is called; 0 stands for the applicant's signature."""
    if proof_id == 0:
        return None if application.signature is None else (f"{application.signed_name}签名", application.signature)
    row = Proof.objects.filter(application=application, pk=proof_id).select_related("file").first()
    return None if row is None else (row.name, row.file)
