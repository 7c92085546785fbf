"""From which day an ending binds (生效日): judgments, rulings, mediation papers, agreements kept in the record.

Each litigant has a period of appeal of their own (上诉期), from their own service; what cannot be appealed does not
wait for one. Where the law waits for something that has not happened, the answer says for what and gives no day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tianping.law.answers import Answer, Certainty, Refusal, weaker
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite
from tianping.law.periods import due
from tianping.law.wording import chinese_date

SIMPLE = "简易程序规定"
MEDIATION = "民事调解规定"
Decision = Literal["judgment", "ruling"]
APPEALABLE_RULINGS = frozenset({"not_accepted", "suit_dismissed", "jurisdiction"})
"""不予受理、驳回起诉、管辖权异议 (民事诉讼法第一百五十七条第二款)."""
_PERIODS: dict[Decision, str] = {"judgment": "C-APPEAL-J", "ruling": "C-APPEAL-R"}
_TITLES: dict[Decision, str] = {"judgment": "判决书", "ruling": "裁定书"}
_ONE_DAY = timedelta(days=1)
_BY_PRACTICE = (
    "条文只规定不准上诉的裁判是生效裁判，没有写明生效的日子；这里以送达最后一名当事人之日为准，是审判实务的做法。"
)


@dataclass(frozen=True, slots=True)
class Served:
    """One litigant and the day on which the decision counts as served on them; None while it is not.

    `abroad`: has no domicile in the mainland of China, and so 30 days (民事诉讼法第二百八十六条).
    """

    who: str
    on: date | None
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal that was handed in (上诉): by whom, when; posted when, if it came by post.

    `withdrawn_on`: from which day the ruling of the second instance binds by which it was, or counts as, withdrawn.
    """

    who: str
    on: date
    posted_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def counts_from(self) -> date:
        """The day that must lie within the period: of posting where it was posted (第八十五条第四款)."""
        return self.posted_on or self.on


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of one litigant's period of appeal; None while it is open, with the reason in `pending`."""

    who: str
    on: date | None
    pending: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """When an ending binds: the day, or what it waits for; and the periods of appeal that led to it."""

    on: date | None
    waits_for: str = ""
    last_days: tuple[LastDay, ...] = ()


def may_appeal(decision: Decision, variant: str = "", *, small_claims: bool = False) -> bool:
    """Whether an appeal lies at all against a judgment or a ruling of first instance."""
    return not small_claims and (decision == "judgment" or variant in APPEALABLE_RULINGS)


def decision_binds(
    decision: Decision,
    served: Sequence[Served],
    *,
    on: date,
    variant: str = "",
    small_claims: bool = False,
    made_on: date | None = None,
    appeals: Sequence[Appeal] = (),
) -> Answer[Effect]:
    """From which day a judgment or ruling of first instance binds, under the law of the day `on`.

    `variant`: what a ruling decides. `made_on`: the day of a ruling that binds as soon as it is made (small claims).
    Refuses where nobody is to be served, and where somebody appealed who is not among those served.
    """
    if not served:
        raise Refusal("没有写明应当送达的当事人，不能计算生效日。", mend="请先登记当事人和送达情况。")
    if small_claims and decision == "ruling" and variant in ("jurisdiction", "suit_dismissed"):
        return _binds_when_made(variant, made_on, on)
    if not may_appeal(decision, variant, small_claims=small_claims):
        return _binds_when_served(decision, served, on, small_claims)
    return _binds_unappealed(decision, served, appeals, on)


def last_day_to_appeal(decision: Decision, served: Served, *, on: date) -> Answer[LastDay]:
    """The last day on which this litigant may appeal, counted from their own service (解释第二百四十四条)."""
    if served.on is None:
        return Answer(LastDay(served.who, None, f"{served.who}尚未送达"), (f"{served.who}：尚未送达",))
    period = due("SVC-FOREIGN" if served.abroad else _PERIODS[decision], served.on, on=on)
    last = period.value.legal
    day = None if last is None else _day(last)
    pending = period.value.pending or ""
    steps = (f"{served.who}：{chinese_date(served.on)}送达{_TITLES[decision]}", *period.steps)
    return Answer(LastDay(served.who, day, pending), steps, period.because, period.certainty, period.notes)


def check_appeal_in_time(decision: Decision, served: Served, appeal: Appeal, *, on: date) -> Answer[LastDay]:
    """The litigant's last day to appeal, if the appeal lies within it. Refuses a late one and says what is left."""
    answer = last_day_to_appeal(decision, served, on=on)
    last = answer.value.on
    if last is not None and appeal.counts_from > last:
        rule = cite(CIVIL_PROCEDURE, 86, on).text
        raise Refusal(
            f"{served.who}的上诉期于{chinese_date(last)}届满，上诉状于{chinese_date(appeal.counts_from)}提出，已经超过。",
            mend=f"因不可抗拒的事由或者其他正当理由耽误的，可在障碍消除后十日内申请顺延（{rule}）。",
        )
    if served.on is not None and appeal.on < served.on:
        raise Refusal(f"上诉日期早于{served.who}收到裁判文书之日。", mend="请核对两个日期。")
    return answer


def mediation_paper_binds(signed: Sequence[Served], *, on: date, unconcerned: Sequence[str] = ()) -> Answer[Effect]:
    """From which day a mediation paper (调解书) binds: when the last litigant it concerns signed for it.

    `unconcerned`: those it gives no right and no duty; their signature is not waited for (调解规定第十二条).
    """
    if not signed:
        raise Refusal("没有写明应当签收调解书的当事人，不能计算生效日。", mend="请先登记当事人。")
    cited = [cite(CIVIL_PROCEDURE, 100, on), cite(CIVIL_PROCEDURE_INTERPRETATION, 149, on)]
    if unconcerned:
        cited.append(cite(MEDIATION, 12, on))
    concerned = [each for each in signed if each.who not in unconcerned]
    steps = [f"{each.who}：{_signed(each.on)}" for each in concerned]
    steps += [f"{who}：既不享有权利又不承担义务，不签收不影响效力" for who in unconcerned]
    waiting = [each.who for each in concerned if each.on is None]
    if waiting:
        return _waits(f"{'、'.join(waiting)}签收调解书", steps, cited)
    last = max(each.on for each in concerned if each.on is not None)
    return _binds(last, [*steps, "以最后收到调解书的当事人签收的日期为生效日期"], cited)


def recorded_agreement_binds(
    litigants: Sequence[Served], court: Sequence[Served], *, track: str, on: date
) -> Answer[Effect]:
    """From which day an agreement kept in the record without a paper binds (记入笔录的调解协议).

    In simple and small claims procedure from the signatures of the litigants (简易程序规定第十五条); in ordinary
    procedure the judges and the clerk must have signed, too (民事诉讼法第一百零一条第二款, 解释第一百五十一条).
    """
    simple = track in ("simple", "small_claims")
    if simple:
        cited = [cite(SIMPLE, 15, on), cite(CIVIL_PROCEDURE_INTERPRETATION, 151, on)]
    else:
        cited = [cite(CIVIL_PROCEDURE, 101, on, paragraph=2), cite(CIVIL_PROCEDURE_INTERPRETATION, 151, on)]
    needed = [*litigants] if simple else [*litigants, *court]
    if not litigants or (not simple and not court):
        raise Refusal("没有写明应当在笔录上签名的人，不能计算生效日。", mend="请先登记到庭人员。")
    steps = [f"{each.who}：{_signed(each.on)}" for each in needed]
    waiting = [each.who for each in needed if each.on is None]
    if waiting:
        return _waits(f"{'、'.join(waiting)}在笔录上签名", steps, cited)
    last = max(each.on for each in needed if each.on is not None)
    return _binds(last, [*steps, "调解协议记入笔录，最后一人签名之日起具有法律效力"], cited)


def _binds_when_made(variant: str, made_on: date | None, on: date) -> Answer[Effect]:
    cited = [cite(CIVIL_PROCEDURE_INTERPRETATION, 276 if variant == "jurisdiction" else 277, on)]
    if made_on is None:
        return _waits("作出裁定", [], cited)
    return _binds(made_on, [f"小额诉讼案件的裁定于{chinese_date(made_on)}作出，一经作出即生效"], cited)


def _binds_when_served(decision: Decision, served: Sequence[Served], on: date, small: bool) -> Answer[Effect]:
    cited = [cite(CIVIL_PROCEDURE, 158, on)]
    if small and decision == "judgment":
        cited.insert(0, cite(CIVIL_PROCEDURE, 165, on, paragraph=1))
        opening = "小额诉讼实行一审终审，不准上诉"
    elif decision == "ruling":
        cited.insert(0, cite(CIVIL_PROCEDURE, 157, on, paragraph=2))
        opening = "这种裁定不准上诉"
    else:
        opening = "不准上诉"
    steps = [opening, *(f"{each.who}：{_served(each.on)}" for each in served)]
    waiting = [each.who for each in served if each.on is None]
    if waiting:
        return _waits(f"向{'、'.join(waiting)}送达", steps, cited)
    last = max(each.on for each in served if each.on is not None)
    return _binds(last, [*steps, "送达最后一名当事人之日起具有法律效力"], cited, certainty="L", note=_BY_PRACTICE)


def _binds_unappealed(
    decision: Decision, served: Sequence[Served], appeals: Sequence[Appeal], on: date
) -> Answer[Effect]:
    names = {each.who for each in served}
    unknown = [each.who for each in appeals if each.who not in names]
    if unknown:
        raise Refusal(f"上诉人{unknown[0]}不在受送达的当事人之中。", mend="请核对上诉人。")
    periods = [last_day_to_appeal(decision, each, on=on) for each in served]
    last_days = tuple(each.value for each in periods)
    cited = [cite(CIVIL_PROCEDURE, 171, on, paragraph=1 if decision == "judgment" else 2)]
    cited += [cite(CIVIL_PROCEDURE_INTERPRETATION, 244, on), cite(CIVIL_PROCEDURE, 158, on)]
    if any(each.abroad for each in served):
        cited.append(cite(CIVIL_PROCEDURE, 286, on))
    steps = [step for each in periods for step in each.steps]
    notes = tuple(dict.fromkeys(note for each in periods for note in each.notes))
    standing = [each for each in appeals if each.withdrawn_on is None]
    if standing:
        who = "、".join(each.who for each in standing)
        steps.append(f"{who}已经上诉，一审裁判对全体当事人都不生效")
        return _waits("第二审人民法院的裁判", steps, cited, last_days, notes)
    waiting = [each.pending or f"{each.who}的上诉期" for each in last_days if each.on is None]
    if waiting:
        return _waits("；".join(dict.fromkeys(waiting)), steps, cited, last_days, notes)
    last = max(each.on for each in last_days if each.on is not None)
    steps.append(f"最后届满的上诉期至{chinese_date(last)}，没有上诉，自次日起具有法律效力")
    return _after_withdrawals(last + _ONE_DAY, appeals, steps, cited, last_days, notes)


def _after_withdrawals(
    day: date,
    appeals: Sequence[Appeal],
    steps: list[str],
    cited: list[Citation],
    last_days: tuple[LastDay, ...],
    notes: tuple[str, ...],
) -> Answer[Effect]:
    """The day as the periods give it, or a later one from which the withdrawal of an appeal binds."""
    ended = [each.withdrawn_on for each in appeals if each.withdrawn_on is not None]
    if not ended:
        return _binds(day, steps, cited, last_days=last_days, notes=notes)
    withdrawn = max(ended)
    steps[-1] = steps[-1].replace("没有上诉", "上诉已经撤回")
    if withdrawn > day:
        steps.append(f"准许撤回上诉（按撤回上诉处理）的裁定自{chinese_date(withdrawn)}生效，一审裁判同日生效")
    note = "上诉撤回后一审裁判自第二审裁定生效之日起生效，依据最高人民法院的批复，批复原文未核对。"
    return _binds(max(day, withdrawn), steps, cited, certainty="R", last_days=last_days, notes=(*notes, note))


def _binds(
    day: date,
    steps: Sequence[str],
    cited: Sequence[Citation],
    *,
    certainty: Certainty = "T",
    note: str = "",
    last_days: tuple[LastDay, ...] = (),
    notes: tuple[str, ...] = (),
) -> Answer[Effect]:
    sure = certainty
    for each in cited:
        sure = weaker(sure, each.certainty)
    texts = tuple(each.text for each in cited)
    all_notes = (*notes, *([note] if note else ()))
    return Answer(Effect(day, last_days=last_days), (*steps, f"生效日期：{chinese_date(day)}"), texts, sure, all_notes)


def _waits(
    what: str,
    steps: Sequence[str],
    cited: Sequence[Citation],
    last_days: tuple[LastDay, ...] = (),
    notes: tuple[str, ...] = (),
) -> Answer[Effect]:
    sure: Certainty = "T"
    for each in cited:
        sure = weaker(sure, each.certainty)
    texts = tuple(each.text for each in cited)
    return Answer(Effect(None, what, last_days), (*steps, f"尚未生效，等待：{what}"), texts, sure, notes)


def _day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)


def _signed(day: date | None) -> str:
    return "尚未签名或者签收" if day is None else f"{chinese_date(day)}签名或者签收"


def _served(day: date | None) -> str:
    return "尚未送达" if day is None else f"{chinese_date(day)}送达"
