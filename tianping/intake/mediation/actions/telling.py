"""Telling by SMS (短信告知): mediators what came to them, litigants who mediates, when, and how it went on.

Nobody else is named in a message, and why somebody refused or cancelled is not said. Whoever may not be warned of a
preservation is sent nothing. What is the same for one person in many disputes is told once.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.actions import CaseMessage, WorkMessage
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import concealed_from
from tianping.intake.mediation.models import Agreement, Membership, Organisation, Referral, Session
from tianping.kernel.clock import CHINA
from tianping.law.wording import chinese_date

# The code is handed over on paper alone (查询码告知单), as in any other case; nobody has it before.
BY_ONESELF = "用本手机号码登录，或者用案号和在本院诉讼服务大厅领取的查询码"
# A mobile number says who a person is, never for which organisation they answer.
BY_ORGANISATION = "用案号和在本院诉讼服务大厅领取的查询码"
BEFORE = Referral.Kind.BEFORE


@dataclass(frozen=True)
class Told:
    """One fact for the litigants of a mediation: ``key`` names it, ``words`` says it of so many disputes."""

    key: str
    case: Case
    words: Callable[[Litigant, int], str]


def moment_words(moment: datetime.datetime) -> str:
    """2023年2月10日9时30分."""
    here = moment.astimezone(CHINA)
    return f"{chinese_date(here.date())}{here.hour}时{here.minute:02d}分"


def by_oneself(litigant: Litigant) -> str:
    """How a litigant comes to their own pages, a person or an organisation."""
    return BY_ONESELF if litigant.kind == Litigant.Kind.NATURAL else BY_ORGANISATION


def tell_referred(referrals: Sequence[Referral], *, by: User, at: datetime.datetime) -> None:
    """Mediations that were referred to one organisation: who mediates, how to answer, that refusing costs nothing."""
    told = [Told(f"referral:{row.pk}:referred", row.case, _referred(row)) for row in referrals]
    _tell_litigants(told, by=by, at=at)
    _tell_organisation(referrals, "referred", by=by, at=at)


def tell_reassigned(referral: Referral, *, by: User, at: datetime.datetime) -> None:
    """Others mediate (更换调解组织); who was asked already is not asked again."""
    fact, organisation = f"reassigned:{at:%Y%m%d%H%M%S}", referral.organisation

    def words(litigant: Litigant, _count: int) -> str:
        return f"调解组织更换为{organisation}{_telephone(organisation)}，不收费。{_may_leave(referral.kind, litigant)}"

    _tell_litigants([Told(f"referral:{referral.pk}:{fact}", referral.case, words)], by=by, at=at)
    _tell_organisation([referral], fact, by=by, at=at)


def tell_appointed(session: Session, *, by: User, at: datetime.datetime) -> None:
    """A session is appointed: when, how, where; for the litigants and the mediator."""
    where = f"，{session.place}" if session.place else ""
    words = f"定于{moment_words(session.during.lower)}调解，{session.get_way_display()}{where}。"
    cannot = f"不能参加的，请提前告诉调解员{_telephone(session.referral.organisation)}。"
    key, case = f"mediation_session:{session.pk}:appointed", session.referral.case
    _tell_litigants([Told(key, case, lambda _litigant, _count: words + cannot)], by=by, at=at)
    _tell_mediators([(key, session, words)], by=by, at=at)


def tell_cancelled(sessions: Sequence[Session], what: str, *, by: User | None, at: datetime.datetime) -> None:
    """Sessions that were appointed are called off; ``what``: the house's own words, never what somebody typed."""
    words = {each.pk: f"原定{moment_words(each.during.lower)}的调解{what}。" for each in sessions}
    keys = {each.pk: f"mediation_session:{each.pk}:cancelled" for each in sessions}
    told = [Told(keys[each.pk], each.referral.case, _always(words[each.pk])) for each in sessions]
    _tell_litigants(told, by=by, at=at)
    _tell_mediators([(keys[each.pk], each, words[each.pk]) for each in sessions], by=by, at=at)


def tell_offered(
    agreement: Agreement, signed_before: Collection[int] | None, *, by: User, at: datetime.datetime
) -> None:
    """An agreement is written and waits for signatures.

    ``signed_before``: who had signed the one in whose place it comes, and must sign anew; None: it is the first.
    """

    def words(litigant: Litigant, _count: int) -> str:
        disagree = "不同意的不要签，可以联系调解员修改。"
        if signed_before is None:
            return f"调解协议已经写好，请{by_oneself(litigant)}阅读，同意的签名；{disagree}"
        if litigant.pk in signed_before:
            gone = "您签过名的调解协议已经修改，此前的签名不再有效"
            return f"{gone}。请{by_oneself(litigant)}重新阅读，同意的重新签名；{disagree}"
        return f"调解协议已经修改，以修改后的为准，请{by_oneself(litigant)}阅读，同意的签名；{disagree}"

    told = Told(f"mediation_agreement:{agreement.pk}:offered", agreement.referral.case, words)
    _tell_litigants([told], by=by, at=at)


def tell_not_agreed(referrals: Sequence[Referral], *, by: User | None, at: datetime.datetime) -> None:
    """Mediations ended without an agreement, and what comes of it."""
    told = [Told(f"referral:{row.pk}:not_agreed", row.case, _not_agreed(row.kind)) for row in referrals]
    _tell_litigants(told, by=by, at=at)


def _always(words: str) -> Callable[[Litigant, int], str]:
    return lambda _litigant, _count: words


def _referred(row: Referral) -> Callable[[Litigant, int], str]:
    organisation, kind = row.organisation, row.kind

    def words(litigant: Litigant, count: int) -> str:
        leave = _may_leave(kind, litigant)
        if kind != BEFORE:
            return f"经双方同意，本案委托{organisation}{_telephone(organisation)}调解，不收费。{leave}"
        if litigant.role == Litigant.Role.PLAINTIFF:
            many = f"本案等{count}件" if count > 1 else "本案"
            return f"经您同意，{many}委派{organisation}{_telephone(organisation)}诉前调解，不收费。{leave}"
        many = f"{count}件" if count > 1 else "一件"
        return (
            f"与您有关的{many}纠纷委派{organisation}诉前调解，不收费。是否同意由您决定，请{by_oneself(litigant)}答复，"
            f"也可以告诉调解员{_telephone(organisation)}；不同意的，不影响您的任何权利。"
        )

    return words


def _not_agreed(kind: str) -> Callable[[Litigant, int], str]:
    def words(_litigant: Litigant, count: int) -> str:
        many = f"本案等{count}件的" if count > 1 else ""
        if kind == BEFORE:
            return f"{many}诉前调解已经结束，没有达成协议，由本院依法登记立案，已经提交的材料不用重新提交。"
        return f"{many}委托调解已经结束，没有达成协议，恢复审理，已经提交的材料不用重新提交。"

    return words


def _may_leave(kind: str, litigant: Litigant) -> str:
    goes_on = "由本院依法登记立案" if kind == BEFORE else "本案恢复审理"
    return f"不愿意调解的，可以随时{by_oneself(litigant)}退出，{goes_on}，不影响您的任何权利。"


def _telephone(organisation: Organisation) -> str:
    return f"（电话{organisation.phone}）" if organisation.phone else ""


def _tell_litigants(told: Sequence[Told], *, by: User | None, at: datetime.datetime) -> None:
    of_matter: dict[int, list[Litigant]] = {}
    rows = Litigant.objects.filter(matter__in={each.case.matter_id for each in told})
    for litigant in rows.order_by("matter_id", "position"):
        of_matter.setdefault(litigant.matter_id, []).append(litigant)
    concealed = concealed_from([each.pk for litigants in of_matter.values() for each in litigants])
    alike: dict[tuple[str, str, str], list[tuple[Told, Litigant]]] = {}
    for each in told:
        for litigant in of_matter.get(each.case.matter_id, ()):
            if litigant.pk not in concealed:
                person = (litigant.name, litigant.phone, each.words(litigant, 1))
                alike.setdefault(person, []).append((each, litigant))
    drafts = [
        CaseMessage(first.key, litigant, first.words(litigant, len(same)), first.case)
        for same in alike.values()
        for first, litigant in same[:1]
    ]
    if drafts:
        case_actions.message_many(drafts, by=by, at=at)


def _tell_organisation(referrals: Sequence[Referral], fact: str, *, by: User, at: datetime.datetime) -> None:
    """Those who mediate for an organisation, and its own telephone if it takes messages: what came to them."""
    if not referrals:
        return
    first, organisation = referrals[0], referrals[0].organisation
    members = Membership.objects.filter(organisation=organisation, until__isnull=True).order_by("pk")
    numbers = [*members.values_list("phone", flat=True), organisation.phone]
    many = f"本案等{len(referrals)}件" if len(referrals) > 1 else "本案"
    words = f"{many}已交贵组织调解，请在三个工作日内登录，确认是否接受。"
    key = f"referral:{first.pk}:{fact}:mediators"
    drafts = [WorkMessage(key, first.case, number, words) for number in numbers if number]
    case_actions.message_workers(drafts, by=by, at=at)


def _tell_mediators(told: Iterable[tuple[str, Session, str]], *, by: User | None, at: datetime.datetime) -> None:
    rows = list(told)
    numbers = _numbers({session.mediator_id for _key, session, _words in rows})
    drafts = [
        WorkMessage(f"{key}:mediator", session.referral.case, numbers[session.mediator_id], words)
        for key, session, words in rows
        if session.mediator_id in numbers
    ]
    case_actions.message_workers(drafts, by=by, at=at)


def _numbers(mediators: Collection[int]) -> dict[int, str]:
    """The mobile numbers of these mediators, wherever the register knows one; the newest counts."""
    rows = Membership.objects.filter(user__in=mediators, until__isnull=True).exclude(phone="").order_by("pk")
    return dict(rows.values_list("user", "phone"))
