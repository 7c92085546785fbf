"""Consent to electronic service: noted by those who serve, or given and taken back by the litigant themselves."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import Looker
from tianping.kernel import audit, numbering
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.electronic_consent import STEPS
from tianping.papers.service.models import Consent, ConsentWithdrawal
from tianping.papers.service.permissions import check_can_serve
from tianping.papers.service.queries import consents_of

NUMBERS = "送达确认"
ON_THE_PAGE = "当事人在案件进度页面确认"
BY_CODE = f"{ON_THE_PAGE}，手机号码经短信验证码核对"
IN_THE_PLEADING = "起诉状写明的送达地址确认"


@dataclass(frozen=True)
class Agreed:
    """To what a litigant agrees: by which channel, at which address, for which steps, and where that stands."""

    address: str
    evidence: str
    channel: Consent.Channel = Consent.Channel.SMS
    steps: Collection[str] = STEPS


@transaction.atomic
def consent(litigant: Litigant, agreed: Agreed, *, by: User, at: datetime.datetime) -> Consent:
    """Note that a litigant agrees to electronic service (同意电子送达) at an address that they gave or confirmed."""
    check_can_serve(by, open_cases(litigant))
    if not agreed.address.strip() or not agreed.evidence.strip():
        raise Refused("请填写当事人确认的电子送达地址，以及同意电子送达的依据，例如“2023年2月6日送达地址确认书”。")
    return _noted(litigant, agreed, number="", by=by, at=at)


@transaction.atomic
def agree(
    looker: Looker,
    channel: Consent.Channel,
    address: str,
    *,
    at: datetime.datetime,
    steps: Collection[str] = STEPS,
    is_proven: bool = False,
) -> Consent:
    """A litigant agrees to electronic service themselves (电子送达地址确认), under a number of its own.

    An address confirmed before is replaced, with the steps (适用环节) for which it was given. A mobile number counts
    once it is proven to be theirs (``is_proven``): by a code that was sent to it, or because they signed in with it.
    """
    standing = consents_of([looker.litigant.pk]).get(looker.litigant.pk)
    if not address.strip():
        raise Refused("请填写接收文书的手机号码或者电子邮箱。")
    if channel == Consent.Channel.SMS and not is_proven:
        raise Refused("请先填写短信验证码，核对手机号码以后才能确认。")
    number = _number(at)
    if standing is not None:
        _withdraw(standing, number, by=None, at=at)
    agreed = Agreed(address, BY_CODE if is_proven else ON_THE_PAGE, channel, steps)
    made = _noted(looker.litigant, agreed, number=number, by=None, at=at)
    _tell(looker, f"确认了电子送达地址，编号{number}。", at=at)
    return made


@transaction.atomic
def withdraw(looker: Looker, *, at: datetime.datetime) -> ConsentWithdrawal:
    """A litigant takes their consent back (撤回); what was served before stands."""
    standing = consents_of([looker.litigant.pk]).get(looker.litigant.pk)
    if standing is None:
        raise Refused("您没有同意过电子送达，不需要撤回。")
    made = _withdraw(standing, _number(at), by=None, at=at)
    _tell(looker, f"撤回了对电子送达的同意，编号{made.number}。以后的文书，本院用其他方式送达。", at=at)
    return made


@transaction.atomic
def take_from_pleadings(phones: Mapping[int, str], *, by: User, at: datetime.datetime) -> None:
    """Litigants agreed to electronic service in their pleading: litigant id → mobile number (民事诉讼法第九十条).

    A pleading says yes or no to all steps of the suit at once (适用环节). Each gets a number under which they can take
    it back. What somebody agreed to elsewhere before stays as it is.
    """
    # Locked, so that two who note the same consent meet here.
    ids = list(
        Litigant.objects.select_for_update().filter(pk__in=list(phones)).order_by("pk").values_list("pk", flat=True)
    )
    standing = consents_of(ids)
    wanted = [pk for pk in ids if pk not in standing]
    if not wanted:
        return
    Consent.objects.bulk_create(
        [
            Consent(
                litigant_id=pk,
                channel=Consent.Channel.SMS,
                address=phones[pk],
                evidence=IN_THE_PLEADING,
                number=number,
                given_on=china_day(at),
                noted_at=at,
                noted_by=by,
            )
            for pk, number in zip(wanted, take_numbers(len(wanted), at), strict=True)
        ]
    )
    audit.record_many([audit.Fact("service.consent", f"litigant:{pk}") for pk in wanted], by=by, at=at)


@transaction.atomic
def note_withdrawal(litigant: Litigant, *, by: User, at: datetime.datetime) -> ConsentWithdrawal:
    """Note that a litigant took their consent back in another way (登记撤回同意)."""
    check_can_serve(by, open_cases(litigant))
    standing = consents_of([litigant.pk]).get(litigant.pk)
    if standing is None:
        raise Refused(f"{litigant.name}没有同意电子送达的记录，不需要撤回。")
    return _withdraw(standing, "", by=by, at=at)


def _noted(litigant: Litigant, agreed: Agreed, *, number: str, by: User | None, at: datetime.datetime) -> Consent:
    if not agreed.steps or not set(agreed.steps) <= set(STEPS):
        raise Refused("请至少勾选一个电子送达的适用环节；都不同意的，不用登记。")
    # Locked, so that two who note the same consent meet here.
    Litigant.objects.select_for_update().get(pk=litigant.pk)
    if consents_of([litigant.pk]):
        raise Refused(f"{litigant.name}已经确认过电子送达地址，不能重复登记。")
    made = Consent.objects.create(
        litigant=litigant,
        channel=agreed.channel,
        steps=[step for step in STEPS if step in agreed.steps],
        address=agreed.address.strip(),
        evidence=agreed.evidence.strip(),
        number=number,
        given_on=china_day(at),
        noted_at=at,
        noted_by=by,
    )
    audit.record("service.consent", f"litigant:{litigant.pk}", by=by, at=at)
    return made


def _withdraw(standing: Consent, number: str, *, by: User | None, at: datetime.datetime) -> ConsentWithdrawal:
    made = ConsentWithdrawal.objects.create(
        consent=standing, number=number, withdrawn_on=china_day(at), noted_at=at, noted_by=by
    )
    audit.record("service.withdraw", f"litigant:{standing.litigant_id}", by=by, at=at)
    return made


def _number(at: datetime.datetime) -> str:
    return take_numbers(1, at)[0]


def take_numbers(many: int, at: datetime.datetime) -> list[str]:
    """Numbers under which litigants confirmed where papers reach them (送达确认), of the year of ``at``."""
    court, year = this_court().code, china_day(at).year
    taken = numbering.take_numbers(f"{court}{NUMBERS}", year, many)
    return [f"（{year}）{court}{NUMBERS}{number}号" for number in taken]


def _tell(looker: Looker, text: str, *, at: datetime.datetime) -> None:
    case = looker.case
    case_actions.tell_many([(case.matter_id, case.pk, looker.litigant.pk, text)], by=None, at=at)


def open_cases(litigant: Litigant) -> list[int]:
    """The open cases of a litigant's matter, whose papers whoever serves one of them serves."""
    return list(Case.objects.filter(matter=litigant.matter_id, status="open").values_list("pk", flat=True))
