"""What litigants hand in (答辩状、证据、管辖权异议、回避、撤诉申请): whether it comes in time; late is taken, too."""

from datetime import date
from typing import Literal

from tianping.law.answers import Answer, weaker
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite
from tianping.law.wording import chinese_date

Kind = Literal["answer", "evidence", "objection"]
_NAMES: dict[Kind, tuple[str, str]] = {
    "answer": ("答辩状", "答辩期"),
    "evidence": ("证据", "举证期限"),
    "objection": ("管辖权异议", "提交答辩状期间"),
}
_WHAT_FOLLOWS: dict[Kind, str] = {
    "answer": "逾期提交答辩状的，不影响本案的审理；答辩状仍然收下，转给对方当事人",
    "evidence": "逾期提供的证据仍然收下；应当说明逾期的理由，是否采纳由审判组织决定",
    "objection": "逾期提出的管辖权异议仍然收下；应当说明逾期的理由，由审判组织审查决定",
}


def lateness(kind: Kind, handed_in_on: date, last_day: date | None, *, on: date) -> Answer[bool]:
    """Whether an answer, evidence or an objection to jurisdiction (管辖权异议) is late.

    Nothing is turned away: what lateness means, the bench decides.

    `last_day`: the last day of the litigant's own period; None where it has not begun, or is not known.
    """
    thing, period = _NAMES[kind]
    given = f"{chinese_date(handed_in_on)}提交{thing}"
    if last_day is None:
        return _answer(False, (f"{given}；{period}还没有开始计算",), _rules(kind, on)[:1])
    if handed_in_on <= last_day:
        return _answer(
            False, (f"{period}至{chinese_date(last_day)}届满", f"{given}，在{period}内"), _rules(kind, on)[:1]
        )
    steps = (f"{period}至{chinese_date(last_day)}届满", f"{given}，已经逾期", _WHAT_FOLLOWS[kind])
    return _answer(True, steps, _rules(kind, on))


def recusal(*, on: date) -> Answer[bool]:
    """When a litigant may ask somebody to withdraw (申请回避), and until when it is decided; never marked as late.

    Whether the reason was known before the trial began, and whether the debate had ended, the court finds.
    """
    steps = (
        "提出回避申请应当说明理由，在案件开始审理时提出",
        "回避事由在案件开始审理后知道的，也可以在法庭辩论终结前提出",
        "法院在申请提出的三日内作出决定；对决定不服的，可以在接到决定时申请复议一次",
    )
    return _answer(False, steps, [cite(CIVIL_PROCEDURE, number, on) for number in (47, 48, 50)])


def withdrawal(*, others_sue: bool = False, on: date) -> Answer[bool]:
    """Until when a suit may be withdrawn (申请撤诉) and what follows; never late: the court allows it or not.

    ``others_sue``: other plaintiffs have not asked to withdraw; for them the case goes on, and so does its fee.
    """
    again = "以后可以就同一请求再次起诉，再次起诉仍要遵守诉讼时效"
    alone = f"准许撤诉的，案件受理费减半收取，由原告负担；{again}"
    leaving = (
        f"本案还有其他原告没有申请撤诉：准许的，您退出本案，案件对其他原告继续审理；诉讼费的负担由法院一并决定；{again}"
    )
    steps = (
        "宣判前可以申请撤诉，是否准许由法院裁定；法庭辩论终结后申请，被告不同意的，法院可以不予准许",
        "委托代理人申请撤诉的，应当有撤诉的特别授权",
        leaving if others_sue else alone,
    )
    rules = [cite(CIVIL_PROCEDURE, 148, on, paragraph=1), cite(CIVIL_PROCEDURE, 62, on, paragraph=2)]
    rules += [cite(CIVIL_PROCEDURE_INTERPRETATION, number, on) for number in (214, 238)]
    return _answer(False, steps, rules)


def ruling_on_withdrawal(*, on: date) -> tuple[str, ...]:
    """By what a withdrawal is ruled on (准许、不准许撤诉), if need be in words that are recorded (口头裁定)."""
    rules = (cite(CIVIL_PROCEDURE, 148, on, paragraph=1), cite(CIVIL_PROCEDURE, 157, on, paragraph=3))
    return tuple(rule.text for rule in rules)


def objecting(*, small_claims: bool, on: date) -> Answer[None]:
    """What follows an objection to jurisdiction (管辖权异议): in small claims the ruling takes effect at once."""
    examined = "法院审查异议是否成立，作出裁定送达给您"
    if small_claims:
        told = f"{examined}；本案适用小额诉讼程序，裁定一经作出即生效，不能上诉"
        rules = [cite(CIVIL_PROCEDURE_INTERPRETATION, 276, on)]
    else:
        told = f"{examined}；对裁定不服的，可以在裁定书送达之日起十日内上诉"
        rules = [cite(CIVIL_PROCEDURE, number, on, paragraph=2) for number in (157, 171)]
    taken = _answer(False, (told,), rules)
    return Answer(None, taken.steps, taken.because, taken.certainty)


def _rules(kind: Kind, on: date) -> list[Citation]:
    if kind == "answer":
        return [cite(CIVIL_PROCEDURE, 128, on)]
    if kind == "objection":
        return [cite(CIVIL_PROCEDURE, 130, on)]
    return [
        cite(CIVIL_PROCEDURE, 68, on, paragraph=2),
        *(cite(CIVIL_PROCEDURE_INTERPRETATION, number, on) for number in (101, 102)),
    ]


def _answer(late: bool, steps: tuple[str, ...], rules: list[Citation]) -> Answer[bool]:
    certainty = rules[0].certainty
    for rule in rules[1:]:
        certainty = weaker(certainty, rule.certainty)
    return Answer(late, steps, tuple(rule.text for rule in rules), certainty)
