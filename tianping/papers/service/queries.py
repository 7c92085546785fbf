"""Reads of service: what is to be served, from when papers count as served, which cases can be heard."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tianping.cases.models import Case, Clock, Litigant, Waiver
from tianping.cases.panels import complaints_on_paper
from tianping.cases.permissions import visible_cases
from tianping.cases.queries import matching
from tianping.kernel.messages import mobile_number
from tianping.kernel.models import Message, StoredFile
from tianping.law.electronic_consent import step_of
from tianping.law.next_service import CameBack, Way, next_ways
from tianping.law.service import Method
from tianping.law.wording import chinese_date
from tianping.papers.documents.queries import FORMAL, KINDS, Paper
from tianping.papers.service.models import Attempt, Consent, ConsentWithdrawal, Delivery, ServicePlace
from tianping.papers.service.permissions import cases_served_by

OPEN = ("waiting", "retry")
# The notice with which a copy of the complaint goes to those who are sued (应诉通知书).
RESPONSE = "response_notice"
# How the key of a message begins that announces a paper; the delivery's id follows.
ANNOUNCING = "delivery"
ANSWERING = ("defendant", "third")
EVIDENCE: Mapping[str, str] = {
    "small_claims": "C-EVID-SMALL",
    "simple": "C-EVID-SIMPLE",
    "ordinary": "C-EVID-ORD",
}
ANSWERS: Mapping[str, str] = {"small_claims": "C-ANSWER-SMALL", "simple": "C-ANSWER-15", "ordinary": "C-ANSWER-15"}
Days = dict[int, dict[int, dict[str, datetime.date]]]


def deliveries() -> QuerySet[Delivery]:
    """All deliveries with what lists show of them; ``tries`` counts the attempts, ``agreed_steps``: the steps for which
    the litigant agreed to electronic service, None without consent; ``copy_on_paper``: a copy of the complaint goes
    with it that no message can carry.
    """
    standing = Consent.objects.filter(litigant=OuterRef("litigant"), withdrawal__isnull=True).order_by("-pk")
    rows = Delivery.objects.select_related("paper__case__matter", "litigant")
    on_paper = Exists(complaints_on_paper().filter(pk=OuterRef("paper__case")))
    return rows.annotate(
        tries=Count("attempts"),
        agreed_steps=Subquery(standing.values("steps")[:1]),
        copy_on_paper=ExpressionWrapper(Q(paper__kind=RESPONSE) & Q(on_paper), BooleanField()),
    )


def can_be_sent(row: Any) -> bool:
    """Whether a row of ``deliveries`` waits, and its litigant agreed to be served such papers electronically."""
    if row.status not in OPEN or row.agreed_steps is None or row.copy_on_paper:
        return False
    return step_of_paper(row.paper) in row.agreed_steps


def with_paper_copies(papers: Iterable[Paper]) -> set[int]:
    """Which of these papers go with a copy of a complaint that is there on paper only; at most one statement."""
    notices = {each.pk: each.case_id for each in papers if each.kind == RESPONSE}
    if not notices:
        return set()
    cases = set(complaints_on_paper().filter(pk__in=notices.values()).values_list("pk", flat=True))
    return {pk for pk, case_id in notices.items() if case_id in cases}


def visible_deliveries(user: Any) -> QuerySet[Delivery]:
    """The deliveries in the cases that a person may see."""
    return deliveries().filter(paper__case__in=visible_cases(user).values("pk"))


def counts_by_status(user: Any, text: str = "") -> dict[str, int]:
    """How many of the deliveries that a person may see stand in each state; of those that match ``text``, if any."""
    rows = Delivery.objects.filter(paper__case__in=visible_cases(user).values("pk")).order_by()
    rows = search(rows, text) if text else rows
    return dict(rows.values_list("status").annotate(Count("pk")))


def to_serve(user: Any) -> QuerySet[Delivery]:
    """What a person has to serve, failed ones included: in the cases that they try or whose bench they serve."""
    return _to_be_served_by(user, deliveries()).order_by("pk")


def to_retry(user: Any) -> QuerySet[Delivery]:
    """What came back without being served and has to be tried in another way (补充送达)."""
    return to_serve(user).filter(status="retry")


def waiting_for(user: Any) -> QuerySet[Delivery]:
    """The deliveries that wait for a person."""
    return _to_be_served_by(user, Delivery.objects.all())


def _to_be_served_by(user: Any, rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    mine, waiting = cases_served_by(user), rows.filter(status__in=OPEN)
    return waiting if mine is None else waiting.filter(paper__case__in=Case.objects.filter(mine).values("pk"))


def deliveries_of(case_id: int) -> QuerySet[Delivery]:
    """The deliveries of a case, in the order of its papers and litigants."""
    of_case = Delivery.objects.filter(paper__case=case_id).select_related("paper", "litigant")
    return of_case.order_by("paper", "litigant__position", "pk")


def attempts_of(delivery: Delivery) -> QuerySet[Attempt]:
    """What was done to serve a paper, oldest first."""
    return Attempt.objects.filter(delivery=delivery).select_related("recorded_by", "message").order_by("pk")


def announced(delivery: Delivery) -> list[Message]:
    """The messages that announced a paper without serving it: they wait, could not be sent, or came without effect."""
    served = Attempt.objects.filter(delivery=delivery, message__isnull=False).values("message")
    told = Message.objects.filter(key__startswith=f"{ANNOUNCING}:{delivery.pk}:")
    return list(told.exclude(pk__in=served).order_by("pk"))


def under_way(rows: Collection[Delivery], *, on: datetime.date) -> set[int]:
    """Which of these papers have a message to the address in force that waits to be sent; two statements for all."""
    agreed = consents_of({each.litigant_id for each in rows})
    waits = {each.pk: agreed[each.litigant_id].address for each in rows if each.litigant_id in agreed}
    leaving = Message.objects.filter(status__in=("queued", "failed"), key__startswith=f"{ANNOUNCING}:")
    told = [(int(key.split(":")[1]), address) for key, address in leaving.values_list("key", "address")]
    return {pk for pk, address in told if pk in waits and address in (waits[pk], mobile_number(waits[pk], on=on))}


def arrivals(message_ids: Collection[int]) -> dict[int, Message]:
    """Delivery id → the message among these that announced its paper."""
    told = Message.objects.filter(pk__in=message_ids, key__startswith=f"{ANNOUNCING}:").order_by("-pk")
    return {int(each.key.split(":")[1]): each for each in told}


def ways_to_retry(rows: Sequence[Delivery], *, on: datetime.date) -> dict[int, list[Way]]:
    """Delivery id → which ways can be tried next (补充送达的方式) for what came back; two statements for all."""
    consents, by_hand = consents_of([each.litigant_id for each in rows]), with_paper_copies(each.paper for each in rows)
    tried: defaultdict[int, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.filter(delivery__in=[each.pk for each in rows]):
        tried[attempt.delivery_id].append(attempt)
    return {
        each.pk: next_ways(
            CameBack(
                [cast("Method", attempt.method) for attempt in tried[each.pk]],
                refused=any("refused" in (attempt.outcome, attempt.fault) for attempt in tried[each.pk]),
                consent=each.paper_id not in by_hand and covers(consents.get(each.litigant_id), each.paper),
                track=each.paper.case.track,
                deciding=each.paper.kind in FORMAL,
                mediation_paper=each.paper.kind == "mediation_paper",
            ),
            on=on,
        )
        for each in rows
    }


def attempts_of_many(delivery_ids: Collection[int]) -> dict[int, list[str]]:
    """Delivery id → what was done to serve it, a line for each attempt, oldest first; one statement for all."""
    found: dict[int, list[str]] = {pk: [] for pk in delivery_ids}
    for each in Attempt.objects.filter(delivery__in=found).select_related("recorded_by", "message").order_by("pk"):
        said = "".join(f"，{text}" for text in (each.taker, each.posted, each.arrived, each.note) if text)
        line = f"{chinese_date(each.day)}{each.get_method_display()}，{each.result}{said}（登记人：{each.recorder}）"
        found[each.delivery_id].append(line)
    return found


def step_of_paper(paper: Paper) -> str:
    """The step of the suit (适用环节) to which a paper belongs, by its kind and its case."""
    return step_of(paper.case.type_code, deciding=paper.kind in FORMAL)


def covers(consent: Consent | None, paper: Paper) -> bool:
    """Whether a paper may be served electronically: there is consent, and it covers the step of the paper."""
    return consent is not None and consent.covers(step_of_paper(paper))


def consents_of(litigant_ids: Collection[int]) -> dict[int, Consent]:
    """The consent to electronic service of each of these litigants who gave it and did not take it back."""
    rows = Consent.objects.filter(litigant__in=litigant_ids, withdrawal__isnull=True).order_by("pk")
    return {each.litigant_id: each for each in rows}


def consent_by_litigant(litigant_id: int, pk: int) -> Consent | None:
    """A consent that this litigant gave on their own page."""
    return Consent.objects.filter(litigant=litigant_id, pk=pk).exclude(number="").first()


def withdrawal_by_litigant(litigant_id: int, pk: int) -> ConsentWithdrawal | None:
    """A withdrawal that this litigant made on their own page."""
    return ConsentWithdrawal.objects.filter(consent__litigant=litigant_id, pk=pk).exclude(number="").first()


def places_of(litigant_ids: Collection[int]) -> dict[int, ServicePlace]:
    """The postal address in force of each of these litigants who confirmed one (送达地址); one statement for all."""
    return {each.litigant_id: each for each in ServicePlace.objects.filter(litigant__in=litigant_ids).order_by("pk")}


def confirmed_places(litigant_id: int) -> list[ServicePlace]:
    """Every postal address that a litigant confirmed, the one in force first, then those before it."""
    return list(ServicePlace.objects.filter(litigant=litigant_id).select_related("noted_by").order_by("-pk"))


def place_by_litigant(litigant_id: int, pk: int) -> ServicePlace | None:
    """A postal address that this litigant confirmed on their own page."""
    return ServicePlace.objects.filter(litigant=litigant_id, pk=pk).exclude(number="").first()


def deliveries_to(case_id: int, litigant_id: int) -> QuerySet[Delivery]:
    """What the court issued for a litigant of a case, newest first."""
    rows = deliveries().filter(paper__case=case_id, litigant=litigant_id)
    return rows.select_related("paper__pdf", "paper__addressee").order_by("-pk")


def waiting_at_window(case_id: int, litigant_id: int) -> list[Delivery]:
    """The papers of a case that wait for a litigant and can be handed over when they come, in the order of issue."""
    return list(deliveries_to(case_id, litigant_id).filter(status__in=OPEN).order_by("paper", "pk"))


def waiting_by_case(litigant_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """(case id, litigant id) → how many papers wait for them there."""
    rows = Delivery.objects.filter(litigant__in=litigant_ids, status__in=OPEN).order_by("paper__case", "litigant")
    counted = rows.values_list("paper__case", "litigant").annotate(Count("pk"))
    return {(case_id, litigant_id): count for case_id, litigant_id, count in counted}


def scan_of(delivery: Delivery) -> StoredFile | None:
    """What was signed when a paper was handed over at the window; None where nothing was kept."""
    rows = Attempt.objects.filter(delivery=delivery, signed__isnull=False).select_related("signed")
    newest = rows.order_by("-pk").first()
    return newest.signed if newest is not None else None


def scans_of(case_id: int) -> list[tuple[StoredFile, str, datetime.date]]:
    """What litigants signed at the window in a case: the file, who took papers with it, and when; each once."""
    rows = Attempt.objects.filter(delivery__paper__case=case_id, signed__isnull=False).order_by("pk")
    found = {each.signed_id: each for each in rows.select_related("signed", "delivery__litigant")}
    return [(each.signed, each.delivery.litigant.name, each.day) for each in found.values() if each.signed is not None]


def search(rows: QuerySet[Delivery], text: str) -> QuerySet[Delivery]:
    """Deliveries by case number in any usual spelling or by a litigant's name."""
    cases = matching(Case.objects.all(), text).values("pk")
    return rows.filter(Q(paper__case__in=cases) | Q(litigant__name__contains=text.strip()))


def service_of(case_ids: Iterable[int]) -> Days:
    """Case id → litigant id → kind of paper → the last day from which a paper of the kind counts as served."""
    found: Days = {pk: defaultdict(dict) for pk in case_ids}
    rows = (
        Delivery.objects.filter(paper__case__in=list(found), status="served")
        .order_by("effective_on", "pk")
        .values_list("paper__case_id", "litigant_id", "paper__kind", "effective_on")
    )
    for case_id, litigant_id, kind, day in rows:
        found[case_id][litigant_id][kind] = day
    return found


def served_days(paper_ids: Iterable[int]) -> dict[int, dict[int, datetime.date]]:
    """Paper id → litigant id → the day from which the paper counts as served on them."""
    found: defaultdict[int, dict[int, datetime.date]] = defaultdict(dict)
    rows = Delivery.objects.filter(paper__in=list(paper_ids), status="served")
    for paper_id, litigant_id, day in rows.values_list("paper_id", "litigant_id", "effective_on"):
        found[paper_id][litigant_id] = day
    return found


def handed_over(paper_ids: Collection[int]) -> dict[int, dict[int, Attempt]]:
    """Paper id → litigant id → the attempt by which the paper was served on them; one statement for all."""
    found: defaultdict[int, dict[int, Attempt]] = defaultdict(dict)
    done = Attempt.objects.filter(delivery__paper__in=paper_ids, delivery__status="served", failed_because="")
    for each in done.select_related("delivery").order_by("pk"):
        found[each.delivery.paper_id][each.delivery.litigant_id] = each
    return found


def reached_everybody(paper: OuterRef) -> Q:
    """Whether the paper that the outer row names was put on its way and has reached all whom it is for."""
    of_paper = Delivery.objects.filter(paper=paper)
    return Q(Exists(of_paper)) & ~Q(Exists(of_paper.filter(status__in=OPEN)))


@dataclass(frozen=True)
class Hindrance:
    """Why a case cannot be heard on a day: a paper that was not served, or a period of this litigant that still runs.

    ``until``: the last day of the period; None where the paper was not served. ``period``: what would be given up.
    """

    litigant_id: int
    sentence: str
    period: str
    until: datetime.date | None


def hindrances_to_hearing(case_ids: Iterable[int], on: datetime.date) -> dict[int, list[Hindrance]]:
    """Case id → what stands against a hearing on that day; an empty list: nothing.

    Every defendant must have been served the notice to respond, and everybody's periods to answer and to bring
    evidence be over or waived on record (民事诉讼法第一百二十八条、解释第九十九条、第二百六十六条). Five statements.
    """
    wanted = list(case_ids)
    served = service_of(wanted)
    cases = Case.objects.filter(pk__in=wanted).values_list("pk", "matter_id", "track")
    litigants: defaultdict[int, list[Litigant]] = defaultdict(list)
    for each in Litigant.objects.filter(matter__cases__in=wanted).distinct().order_by("matter_id", "position"):
        litigants[each.matter_id].append(each)
    ends = _ends(wanted)
    waived = set(Waiver.objects.filter(case__in=wanted).values_list("case_id", "litigant_id", "period_id"))
    return {
        case_id: [
            hindrance
            for each in litigants[matter_id]
            for hindrance in _not_yet(case_id, each, track, served[case_id], ends, waived, on)
        ]
        for case_id, matter_id, track in cases
    }


def unserved_of(paper_ids: Iterable[int]) -> QuerySet[Delivery]:
    """Of these papers the deliveries that have not reached their litigant."""
    return deliveries().filter(paper__in=list(paper_ids)).exclude(status="served").order_by("pk")


def _ends(case_ids: Collection[int]) -> dict[tuple[int, int, str], datetime.date]:
    """Until when each litigant's period to answer or to bring evidence runs, stopped ones left out."""
    periods = {*ANSWERS.values(), *EVIDENCE.values()}
    rows = Clock.objects.filter(case__in=case_ids, period_id__in=periods, litigant__isnull=False, stopped_on=None)
    last = rows.annotate(last_day=Coalesce("legal_due", "nominal_due"))
    return {
        (case_id, litigant_id, period): day
        for case_id, litigant_id, period, day in last.values_list("case_id", "litigant_id", "period_id", "last_day")
    }


def _not_yet(
    case_id: int,
    litigant: Litigant,
    track: str,
    served: Mapping[int, Mapping[str, datetime.date]],
    ends: Mapping[tuple[int, int, str], datetime.date],
    waived: Collection[tuple[int, int, str]],
    on: datetime.date,
) -> Iterable[Hindrance]:
    days = served.get(litigant.pk, {})
    wanted = [("evidence_notice", "举证期限", EVIDENCE.get(track, ""))]
    if litigant.role in ANSWERING:
        wanted.insert(0, (RESPONSE, "答辩期", ANSWERS.get(track, "")))
    for kind, name, period in wanted:
        if kind not in days or days[kind] > on:
            yield Hindrance(litigant.pk, f"{litigant.name}尚未送达{KINDS[kind].title}", period, None)
        elif (case_id, litigant.pk, period) not in waived:
            last = ends.get((case_id, litigant.pk, period))
            if last is not None and last >= on:
                yield Hindrance(litigant.pk, f"{litigant.name}的{name}至{chinese_date(last)}届满", period, last)
