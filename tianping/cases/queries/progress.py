"""What litigants read of their case: only what is meant for them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from tianping.cases.models import Case, Clock, Litigant, Seat, TimelineEntry
from tianping.cases.panels import standings_of
from tianping.cases.queries.bench import seats_of
from tianping.cases.queries.clocks import Light, light_of
from tianping.cases.queries.stages import (
    FIRST_INSTANCE,
    MEDIATION,
    Stage,
    called_responsible,
    not_accepted,
    stage,
    told_stage,
)
from tianping.kernel import names
from tianping.law import period_rules
from tianping.law.answers import Refusal
from tianping.law.roles import role_in


@dataclass(frozen=True)
class LitigantClock:
    """A period that a litigant has to keep: who, what for, until when."""

    title: str
    who: str
    light: Light


@dataclass(frozen=True)
class ProgressPage:
    """The progress of one case in plain words."""

    stage: Stage
    litigants: list[tuple[str, str]]
    clocks: list[LitigantClock]
    timeline: list[TimelineEntry]
    is_mediation: bool
    # Numbered for a ruling that the suit is not accepted (不予受理): it was never filed, and has no procedure.
    is_refused: bool
    # Whom to ask (联系谁): the judge who is responsible, and who serves the bench.
    contacts: list[tuple[str, str]]
    # What whoever carries it is called (承办法官、执行人员).
    responsible: str


# Whose periods of a case are one side's alone, by who acts in them.
KEPT_BY = {
    "原告": Litigant.Role.PLAINTIFF,
    "申请人": Litigant.Role.PLAINTIFF,
    "被告": Litigant.Role.DEFENDANT,
    "债务人": Litigant.Role.DEFENDANT,
}


def progress_page(case: Case, litigant: Litigant, on: datetime.date) -> ProgressPage:
    """Read a litigant's page of a case: names masked, their own periods, the lines for everybody and for them."""
    running = list(Clock.objects.filter(matter=case.matter_id, stopped_on__isnull=True).order_by("nominal_due", "pk"))
    litigants = list(Litigant.objects.filter(matter_id=case.matter_id))
    of_others = Case.objects.filter(matter_id=case.matter_id).exclude(pk=case.pk)
    lines = TimelineEntry.objects.filter(matter_id=case.matter_id, for_litigants=True)
    lines = lines.filter(Q(litigant=None) | Q(litigant=litigant)).exclude(case__in=of_others)
    return ProgressPage(
        stage=told_stage(
            stage(case, running, on=on, tells_of_help=litigant.role == Litigant.Role.PLAINTIFF),
            standings_of([case], on).get(case.pk),
        ),
        litigants=[(role_in(case.type_code, each.role), shown_name(each)) for each in litigants],
        clocks=[_shown(row, on) for row in running if row.case_id == case.pk and is_for(row, litigant)],
        timeline=_masked(lines.order_by("-pk"), litigants),
        is_mediation=case.type_code == MEDIATION,
        is_refused=case.type_code == FIRST_INSTANCE and not_accepted(case),
        contacts=_contacts(case),
        responsible=called_responsible(case),
    )


def _masked(told: Iterable[TimelineEntry], litigants: Sequence[Litigant]) -> list[TimelineEntry]:
    """The lines as they stand beside masked names: whoever looks on in the hall reads no name in them either."""
    lines = list(told)
    for each in sorted(litigants, key=lambda litigant: -len(litigant.name)):
        for line in lines:
            line.text = line.text.replace(each.name, shown_name(each))
    return lines


def _contacts(case: Case) -> list[tuple[str, str]]:
    beside = [seat for seat in seats_of([case.pk])[case.pk] if seat.role in (Seat.Role.ASSISTANT, Seat.Role.CLERK)]
    judge = [(called_responsible(case), case.responsible.full_name)] if case.responsible is not None else []
    return [*judge, *((str(Seat.Role(seat.role).label), seat.user.full_name) for seat in beside)]


def shown_name(litigant: Litigant) -> str:
    """A natural person's name masked (黄**); the name of an organisation is no personal data."""
    return names.masked(litigant.name) if litigant.kind == Litigant.Kind.NATURAL else litigant.name


def is_for(row: Clock, litigant: Litigant) -> bool:
    """Whether a period is this litigant's to keep: not one of the court's own, and not another litigant's."""
    if row.litigant_id is not None:
        return row.litigant_id == litigant.pk
    try:
        return period_rules.rule(row.period_id).kind.startswith("party")
    except Refusal:
        return False


def is_kept_by(row: Clock, litigant: Litigant) -> bool:
    """Whether it is this litigant who must act within the period: the plaintiff's fee is no period of the defendant."""
    if not is_for(row, litigant):
        return False
    side = KEPT_BY.get(period_rules.rule(row.period_id).actor, litigant.role)
    return row.litigant_id is not None or side == litigant.role


def _shown(row: Clock, on: datetime.date) -> LitigantClock:
    rule = period_rules.rule(row.period_id)
    return LitigantClock(rule.name, "您" if row.litigant_id is not None else rule.actor, light_of(row, on))
