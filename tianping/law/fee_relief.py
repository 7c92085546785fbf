"""Help with court fees (司法救助): deferral, reduction and waiver, on which grounds, and what of a fee lapses.

《诉讼费用交纳办法》第四十四条至第四十九条；民事诉讼法第一百二十一条第二款.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, Refusal
from tianping.law.fee_schedule import MEASURE
from tianping.law.fee_settlements import FeeSettled
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.money import grouped
from tianping.law.wording import article

Kind = Literal["defer", "reduce", "waive"]
KINDS: Mapping[str, str] = {"defer": "缓交", "reduce": "减交", "waive": "免交"}
LEAST_PERCENT, WHOLE = 30, 100
"""第四十六条第二款: a reduction is no less than 30 %."""
RELIEF_DECIDED = MEASURE + article(48)
MOST_STAYS = 2
"""How many applications let the days to pay stand still; what comes after two refusals does not."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of the measure: for which kind of help, in its words, by which item of which article."""

    kind: Kind
    words: str
    item: int

    @property
    def because(self) -> str:
        """Its article."""
        return MEASURE + article(_ARTICLES[self.kind], item=self.item)


_ARTICLES: Mapping[Kind, int] = {"waive": 45, "reduce": 46, "defer": 47}
GROUNDS: Mapping[str, Ground] = {
    "disabled": Ground("waive", "残疾人，没有固定生活来源", 1),
    "maintenance": Ground("waive", "追索赡养费、扶养费、抚育费、抚恤金", 2),
    "minimum_living": Ground(
        "waive", "最低生活保障对象、农村特困定期救济对象、五保供养对象或者领取失业保险金，没有其他收入", 3
    ),
    "bravery": Ground("waive", "因见义勇为或者为保护社会公共利益受到损害，请求赔偿或者补偿", 4),
    "waive_other": Ground("waive", "确实需要免交的其他情形", 5),
    "disaster": Ground("reduce", "因自然灾害等不可抗力生活困难，正在接受社会救济，或者家庭生产经营难以为继", 1),
    "veteran": Ground("reduce", "国家规定的优抚、安置对象", 2),
    "welfare": Ground("reduce", "社会福利机构、救助管理站", 3),
    "reduce_other": Ground("reduce", "确实需要减交的其他情形", 4),
    "insurance": Ground("defer", "追索社会保险金、经济补偿金", 1),
    "injured": Ground("defer", "交通事故、医疗事故、工伤事故等人身伤害事故的受害人请求赔偿", 2),
    "legal_aid": Ground("defer", "正在接受法律援助", 3),
    "defer_other": Ground("defer", "确实需要缓交的其他情形", 4),
}


def grounds_to_choose() -> list[tuple[str, str]]:
    """Every ground as a choice, each with what it leads to, kind by kind: 免交：残疾人，没有固定生活来源."""
    by_kind = sorted(GROUNDS.items(), key=lambda pair: list(_ARTICLES).index(pair[1].kind))
    return [(key, f"{KINDS[each.kind]}：{each.words}") for key, each in by_kind]


def may_apply(kind: str, ground: str, *, is_person: bool, on: date) -> Answer[None]:
    """By which articles somebody applies. Refuses a ground of another kind, and a waiver for what is no person."""
    if kind not in KINDS or ground not in GROUNDS or GROUNDS[ground].kind != kind:
        raise Refusal("没有选择符合所申请救助的情形。", mend="请选择缓交、减交或者免交，再选择对应的情形。")
    if kind == "waive" and not is_person:
        raise Refusal(
            "诉讼费用的免交只适用于自然人（《诉讼费用交纳办法》第四十四条第二款）。", mend="单位可以申请减交或者缓交。"
        )
    because = (
        cite(CIVIL_PROCEDURE, 121, on, paragraph=2).text,
        MEASURE + article(44, paragraph=1),
        GROUNDS[ground].because,
        MEASURE + article(48, paragraph=1),
    )
    return Answer(None, (f"申请{KINDS[kind]}诉讼费用：{GROUNDS[ground].words}",), because)


def stays_the_days(ground: str, refused: Collection[str], *, on: date) -> Answer[bool]:
    """Whether the days to pay stand still until an application is decided, after what was ``refused`` (grounds) before.

    民诉法解释第二百一十三条: whoever asked, was refused and still does not pay counts as withdrawn. 第六章 of the
    measure bars no second application and does not say what it does to the days: the first one holds them, one on
    another ground once more, the same ground never again. The step is the sentence for whoever asks; none where the
    days stand.
    """
    because = (cite(CIVIL_PROCEDURE_INTERPRETATION, 213, on).text,)
    note = "《诉讼费用交纳办法》第六章没有限制再次申请，也没有规定再次申请是否停止计算交费期限，由本院掌握。"
    if ground in refused:
        said = f"以“{GROUNDS[ground].words}”为由的申请已经没有获准，以同一情形再次申请的，交费期限照常计算。"
    elif len(refused) >= MOST_STAYS:
        said = f"已有{len(refused)}次申请没有获准，再次申请的，交费期限照常计算。"
    else:
        return Answer(True, (), because, "L", (note,))
    return Answer(False, (said,), because, "L", (note,))


def again_words(refused: Collection[str]) -> str:
    """What whoever was refused on these grounds is told of asking again; empty where nothing was refused."""
    if not refused:
        return ""
    if len(refused) >= MOST_STAYS:
        return f"已有{len(refused)}次申请没有获准，再次申请的，交费期限照常计算，逾期未交的按撤诉处理。"
    grounds = "、".join(f"“{GROUNDS[each].words}”" for each in refused)
    return (
        f"以{grounds}再次申请的，交费期限照常计算，逾期未交的按撤诉处理；"
        "有其他情形的，可以再申请一次，决定以前不计算期限。"
    )


def basis(on: date) -> tuple[str, ...]:
    """By what texts everybody may ask, whatever the ground."""
    return (
        cite(CIVIL_PROCEDURE, 121, on, paragraph=2).text,
        f"{MEASURE}第四十四条至第四十八条",
    )


def relieved_fen(kind: str, fee_fen: int, percent: int | None) -> int:
    """What of a fee nobody has to pay any more, in fen. Refuses a reduction below thirty per cent."""
    if kind == "waive":
        return fee_fen
    if kind == "defer":
        return 0
    if percent is None or not LEAST_PERCENT <= percent < WHOLE:
        raise Refusal(
            "减交的比例不得低于30%（《诉讼费用交纳办法》第四十六条第二款）。",
            mend="请填写30至99之间的整数；全部不收的，是免交。",
        )
    # Half a fen more for whoever was helped: rounded down, thirty per cent would be less than thirty.
    return -(-fee_fen * percent // WHOLE)


def settled_with_relief(answer: Answer[FeeSettled], off_fen: int) -> Answer[FeeSettled]:
    """A settling in which what was waived or reduced (第五十条、第五十一条) is not missing."""
    if not off_fen:
        return answer
    sums = answer.value
    due_fen = max(sums.due_fen - off_fen, 0)
    refund_fen, short_fen = max(sums.paid_fen - due_fen, 0), max(due_fen - sums.paid_fen, 0)
    steps = (
        *answer.steps[:-1],
        f"已准予减交、免交{grouped(off_fen)}元，应负担{grouped(sums.due_fen)}−{grouped(off_fen)}，计{grouped(due_fen)}元",
        f"应退还{grouped(refund_fen)}元"
        if refund_fen
        else f"应补交{grouped(short_fen)}元"
        if short_fen
        else "不退不补",
    )
    settled = FeeSettled(sums.full_fen, due_fen, sums.paid_fen, refund_fen, short_fen)
    return Answer(settled, steps, (*answer.because, MEASURE + article(51)), answer.certainty, answer.notes)
