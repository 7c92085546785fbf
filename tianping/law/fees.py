"""Litigation costs (诉讼费用) under 国务院令第481号: every kind of fee with its arithmetic and articles."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal

from tianping.law.answers import Answer, Refusal
from tianping.law.fee_schedule import MEASURE, Scale, exact_yuan, fee_scales
from tianping.law.money import grouped, round_half_up
from tianping.law.wording import article

Rounding = Literal["cent", "yuan", "yuan_then_halve"]
"""cent: to fen; yuan: to whole yuan at the end; yuan_then_halve: first the full fee to yuan, then half.

The measure says nothing on rounding; courts differ, so each court configures its own [L].
"""

ROUNDINGS: tuple[Rounding, ...] = ("cent", "yuan", "yuan_then_halve")
HALVED_BY_SIMPLE_PROCEDURE = MEASURE + article(16)
HALVED_BY_MEDIATION_OR_WITHDRAWAL = MEASURE + article(15)
HALVED_BY_JOINED_CLAIM = MEASURE + article(18)
_HALVED_BY_ANY = f"{MEASURE}{article(15)}、{article(16)}、{article(18)}"
_PAID_AFTERWARDS = (MEASURE + article(20, paragraph=2), MEASURE + article(38, paragraph=1))
_ASKED_FOR = (
    f"{MEASURE}{article(14, item=2)}按实际保全的财产数额计算，申请费又要预交，预交时按申请保全的数额计算；"
    "采取措施以后按实际保全的数额结算，少于申请的，多交的退还，没有交的按结算的数额交纳。"
)
_HALVED_ONCE = "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第二百零六条"


def property_fee(
    claim_fen: int,
    *,
    on: date,
    halved: bool = False,
    rounding: Rounding = "cent",
    halved_because: str | None = None,
) -> Answer[int]:
    """The acceptance fee of a property case (财产案件受理费) in fen; 第十三条第一款第（一）项.

    `claim_fen` is the sum or value claimed; `halved_because` cites why the fee is halved.
    Refuses negative sums and days before the measure was in force.
    """
    scale = _scale("property", on)
    _check_sum(claim_fen, "诉讼请求的金额或者价额")
    exact, steps = scale.accumulated(claim_fen)
    steps = [f"诉讼请求金额{grouped(claim_fen)}元，按财产案件分段累计", *steps, *_sum_line(exact, steps)]
    cited = [MEASURE + article(13, paragraph=1, item=1)]
    return _finished(exact, steps, cited, halved, rounding, halved_because)


def divorce_fee(
    base_fen: int,
    property_fen: int,
    *,
    on: date,
    halved: bool = False,
    rounding: Rounding = "cent",
    halved_because: str | None = None,
) -> Answer[int]:
    """The acceptance fee of a divorce (离婚案件受理费) in fen; 第十三条第一款第（二）项第1目.

    `base_fen` is the province's amount within 50–300 yuan, `property_fen` the whole property to be divided.
    """
    return _non_property_fee(
        ("divorce", "离婚案件", "分割财产总额", 1),
        base_fen,
        property_fen,
        on,
        halved,
        rounding,
        halved_because,
    )


def personality_fee(
    base_fen: int,
    damages_fen: int,
    *,
    on: date,
    halved: bool = False,
    rounding: Rounding = "cent",
    halved_because: str | None = None,
) -> Answer[int]:
    """The acceptance fee of a personality-rights case (人格权案件受理费) in fen; same article, 第2目."""
    return _non_property_fee(
        ("personality", "人格权案件", "损害赔偿金额", 2),
        base_fen,
        damages_fen,
        on,
        halved,
        rounding,
        halved_because,
    )


def labour_fee(
    *, on: date, halved: bool = False, rounding: Rounding = "cent", halved_because: str | None = None
) -> Answer[int]:
    """The acceptance fee of a labour dispute (劳动争议案件受理费) in fen; 第十三条第一款第（四）项."""
    scale = _scale("labour", on)
    steps = [f"劳动争议案件每件交纳{grouped(scale.fixed_fen)}元"]
    cited = [MEASURE + article(13, paragraph=1, item=4)]
    return _finished(Fraction(scale.fixed_fen), steps, cited, halved, rounding, halved_because)


def other_fee(
    base_fen: int,
    *,
    on: date,
    halved: bool = False,
    rounding: Rounding = "cent",
    halved_because: str | None = None,
) -> Answer[int]:
    """The acceptance fee of any other case without property (其他非财产案件受理费) in fen; same article, 第3目."""
    cited = [MEASURE + article(13, paragraph=1, item=2) + "第3目"]
    return _by_the_piece(("other", "其他非财产案件"), base_fen, cited, on, halved, rounding, halved_because)


def intellectual_fee(
    base_fen: int,
    *,
    on: date,
    halved: bool = False,
    rounding: Rounding = "cent",
    halved_because: str | None = None,
) -> Answer[int]:
    """The acceptance fee of a case on intellectual property without a sum (知识产权民事案件) in fen; 同款第（三）项.

    With a sum it is that of a property case.
    """
    cited = [MEASURE + article(13, paragraph=1, item=3)]
    kind = ("intellectual", "没有争议金额或者价额的知识产权民事案件")
    return _by_the_piece(kind, base_fen, cited, on, halved, rounding, halved_because)


def enforcement_fee(
    amount_fen: int | None, *, on: date, base_fen: int | None = None, rounding: Rounding = "cent"
) -> Answer[int]:
    """The application fee of enforcement (执行申请费) in fen; 第十四条第（一）项.

    Without an amount (`amount_fen` None), `base_fen` is the province's figure within 50–500 yuan.
    """
    scale = _scale("enforcement", on)
    cited = [MEASURE + article(14, item=1), *_PAID_AFTERWARDS]
    after = "执行申请费不预交，执行后交纳，由被执行人负担"
    if amount_fen is None:
        if base_fen is None:
            raise Refusal(
                "没有执行金额的案件缺少每件收费标准。",
                mend="请给出本省在50元至500元幅度内规定的数额（base）。",
            )
        _check_base(base_fen, scale, "没有执行金额的执行案件")
        steps = [f"没有执行金额或者价额，每件交纳{grouped(base_fen)}元（幅度50元至500元，省级标准）", after]
        return _finished(Fraction(base_fen), steps, cited, False, rounding, None)
    if base_fen is not None:
        raise Refusal(
            "有执行金额的案件按金额计算，不适用每件收费标准（base）。",
            mend="请删去 base，或者将 amount 写为 null。",
        )
    _check_sum(amount_fen, "执行金额")
    exact, lines = scale.accumulated(amount_fen)
    steps = [f"执行金额{grouped(amount_fen)}元，分段累计", *lines, *_sum_line(exact, lines), after]
    return _finished(exact, steps, cited, False, rounding, None)


def preservation_fee(
    amount_fen: int | None, *, on: date, rounding: Rounding = "cent", in_advance: bool = False
) -> Answer[int]:
    """The application fee of preservation (保全申请费) in fen; 第十四条第（二）项, at most 5,000 yuan.

    The measure counts by what is preserved in fact; ``in_advance``: what was asked for stands in its place, as the
    fee is paid before (第二十条第二款).
    """
    scale = _scale("preservation", on)
    cited = [MEASURE + article(14, item=2)]
    if amount_fen is None:
        steps = [f"不涉及财产数额，每件交纳{grouped(scale.flat_fee_fen)}元"]
        return _finished(Fraction(scale.flat_fee_fen), steps, cited, False, rounding, None)
    _check_sum(amount_fen, "保全财产数额")
    exact, lines = scale.accumulated(amount_fen)
    called = "预交时按申请保全的财产数额计算：" if in_advance else "实际保全财产数额"
    steps = [f"{called}{grouped(amount_fen)}元，分段累计", *lines, *_sum_line(exact, lines)]
    answer = _finished(_capped(exact, scale, steps), steps, cited, False, rounding, None)
    return replace(answer, certainty="L", notes=(*answer.notes, _ASKED_FOR)) if in_advance else answer


def payment_order_fee(claim_fen: int, *, on: date, rounding: Rounding = "cent") -> Answer[int]:
    """The application fee of a payment order (支付令申请费) in fen: a third of the property fee; 第十四条."""
    return _share_of_property_fee("payment_order", claim_fen, on, rounding, "申请支付令请求金额", 3)


def bankruptcy_fee(assets_fen: int, *, on: date, rounding: Rounding = "cent") -> Answer[int]:
    """The application fee of bankruptcy (破产申请费) in fen: half the property fee, at most 300,000 yuan."""
    return _share_of_property_fee("bankruptcy", assets_fen, on, rounding, "破产财产总额", 6)


def _share_of_property_fee(
    kind: str, amount_fen: int, on: date, rounding: Rounding, what: str, item: int
) -> Answer[int]:
    scale = _scale(kind, on)
    _check_sum(amount_fen, what)
    exact, lines = _scale("property", on).accumulated(amount_fen)
    share = exact / scale.divisor
    part = "按该标准的1/3" if scale.divisor == 3 else "按该标准减半"
    steps = [
        f"{what}{grouped(amount_fen)}元，先按财产案件受理费标准分段累计",
        *lines,
        *_sum_line(exact, lines),
        f"{part}：{exact_yuan(exact)}÷{scale.divisor}={exact_yuan(share)}元",
    ]
    cited = [MEASURE + article(14, item=item), MEASURE + article(13, paragraph=1, item=1)]
    if kind == "bankruptcy":
        share = _capped(share, scale, steps)
        steps.append("破产申请费不预交，清算后交纳")
        cited.append(MEASURE + article(20, paragraph=2))
    return _finished(share, steps, cited, False, rounding, None)


def _by_the_piece(
    kind: tuple[str, str],
    base_fen: int,
    cited: list[str],
    on: date,
    halved: bool,
    rounding: Rounding,
    halved_because: str | None,
) -> Answer[int]:
    name, title = kind
    _check_base(base_fen, _scale(name, on), title)
    steps = [f"{title}每件交纳{grouped(base_fen)}元（省级标准）"]
    return _finished(Fraction(base_fen), steps, cited, halved, rounding, halved_because)


def _non_property_fee(
    kind: tuple[str, str, str, int],
    base_fen: int,
    amount_fen: int,
    on: date,
    halved: bool,
    rounding: Rounding,
    halved_because: str | None,
) -> Answer[int]:
    name, title, what, line = kind
    scale = _scale(name, on)
    _check_base(base_fen, scale, title)
    _check_sum(amount_fen, what)
    extra, lines = scale.accumulated(amount_fen)
    exact = base_fen + extra
    steps = [f"{title}每件交纳{grouped(base_fen)}元（省级标准）"]
    if amount_fen:
        steps += [f"{what}{grouped(amount_fen)}元", *lines]
    if extra:
        steps.append(f"合计：{grouped(base_fen)}＋{exact_yuan(extra)}={exact_yuan(exact)}元")
    cited = [MEASURE + article(13, paragraph=1, item=2) + f"第{line}目"]
    return _finished(exact, steps, cited, halved, rounding, halved_because)


def _scale(kind: str, on: date) -> Scale:
    return fee_scales().on(on).value[kind]


def _check_sum(amount_fen: int, what: str) -> None:
    if amount_fen < 0:
        raise Refusal(f"{what}不能是负数。", mend="请核对金额。")


def _check_base(base_fen: int, scale: Scale, title: str) -> None:
    low, high = scale.base_range_fen or (0, 0)
    if not low <= base_fen <= high:
        raise Refusal(
            f"{title}的每件收费标准{grouped(base_fen)}元超出法定幅度（{grouped(low)}元至{grouped(high)}元）。",
            mend="请填写本省在幅度内规定的数额。",
        )


def _sum_line(exact: Fraction, lines: list[str]) -> list[str]:
    return [f"合计：{exact_yuan(exact)}元"] if len(lines) > 1 else []


def _capped(exact: Fraction, scale: Scale, steps: list[str]) -> Fraction:
    if scale.cap_fen is None or exact <= scale.cap_fen:
        return exact
    steps.append(f"超过上限，按{grouped(scale.cap_fen)}元交纳")
    return Fraction(scale.cap_fen)


def _finished(
    exact: Fraction,
    steps: list[str],
    cited: list[str],
    halved: bool,
    rounding: Rounding,
    halved_because: str | None,
) -> Answer[int]:
    """Halve once where told, round as the court rounds, and put the answer together."""
    if rounding not in ROUNDINGS:
        raise Refusal(f"没有名为“{rounding}”的取整方式。", mend="请选择 cent、yuan 或者 yuan_then_halve。")
    if rounding == "yuan_then_halve":
        exact = _rounded(exact, 100, steps)
    if halved:
        half = exact / 2
        steps.append(f"减半交纳：{exact_yuan(exact)}÷2={exact_yuan(half)}元（只能减半一次）")
        cited += [halved_because or _HALVED_BY_ANY, _HALVED_ONCE]
        exact = half
    exact = _rounded(exact, 100 if rounding == "yuan" else 1, steps)
    notes = () if rounding == "cent" else ("办法没有规定取整方法，取整到元是本院做法。",)
    return Answer(int(exact), tuple(steps), tuple(cited), "T", notes)


def _rounded(exact: Fraction, unit_fen: int, steps: list[str]) -> Fraction:
    fen = round_half_up(exact, unit_fen=unit_fen)
    if exact != fen:
        unit = "元" if unit_fen == 100 else "分"
        steps.append(f"四舍五入到{unit}：{grouped(fen)}元")
    return Fraction(fen)
