"""What may be done in triage: decide by rules, override with a reason, follow the bench; every decision is kept."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.intake.triage.judging import Bench, TriageFacts, TriageOverride
from tianping.intake.triage.models import Decision
from tianping.intake.triage.permissions import OVERRIDE, check_can_override
from tianping.intake.triage.queries import TRIAL_LIMIT_OF, bench_of, decisions_of, running_limit
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.answers import Answer
from tianping.law.money import grouped
from tianping.money.fees.actions import charge_shortfall

__all__ = [
    "TriageFacts",
    "TriageOverride",
    "TriageRequest",
    "convert",
    "decide_again",
    "decide_many",
    "override",
    "trial_limit_start",
]


@dataclass(frozen=True)
class TriageRequest:
    """One case to be triaged; ``reason``: why it is triaged again (an override has its own).

    ``if_above_ceiling``: the clerk's choice for a claim that its sum alone, above twice the wage, makes ordinary.
    """

    case: Case
    facts: TriageFacts
    override: TriageOverride | None = None
    fast_team: bool = False
    reason: str = ""
    if_above_ceiling: TriageOverride | None = None


@transaction.atomic
def decide_many(requests: Sequence[TriageRequest], *, by: User, at: datetime.datetime) -> list[Decision]:
    """Decide procedure and composition of cases by the rules in force, or as the clerk overrides them.

    Raises Refused if the provincial wage is missing and the clerk has not chosen, or if an override goes
    against a statutory exclusion (hard rule).
    """
    if any(request.override or request.if_above_ceiling for request in requests):
        check_may(by, OVERRIDE)
    day = china_day(at)
    bench = bench_of(day)
    decisions = Decision.objects.bulk_create([_decision(request, bench, by=by, at=at) for request in requests])
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


def override(
    instead_of: Decision, choice: TriageOverride, facts: TriageFacts, *, by: User, at: datetime.datetime
) -> Decision:
    """Put the clerk's own choice in place of the decision in force (调整审理程序), with the reason.

    Raises Refused where a statute closes the choice or nothing would change; Overtaken if another decision came
    in between.
    """
    if (choice.track, choice.composition) == (instead_of.track, instead_of.composition):
        raise Refused("所选程序与现在相同，不需要调整。")
    return _replace(instead_of, facts, choice, choice.reason, by=by, at=at)


def decide_again(instead_of: Decision, facts: TriageFacts, *, reason: str, by: User, at: datetime.datetime) -> Decision:
    """Let the rules decide anew on other facts (重新分流), for example after the defendant could not be found."""
    if not reason.strip():
        raise Refused("重新分流应当写明理由。")
    return _replace(instead_of, facts, None, reason, by=by, at=at)


@transaction.atomic
def _replace(
    instead_of: Decision,
    facts: TriageFacts,
    choice: TriageOverride | None,
    reason: str,
    *,
    by: User,
    at: datetime.datetime,
) -> Decision:
    # Locked, so that of two changes at once the second finds the first.
    case = Case.objects.select_for_update().get(pk=instead_of.case_id)
    check_can_override(by, case)
    if instead_of.by_bench:
        raise Refused("本案的审理程序已由审判组织转换，不能再由立案庭调整；需要转换的，由审判组织办理。")
    if decisions_of(case).values_list("pk", flat=True).first() != instead_of.pk:
        raise Overtaken
    (decision,) = decide_many([TriageRequest(case, facts, choice, case.fast_team, reason)], by=by, at=at)
    if decision.track != instead_of.track:
        _change_trial_limit(case, decision, "审理程序已调整", by=by, at=at)
        line = f"审理程序调整为{decision.get_track_display()}。"
        owed = charge_shortfall(case, _payer(case), by=by, at=at) if decision.track == Case.Track.ORDINARY else None
        if owed is not None:
            line += f"应补交案件受理费{grouped(owed.amount_fen)}元，交费通知{owed.bill.number}。"
        case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
    return decision


def _payer(case: Case) -> str:
    plaintiffs = case.matter.litigants.filter(role="plaintiff").order_by("position")
    return "、".join(plaintiffs.values_list("name", flat=True))[:120]


@transaction.atomic
def convert(case: Case, turn: TriageOverride, because: Sequence[str], *, by: User, at: datetime.datetime) -> Decision:
    """Write down that the bench brought a case into another procedure (转换审理程序): a further decision is in force.

    The trial limit counts on from the filing day. Whoever converts has checked who may.
    """
    before = decisions_of(case).first()
    facts = asdict(TriageFacts(case.matter.claim_fen)) if before is None else before.facts
    decision = Decision.objects.create(
        case=case,
        track=turn.track,
        composition=turn.composition,
        facts=facts,
        steps=[f"由{case.get_track_display()}转为{Case.Track(turn.track).label}：{turn.reason}"],
        because=list(because),
        certainty="T",
        wage=before.wage if before is not None else None,
        by_bench=True,
        reason=turn.reason,
        by=by,
        at=at,
    )
    case_actions.set_tracks({(turn.track, turn.composition, case.fast_team): [case.pk]})
    audit.record("triage.convert", f"case:{case.pk}", by=by, at=at, track=turn.track)
    _change_trial_limit(case, decision, "审理程序已转换", by=by, at=at)
    return decision


def _change_trial_limit(case: Case, decision: Decision, cause: str, *, by: User, at: datetime.datetime) -> None:
    """The limit of the new procedure takes the place of the old one's and counts from the filing day, too."""
    start = trial_limit_start(case, decision.track)
    limit = running_limit(case)
    if limit is None:
        case_actions.start_clocks([start], on=china_day(at))
    else:
        case_actions.follow_limit(limit, start, cause=cause, by=by, at=at)


def trial_limit_start(case: Case, track: str) -> case_actions.ClockStart:
    """The trial limit that begins with the filing day of a case in a track (审限)."""
    return case_actions.ClockStart(
        case.matter_id, case.pk, TRIAL_LIMIT_OF[track], case.filed_on, Post.DIVISION_HEAD, case.responsible_id
    )


def _decision(request: TriageRequest, bench: Bench, *, by: User, at: datetime.datetime) -> Decision:
    answer, ruled = bench.answer(request.facts), bench.ruled(request.facts)
    chosen = request.override
    if chosen is None and isinstance(answer, Answer) and answer.value.above_ceiling:
        chosen = request.if_above_ceiling
    if chosen is not None:
        bench.check_override(chosen, request.facts)
    decided = (chosen.track, chosen.composition) if chosen is not None else ruled
    if decided is None:
        raise Refused(str(answer))
    known = isinstance(answer, Answer)
    return Decision(
        case=request.case,
        track=decided[0],
        composition=decided[1],
        facts=asdict(request.facts),
        steps=list(answer.steps) if known else [str(answer)],
        because=list(answer.because) if known else [],
        certainty=answer.certainty if known else "L",
        wage=bench.figure,
        # A choice that the rules make, too, goes against none of them.
        is_override=chosen is not None and decided != ruled,
        reason=chosen.reason if chosen else request.reason,
        by=by,
        at=at,
    )


def _groups(
    requests: Sequence[TriageRequest], decisions: Sequence[Decision]
) -> Mapping[tuple[str, str, bool], list[int]]:
    groups: dict[tuple[str, str, bool], list[int]] = {}
    for request, row in zip(requests, decisions, strict=True):
        groups.setdefault((row.track, row.composition, request.fast_team), []).append(request.case.pk)
    return groups
