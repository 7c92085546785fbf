"""Reads of feedback: what waits for an answer, one's own, and the totals that are published."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from tianping.accounts.models import LocalFigure
from tianping.accounts.queries import local_figure
from tianping.cases.models import Case, Litigant
from tianping.community.feedback.models import Rating, Step, Voice
from tianping.community.feedback.permissions import visible_voices
from tianping.intake.mediation.queries import sessions_of
from tianping.money.fees.queries import fees_of
from tianping.papers.service.queries import deliveries_to
from tianping.trial.hearings.queries import records_of

# Days within which an answer is due where the court has decided nothing else (本院数据 ``answer_days``).
ANSWER_DAYS = 15
# Fewer than this would let somebody be recognised.
FEWEST = 5


@dataclass(frozen=True)
class StepTotals:
    """How one step was rated: words with their numbers, and how many; numbers too small are left out."""

    label: str
    total: int
    words: Sequence[tuple[str, int]]

    @property
    def is_shown(self) -> bool:
        """Whether there are enough to show."""
        return self.total >= FEWEST


@dataclass(frozen=True)
class Totals:
    """What the court publishes of a year: steps of service, thanks and complaints; nothing about any person."""

    year: int
    steps: Sequence[StepTotals]
    voices: Sequence[tuple[str, int]]
    answered: int
    in_time: int


def answer_days(on: datetime.date) -> int:
    """Within how many days an answer is due, as the court decided."""
    figure = local_figure(LocalFigure.Name.ANSWER_DAYS, on)
    return int(figure.value) if figure is not None else ANSWER_DAYS


def voices(user: Any) -> QuerySet[Voice]:
    """What a person may read, with what lists show of it."""
    return visible_voices(user).select_related("case", "litigant", "answered_by")


def waiting(user: Any) -> QuerySet[Voice]:
    """What waits for an answer."""
    return visible_voices(user).filter(status="received")


def own_voices(case: Case, litigant: Litigant) -> QuerySet[Voice]:
    """What a litigant had to say in a case, the newest first."""
    return Voice.objects.filter(case=case, litigant=litigant).order_by("-pk")


def rated_steps(case: Case, litigant: Litigant) -> dict[str, str]:
    """The steps that a litigant has rated, with the word they chose."""
    return {each.step: each.get_word_display() for each in Rating.objects.filter(case=case, litigant=litigant)}


def happened_steps(case: Case, litigant: Litigant) -> list[Step]:
    """The steps that this litigant went through in a case: what is only planned cannot be rated yet.

    Accepting the case and asking about it are behind whoever reads of it; the others leave their own records.
    """
    taken_part = any(each.status == "held" and litigant.pk in each.present for each in sessions_of(case))
    happened = {
        Step.FILING: True,
        Step.MEDIATION: taken_part,
        Step.SERVICE: deliveries_to(case.pk, litigant.pk).filter(status="served").exists(),
        Step.HEARING: records_of(case).filter(kind="hearing", status__in=("closed", "signed")).exists(),
        Step.ANSWERING: True,
        Step.PAYING: any(
            each.bill.status == "paid" and each.bill.payer_name == litigant.name for each in fees_of(case)
        ),
    }
    return [step for step in Step if happened[step]]


def steps_to_rate(case: Case, litigant: Litigant) -> list[Step]:
    """The steps that a litigant went through and has not rated."""
    rated = rated_steps(case, litigant)
    return [step for step in happened_steps(case, litigant) if step not in rated]


def totals(year: int) -> Totals:
    """The totals of a year, in three statements."""
    counted = Rating.objects.filter(given_at__year=year).values_list("step", "word").annotate(number=Count("pk"))
    numbers = {(step, word): number for step, word, number in counted}
    steps = [_step(step, numbers) for step in Step]
    of_year = Voice.objects.filter(received_on__year=year)
    kinds = dict(of_year.order_by().values_list("kind").annotate(number=Count("pk")))
    in_time = Count("pk", filter=Q(answered_on__lte=F("due_on")))
    answered = of_year.filter(status="answered").aggregate(all=Count("pk"), in_time=in_time)
    shown = [(str(kind.label), kinds.get(kind.value, 0)) for kind in Voice.Kind]
    return Totals(year, steps, shown, answered["all"], answered["in_time"])


def _step(step: Step, numbers: dict[tuple[str, int], int]) -> StepTotals:
    words = [(str(word.label), numbers.get((step.value, word.value), 0)) for word in Rating.Word]
    return StepTotals(str(step.label), sum(number for _word, number in words), words)
