"""Looking up a case by its number and a litigant's code; replacing a code, whose old one stops at once."""

import datetime
import hashlib
import hmac

from django.conf import settings
from django.db import transaction
from django.db.models import F

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases.actions.access import end_accesses, give_access
from tianping.cases.models import Case, Litigant, LitigantAccess
from tianping.cases.panels import concealed_from, is_withheld
from tianping.cases.permissions import OWN_CASES, REPLACE_LOOKUP_CODE, Looker
from tianping.cases.queries import litigant_with_code, place_told_of
from tianping.kernel import audit, limits
from tianping.kernel.refusals import Refused
from tianping.law import case_numbers
from tianping.law.answers import Refusal

GATE, WRONG = "progress", "progress.wrong"
PER_MINUTE, WRONG_PER_HOUR = 60, 10
# The same for numbers that exist and for those that do not.
PAUSED = (
    f"从这里查询这个案号，一小时内已经输错{WRONG_PER_HOUR}次，{{until}}以前这个案号在这里不能再查，别的案号照常可以查。"
    "请对照受理单或者通知书核对；着急的，请带身份证到诉讼服务大厅窗口查询，或者拨打12368。"
)


class NothingFound(Refused):
    """Number and code do not fit together; whether there is such a number is not said."""

    def __init__(self) -> None:
        super().__init__("案号或者查询码不对，请对照受理单或者通知书核对后再试。")


def look_up(number: str, code: str, *, address: str, at: datetime.datetime) -> Looker:
    """The case with this number, for the litigant with this code (查询案件进展), asked for from a network address.

    Raises NothingFound, one sentence for an unknown number, a wrong code and what is no number, after the same work;
    TooMany after ten wrong answers for one number from one address in an hour. The caller counts the asking itself.
    """
    canonical = _number(number)
    source = f"{address} {_digest(canonical)}"
    limits.refuse_after_wrong(WRONG, source, at=at, per_hour=WRONG_PER_HOUR, sentence=PAUSED)
    found = litigant_with_code(canonical, code)
    # Whoever may not be warned (财产保全、执行) finds nothing, with their own code neither.
    if found is None or concealed_from([found[1]]) or is_withheld(found[1], found[0]):
        limits.count_wrong(WRONG, source, at=at)
        audit.record_look("progress.refused", "progress", by=None, at=at)
        raise NothingFound
    case_id, litigant_id = found
    return Looker(Case.objects.select_related("matter").get(pk=case_id), Litigant.objects.get(pk=litigant_id))


def add_own_case(user: User, number: str, code: str, *, address: str, at: datetime.datetime) -> Looker:
    """Add a case to one's own by its number and one's code, once (添加案件).

    Raises NothingFound and TooMany as ``look_up`` does; so no transaction may stand around it, wrong codes are counted.
    """
    check_may(user, OWN_CASES)
    looker = look_up(number, code, address=address, at=at)
    give_access(user, looker.litigant, LitigantAccess.How.CODE, by=user, at=at)
    return looker


@transaction.atomic
def add_looked_up(user: User, looker: Looker, *, at: datetime.datetime) -> LitigantAccess:
    """Add the case that somebody has just opened by its number and their code; the code is not asked for twice.

    By the same rules as ``add_own_case``: ``looker`` was opened with a code that is still the litigant's.
    """
    check_may(user, OWN_CASES)
    if concealed_from([looker.litigant.pk]) or is_withheld(looker.litigant.pk, looker.case.pk):
        raise NothingFound
    return give_access(user, looker.litigant, LitigantAccess.How.CODE, by=user, at=at)


@transaction.atomic
def add_told_case(user: User, case_id: int, *, at: datetime.datetime) -> None:
    """Add a case of which the court told one's own number (按手机号码添加案件); nothing happens for any other case."""
    check_may(user, OWN_CASES)
    place = place_told_of(user, case_id)
    if place is not None:
        give_access(user, place, LitigantAccess.How.TELEPHONE, by=user, at=at)


def count_look_up(address: str, *, at: datetime.datetime) -> None:
    """Count one asking from a network address. Raises TooMany after sixty in a minute."""
    limits.count_guess(GATE, address, at=at, per_minute=PER_MINUTE)


@transaction.atomic
def replace_lookup_code(case: Case, litigant: Litigant, *, by: User, at: datetime.datetime) -> None:
    """Replace the look-up code of a litigant (更换查询码), for example because a paper was lost.

    It stops for all numbers of their matter, and only for them; whoever added the case by it must add it again.
    """
    check_may(by, REPLACE_LOOKUP_CODE)
    Litigant.objects.filter(pk=litigant.pk).update(lookup_version=F("lookup_version") + 1)
    litigant.refresh_from_db(fields=["lookup_version"])
    by_code = LitigantAccess.objects.filter(
        litigant=litigant, how=LitigantAccess.How.CODE, ended_at__isnull=True
    ).values_list("pk", flat=True)
    end_accesses(list(by_code), by=by, at=at)
    audit.record("case.replace_code", f"case:{case.pk}", by=by, at=at, litigant=litigant.pk)


def _number(typed: str) -> str:
    """The number in its one form; what is no number stays as typed and finds nothing."""
    try:
        return case_numbers.parse(typed).canonical
    except Refusal:
        return typed


def _digest(number: str) -> str:
    """A key for counting that does not show the number that was typed."""
    return hmac.new(settings.SECRET_KEY.encode(), number.encode(), hashlib.sha256).hexdigest()[:24]
