"""Titles that this court did not make itself (其他机构、其他法院的执行依据): what they are, and which court takes them.

执行工作规定第二条 says what is enforced, 民事诉讼法第二百三十五条 where; an award of commercial arbitrators goes to an
intermediate court and is none of these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from tianping.law.answers import Answer, Refusal
from tianping.law.courts import Court
from tianping.law.due_days import DueDay, Moment
from tianping.law.forums import ForumFacts, Forums, Title
from tianping.law.jurisdiction import competent_courts
from tianping.law.labour_disputes import LAW, SUE_WITHIN
from tianping.law.laws import cite, title
from tianping.law.periods import due
from tianping.law.wording import chinese_date

TITLE, EFFECT, CERTIFICATE, IDENTITY, OTHER = "title", "effect", "certificate", "identity", "other"
PAPERS: Mapping[str, str] = MappingProxyType(
    {
        TITLE: "执行依据",
        EFFECT: "生效证明",
        CERTIFICATE: "执行证书",
        IDENTITY: "申请执行人的身份证明",
        OTHER: "其他材料",
    }
)
_LABOUR = "劳动争议"


@dataclass(frozen=True, slots=True)
class TitleKind:
    """One kind of title: its word, who makes it, by which rule it goes to a court, and what comes with it.

    ``cause``: the cause (案由) that it always has, else it is asked. ``needed``: papers without which nothing is taken
    in; ``usual``: those that are asked for in practice and held against nobody.
    """

    word: str
    body: str
    rule: Title
    needed: tuple[str, ...] = (TITLE,)
    usual: tuple[str, ...] = ()
    cause: str = ""
    of_court: bool = False

    @property
    def called(self) -> str:
        """What it is called beside others: the words of those who are no court say whose they are."""
        return f"法院的{self.word}" if self.of_court else self.word


ARBITRAL, LABOUR_AWARD = "arbitral", "labour_award"
KINDS: Mapping[str, TitleKind] = MappingProxyType(
    {
        "labour_award": TitleKind(
            "劳动人事争议仲裁裁决书", "劳动人事争议仲裁委员会", "labour_award", usual=(EFFECT,), cause=_LABOUR
        ),
        "labour_mediation": TitleKind(
            "劳动人事争议仲裁调解书", "劳动人事争议仲裁委员会", "labour_award", cause=_LABOUR
        ),
        "land_award": TitleKind(
            "农村土地承包仲裁裁决书、调解书", "农村土地承包仲裁委员会", "land_award", usual=(EFFECT,)
        ),
        "notarised": TitleKind("公证债权文书", "公证处", "notarised", needed=(TITLE, CERTIFICATE)),
        "court": TitleKind("民事判决书、裁定书、调解书", "作出文书的法院", "civil", usual=(EFFECT,), of_court=True),
        "payment_order": TitleKind("支付令", "作出支付令的法院", "payment_order", usual=(EFFECT,), of_court=True),
    }
)
"""《执行工作规定》第二条第（一）项、第（三）项、第（四）项、第（六）项；公证债权文书另须提交执行证书（《公证债权文书执行
规定》第三条，原文未核对）。生效证明各条文没有要求，是通常需要的材料。"""


# How a guide names titles (``law.forums.Title``) → the kind that is taken in.
OF_GUIDE: Mapping[str, str] = MappingProxyType(
    {"civil": "court", **{kind: kind for kind in ("payment_order", "labour_award", "land_award", "notarised")}}
)


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What decides on the court: the kind of title, whose it is, where the debtors and their property are."""

    kind: str
    tried: str = ""
    debtors_at: tuple[str, ...] = ()
    assets: str = ""
    amount_fen: int | None = None


def day_faults(
    kind: str, made_on: date | None, served_on: date | None, effective_on: date | None, *, on: date
) -> dict[str, Refusal]:
    """All that is wrong with the days of a title, by the day; None: not known.

    A title binds at the earliest when it is made, and is enforced once it binds. Beside a day on which it cannot have
    been made no other is measured; where each may be, those of a labour award must go together.
    """
    word, faults = KINDS[kind].word, {}
    if made_on is not None and made_on > on:
        faults["made_on"] = Refusal(f"{word}的作出日期{chinese_date(made_on)}还没有到。", mend="请对照文书核对日期。")
        made_on = None
    if served_on is not None and made_on is not None and not made_on <= served_on <= on:
        faults["served_on"] = Refusal(
            f"收到{word}的日期应当在作出日期{chinese_date(made_on)}以后、今天以前。", mend="请核对日期。"
        )
    elif served_on is not None and served_on > on:
        faults["served_on"] = Refusal(f"收到{word}的日期{chinese_date(served_on)}还没有到。", mend="请核对日期。")
    if effective_on is not None and made_on is not None and effective_on < made_on:
        faults["effective_on"] = Refusal(
            f"生效日期{chinese_date(effective_on)}早于作出日期{chinese_date(made_on)}。", mend="请对照文书核对日期。"
        )
    elif effective_on is not None and effective_on > on:
        faults["effective_on"] = Refusal(
            f"{word}到{chinese_date(effective_on)}才生效，现在还不能申请执行。",
            mend="生效并且履行期限届满以后，对方仍不履行的，再申请。",
        )
    if kind == LABOUR_AWARD and not faults and made_on and served_on and effective_on:
        apart = _effect_fault(made_on, served_on, effective_on, on=on)
        faults |= {"effective_on": apart} if apart is not None else {}
    return faults


def _effect_fault(made_on: date, served_on: date, effective_on: date, *, on: date) -> Refusal | None:
    """What speaks against a labour award that binds neither when it is made nor after the days to sue over it.

    A later day may be right: the fifteen days run for each side from when the award came to that side. A proof of
    effect that names the fifteenth day itself, or leaves rest days out, is not held against the applicant.
    """
    last, first = _days_to_sue(served_on, on=on)
    if effective_on == made_on or effective_on >= _day(last.value.nominal):
        return None
    return Refusal(
        f"{chinese_date(made_on)}作出、{chinese_date(served_on)}收到的裁决书，不会在{chinese_date(effective_on)}生效："
        f"终局裁决自作出之日（{chinese_date(made_on)}）起发生法律效力（{cite(LAW, 47, on)}）；其他裁决，收到之日起"
        f"十五日内不起诉的才生效，{chinese_date(first - timedelta(days=1))}期满，最早{chinese_date(first)}生效"
        f"（{cite(LAW, 50, on)}）。",
        mend="三个日期中有填错的，请对照裁决书、生效证明核对。",
    )


def _days_to_sue(served_on: date, *, on: date) -> tuple[Answer[DueDay], date]:
    """The fifteen days to sue over a labour award that came on a day, and the first day after them (第五十条)."""
    last = due(SUE_WITHIN, served_on, on=on)
    return last, _day(last.value.legal or last.value.nominal) + timedelta(days=1)


def _day(moment: Moment) -> date:
    return date(moment.year, moment.month, moment.day)


def check_term(kind: str, made_on: date, due_on: date) -> None:
    """Refuse a term that was over before the title was made (履行期限届满日): no title sets one."""
    if due_on < made_on:
        raise Refusal(
            f"履行期限届满日{chinese_date(due_on)}早于{KINDS[kind].word}的作出日期{chinese_date(made_on)}，"
            "文书不会规定作出以前就已经届满的履行期限。",
            mend="请对照文书核对日期；文书没有写明履行期限的，填写生效日期。",
        )


def check_days(
    kind: str, made_on: date, served_on: date | None, effective_on: date, *, due_on: date | None = None, on: date
) -> None:
    """Refuse days that cannot be, with all that is wrong with them; ``due_on``: when the term to perform was over."""
    faults = list(day_faults(kind, made_on, served_on, effective_on, on=on).values())
    if faults:
        raise Refusal("".join(each.sentence for each in faults))
    if due_on is not None:
        check_term(kind, made_on, due_on)


def doubt_about_effect(
    kind: str, made_on: date, served_on: date | None, effective_on: date, *, on: date
) -> Answer[bool] | None:
    """For staff: whether an award bound before the fifteen days to sue over it were over; None: nothing to look at.

    Only an award that is final binds when it is made (劳动争议调解仲裁法第四十七条、第五十条); the notes say of days
    that cannot go together which could.
    """
    if kind != LABOUR_AWARD:
        return None
    final = tuple(cite(LAW, article, on).text for article in (47, 50))
    if served_on is None:
        return Answer(True, ("没有写明收到裁决书的日期，请核对是不是终局裁决，或者十五日内没有起诉",), final)
    last, first = _days_to_sue(served_on, on=on)
    early = effective_on < first
    words = (
        "早于起诉期届满，只有终局裁决才自作出之日起生效，请核对裁决书"
        if early
        else "起诉期届满以后生效；请核对双方是否起诉"
    )
    steps = (*last.steps, f"申请写明{chinese_date(effective_on)}生效，{words}")
    apart = _effect_fault(made_on, served_on, effective_on, on=on)
    return Answer(early, steps, final, last.certainty, (apart.sentence,) if apart is not None else ())


def told_of_arbitral(own: Court | None) -> str:
    """To which court an award of commercial arbitrators goes instead (仲裁法解释第二十九条)."""
    above = f"；在本院辖区的，是{own.superior}" if own is not None and own.superior else ""
    return (
        "商事仲裁委员会的裁决书、调解书，由被执行人住所地或者被执行的财产所在地的中级人民法院执行"
        f"（{title('仲裁法解释')}第二十九条），本院不能受理。请向中级人民法院申请{above}。"
    )


def identity_to_show(on: date) -> str:
    """What every applicant shows of who they are (申请执行人的身份证明), for staff: one sentence with its article."""
    return (
        "自然人应当出示居民身份证，法人、非法人组织应当提交营业执照副本和法定代表人、主要负责人的身份证明"
        f"（{cite('执行工作规定', 18, on, item=3)}）。窗口已经核对原件的，不必再交。"
    )


def missing_papers(kind: str, handed_in: Sequence[str]) -> tuple[str, ...]:
    """The papers without which this kind of title is not taken in, that were not handed in."""
    return tuple(PAPERS[each] for each in KINDS[kind].needed if each not in handed_in)


def courts_for(facts: TitleFacts, own: Court | None, *, on: date) -> Answer[Forums]:
    """Where a title is enforced: of several debtors each one's home is a ground (民事诉讼法第二百三十五条)."""
    kind = KINDS[facts.kind]
    homes = facts.debtors_at or ("",)
    asked = [
        competent_courts(
            ForumFacts(
                "enforcement",
                title=kind.rule,
                tried=facts.tried,
                defendant=home,
                assets=facts.assets,
                claim_fen=facts.amount_fen,
            ),
            on=on,
            near=own,
        )
        for home in (homes[:1] if kind.of_court else homes)
    ]
    forums = tuple(dict.fromkeys(forum for each in asked for forum in each.value.forums))
    return replace(asked[0], value=replace(asked[0].value, forums=forums))


def check_court(facts: TitleFacts, own: Court, *, on: date) -> Answer[Forums]:
    """Refuse a title for which every court is known and this one is none of them; the courts, with their grounds."""
    answer = courts_for(facts, own, on=on)
    told = [forum for forum in answer.value.forums if forum.place]
    if any(forum.is_certain and forum.courts[0].name == own.name for forum in told):
        return answer
    if told and all(forum.is_certain for forum in told):
        found = "、".join(dict.fromkeys(f"{forum.courts[0].name}（{forum.ground}）" for forum in told))
        raise Refusal(
            f"按填写的地点，{own.name}没有管辖权，应当向{found}申请执行。",
            mend="被执行人有财产在本院辖区的，请在“对方的财产在哪个县（市、区）”里写明；填错的请改正。坚持在本院申请的，"
            "由立案窗口收件，依法裁定。",
        )
    return answer
