"""Whether litigants are willing (调解意愿): asked by mediators, said on one's own page, and taken at their word."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant
from tianping.cases.permissions import Looker
from tianping.intake.mediation.actions.ending import ended
from tianping.intake.mediation.models import Referral, Willingness
from tianping.intake.mediation.permissions import RUN_REFERRAL, check_may_act
from tianping.intake.mediation.queries import OPEN, OVER, past_term, referral_for, unasked, unwilling_in
from tianping.intake.mediation.terms import Party
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.wording import chinese_date

NOTIFY = "MED-NOTIFY-3"


@transaction.atomic
def note_willingness(
    referral: Referral, litigant_id: int, willing: bool, words: str, *, by: User, at: datetime.datetime
) -> None:
    """A mediator asked a litigant and writes down the answer (征询调解意愿, 在线调解规则第十五条).

    The court's counter hears litigants, too, whoever mediates. Who is not willing ends the mediation; the papers go
    back.
    """
    check_may_act(by, [referral.pk], RUN_REFERRAL)
    moves.require_state(referral, "accepted", sentence="接受以后、调解结束以前，才能登记当事人的调解意愿。")
    litigant = Litigant.objects.filter(pk=litigant_id, matter__cases=referral.case_id).first()
    if litigant is None:
        raise Refused("该当事人不是本案当事人，请重新选择。")
    if not words.strip():
        raise Refused("请写明怎样征询的，例如“2月7日电话征询，同意调解”。")
    _note(referral, litigant, willing, words, by=by, at=at)


@transaction.atomic
def agree_to_mediation(looker: Looker, *, at: datetime.datetime) -> None:
    """A litigant agrees on their own page (同意调解)."""
    _note(_own(looker), looker.litigant, True, "本人在网上同意调解", by=looker.user, at=at)


@transaction.atomic
def refuse_mediation(looker: Looker, reason: str, *, at: datetime.datetime) -> None:
    """A litigant will not, or no longer, be mediated (不同意调解、不愿继续调解); at any time, without a reason asked.

    The mediation ends at once: what was filed is filed on, what was heard is heard on.
    """
    _note(_own(looker), looker.litigant, False, reason or "本人在网上表示不同意调解", by=looker.user, at=at)


def check_willing(ids: Sequence[int], what: str) -> None:
    """Raise unless all who were sued are on record as willing in each of these mediations (在线调解规则第十五条).

    ``what``: what may not be done before.
    """
    missing = unwilling_in(ids)
    if not missing:
        return
    if len(ids) == 1:
        ((_number, names),) = missing
        who = "、".join(names)
    else:
        who = "；".join(f"{number}的{'、'.join(names)}" for number, names in missing)
    raise Refused(f"还没有登记{who}同意调解，不能{what}；请先征询调解意愿，本人同意的登记以后再办理。")


def check_in_term(ids: Sequence[int], on: datetime.date, what: str) -> None:
    """Raise after the term of a mediation, unless both sides agreed on more time (特邀调解规定第二十七条).

    ``what``: what may not be done then.
    """
    late = past_term(ids, on)
    if late:
        which = "、".join(f"{number}的调解期限已于{chinese_date(last)}届满" for number, last in late)
        raise Refused(
            f"{which}，不能{what}；双方当事人同意延长的，由调解员登记延长调解期限以后再{what}，"
            "不同意的，登记调解不成（《最高人民法院关于人民法院特邀调解的规定》第二十七条）。"
        )


def _own(looker: Looker) -> Referral:
    referral = referral_for(looker.case)
    if referral is None or referral.status not in OPEN:
        raise Refused(OVER)
    return referral


def _note(
    referral: Referral, litigant: Litigant, willing: bool, words: str, *, by: User | None, at: datetime.datetime
) -> None:
    Willingness.objects.create(
        referral=referral, litigant=litigant, willing=willing, words=words.strip()[:300], at=at, by=by
    )
    audit.record("referral.willingness", f"referral:{referral.pk}", by=by, at=at, litigant=litigant.pk, willing=willing)
    matter_id = referral.case.matter_id
    if not willing:
        outcome = f"{litigant.name}明确表示不愿意调解：{words.strip()}"[:2000]
        ended([referral.pk], "refuse", "withdrawn", "因一方当事人不同意而结束", by=by, at=at, outcome=outcome)
        return
    line = f"{Party(litigant.role, litigant.name).called}同意调解。"
    case_actions.note_many([(matter_id, referral.case_id, line)], by=by, at=at, for_litigants=True)
    if not unasked(referral):
        case_actions.stop_clocks([matter_id], [NOTIFY], on=china_day(at), cause="已征询对方当事人", by=by)
