"""Closing cases (结案): on the paper that ends them or the signed record, fees settled, periods stopped."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.cases.permissions import TRIAL_LIMITS
from tianping.kernel import moves, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.money import grouped
from tianping.money.fees import actions as fee_actions
from tianping.trial.closing.actions.effects import bind_many
from tianping.trial.closing.events import CaseClosed
from tianping.trial.closing.models import Ending
from tianping.trial.closing.permissions import check_can_close
from tianping.trial.closing.queries import Ground, ground_of, unpaid_among, with_grounds
from tianping.trial.closing.ways import MUST_BE_PAID
from tianping.trial.hearings import queries as hearing_queries

MOST_CASES = 2000
# What no longer runs once a case has ended; periods of appeal and of refund run on.
ENDS_WITH_THE_CASE = (
    *sorted(TRIAL_LIMITS),
    "C-SERVE-5",
    "C-ANSWER-15",
    "C-ANSWER-SMALL",
    "C-EVID-ORD",
    "C-EVID-SIMPLE",
    "C-EVID-SMALL",
    "C-FEE-7",
    "C-FEE-CONV",
)


def close(case: Case, *, unpaid_because: str = "", by: User, at: datetime.datetime) -> Ending:
    """Close one case."""
    given = {case.pk: unpaid_because} if unpaid_because.strip() else {}
    (ending,) = close_many([case.pk], unpaid_because=given, by=by, at=at)
    case.refresh_from_db()
    return ending


@transaction.atomic
def close_many(
    case_ids: Sequence[int], *, unpaid_because: Mapping[int, str] | None = None, by: User, at: datetime.datetime
) -> list[Ending]:
    """Close cases (成批结案), all or none, in a number of statements that does not grow with the cases.

    Each ends by the newest issued paper that ends it, else by the signed record of an agreement. Refused: nothing ends
    the case; a record is not signed; the fee is unpaid and ``unpaid_because`` (case id → 缓交、免交的批准) is silent.
    """
    cases = _locked(case_ids)
    check_can_close(by, cases)
    grounds = _grounds(cases)
    _check_records_signed(cases)
    excused = {pk: text.strip() for pk, text in (unpaid_because or {}).items() if text.strip()}
    _check_paid(cases, grounds, excused)
    fee_actions.settle_many({pk: ground.way for pk, ground in grounds.items()}, by=by, at=at)
    for way, ids in _by_way(grounds).items():
        case_actions.close_cases(ids, by=by, at=at, reason=str(way.label), way=way)
    made = Ending.objects.bulk_create(
        [
            Ending(
                case_id=case.pk,
                way=grounds[case.pk].way,
                paper_id=grounds[case.pk].paper_id,
                record_id=grounds[case.pk].record_id,
                unpaid_because=excused.get(case.pk, ""),
                closed_at=at,
                closed_by=by,
            )
            for case in cases
        ]
    )
    moves.begin_many(Ending.machine, [ending.pk for ending in made], by=by, at=at, verb="close")
    _tell(cases, grounds, by=by, at=at)
    bind_many([ending.pk for ending in made], by=by, at=at)
    return list(Ending.objects.filter(pk__in=[ending.pk for ending in made]).select_related("case").order_by("pk"))


def _locked(case_ids: Sequence[int]) -> list[Case]:
    wanted = set(case_ids)
    if not wanted:
        raise Refused("请先勾选要结案的案件。")
    if len(wanted) > MOST_CASES:
        raise Refused(f"一次最多结案{MOST_CASES}件，请分批办理。")
    found = list(Case.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise Refused("所选案件中有的已经不存在，请刷新页面。")
    return found


def _grounds(cases: Sequence[Case]) -> dict[int, Ground]:
    rows = with_grounds(Case.objects.filter(pk__in=[case.pk for case in cases]))
    found = {row.pk: ground_of(row) for row in rows}
    for case in cases:
        if case.pk not in found:
            raise Refused(
                f"{case.number}没有已经制发的判决书、裁定书或者调解书，也没有各方签名后生效的调解笔录，不能结案；"
                "请先签署、制发文书。"
            )
    return found


def _check_records_signed(cases: Sequence[Case]) -> None:
    unsigned = hearing_queries.unfinished_in([case.pk for case in cases])
    for case in cases:
        if case.pk in unsigned:
            raise Refused(f"{case.number}的笔录尚未记录完毕或者没有签名完毕，请先完成笔录。")


def _check_paid(cases: Sequence[Case], grounds: Mapping[int, Ground], excused: Mapping[int, str]) -> None:
    unpaid = unpaid_among([case.pk for case in cases])
    for case in cases:
        if case.pk in unpaid and grounds[case.pk].way in MUST_BE_PAID and case.pk not in excused:
            raise Refused(
                f"{case.number}的案件受理费还有{grouped(unpaid[case.pk])}元没有交纳；请先登记交费，"
                "或者写明缓交、减交、免交的批准情况后单独结案。"
            )


def _by_way(grounds: Mapping[int, Ground]) -> dict[Case.ClosingWay, list[int]]:
    ways: defaultdict[Case.ClosingWay, list[int]] = defaultdict(list)
    for pk, ground in sorted(grounds.items()):
        ways[ground.way].append(pk)
    return ways


def _tell(cases: Sequence[Case], grounds: Mapping[int, Ground], *, by: User, at: datetime.datetime) -> None:
    case_actions.stop_clocks(
        [case.matter_id for case in cases], ENDS_WITH_THE_CASE, on=china_day(at), cause="已结案", by=by
    )
    lines = [(case.matter_id, case.pk, f"本案已结案：{grounds[case.pk].way.label}。") for case in cases]
    case_actions.note_many(lines, by=by, at=at, for_litigants=True)
    outbox.publish_many([CaseClosed(case.pk, str(grounds[case.pk].way)) for case in cases], at=at)
