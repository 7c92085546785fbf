"""What an agreement says (调解协议的内容): from who pays whom how much by when to the sentences of the paper."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from tianping.kernel.refusals import Refused
from tianping.law import element_forms, money
from tianping.law.roles import APPLYING
from tianping.law.wording import chinese_date

MOST_PAYMENTS = 36
# In whose words a court is asked to judge; before mediators nobody is.
_COURT_IS_ASKED = re.compile(
    r"(?:(?:请求|要求|恳请|请)(?:人民法院|法院|贵院|本院)?)?(?:依法)?判令(?:如下)?[:：]?"
    r"|(?:请求|要求|恳请)(?:人民法院|法院|贵院|本院)?(?:依法)?判决(?!书)(?:如下)?[:：]?"
)
# An answer that says nothing, as it comes behind the words of its question: 还款情况：无.
_SAYS_NOTHING = re.compile(r"[^：:]{1,20}[：:]\s*(?:no|none|n/?a|无|没有|否|[-—/])?\s*[。.]?", re.IGNORECASE)
# Where a suit would go and what was seized is nothing that mediators agree on.
OF_THE_SUIT = "forum"
# What whoever sued tells of themselves (我去要了好几次): the other side signs what both stand by.
_OF_ONESELF = re.compile(r"(?<!自)[我俺咱]")
_NUMBERED = re.compile(r"^\s*(?:[0-9]+|[一二三四五六七八九十]+)\s*[.、．)）]\s*")


@dataclass(frozen=True)
class Payment:
    """One payment (一期给付): who pays whom how much, until which day.

    ``with_payees``: who gets it together with the payee (共同收款).
    """

    payer_id: int
    payee_id: int
    fen: int
    on: datetime.date
    with_payees: tuple[int, ...] = ()

    @property
    def payees(self) -> tuple[int, ...]:
        """All who get it."""
        return (self.payee_id, *self.with_payees)

    def as_json(self) -> dict[str, Any]:
        """As the database holds it."""
        held = {**asdict(self), "on": self.on.isoformat(), "with_payees": list(self.with_payees)}
        return {name: value for name, value in held.items() if name != "with_payees" or value}


def payments_of(stored: Sequence[Mapping[str, Any]]) -> list[Payment]:
    """Payments as an agreement holds them."""
    return [
        Payment(
            each["payer_id"],
            each["payee_id"],
            each["fen"],
            datetime.date.fromisoformat(each["on"]),
            tuple(each.get("with_payees", ())),
        )
        for each in stored
    ]


@dataclass(frozen=True)
class Party:
    """A litigant as an agreement names them."""

    role: str
    name: str

    @property
    def called(self) -> str:
        """申请人王某."""
        return f"{APPLYING[self.role]}{self.name}"


def requests(claim_text: str) -> list[str]:
    """What is claimed, one by one, without the words in which a court is asked to judge (判令)."""
    lines = [_COURT_IS_ASKED.sub("", _NUMBERED.sub("", line)).strip() for line in claim_text.splitlines()]
    return [line.rstrip("。；;") for line in lines if line.strip("。；; ")]


def known_dispute(claim_text: str) -> str:
    """争议事项 of an agreement, from the claim of the pleading; empty where nothing was claimed."""
    asked = "；".join(requests(claim_text))
    return f"申请人请求：{_before_mediators(asked)}。" if asked else ""


def known_facts(facts_text: str, cause_name: str, elements: Mapping[str, Any] | None = None) -> str:
    """主要事实 of an agreement, from those of the pleading: answers by their words, and none that says nothing.

    What whoever sued told in their own long words (``elements``: their answers) is left out: both sides sign this.
    """
    form = element_forms.form_of(cause_name)
    stories = _stories(form, elements or {})
    of_the_suit = tuple(
        question.words.partition("{")[0]
        for section in form.sections
        if section.key == OF_THE_SUIT
        for question in section.questions
        if question.words.partition("{")[0]
    )
    labels = {
        question.words.replace("{}", key): question.words.replace("{}", label)
        for question in form.questions
        for key, label in (*question.choices, ("yes", "是"))
        if "{}" in question.words
    }
    lines = [line.strip() for line in facts_text.splitlines()]
    lines = [labels.get(line, labels.get(f"{line}。", line)) for line in lines]
    told = [line for line in lines if line and not _SAYS_NOTHING.fullmatch(line) and not line.startswith(of_the_suit)]
    told = [line for line in told if line.rstrip("。") not in stories and not _OF_ONESELF.search(line)]
    return "\n".join(f"{_before_mediators(line).rstrip('。')}。" for line in told)


def _stories(form: element_forms.ElementForm, answers: Mapping[str, Any]) -> set[str]:
    """The lines of a pleading that are somebody's long answer and nothing else (还有什么要说明的)."""
    free = [each.key for each in form.questions if each.kind == "long_text" and each.words.rstrip("。") == "{}"]
    said = "\n".join(answers[key] for key in free if isinstance(answers.get(key), str))
    return {line.strip().rstrip("。") for line in said.splitlines()}


def _before_mediators(words: str) -> str:
    """Whoever sued applies, whoever was sued is applied against (申请人、被申请人)."""
    return words.replace("被告", "被申请人").replace("原告", "申请人")


def beyond_claim(payments: Sequence[Payment], parties: Mapping[int, Party], claim_fen: int | None) -> str:
    """What a mediator should look at where those who sued get more than they ask for; empty otherwise.

    It is no refusal: what both sides want may be more, interest until payment for one.
    """
    total = sum(each.fen for each in payments if parties[each.payee_id].role == "plaintiff")
    if claim_fen is None or total <= claim_fen:
        return ""
    return (
        f"协议给付申请人共{_sum(total)}，比申请人请求的{_sum(claim_fen)}多{_sum(total - claim_fen)}。"
        "请核对金额和期数；双方确实这样约定的（例如加上了利息、费用），请勾选确认。"
    )


def instalments(total: Payment, count: int) -> list[Payment]:
    """A sum in equal monthly parts (按月平均分期), the first on its day; what does not divide falls into the last."""
    if not 1 <= count <= MOST_PAYMENTS:
        raise Refused(f"分期应当在1期至{MOST_PAYMENTS}期之间，请核对期数。")
    part = total.fen // count // 100 * 100 or total.fen // count
    sums = [part] * (count - 1) + [total.fen - part * (count - 1)]
    return [replace(total, fen=fen, on=_months_later(total.on, place)) for place, fen in enumerate(sums)]


def sentences(payments: Sequence[Payment], others: str, parties: Mapping[int, Party]) -> list[str]:
    """The agreement sentence by sentence: payments of one to another together, then the other terms."""
    said = []
    pairs = dict.fromkeys((each.payer_id, each.payees) for each in payments)
    for payer, payees in pairs:
        theirs = [each for each in payments if (each.payer_id, each.payees) == (payer, payees)]
        named = [parties[each] for each in payees]
        said.append(_payments(parties[payer], named, sorted(theirs, key=lambda each: each.on)))
    return said + [line.strip().rstrip("。；;") for line in others.splitlines() if line.strip()]


def out_of_its_field(organisation: str, cause_name: str) -> bool:
    """Whether an organisation that mediates labour disputes was given another (劳动争议调解): something to look at."""
    return "劳动" in organisation and not any(mark in cause_name for mark in ("劳动", "劳务", "工伤", "人事争议"))


def together(payees: Sequence[Party]) -> str:
    """Who gets a payment, several of one side by one name: 申请人马某、慕某."""
    first, *others = payees
    return "、".join([first.called, *(each.name if each.role == first.role else each.called for each in others)])


def _payments(payer: Party, payees: Sequence[Party], theirs: Sequence[Payment]) -> str:
    total = sum(each.fen for each in theirs)
    all_of_them = "共计" if len(payees) > 1 else ""
    whole = f"{payer.called}支付{together(payees)}{all_of_them}{_sum(total)}（大写：{money.words(total)}）"
    if len(theirs) == 1:
        return f"{whole}，于{chinese_date(theirs[0].on)}前（含当日）付清"
    parts = "，".join(f"{chinese_date(each.on)}前（含当日）支付{_sum(each.fen)}" for each in theirs)
    return f"{whole}，分{len(theirs)}期履行：{parts}"


def _sum(fen: int) -> str:
    return f"{money.grouped(fen).removesuffix('.00')}元"


def _months_later(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    ends = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1) - datetime.timedelta(days=1)
    return datetime.date(year, month + 1, min(day.day, ends.day))
