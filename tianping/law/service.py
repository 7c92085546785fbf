"""Service (送达): from which day a paper counts as served, by the method used and the law of that day.

Each method has its own day and its own conditions (民事诉讼法第八十七条至第九十五条). What does not count as service
is refused in a sentence that names the article and what to do instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, Refusal, weaker
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.periods import due
from tianping.law.wording import chinese_date

Method = Literal[
    "direct", "left", "mail", "electronic", "entrusted", "forwarded_army", "forwarded_custody", "public_notice"
]
Outcome = Literal["received", "refused", "returned"]
Receiver = Literal["self", "family", "representative", "office", "counsel", "agent"]
"""Who took the paper: the addressee, adult family in the same home (同住成年家属), the legal or chief representative
(法定代表人、主要负责人), the office that takes papers in (负责收件的人), counsel (诉讼代理人), a named receiver
(代收人)."""
Manner = Literal["", "witnessed", "recorded", "witness_declined", "at_court", "pronounced"]
"""How a refused paper was left: before a witness, on camera, with none willing to witness; at court; at the reading."""
Fault = Literal["", "inaccurate", "withheld", "changed", "refused"]
"""Why a mailed paper came back, where the addressee answers for it."""
Address = Literal["", "confirmed", "own"]
"""The electronic address: given or confirmed by the addressee, or only known to be his own."""
Trace = Literal["", "arrived", "acted", "read"]
"""How it is known: it arrived at the system of the address; the addressee answered or acted; the system says read."""

METHOD_NAMES: Mapping[Method, str] = {
    "direct": "直接送达",
    "left": "留置送达",
    "mail": "邮寄送达",
    "electronic": "电子送达",
    "entrusted": "委托送达",
    "forwarded_army": "转交送达（部队）",
    "forwarded_custody": "转交送达（监所）",
    "public_notice": "公告送达",
}
RECEIVER_NAMES: Mapping[Receiver, str] = {
    "self": "受送达人本人",
    "family": "同住成年家属",
    "representative": "法定代表人或者主要负责人",
    "office": "负责收件的人",
    "counsel": "诉讼代理人",
    "agent": "指定的代收人",
}
FAULT_NAMES: Mapping[Fault, str] = {
    "inaccurate": "受送达人自己提供或者确认的送达地址不准确",
    "withheld": "受送达人拒不提供送达地址",
    "changed": "受送达人变更送达地址未及时告知人民法院",
    "refused": "受送达人本人或者其指定的代收人拒绝签收",
}
MAIL = "法院专递规定"
SIMPLE = "简易程序规定"
ONLINE = "在线诉讼规则"
WITHOUT_NOTICE = ("simple", "small_claims")
JUDGMENTS_ONLINE_SINCE = date(2022, 1, 1)
ONLINE_SINCE = date(2021, 8, 1)


@dataclass(frozen=True, slots=True)
class Served:
    """What was done about one paper and one addressee.

    `day` is the day the law looks at: of the signature (签收), the refusal, the receipt (回执), the return (退回), the
    arrival at the system (到达), or of the last notice (发出公告). `deciding`: the paper is a judgment, ruling or
    mediation paper; `mediation_paper`: it is the latter (调解书). `opponent`: who took it is the other side.
    `has_counsel`: counsel (诉讼代理人) acts for the addressee, as far as the court knows.
    """

    method: Method
    day: date
    track: str = "ordinary"
    outcome: Outcome = "received"
    receiver: Receiver = "self"
    organisation: bool = False
    opponent: bool = False
    manner: Manner = ""
    fault: Fault = ""
    consent: bool = False
    address: Address = ""
    trace: Trace = ""
    reason: str = ""
    deciding: bool = False
    mediation_paper: bool = False
    has_counsel: bool = True


def effective_day(served: Served, *, on: date) -> Answer[date]:
    """The day from which the paper counts as served (送达日期), under the law in force `on`.

    Refuses, with the article, whatever is not service: an unlawful receiver, leaving without witness or recording,
    mail returned without the addressee's fault, electronic service without consent, public notice in simple procedure.
    """
    return _BY_METHOD[served.method](served, on)


def _answer(day: date, on: date, steps: tuple[str, ...], *articles: tuple[str, int], note: str = "") -> Answer[date]:
    cited = [cite(law, number, on) for law, number in articles]
    certainty = cited[0].certainty
    for one in cited[1:]:
        certainty = weaker(certainty, one.certainty)
    texts = tuple(one.text for one in cited)
    return Answer(day, (*steps, f"送达日期：{chinese_date(day)}"), texts, certainty, (note,) if note else ())


def _direct(served: Served, on: date) -> Answer[date]:
    if served.outcome == "returned":
        return _noted_on_the_spot(served, on)
    if served.outcome == "refused":
        raise Refusal("受送达人拒绝签收的，不是直接送达。", mend="请按留置送达记录见证人或者拍照、录像的情况。")
    _check_receiver(served, on)
    steps = (f"{chinese_date(served.day)}由{RECEIVER_NAMES[served.receiver]}签收", "签收日期为送达日期")
    return _answer(served.day, on, steps, (CIVIL_PROCEDURE, 87), (CIVIL_PROCEDURE, 88))


def _check_receiver(served: Served, on: date) -> None:
    article = cite(CIVIL_PROCEDURE, 88, on).text
    if served.organisation and served.receiver in ("self", "family"):
        raise Refusal(
            f"向法人或者其他组织送达，应当由其法定代表人、主要负责人或者负责收件的人签收（{article}）。",
            mend="请核对签收人。",
        )
    if not served.organisation and served.receiver in ("representative", "office"):
        raise Refusal(f"向公民送达，本人不在的交他的同住成年家属签收（{article}）。", mend="请核对签收人。")
    if served.mediation_paper and served.receiver in ("family", "counsel"):
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 133, on).text
        raise Refusal(
            f"调解书应当直接送达当事人本人；本人因故不能签收的，可由其指定的代收人签收（{rule}）。",
            mend="请送交本人或者其指定的代收人。",
        )
    if served.receiver == "counsel" and not served.has_counsel:
        raise Refusal(
            f"受送达人有诉讼代理人的，才可以送交其代理人签收（{article}），该受送达人没有登记在案的诉讼代理人。",
            mend="请核对签收人，或者先凭授权委托书登记诉讼代理人。",
        )


def _noted_on_the_spot(served: Served, on: date) -> Answer[date]:
    if served.track not in WITHOUT_NOTICE or served.fault not in ("inaccurate", "withheld", "changed"):
        raise Refusal("文书未能送交受送达人，没有送达。", mend="请记录原因，另定方式再次送达。")
    steps = (
        f"{FAULT_NAMES[served.fault]}，文书未能实际接收",
        f"{chinese_date(served.day)}送达人当场在送达回证上记明情况，记明之日视为送达之日",
    )
    return _answer(served.day, on, steps, (SIMPLE, 10))


def _left(served: Served, on: date) -> Answer[date]:
    if served.outcome != "refused":
        raise Refusal("受送达人没有拒绝接收的，不适用留置送达。", mend="请按实际的送达方式记录。")
    if served.mediation_paper:
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 133, on).text
        raise Refusal(f"调解书不适用留置送达（{rule}）。", mend="当事人拒绝签收的，应当及时判决。")
    if served.manner == "at_court":
        return _deemed(served, on, "当事人到达人民法院，拒绝签署送达回证，视为送达", 131)
    if served.manner == "pronounced":
        _check_was_pronounced(served, on)
        return _deemed(served, on, "定期宣判时当事人拒不签收，视为送达，在宣判笔录中记明", 141)
    _check_may_be_left(served, on)
    return _left_at_home(served, on)


def _check_was_pronounced(served: Served, on: date) -> None:
    if not served.deciding:
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 141, on).text
        raise Refusal(
            f"宣判时拒不签收视为送达的，限于判决书、裁定书（{rule}）。",
            mend="请按留置送达记录见证人或者拍照、录像的情况。",
        )


def _deemed(served: Served, on: date, what: str, number: int) -> Answer[date]:
    steps = (f"{chinese_date(served.day)}{what}",)
    return _answer(served.day, on, steps, (CIVIL_PROCEDURE_INTERPRETATION, number))


def _check_may_be_left(served: Served, on: date) -> None:
    if served.receiver == "counsel":
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 132, on).text
        raise Refusal(f"诉讼代理人被指定为代收人的，才能向其留置送达（{rule}）。", mend="请核对代收人的指定。")
    if served.opponent and served.receiver in ("family", "office"):
        rule = cite(SIMPLE, 11, on, paragraph=2).text
        raise Refusal(f"拒收人是同一案件中另一方当事人，不能留置送达（{rule}）。", mend="请向受送达人本人送达。")


def _left_at_home(served: Served, on: date) -> Answer[date]:
    articles = [(CIVIL_PROCEDURE, 89)]
    if served.organisation:
        articles.append((CIVIL_PROCEDURE_INTERPRETATION, 130))
    if served.receiver == "agent":
        articles.append((CIVIL_PROCEDURE_INTERPRETATION, 132))
    if served.manner == "witnessed":
        how = "有关基层组织或者所在单位的代表到场见证，在送达回证上记明拒收事由和日期"
    elif served.manner == "recorded":
        how = "采用拍照、录像等方式记录送达过程"
    elif served.manner == "witness_declined" and served.track in WITHOUT_NOTICE:
        how, articles = "被邀请的人不愿到场见证，在送达回证上记明情形", [*articles, (SIMPLE, 11)]
    else:
        raise Refusal(
            f"留置送达应当有见证人，或者采用拍照、录像等方式记录（{cite(CIVIL_PROCEDURE, 89, on).text}）。",
            mend="请补记见证人，或者附上照片、录像后再记录。",
        )
    steps = (f"{chinese_date(served.day)}拒绝接收", how, "文书留在受送达人的住所，留置之日即视为送达")
    return _answer(served.day, on, steps, *articles)


def _mail(served: Served, on: date) -> Answer[date]:
    if served.outcome == "received":
        if served.opponent:
            rule = cite(MAIL, 7, on, paragraph=2).text
            raise Refusal(f"代收人是同一案件中另一方当事人，不是送达（{rule}）。", mend="请另行送达。")
        _check_receiver(served, on)
        steps = (f"邮件由{RECEIVER_NAMES[served.receiver]}签收", f"回执上注明的收件日期为{chinese_date(served.day)}")
        return _answer(served.day, on, steps, (CIVIL_PROCEDURE, 91), (MAIL, 9))
    return _mail_returned(served, on)


def _mail_returned(served: Served, on: date) -> Answer[date]:
    if served.mediation_paper:
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 133, on).text
        raise Refusal(f"调解书应当直接送达当事人本人，退回的不视为送达（{rule}）。", mend="请另行送达。")
    if served.fault not in FAULT_NAMES:
        rule = cite(MAIL, 11, on).text
        raise Refusal(
            f"邮件退回，又不是{rule}所列因受送达人一方的原因，没有送达。", mend="请核对地址，另定方式再次送达。"
        )
    articles = [(MAIL, 11)]
    if served.track in WITHOUT_NOTICE and served.fault != "refused":
        articles.append((SIMPLE, 10))
    steps = (f"{FAULT_NAMES[served.fault]}，文书未能实际接收", f"{chinese_date(served.day)}退回，退回之日视为送达之日")
    note = "受送达人能够证明自己没有过错的，不视为送达。"
    return _answer(served.day, on, steps, *articles, note=note)


def _electronic(served: Served, on: date) -> Answer[date]:
    article = cite(CIVIL_PROCEDURE, 90, on).text
    if served.deciding and on < JUDGMENTS_ONLINE_SINCE:
        raise Refusal(f"判决书、裁定书、调解书不适用电子送达（{article}）。", mend="请用其他方式送达。")
    if not served.consent:
        raise Refusal(f"受送达人没有同意电子送达（{article}）。", mend="请先记录其同意，或者用其他方式送达。")
    articles = [(CIVIL_PROCEDURE, 90)]
    if served.address == "confirmed" and served.trace == "arrived":
        steps = ("送达信息到达受送达人提供或者确认的电子地址所在系统", f"到达日期为{chinese_date(served.day)}")
        articles.append((CIVIL_PROCEDURE_INTERPRETATION, 135))
        note = "受送达人证明到达日期与发送成功日期不一致的，以受送达人证明的日期为准。"
        return _answer(served.day, on, steps, *_with_online_rule(articles, on), note=note)
    return _taken_notice_of(served, on, articles)


def _taken_notice_of(served: Served, on: date, articles: list[tuple[str, int]]) -> Answer[date]:
    if served.address == "confirmed" and not served.trace:
        raise Refusal(
            "送达信息没有到达受送达人确认的电子地址，也没有其收悉的证据，电子送达没有生效。",
            mend="请重新发送，或者用其他方式送达。",
        )
    if not served.address or served.trace not in ("acted", "read") or on < ONLINE_SINCE:
        raise Refusal(
            "受送达人没有提供或者确认电子送达地址，也没有其收悉的证据，电子送达没有生效。",
            mend="请请受送达人确认地址，或者用其他方式送达。",
        )
    if served.trace == "acted":
        steps = (f"{chinese_date(served.day)}受送达人回复已收悉，或者作出相应诉讼行为，完成有效送达",)
        return _answer(served.day, on, steps, *_with_online_rule(articles, on))
    steps = (f"{chinese_date(served.day)}系统反馈受送达人已阅知，推定完成有效送达",)
    note = "受送达人能够证明存在系统错误、地址非本人使用或者非本人阅知的，不在此限。"
    return _answer(served.day, on, steps, *_with_online_rule(articles, on), note=note)


def _with_online_rule(articles: list[tuple[str, int]], on: date) -> list[tuple[str, int]]:
    return [*articles, (ONLINE, 31)] if on >= ONLINE_SINCE else articles


def _entrusted(served: Served, on: date) -> Answer[date]:
    if served.outcome != "received":
        raise Refusal("受委托的人民法院没有送达。", mend="请按受委托法院的回函另定方式。")
    _check_receiver(served, on)
    steps = ("委托其他人民法院代为送达", f"{chinese_date(served.day)}在送达回证上签收，签收日期为送达日期")
    return _answer(served.day, on, steps, (CIVIL_PROCEDURE, 91), (CIVIL_PROCEDURE_INTERPRETATION, 134))


def _forwarded(served: Served, on: date) -> Answer[date]:
    if served.outcome != "received" or served.receiver != "self" or served.organisation:
        raise Refusal(
            f"转交的文书应当由受送达人本人签收（{cite(CIVIL_PROCEDURE, 94, on).text}）。", mend="请核对送达回证。"
        )
    army = served.method == "forwarded_army"
    through, number = ("所在部队团以上单位的政治机关", 92) if army else ("所在监所或者强制性教育机构", 93)
    steps = (f"通过{through}转交", f"{chinese_date(served.day)}受送达人签收，签收日期为送达日期")
    return _answer(served.day, on, steps, (CIVIL_PROCEDURE, number), (CIVIL_PROCEDURE, 94))


def _public_notice(served: Served, on: date) -> Answer[date]:
    check_public_notice(served.track, on=on)
    article = cite(CIVIL_PROCEDURE, 95, on).text
    if served.mediation_paper:
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 133, on).text
        raise Refusal(f"调解书应当直接送达当事人本人，不能公告（{rule}）。", mend="应当及时判决。")
    if not served.reason.strip():
        raise Refusal(f"公告送达应当在案卷中记明原因和经过（{article}）。", mend="请写明下落不明或者无法送达的经过。")
    period = due("SVC-PUBLIC", served.day, on=on)
    rules = [cite(CIVIL_PROCEDURE_INTERPRETATION, number, on) for number in (138, 139)]
    last = period.value.nominal
    steps = (f"公告发出（最后张贴或者刊登）：{chinese_date(served.day)}", *period.steps, "公告期满，即视为送达")
    return Answer(
        last,
        (*steps, f"送达日期：{chinese_date(last)}"),
        (*period.because, *(rule.text for rule in rules)),
        weaker(period.certainty, rules[0].certainty),
        period.notes,
    )


def check_public_notice(track: str, *, on: date) -> None:
    """Refuse public notice (公告送达) in simple and small claims procedure; the case must be converted first."""
    if track in WITHOUT_NOTICE:
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 140, on).text
        raise Refusal(
            f"适用简易程序（包括小额诉讼）的案件，不适用公告送达（{rule}）。",
            mend="请先裁定转为普通程序，再公告送达。",
        )


_BY_METHOD: Mapping[Method, Callable[[Served, date], Answer[date]]] = {
    "direct": _direct,
    "left": _left,
    "mail": _mail,
    "electronic": _electronic,
    "entrusted": _entrusted,
    "forwarded_army": _forwarded,
    "forwarded_custody": _forwarded,
    "public_notice": _public_notice,
}
