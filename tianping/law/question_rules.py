"""The rules that may be asked (可以提问的规则): each with its facts, its texts and the function that answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tianping.law import case_numbers, fee_schedule, interest, lpr, tracks
from tianping.law import question_answers as answers
from tianping.law.answers import CERTAINTY_WORDS, Certainty
from tianping.law.identities import STANDARDS
from tianping.law.period_rules import period_rules


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """One rule of the interface: name, title, facts (name → what it is) and how it is answered.

    `needs_day` says that the answer depends on the day whose law applies (`on`).
    """

    name: str
    title: str
    facts: dict[str, str]
    answer: Callable[..., answers.PlainAnswer]
    texts: Callable[[], list[dict[str, str]]]
    needs_day: bool = True

    def described(self) -> dict[str, Any]:
        """The rule as `tianping law --list` prints it."""
        return {"rule": self.name, "title": self.title, "facts": self.facts, "texts": self.texts()}


_HALVED = {"halved": "选填，true 为减半交纳", "rounding": "选填，cent（默认）、yuan 或者 yuan_then_halve"}
_ROUNDING = {"rounding": "选填，cent（默认）、yuan 或者 yuan_then_halve", "halved": "选填，申请费不减半，只能为 false"}
_YUAN = "元，十进制字符串"
_REST_DAY = "选填，末日顺延没有定论时由此决定，true 顺延，false 不顺延"
_EXCLUDED = "选填，扣除期间名单，每项 from、to（恢复计算的第一天）、why"


def _dated(texts: Iterable[Any]) -> list[dict[str, str]]:
    return [_text(text.since, text.cite, text.certainty) for text in texts]


def _text(since: date | None, cite: str, certainty: Certainty) -> dict[str, str]:
    described = {"since": since.isoformat()} if since else {}
    return {**described, "cite": cite, "certainty": certainty, "certainty_words": CERTAINTY_WORDS[certainty]}


def _fee_texts() -> list[dict[str, str]]:
    return _dated(fee_schedule.fee_scales())


def _period_texts() -> list[dict[str, str]]:
    named = []
    for rule in period_rules().values():
        for text in rule.texts or ():
            if text.value.length:
                length = f"{text.value.length}{text.value.unit}{'前' if rule.backwards else ''}"
                described = _text(text.since, text.cite, text.certainty)
                named.append({"period": rule.id, "name": rule.name, "length": length, **described})
    return named


def _limit_texts() -> list[dict[str, str]]:
    limits = {rule.id for rule in period_rules().values() if rule.trial_limit}
    return [text for text in _period_texts() if text["period"] in limits]


def _counting_texts() -> list[dict[str, str]]:
    return [
        _text(None, "《中华人民共和国民事诉讼法》第八十五条", "T"),
        _text(date(2021, 1, 1), "《中华人民共和国民法典》第二百零二条", "T"),
    ]


def _standards() -> list[dict[str, str]]:
    return [{"kind": kind, **_text(None, standard, "S")} for kind, standard in STANDARDS.items()]


def _fixed(cite: str, certainty: Certainty) -> Callable[[], list[dict[str, str]]]:
    return lambda: [_text(None, cite, certainty)]


RULES: dict[str, QuestionRule] = {
    rule.name: rule
    for rule in (
        QuestionRule("fees.property", "财产案件受理费", {"claim": _YUAN, **_HALVED}, answers.property_fee, _fee_texts),
        QuestionRule(
            "fees.divorce",
            "离婚案件受理费",
            {"base": "每件收费标准，50元至300元幅度内由省级规定", "property": "财产总额，" + _YUAN, **_HALVED},
            answers.divorce_fee,
            _fee_texts,
        ),
        QuestionRule(
            "fees.personality",
            "人格权案件受理费",
            {"base": "每件收费标准，100元至500元幅度内由省级规定", "damages": "损害赔偿金额，" + _YUAN, **_HALVED},
            answers.personality_fee,
            _fee_texts,
        ),
        QuestionRule(
            "fees.other",
            "其他非财产案件受理费",
            {"base": "每件收费标准，50元至100元幅度内由省级规定", **_HALVED},
            answers.other_fee,
            _fee_texts,
        ),
        QuestionRule(
            "fees.intellectual",
            "没有争议金额的知识产权民事案件受理费",
            {"base": "每件收费标准，500元至1000元幅度内由省级规定", **_HALVED},
            answers.intellectual_fee,
            _fee_texts,
        ),
        QuestionRule("fees.labour", "劳动争议案件受理费", _HALVED, answers.labour_fee, _fee_texts),
        QuestionRule(
            "fees.enforcement",
            "执行申请费",
            {"amount": "执行金额，没有金额的写 null", "base": "没有金额时每件收费标准，50元至500元", **_ROUNDING},
            answers.enforcement_fee,
            _fee_texts,
        ),
        QuestionRule(
            "fees.preservation",
            "保全申请费",
            {"amount": "实际保全的财产数额，不涉及数额的写 null", **_ROUNDING},
            answers.preservation_fee,
            _fee_texts,
        ),
        QuestionRule(
            "fees.payment_order", "支付令申请费", {"claim": _YUAN, **_ROUNDING}, answers.payment_order_fee, _fee_texts
        ),
        QuestionRule(
            "fees.bankruptcy",
            "破产申请费",
            {"assets": "破产财产总额，" + _YUAN, **_ROUNDING},
            answers.bankruptcy_fee,
            _fee_texts,
        ),
        QuestionRule(
            "periods.due",
            "法定期限的届满日",
            {"period": "期限编号", "start": "事件发生之日，以小时计算的写时刻", "rest_day_rule": _REST_DAY},
            answers.period_due,
            _period_texts,
        ),
        QuestionRule(
            "periods.count",
            "按长度计算的届满日",
            {
                "length": "整数",
                "unit": "日、月、年、小时、工作日",
                "start": "事件发生之日或者时刻",
                "backwards": "选填，true 为倒算",
            },
            answers.period_count,
            _counting_texts,
            needs_day=False,
        ),
        QuestionRule(
            "periods.trial_limit",
            "审理期限、执行期限",
            {
                "period": "期限编号",
                "filed": "立案之日",
                "excluded": _EXCLUDED,
                "extensions": "选填，批准的延长名单，每项 length、unit",
                "converted_from": "选填，转换前的期限编号",
                "rest_day_rule": _REST_DAY,
            },
            answers.trial_limit,
            _limit_texts,
        ),
        QuestionRule(
            "interest.delay",
            "迟延履行期间的债务利息",
            {
                "principal": _YUAN,
                "general_rate": "一般债务利率，per_day 或者 per_year，没有的写 null",
                "start": "起息日",
                "due": "履行期间届满之日",
                "paid": "清偿日",
                "excluded": _EXCLUDED,
            },
            answers.interest_on_delay,
            lambda: _dated(interest.DAILY_RATE),
        ),
        QuestionRule(
            "interest.lpr_cap",
            "民间借贷利率上限",
            {"contract_date": "合同成立日", "filed": "起诉日，合同成立于2020年8月20日以前的必填"},
            answers.lending_cap,
            lambda: _dated(lpr.CAP),
        ),
        QuestionRule(
            "case_number.parse",
            "识别案号",
            {"text": "案号"},
            answers.parse_case_number,
            lambda: _dated(case_numbers.FORMAT),
            needs_day=False,
        ),
        QuestionRule(
            "case_number.format",
            "编排案号",
            {
                "year": "收案年度",
                "court_code": "法院代字",
                "type": "类型代字",
                "seq": "案件编号",
                "special": "选填，知",
            },
            answers.format_case_number,
            lambda: _dated(case_numbers.FORMAT),
            needs_day=False,
        ),
        QuestionRule(
            "identity.check",
            "核对证照号码",
            {"kind": "、".join(STANDARDS), "number": "号码，字符串"},
            answers.check_identity,
            _standards,
            needs_day=False,
        ),
        QuestionRule(
            "money.words",
            "金额大写",
            {"amount": _YUAN},
            answers.money_words,
            _fixed("《支付结算办法》附件一", "R"),
            needs_day=False,
        ),
        QuestionRule(
            "track.small_claims",
            "小额诉讼",
            {
                "province": "省、自治区、直辖市",
                "claim": _YUAN,
                "agreed": "双方是否约定适用小额诉讼的程序",
                "excluded_kind": "民事诉讼法第166条的一项，照条文原文；没有的写 null",
            },
            answers.small_claims,
            lambda: _dated(tracks.MEASURES),
        ),
        QuestionRule(
            "mask.judgment",
            "裁判文书公布前的技术处理",
            {"text": "文书全文", "parties": "当事人名单，每项为姓名、名称或者写明 name、kind"},
            answers.mask_judgment,
            _fixed("《最高人民法院关于人民法院在互联网公布裁判文书的规定》第八条至第十一条", "R"),
            needs_day=False,
        ),
    )
}
