"""The track of a civil first-instance case (审理程序): small claims, simple or ordinary; one judge or a panel."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, Certainty, Refusal, weaker
from tianping.law.dated import Dated, Text
from tianping.law.exclusions import (
    PANEL_REQUIRED_BY,
    SIMPLE_EXCLUSIONS,
    SMALL_CLAIMS_EXCLUSIONS,
    SOLO_EXCLUSIONS,
    Exclusion,
    chosen,
)
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite
from tianping.law.money import grouped
from tianping.law.wages import Wage, last_published

__all__ = [
    "SIMPLE_EXCLUSIONS",
    "SMALL_CLAIMS_EXCLUSIONS",
    "SOLO_EXCLUSIONS",
    "SmallClaims",
    "TrackDecision",
    "TrackFacts",
    "Wage",
    "decide_track",
    "small_claims",
]

Track = Literal["小额诉讼", "简易程序", "普通程序"]
Composition = Literal["独任", "合议"]


@dataclass(frozen=True, slots=True)
class SmallClaimsMeasure:
    """How a text measures small claims: per cent of the wage, and the ceiling for agreements (None: none)."""

    percent: int
    agreement_percent: int | None


MEASURES: Dated[SmallClaimsMeasure] = Dated(
    "小额诉讼标的额标准",
    Text(
        date(2013, 1, 1),
        "《中华人民共和国民事诉讼法》（2012年、2017年修正）第一百六十二条",
        SmallClaimsMeasure(30, None),
        "R",
    ),
    Text(date(2022, 1, 1), "《中华人民共和国民事诉讼法》第一百六十五条", SmallClaimsMeasure(50, 200)),
)
SIMPLE_PROCEDURE_PERCENT = 200
_SOLO_ORDINARY_SINCE = date(2022, 1, 1)


@dataclass(frozen=True, slots=True)
class SmallClaims:
    """Whether a claim is a small claim (小额诉讼): may be, must be, and the sums that decide, in fen."""

    eligible: bool
    mandatory: bool
    threshold_fen: int
    agreement_ceiling_fen: int | None


@dataclass(frozen=True, slots=True)
class TrackFacts:
    """What the clerk knows of a case when the track is chosen (分流要素).

    `claim_fen` is None where nothing in money is claimed. `clear` says 事实清楚、权利义务关系明确、争议不大
    (第160条), `basically_clear` 基本事实清楚、权利义务关系明确 (第40条第二款). The three tuples hold
    the exclusions that apply, in the statute's words. `wage` is the court's own figure (本院数据); without it
    the recorded figure of `province` is used.
    """

    claim_fen: int | None
    province: str
    clear: bool
    basically_clear: bool = True
    money_payment: bool = True
    small_claims_exclusions: tuple[str, ...] = ()
    simple_exclusions: tuple[str, ...] = ()
    solo_exclusions: tuple[str, ...] = ()
    small_claims_agreed: bool = False
    simple_agreed: bool = False
    wage: Wage | None = None


@dataclass(frozen=True, slots=True)
class TrackDecision:
    """The track a case goes (分流结果), and whether the parties could still agree on small claims.

    `above_ceiling`: the sum alone, above twice the wage, made it ordinary; a person may still hold it a simple case.
    """

    track: Track
    composition: Composition
    small_claims_by_agreement: bool = False
    threshold_fen: int | None = None
    above_ceiling: bool = False


class _Reasoning:
    """The steps, articles and certainty gathered on the way to a decision."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.steps: list[str] = []
        self.because: list[str] = []
        self.notes: tuple[str, ...] = ()
        self.certainty: Certainty = "T"

    def add(self, step: str, *articles: tuple[str, int, int]) -> None:
        """One step; each article as (law, newest number, paragraph)."""
        self.steps.append(step)
        for law, number, paragraph in articles:
            self.quote(cite(law, number, self.on, paragraph=paragraph))

    def quote(self, citation: Citation) -> None:
        self.certainty = weaker(self.certainty, citation.certainty)
        if citation.text not in self.because:
            self.because.append(citation.text)

    def answered(self, decision: TrackDecision) -> Answer[TrackDecision]:
        return Answer(decision, tuple(self.steps), tuple(self.because), self.certainty, self.notes)


def small_claims(
    claim_fen: int,
    *,
    province: str,
    on: date,
    agreed: bool = False,
    excluded_kind: str | None = None,
    wage: Wage | None = None,
) -> Answer[SmallClaims]:
    """Whether a money claim is a small claim (小额诉讼); 民事诉讼法第165条、第166条.

    `excluded_kind` is an item of 第166条 in its own words. `wage` replaces the recorded figure of the province.
    Refuses negative sums, unknown items, and provinces without a figure published before `on`.
    """
    if claim_fen < 0:
        raise Refusal("标的额不能是负数。", mend="请核对金额。")
    excluded = chosen(SMALL_CLAIMS_EXCLUSIONS, [] if excluded_kind is None else [excluded_kind])
    text = MEASURES.on(on)
    figure = wage or last_published(province, on=on)
    threshold_fen, ceiling_fen = _measured(figure, text.value)
    steps = [*_wage_steps(figure, text.value), f"标的额{grouped(claim_fen)}元"]
    because = [
        cite(CIVIL_PROCEDURE, 165, on).text,
        cite(CIVIL_PROCEDURE_INTERPRETATION, 272, max(on, _INTERPRETATION_SINCE)).text,
    ]
    if excluded:
        steps.append(f"属于“{excluded[0].words}”，不适用小额诉讼的程序")
        because.append(excluded[0].cited(on).text)
        found = SmallClaims(False, False, threshold_fen, ceiling_fen)
    else:
        mandatory = claim_fen <= threshold_fen
        by_agreement = not mandatory and ceiling_fen is not None and claim_fen <= ceiling_fen
        steps.append(_where_it_lies(mandatory, by_agreement, agreed, ceiling_fen))
        found = SmallClaims(mandatory or (by_agreement and agreed), mandatory, threshold_fen, ceiling_fen)
    notes = _wage_notes(figure, on)
    return Answer(found, tuple(steps), tuple(because), weaker(text.certainty, figure.certainty), notes)


def decide_track(facts: TrackFacts, *, on: date) -> Answer[TrackDecision]:
    """The track and the composition of a first-instance case of a basic court on a day, step by step.

    The statutory exclusions are hard. Refuses, naming it, a missing wage figure where the sum decides.
    """
    small = chosen(SMALL_CLAIMS_EXCLUSIONS, facts.small_claims_exclusions)
    simple = chosen(SIMPLE_EXCLUSIONS, facts.simple_exclusions)
    solo = chosen(SOLO_EXCLUSIONS, facts.solo_exclusions)
    reasoning = _Reasoning(on)
    if simple or solo:
        return _ordinary(facts, reasoning, simple, solo)
    if not facts.clear:
        if facts.simple_agreed:
            reasoning.add("双方当事人约定适用简易程序", (CIVIL_PROCEDURE, 160, 2), (CIVIL_PROCEDURE, 40, 2))
            return reasoning.answered(TrackDecision("简易程序", "独任"))
        reasoning.add("不属于事实清楚、权利义务关系明确、争议不大的简单案件", (CIVIL_PROCEDURE, 160, 1))
        return _ordinary(facts, reasoning, simple, solo)
    reasoning.add("事实清楚、权利义务关系明确、争议不大，属于简单的民事案件", (CIVIL_PROCEDURE, 160, 1))
    if facts.claim_fen is None:
        for item in small:
            reasoning.add(f"属于“{item.words}”，不适用小额诉讼的程序")
            reasoning.quote(item.cited(on))
        reasoning.add("没有金钱标的额，适用简易程序，由审判员一人独任审理", (CIVIL_PROCEDURE, 40, 2))
        return reasoning.answered(TrackDecision("简易程序", "独任"))
    return _by_amount(facts, facts.claim_fen, small, reasoning)


def _by_amount(
    facts: TrackFacts, claim_fen: int, small: tuple[Exclusion, ...], reasoning: _Reasoning
) -> Answer[TrackDecision]:
    if claim_fen < 0:
        raise Refusal("标的额不能是负数。", mend="请核对金额。")
    text = MEASURES.on(reasoning.on)
    figure = facts.wage or last_published(facts.province, on=reasoning.on)
    threshold_fen, ceiling_fen = _measured(figure, text.value)
    reasoning.steps += [*_wage_steps(figure, text.value), f"标的额{grouped(claim_fen)}元"]
    reasoning.quote(cite(CIVIL_PROCEDURE, 165, reasoning.on))
    reasoning.certainty = weaker(reasoning.certainty, figure.certainty)
    reasoning.notes = _wage_notes(figure, reasoning.on)
    reasoning.quote(cite(CIVIL_PROCEDURE_INTERPRETATION, 272, max(reasoning.on, _INTERPRETATION_SINCE)))
    if claim_fen > figure.amount_fen * SIMPLE_PROCEDURE_PERCENT // 100 and not facts.simple_agreed:
        reasoning.add("标的额超过年平均工资的二倍，不在应当适用简易程序的范围", ("延长审限规定", 4, 2))
        # Article 160 sets no ceiling; whether so large a claim is a simple case is for a person to say.
        reasoning.add("先按普通程序登记；认为仍属简单案件的，可以调整为简易程序并写明理由", (CIVIL_PROCEDURE, 160, 1))
        ordinary = _ordinary(facts, reasoning, (), ())
        return replace(ordinary, value=replace(ordinary.value, above_ceiling=True))
    possible = facts.money_payment and not small
    for item in small:
        reasoning.add(f"属于“{item.words}”，不适用小额诉讼的程序")
        reasoning.quote(item.cited(reasoning.on))
        if item.item == _WHEREABOUTS_UNKNOWN:
            reasoning.add("起诉时被告下落不明的，还应当选择不适用简易程序的情形", (*_WHEREABOUTS_ARTICLE, 0))
    if not facts.money_payment:
        reasoning.add("不是简单金钱给付案件，不适用小额诉讼的程序")
    within = claim_fen <= threshold_fen
    by_agreement = possible and not within and ceiling_fen is not None and claim_fen <= ceiling_fen
    if possible and (within or (by_agreement and facts.small_claims_agreed)):
        how = "应当适用" if within else "双方当事人约定适用"
        reasoning.add(f"{how}小额诉讼的程序，由审判员一人独任审理，一审终审", (CIVIL_PROCEDURE, 40, 2))
        return reasoning.answered(TrackDecision("小额诉讼", "独任", threshold_fen=threshold_fen))
    if by_agreement:
        reasoning.add("标的额在年平均工资的百分之五十至二倍之间，双方当事人可以约定适用小额诉讼的程序，尚无约定")
    reasoning.add("适用简易程序，由审判员一人独任审理", (CIVIL_PROCEDURE, 40, 2))
    return reasoning.answered(TrackDecision("简易程序", "独任", by_agreement, threshold_fen))


def _ordinary(
    facts: TrackFacts,
    reasoning: _Reasoning,
    simple: tuple[Exclusion, ...],
    solo: tuple[Exclusion, ...],
) -> Answer[TrackDecision]:
    """The ordinary procedure, and whether one judge may hear it (第40条第二款、第42条)."""
    for item in simple:
        reasoning.add(f"属于“{item.words}”，不适用简易程序")
        reasoning.quote(item.cited(reasoning.on))
    for item in solo:
        reasoning.add(f"属于“{item.words}”，不得由审判员一人独任审理")
        reasoning.quote(item.cited(reasoning.on))
    panel = [PANEL_REQUIRED_BY[item.item] for item in simple if item.item in PANEL_REQUIRED_BY]
    public_interest = any(item.item == 5 for item in simple)
    if reasoning.on < _SOLO_ORDINARY_SINCE:
        reasoning.add("当时的文本没有普通程序独任审理，由合议庭审理", (CIVIL_PROCEDURE, 40, 1))
    elif solo or public_interest:
        reasoning.add("适用普通程序，由合议庭审理", (CIVIL_PROCEDURE, 40, 1), (CIVIL_PROCEDURE, 42, 0))
    elif panel:
        reasoning.add("法律规定应当组成合议庭，适用普通程序，由合议庭审理", *((*one, 0) for one in panel))
    elif facts.basically_clear:
        reasoning.add("基本事实清楚、权利义务关系明确，适用普通程序，由审判员一人独任审理", (CIVIL_PROCEDURE, 40, 2))
        return reasoning.answered(TrackDecision("普通程序", "独任"))
    else:
        reasoning.add("基本事实不清楚或者权利义务关系不明确，适用普通程序，由合议庭审理", (CIVIL_PROCEDURE, 40, 1))
    return reasoning.answered(TrackDecision("普通程序", "合议"))


_INTERPRETATION_SINCE = date(2015, 2, 4)
_WHEREABOUTS_UNKNOWN = 4
"""The item of 第166条 on a missing party; a missing defendant is also an item of 解释第257条."""
_WHEREABOUTS_ARTICLE = (CIVIL_PROCEDURE_INTERPRETATION, 257)
_STALE_AFTER_DAYS = 550


def _measured(figure: Wage, measure: SmallClaimsMeasure) -> tuple[int, int | None]:
    """The small-claims threshold and the ceiling for agreements in fen, rounded half up."""
    threshold_fen = (figure.amount_fen * measure.percent + 50) // 100
    if measure.agreement_percent is None:
        return threshold_fen, None
    return threshold_fen, figure.amount_fen * measure.agreement_percent // 100


def _wage_steps(figure: Wage, measure: SmallClaimsMeasure) -> list[str]:
    threshold_fen, ceiling_fen = _measured(figure, measure)
    steps = [
        f"{figure.province}{figure.year}年就业人员年平均工资{grouped(figure.amount_fen)}元（{figure.source}）",
        f"百分之{_PERCENT_WORDS[measure.percent]}：{grouped(threshold_fen)}元",
    ]
    return steps if ceiling_fen is None else [*steps, f"二倍：{grouped(ceiling_fen)}元"]


_PERCENT_WORDS = {30: "三十", 50: "五十"}


def _wage_notes(figure: Wage, on: date) -> tuple[str, ...]:
    if (on - figure.published_on).days <= _STALE_AFTER_DAYS:
        return ()
    return (f"所用工资为{figure.year}年数据，其后公布的数据没有收录，请核对是否已有更近年度的公布数据。",)


def _where_it_lies(mandatory: bool, by_agreement: bool, agreed: bool, ceiling_fen: int | None) -> str:
    if mandatory:
        return "不超过标准，应当适用小额诉讼的程序，实行一审终审"
    if by_agreement:
        settled = "双方已经约定，可以适用" if agreed else "双方没有约定，不适用"
        return f"超过百分之五十但在二倍以下，双方当事人可以约定适用小额诉讼的程序；{settled}"
    limit = "二倍" if ceiling_fen is not None else "百分之三十"
    return f"超过年平均工资的{limit}，不适用小额诉讼的程序"
