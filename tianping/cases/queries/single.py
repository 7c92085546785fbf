"""One case: the whole matter as its page shows it; unknown and invisible cases are the same."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet

from tianping.cases.models import (
    Case,
    ClaimChange,
    Clock,
    ClockExclusion,
    ClockExtension,
    Counsel,
    Litigant,
    Matter,
    StaffNote,
    TimelineEntry,
)
from tianping.cases.permissions import TRIAL_LIMITS, visible_cases, visible_clocks
from tianping.cases.queries.clocks import Light, light_of
from tianping.cases.queries.listing import other_numbers
from tianping.cases.queries.slips import slip_words
from tianping.cases.queries.stages import (
    ENFORCEMENT,
    FIRST_INSTANCE,
    MEDIATION,
    PRESERVATION,
    Stage,
    not_accepted,
    stage,
)
from tianping.kernel.together import Presence
from tianping.law.answers import Answer

# What most cases have none of, and is then not read.
PRESENCE = Presence(
    Case,
    {
        "counsel": Counsel.objects.filter(litigant__matter=OuterRef("matter_id"), until__isnull=True),
        "claim_changes": ClaimChange.objects.filter(matter=OuterRef("matter_id")),
        "exclusions": ClockExclusion.objects.filter(clock__matter=OuterRef("matter_id")),
        "extensions": ClockExtension.objects.filter(clock__matter=OuterRef("matter_id")),
    },
)

CONFIRMING, MAKING_PAPER = "诉前调确", "诉前调书"
CLAIM_TITLES = {ENFORCEMENT: "执行请求", PRESERVATION: "请求事项", CONFIRMING: "申请事项", MAKING_PAPER: "申请事项"}
ASKED_TOGETHER = {
    CONFIRMING: "请求裁定确认双方达成的调解协议有效。",
    MAKING_PAPER: "请求根据双方达成的调解协议出具调解书。",
}


@dataclass(frozen=True)
class ShownClock:
    """A clock as the page shows it: its light, its arithmetic, and what was done to it."""

    clock: Clock
    light: Light
    answer: Answer[None]
    exclusions: list[ClockExclusion]
    extensions: list[ClockExtension]

    @property
    def is_trial_limit(self) -> bool:
        """Whether days can be excluded from it and extensions asked for."""
        return self.clock.period_id in TRIAL_LIMITS and self.clock.stopped_on is None


@dataclass(frozen=True)
class CasePage:
    """Everything of the spine that the page of a case shows."""

    case: Case
    matter: Matter
    stage: Stage
    litigants: list[Litigant]
    claim_changes: list[ClaimChange]
    clocks: list[ShownClock]
    notes: list[StaffNote]
    timeline: list[TimelineEntry]
    others: list[Case]
    # Whether what is enforced was decided in this court: the claim is that of the suit, not what is to be enforced.
    is_enforced_from_suit: bool

    @property
    def is_mediation(self) -> bool:
        """Whether the number is one of mediation before filing."""
        return self.case.type_code == MEDIATION

    @property
    def is_refused(self) -> bool:
        """Whether it was numbered for a ruling that the suit is not accepted (不予受理): no slip says that it was."""
        return self.case.type_code == FIRST_INSTANCE and not_accepted(self.case)

    @property
    def claim_title(self) -> str:
        """What that is called which was asked of the court in this matter (诉讼请求、执行请求、申请事项)."""
        if self.is_enforced_from_suit:
            return "原案诉讼请求"
        return CLAIM_TITLES.get(self.case.type_code, "诉讼请求")

    @property
    def asked_together(self) -> str:
        """What both sides of an agreement ask for by applying at all; empty for any other number."""
        return ASKED_TOGETHER.get(self.case.type_code, "")

    @property
    def slip_title(self) -> str:
        """What the slip of this number is called."""
        return slip_words(self.case).title

    @property
    def running(self) -> list[ShownClock]:
        """The clocks that run, the nearest first; what has lapsed stands last."""
        running = [shown for shown in self.clocks if shown.clock.stopped_on is None]
        return sorted(running, key=lambda shown: shown.light.state == "lapsed")

    @property
    def stopped(self) -> list[ShownClock]:
        """The clocks that have stopped."""
        return [shown for shown in self.clocks if shown.clock.stopped_on is not None]


def visible_case(user: Any, case_id: int) -> Case | None:
    """The case, if there is one and the person may see it; one statement whichever it is."""
    return visible_cases(user).select_related("matter", "responsible", "filed_by").filter(pk=case_id).first()


def visible_clock(user: Any, clock_id: int) -> Clock | None:
    """A clock of a case that the person may see."""
    return (
        Clock.objects.filter(pk=clock_id, case__in=visible_cases(user))
        .select_related("case", "matter", "owner")
        .first()
    )


def visible_litigant(user: Any, case_id: int, litigant_id: int) -> Litigant | None:
    """A litigant of a case that the person may see."""
    return Litigant.objects.filter(pk=litigant_id, matter__cases__in=visible_cases(user).filter(pk=case_id)).first()


def matter_of(user: Any, matter_id: int) -> tuple[bool, Case | None]:
    """Whether a person may see the matter, and its newest case that they may see."""
    case = visible_cases(user).filter(matter_id=matter_id).order_by("-filed_on", "-pk").first()
    if case is not None:
        return True, case
    return visible_clocks(user).filter(matter_id=matter_id).exists(), None


def case_page(case: Case, user: Any, on: datetime.date) -> CasePage:
    """Read the page of a case in a constant number of statements."""
    found = PRESENCE.of(case.pk)
    clocks = list(clocks_of(case, found))
    return CasePage(
        case=case,
        matter=case.matter,
        stage=stage(case, [clock for clock in clocks if clock.stopped_on is None], on=on),
        litigants=list(_litigants_of(case, found)),
        claim_changes=list(claim_changes_of([case.matter_id])) if "claim_changes" in found else [],
        clocks=[_shown(clock, on, found) for clock in clocks],
        notes=list(StaffNote.objects.filter(matter_id=case.matter_id).order_by("pk")),
        timeline=_told_once(TimelineEntry.objects.filter(matter_id=case.matter_id).select_related("by")),
        others=list(other_numbers(case, user)),
        is_enforced_from_suit=case.type_code == ENFORCEMENT and _has_earlier_number(case),
    )


def _has_earlier_number(case: Case) -> bool:
    return Case.objects.filter(matter_id=case.matter_id).exclude(type_code=ENFORCEMENT).exists()


def _told_once(lines: QuerySet[TimelineEntry]) -> list[TimelineEntry]:
    """The lines of a matter, newest first; what was told under two of its numbers in one stroke stands once."""
    newest_first = {(each.at, each.text, each.litigant_id, each.for_litigants): each for each in lines.order_by("-pk")}
    return list(newest_first.values())


def claim_changes_of(matter_ids: Collection[int]) -> QuerySet[ClaimChange]:
    """How the claims of matters changed after filing, counterclaims among them, oldest first."""
    return ClaimChange.objects.filter(matter__in=list(matter_ids)).select_related("litigant").order_by("pk")


def _litigants_of(case: Case, found: Collection[str]) -> QuerySet[Litigant]:
    # With ``acting`` where anybody acts for one of them.
    rows = Litigant.objects.filter(matter_id=case.matter_id)
    if "counsel" not in found:
        return rows
    acting = Counsel.objects.filter(until__isnull=True).order_by("pk")
    return rows.prefetch_related(Prefetch("counsel", queryset=acting, to_attr="acting"))


def clocks_of(case: Case, found: Collection[str]) -> QuerySet[Clock]:
    """The clocks of a case and those that ran in its matter before it had a number, with what is ``found`` of them."""
    of_case = Clock.objects.filter(Q(case=case) | Q(case__isnull=True, matter_id=case.matter_id))
    decided = ClockExtension.objects.select_related("requested_by", "decided_by").order_by("pk")
    entered = ClockExclusion.objects.select_related("entered_by").order_by("first_day", "pk")
    done = {"exclusions": entered, "extensions": decided}
    read = [Prefetch(name, queryset=rows) for name, rows in done.items() if name in found]
    return of_case.select_related("owner", "litigant").prefetch_related(*read).order_by("nominal_due", "pk")


def _shown(clock: Any, on: datetime.date, found: Collection[str]) -> ShownClock:
    answer = Answer(None, tuple(clock.steps), tuple(clock.because.split("；")))
    exclusions = list(clock.exclusions.all()) if "exclusions" in found else []
    extensions = list(clock.extensions.all()) if "extensions" in found else []
    return ShownClock(clock, light_of(clock, on), answer, exclusions, extensions)
