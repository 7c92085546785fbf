"""Agreements before the bench (调解协议): who pays what until when, in parts to the fen, as clauses of a paper."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tianping.law import money
from tianping.law.answers import Refusal
from tianping.law.spans import add
from tianping.law.wording import chinese_date, chinese_numeral

FeeBearer = Literal["plaintiff", "defendant", "half"]
FEE_BEARERS: Mapping[FeeBearer, str] = {"defendant": "被告负担", "plaintiff": "原告负担", "half": "原、被告各负担一半"}
MOST_INSTALMENTS = 120
# All that is not paid falls due when one part is missed (一期未付，全部到期).
_FALLS_DUE = re.compile(r"一期[^。；\n]*?(?:未|没有|不)[^。；\n]*?(?:全部|剩余|余下|其余|所有)")
# Clauses under which whoever pays has no claim: what the payee may do, what is waived, who bears the fee.
_GIVES_PAYER_NOTHING = re.compile(
    r"[^，。；]*没有(?:按时|按期)?足额(?:支付|履行)的?，(?:经[^，。；]*，)?(?:收款人|原告|申请人)[^，。；]*申请强制执行"
    r"|[^，。；]*没有(?:按时|按期)?足额(?:支付|履行)的?，[^，。；]*到期"
    r"(?:；[^，。；]*的，(?:收款人|原告|申请人)[^，。；]*申请强制执行)?"
    r"|[^，。；]*(?:再无|没有|无)(?:其他|任何|别的)?(?:争议|纠纷)"
    r"|(?:本案)?(?:案件)?(?:受理费|诉讼费用?)(?:[^，。；]*)由[^，。；]*负担"
)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of the sum (一期): until when it is paid, and how much in fen."""

    on: date
    fen: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed: the sum in fen, in which parts; whether the whole falls due when a part is missed.

    `other` are further clauses in the litigants' own words.
    """

    amount_fen: int
    instalments: tuple[Instalment, ...]
    falls_due: bool = True
    fee_borne_by: FeeBearer = "defendant"
    waives_rest: bool = True
    other: tuple[str, ...] = ()


def equal_instalments(amount_fen: int, count: int, first_on: date) -> tuple[Instalment, ...]:
    """A sum in equal monthly parts from `first_on` on; what does not divide is paid with the last part.

    Months end on the corresponding day, else on the last day of the month. Refuses sums and counts below one.
    """
    if amount_fen < 1:
        raise Refusal("调解金额应当大于零。", mend="请核对金额。")
    if not 1 <= count <= MOST_INSTALMENTS or count > amount_fen:
        raise Refusal(f"期数应当在1至{MOST_INSTALMENTS}之间。", mend="请核对分期的期数。")
    part = amount_fen // count
    parts = [part] * (count - 1) + [amount_fen - part * (count - 1)]
    days = [first_on] + [add(first_on, months, "月") for months in range(1, count)]
    return tuple(Instalment(on, fen) for on, fen in zip(days, parts, strict=True))


def check(terms: Terms, *, agreed_on: date) -> None:
    """Refuse terms that cannot be performed: parts that do not make the sum, days out of order or gone by."""
    if terms.amount_fen < 1 or not terms.instalments:
        raise Refusal("请写明给付的金额和履行期限。", mend="可以一次付清，也可以分期。")
    if sum(part.fen for part in terms.instalments) != terms.amount_fen:
        raise Refusal("各期金额之和与调解金额不一致。", mend="请核对各期金额。")
    days = [part.on for part in terms.instalments]
    if any(later <= earlier for earlier, later in zip(days, days[1:], strict=False)):
        raise Refusal("各期履行日期没有先后顺序。", mend="请核对各期日期。")
    if days[0] < agreed_on:
        raise Refusal(f"第一期履行日期{chinese_date(days[0])}早于达成协议之日。", mend="请核对日期。")


def clauses(terms: Terms, *, payee: str, payers: Sequence[str], debt: str = "款项") -> tuple[str, ...]:
    """The clauses of the agreement as a mediation paper (民事调解书) writes them, numbered 一、二、三."""
    who = "、".join(f"被告{name}" for name in payers)
    texts = [_payment(terms, payee, who, debt)]
    if terms.falls_due and len(terms.instalments) > 1:
        texts.append(f"如{who}有任何一期未按期足额履行，原告{payee}有权就全部未付款项一并申请强制执行")
    if terms.waives_rest:
        texts.append(f"原告{payee}放弃其他诉讼请求")
    texts += [text.strip().rstrip("。；") for text in terms.other if text.strip()]
    texts.append(f"案件受理费由{FEE_BEARERS[terms.fee_borne_by]}")
    last = len(texts)
    return tuple(
        f"{chinese_numeral(place)}、{text}{'。' if place == last else '；'}" for place, text in enumerate(texts, 1)
    )


def falls_due(text: str) -> bool:
    """Whether a clause lets the whole rest fall due when one part is not paid in time."""
    return _FALLS_DUE.search(text) is not None


def claims_of_payer(others: Sequence[str]) -> list[str]:
    """The further clauses that may order something for whoever pays; what surely does not is left out."""
    lines = [line.strip().rstrip("。；;") for line in others]
    return [line for line in lines if line and _GIVES_PAYER_NOTHING.fullmatch(line) is None]


def to_json(terms: Terms) -> dict[str, Any]:
    """The terms as a record stores them: sums in fen, days in ISO form."""
    return {
        "amount_fen": terms.amount_fen,
        "instalments": [{"on": part.on.isoformat(), "fen": part.fen} for part in terms.instalments],
        "falls_due": terms.falls_due,
        "fee_borne_by": terms.fee_borne_by,
        "waives_rest": terms.waives_rest,
        "other": list(terms.other),
    }


def from_json(stored: Mapping[str, Any]) -> Terms:
    """The terms as they were stored."""
    return Terms(
        amount_fen=stored["amount_fen"],
        instalments=tuple(Instalment(date.fromisoformat(part["on"]), part["fen"]) for part in stored["instalments"]),
        falls_due=stored["falls_due"],
        fee_borne_by=stored["fee_borne_by"],
        waives_rest=stored["waives_rest"],
        other=tuple(stored["other"]),
    )


def _payment(terms: Terms, payee: str, who: str, debt: str) -> str:
    total = f"{money.grouped(terms.amount_fen)}元（人民币{money.words(terms.amount_fen)}）"
    if len(terms.instalments) == 1:
        return f"{who}于{chinese_date(terms.instalments[0].on)}前给付原告{payee}{debt}{total}"
    parts = "，".join(f"{chinese_date(part.on)}前给付{money.grouped(part.fen)}元" for part in terms.instalments)
    return f"{who}给付原告{payee}{debt}{total}，分{len(terms.instalments)}期履行：{parts}"
