"""Reads of triage: what the rules would say of claims, the decision in force in a case, overrides to be reviewed."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from tianping.accounts.models import LocalFigure
from tianping.accounts.queries import local_figure, this_court
from tianping.cases.models import Case, Clock
from tianping.cases.queries import matching
from tianping.intake.triage.judging import COMPOSITIONS, TRACKS, Bench, TriageFacts
from tianping.intake.triage.models import Decision
from tianping.kernel.clock import china_day
from tianping.law.answers import Answer, Refusal
from tianping.law.cause_tracks import cause_track
from tianping.law.money import grouped
from tianping.law.tracks import TrackDecision, small_claims

__all__ = [
    "TRIAL_LIMIT_OF",
    "Month",
    "Refusal",
    "TrackCount",
    "above_ceiling_count",
    "bench_of",
    "decisions_of",
    "facts_for",
    "facts_of",
    "leaves_small_claims",
    "months",
    "overrides",
    "rule_words",
    "running_limit",
    "search",
    "track_counts",
    "track_of",
]

TRIAL_LIMIT_OF = {"small_claims": "C-TRIAL-SMALL", "simple": "C-TRIAL-SIMPLE", "ordinary": "C-TRIAL-ORD"}


@dataclass(frozen=True)
class TrackCount:
    """How many claims go one track, with the reasoning of the first of them."""

    track: str
    composition: str
    count: int
    example: Answer[TrackDecision]

    @property
    def track_label(self) -> str:
        """The court's word for the procedure."""
        return str(dict(Case.Track.choices)[self.track])

    @property
    def composition_label(self) -> str:
        """The court's word for the composition."""
        return str(dict(Case.Composition.choices)[self.composition])


def bench_of(day: datetime.date) -> Bench:
    """The rules of a day in this court, with the court's own wage figure."""
    return Bench(day, this_court().province, local_figure(LocalFigure.Name.AVERAGE_WAGE, day))


def facts_for(cause_name: str, claim_fen: int | None) -> TriageFacts:
    """The facts of a clear case as far as its cause and its sum give them (law.cause_tracks); nobody is asked twice."""
    by_cause = cause_track(cause_name, claim_fen)
    return TriageFacts(
        claim_fen,
        is_money_claim=by_cause.is_money_claim,
        small_claims_exclusions=by_cause.small_claims_exclusions,
        simple_exclusions=by_cause.simple_exclusions,
    )


def track_counts(claims_fen: Sequence[int], *, on: datetime.date) -> tuple[tuple[TrackCount, ...], list[str], str]:
    """Where clear money claims of these sums go: counts by track, the track of each claim, and what is missing.

    If a figure is missing, there are no tracks and the sentence names it.
    """
    bench = bench_of(on)
    answers: list[Answer[TrackDecision]] = []
    for claim_fen in claims_fen:
        answer = bench.answer(TriageFacts(claim_fen))
        if isinstance(answer, Refusal):
            return (), [], answer.sentence
        answers.append(answer)
    tracks = [TRACKS[answer.value.track] for answer in answers]
    kinds = [(track, COMPOSITIONS[answer.value.composition]) for track, answer in zip(tracks, answers, strict=True)]
    counts = Counter(kinds)
    order = [track for track, _label in Case.Track.choices]
    return (
        tuple(
            TrackCount(track, composition, count, answers[kinds.index((track, composition))])
            for (track, composition), count in sorted(counts.items(), key=lambda item: order.index(item[0][0]))
        ),
        tracks,
        "",
    )


def track_of(facts: TriageFacts, *, on: datetime.date) -> tuple[TrackCount | None, str]:
    """Where one case goes; None with a sentence where a figure is missing."""
    answer = bench_of(on).answer(facts)
    if isinstance(answer, Refusal):
        return None, answer.sentence
    return TrackCount(TRACKS[answer.value.track], COMPOSITIONS[answer.value.composition], 1, answer), ""


def above_ceiling_count(tracks: Sequence[TrackCount]) -> int:
    """How many claims are ordinary only because their sum is above twice the wage."""
    return sum(group.count for group in tracks if group.example.value.above_ceiling)


def decisions_of(case: Case) -> QuerySet[Decision]:
    """All decisions on a case, the one in force first."""
    return Decision.objects.filter(case=case).select_related("by", "wage").order_by("-pk")


def overrides() -> QuerySet[Decision]:
    """Every decision by which a person went against the rules, newest first (程序调整记录)."""
    return Decision.objects.filter(is_override=True).select_related("by", "wage", "case__matter")


@dataclass(frozen=True)
class Month:
    """One month of triage (按月复查): how many decisions were made, and how many went against the rules."""

    first_day: datetime.date
    decided: int
    overridden: int

    @property
    def key(self) -> str:
        """The month as an address names it: 2023-02."""
        return f"{self.first_day:%Y-%m}"

    @property
    def words(self) -> str:
        """The month as the court writes it."""
        return f"{self.first_day.year}年{self.first_day.month}月"

    @property
    def share(self) -> str:
        """Overrides among all decisions, in per cent with one digit."""
        return f"{self.overridden * 100 / self.decided:.1f}%"


def months() -> list[Month]:
    """The months in which decisions were made, newest first, in one statement."""
    found = (
        Decision.objects.filter(by_bench=False)
        .order_by()
        .annotate(month=TruncMonth("at"))
        .values("month")
        .annotate(decided=Count("pk"), overridden=Count("pk", filter=Q(is_override=True)))
        .order_by("-month")
    )
    return [Month(row["month"].date(), row["decided"], row["overridden"]) for row in found]


def search(rows: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """Decisions on the cases of a number, in any usual spelling, or of a litigant."""
    return rows.filter(case__in=matching(Case.objects.all(), text).values("pk"))


def facts_of(decision: Decision) -> TriageFacts:
    """What triage looked at, as it was stored with a decision."""
    return TriageFacts.from_json(decision.facts)


def rule_words(decision: Decision, province: str) -> str:
    """What the rules said of the facts of a decision that went against them, on its day and with its figure."""
    answer = Bench(china_day(decision.at), province, decision.wage).answer(facts_of(decision))
    if isinstance(answer, Refusal):
        return "缺少分流所需数据"
    return f"{answer.value.track}，{answer.value.composition}"


def running_limit(case: Case) -> Clock | None:
    """The trial limit that runs in a case (审限)."""
    return Clock.objects.filter(case=case, period_id__in=TRIAL_LIMIT_OF.values(), stopped_on__isnull=True).first()


def leaves_small_claims(case: Case, *, has_counterclaim: bool, on: datetime.date) -> str:
    """Why a case is no small claim any more after its claim changed (民诉法解释第二百七十八条); empty where it is one.

    What made it one at first (an agreement of both sides) still counts; a figure that is missing decides nothing.
    """
    if has_counterclaim:
        return "当事人提出反诉"
    claim_fen = case.matter.claim_fen
    decision = decisions_of(case).first()
    agreed = decision is not None and facts_of(decision).agrees_to_small_claims
    if claim_fen is None:
        return "不再是金钱给付请求"
    bench = bench_of(on)
    try:
        small = small_claims(claim_fen, province=bench.province, on=on, agreed=agreed, wage=bench.wage)
    except Refusal:
        return ""
    return "" if small.value.eligible else f"标的额{grouped(claim_fen)}元超过小额诉讼标准"
