"""What may be done in triage: decide by rules, override with a reason; every decision is kept."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from tianping.accounts.models import LocalFigure, User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.accounts.queries import local_figure, this_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.intake.triage.models import Decision
from tianping.intake.triage.permissions import OVERRIDE
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law import tracks
from tianping.law.answers import Answer, Refusal

TRIAL_LIMIT_OF = {"small_claims": "C-TRIAL-SMALL", "simple": "C-TRIAL-SIMPLE", "ordinary": "C-TRIAL-ORD"}


@dataclass(frozen=True)
class TriageFacts:
    """What triage looks at (分流要素). Exclusions are items of the statutes in their own words, or empty."""

    claim_fen: int | None
    is_money_claim: bool = True
    is_clear: bool = True
    agrees_to_small_claims: bool = False
    small_claims_exclusion: str = ""
    simple_exclusion: str = ""
    sole_exclusion: str = ""


@dataclass(frozen=True)
class TriageOverride:
    """The clerk's own choice (调整), with the reason that is kept and reviewed."""

    track: str
    composition: str
    reason: str


@dataclass(frozen=True)
class TriageRequest:
    """One case to be triaged."""

    case: Case
    facts: TriageFacts
    override: TriageOverride | None = None
    fast_team: bool = False


@transaction.atomic
def decide_many(requests: Sequence[TriageRequest], *, by: User, at: datetime.datetime) -> list[Decision]:
    """Decide procedure and composition of cases by the rules in force, or as the clerk overrides them.

    Raises Refused if the provincial wage is missing and the clerk has not chosen, or if an override goes
    against a statutory exclusion (hard rule).
    """
    if any(request.override for request in requests):
        check_may(by, OVERRIDE)
    day = china_day(at)
    wage = local_figure(LocalFigure.Name.AVERAGE_WAGE, day)
    judged = _Judged(day, wage, this_court().province)
    decisions = Decision.objects.bulk_create([judged.decision(request, by=by, at=at) for request in requests])
    case_actions.set_tracks(_groups(requests, decisions))
    audit.record_many(
        [
            audit.Fact("triage.decide", f"case:{row.case_id}", {"track": row.track, "override": row.is_override})
            for row in decisions
        ],
        by=by,
        at=at,
    )
    return decisions


@transaction.atomic
def override(
    case: Case, choice: TriageOverride, facts: TriageFacts, *, by: User, at: datetime.datetime
) -> Decision:
    """Change the procedure of one case with a reason; the trial limit runs on from the filing day."""
    check_may(by, OVERRIDE)
    request = TriageRequest(case, facts, choice, case.fast_team)
    (decision,) = decide_many([request], by=by, at=at)
    day = china_day(at)
    case_actions.stop_clocks(
        [case.matter_id], sorted(set(TRIAL_LIMIT_OF.values())), on=day, cause="审理程序已调整", by=by
    )
    case_actions.start_clocks([trial_limit_start(case, decision.track)], on=day)
    case_actions.note_many(
        [(case.matter_id, case.pk, f"审理程序调整为{decision.get_track_display()}。")],
        by=by,
        at=at,
        for_litigants=True,
    )
    return decision


def trial_limit_start(case: Case, track: str) -> case_actions.ClockStart:
    """The trial limit that begins with the filing day of a case in a track (审限)."""
    return case_actions.ClockStart(
        case.matter_id, case.pk, TRIAL_LIMIT_OF[track], case.filed_on, Post.DIVISION_HEAD, case.responsible_id
    )


@dataclass
class _Judged:
    """The rules of one day, asked once per distinct set of facts."""

    day: datetime.date
    wage: LocalFigure | None
    province: str

    def __post_init__(self) -> None:
        self.known: dict[TriageFacts, Answer[tracks.TrackDecision] | Refusal] = {}

    def decision(self, request: TriageRequest, *, by: User, at: datetime.datetime) -> Decision:
        """The row to be written for one request."""
        answer = self._answer(request.facts)
        chosen = request.override
        if isinstance(answer, Refusal) and chosen is None:
            raise Refused(str(answer))
        if chosen is not None:
            check_override(chosen, request.facts)
        law = None if isinstance(answer, Refusal) else answer
        return Decision(
            case=request.case,
            track=chosen.track if chosen else TRACKS[law.value.track],
            composition=chosen.composition if chosen else COMPOSITIONS[law.value.composition],
            facts=asdict(request.facts),
            steps=list(law.steps) if law else [str(answer)],
            because=list(law.because) if law else [],
            certainty=law.certainty if law else "L",
            wage=self.wage,
            is_override=chosen is not None,
            reason=chosen.reason if chosen else "",
            by=by,
            at=at,
        )

    def _answer(self, facts: TriageFacts) -> Answer[tracks.TrackDecision] | Refusal:
        if facts not in self.known:
            try:
                self.known[facts] = ask_the_law(facts, self.wage, self.province, self.day)
            except Refusal as refusal:
                self.known[facts] = refusal
        return self.known[facts]


def _groups(
    requests: Sequence[TriageRequest], decisions: Sequence[Decision]
) -> Mapping[tuple[str, str, bool], list[int]]:
    groups: dict[tuple[str, str, bool], list[int]] = {}
    for request, row in zip(requests, decisions, strict=True):
        groups.setdefault((row.track, row.composition, request.fast_team), []).append(request.case.pk)
    return groups
