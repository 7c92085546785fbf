"""A numbered case entrusted to mediators (立案后委托调解): with both sides' consent, lengthened once, taken back."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.queries import GROUNDS
from tianping.intake.mediation.actions.ending import ended
from tianping.intake.mediation.actions.referring import start_accepting
from tianping.intake.mediation.actions.telling import tell_referred
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.permissions import (
    check_can_entrust,
    check_can_run,
    may_entrust,
)
from tianping.intake.mediation.queries import TERMS, clock_of_term, organisation_named, running_referral_of
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.wording import chinese_date

TRIAL_LIMITS = ("C-TRIAL-ORD", "C-TRIAL-SIMPLE", "C-TRIAL-SMALL")
ONE_DAY = datetime.timedelta(days=1)
# The law bounds no extension; beyond this the year is wrong.
LONGEST_EXTENSION = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Extension:
    """What both sides agreed on beyond the term: until which day, who said so, where that stands."""

    until: datetime.date
    agreed: Collection[int]
    record: str


@transaction.atomic
def entrust(case: Case, mediator_name: str, consent: str, *, by: User, at: datetime.datetime) -> Referral:
    """Entrust a numbered case to mediators (委托调解, 特邀调解规定第一条); ``consent``: where both sides agreed.

    Raises Refused without consent, for an organisation that is not on the register, and while one is under way.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_can_entrust(by, case)
    if not consent.strip():
        raise Refused("委托调解应当经双方当事人同意，请写明同意的依据，例如“2023年2月6日询问笔录”。")
    if running_referral_of(case) is not None:
        raise Overtaken("本案正在委托调解，尚未结束。")
    organisation = organisation_named(mediator_name)
    made = Referral.objects.create(
        kind=Referral.Kind.AFTER,
        case=case,
        organisation=organisation,
        consent=consent.strip(),
        referred_on=china_day(at),
        referred_by=by,
    )
    moves.begin_many(Referral.machine, [made.pk], by=by, at=at, verb="refer")
    start_accepting([made], on=china_day(at))
    line = f"经双方当事人同意，委托{organisation}调解。"
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
    tell_referred([made], by=by, at=at)
    return made


@transaction.atomic
def extend(
    referral: Referral, until: datetime.date, agreed: Collection[int], record: str, *, by: User, at: datetime.datetime
) -> None:
    """Both sides agree on more time (延长调解期限, 特邀调解规定第二十七条).

    ``agreed``: the litigants who said so, ``record``: where that stands. After filing once, before the term has passed,
    and the days beyond it leave the trial limit at the end. Raises Refused unless every litigant agreed.
    """
    referral = Referral.objects.select_for_update(of=("self",)).select_related("case").get(pk=referral.pk)
    if not may_entrust(by, referral.case):
        check_can_run(by, [referral.pk])
    moves.require_state(referral, "accepted", sentence="调解员接受以后、调解结束以前，才能延长调解期限。")
    after_filing = referral.kind == Referral.Kind.AFTER
    if after_filing and referral.extended_until is not None:
        raise Refused(f"调解期限已经延长至{chinese_date(referral.extended_until)}，不能再次延长。")
    _check_all_agreed(referral, agreed)
    if not record.strip():
        raise Refused("延长调解期限应当经双方当事人同意，请写明同意的依据。")
    term, today = clock_of_term(referral), china_day(at)
    if after_filing and today > (term.legal_due or term.nominal_due):
        raise Refused("调解期限已经届满，不能再延长；请登记调解结果。")
    if until < today:
        raise Refused(f"延长后的届满日不能早于今天（{chinese_date(today)}），请核对日期。")
    if until <= term.nominal_due:
        raise Refused(f"延长后的届满日应当晚于{chinese_date(term.nominal_due)}，请核对日期。")
    if until > max(term.nominal_due, today) + LONGEST_EXTENSION:
        raise Refused("延长超过一年，请核对日期的年份。")
    referral.extended_until, referral.extension_record, referral.extended_by = until, record.strip(), by
    referral.save(update_fields=["extended_until", "extension_record", "extended_by"])
    if not after_filing:
        case_actions.lengthen_by_consent(term, until, record.strip(), by=by, at=at)
    else:
        cause = f"双方当事人同意延长至{chinese_date(until)}"
        case_actions.stop_clocks([referral.case.matter_id], TERMS, on=china_day(at), cause=cause, by=by)
    audit.record("referral.extend", f"referral:{referral.pk}", by=by, at=at, until=str(until), agreed=sorted(agreed))


def _check_all_agreed(referral: Referral, agreed: Collection[int]) -> None:
    litigants = {each.pk: each for each in Litigant.objects.filter(matter=referral.case.matter_id)}
    if not set(agreed) <= litigants.keys():
        raise Refused("同意延长的只能是本案当事人，请重新勾选。")
    missing = "、".join(f"{each.get_role_display()}{each.name}" for pk, each in litigants.items() if pk not in agreed)
    if missing:
        raise Refused(
            f"延长调解期限应当经双方当事人同意，{missing}还没有同意；请先征得同意再勾选，"
            "不同意延长的，请登记调解结果（《最高人民法院关于人民法院特邀调解的规定》第二十七条）。"
        )


@transaction.atomic
def take_back(referral: Referral, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The bench takes the case back from the mediators (收回委托); the hearing goes on."""
    check_can_entrust(by, referral.case)
    if referral.kind != Referral.Kind.AFTER:
        raise Refused("诉前委派的调解由立案庭退回。")
    if not reason.strip():
        raise Refused("请写明收回委托的原因。")
    ended([referral.pk], "withdraw", "withdrawn", "调解收回", by=by, at=at, outcome=reason)


def exclude_extended_days(referral: Referral, *, by: User, at: datetime.datetime) -> None:
    """The days that the litigants agreed on beyond the term leave the trial limit (特邀调解规定第二十七条第二款)."""
    if referral.extended_until is None or referral.ended_on is None:
        return
    first = clock_of_term(referral).nominal_due + ONE_DAY
    next_day = min(referral.ended_on, referral.extended_until) + ONE_DAY
    limit = Clock.objects.filter(case=referral.case_id, period_id__in=TRIAL_LIMITS, stopped_on__isnull=True).first()
    if limit is None or next_day <= first:
        return
    ground = GROUNDS["mediation"]
    case_actions.exclude_days(
        limit,
        first_day=first,
        next_day=next_day,
        why=ground.words,
        because=f"{ground.cited(china_day(at))}；{referral.extension_record}"[:200],
        by=by,
        at=at,
    )
