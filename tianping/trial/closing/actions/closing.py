"""Closing cases (结案): on the paper that ends them or the signed record, fees settled, periods stopped."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.cases.permissions import TRIAL_LIMITS
from tianping.kernel import moves, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.answers import Answer, Refusal
from tianping.law.closing_days import Closing
from tianping.law.money import grouped
from tianping.law.wording import chinese_date
from tianping.money.fees import actions as fee_actions
from tianping.money.fees import queries as fee_queries
from tianping.trial.closing.actions.effects import bind_many
from tianping.trial.closing.events import CaseClosed
from tianping.trial.closing.models import Ending
from tianping.trial.closing.permissions import check_can_close
from tianping.trial.closing.queries import Ground, closed_on, ground_of, unpaid_among, with_grounds
from tianping.trial.closing.ways import MUST_BE_PAID
from tianping.trial.hearings import queries as hearing_queries

MOST_CASES = 2000
STAYED_AWAY = "plaintiff_absent"
# What ends when a case is closed; its trial limit stops on the closing day, periods of appeal and refund run on.
ENDS_WITH_THE_CASE = (
    "C-SERVE-5",
    "C-PANEL-3",
    "C-ANSWER-15",
    "C-ANSWER-SMALL",
    "C-EVID-ORD",
    "C-EVID-SIMPLE",
    "C-EVID-SMALL",
    "C-FEE-7",
    "C-FEE-CONV",
)


def close(
    case: Case,
    *,
    pronounced_on: datetime.date | None = None,
    unpaid_because: str = "",
    by: User,
    at: datetime.datetime,
) -> Ending:
    """Close one case."""
    given = {case.pk: unpaid_because} if unpaid_because.strip() else {}
    pronounced = {case.pk: pronounced_on} if pronounced_on is not None else {}
    (ending,) = close_many([case.pk], pronounced=pronounced, unpaid_because=given, by=by, at=at)
    case.refresh_from_db()
    return ending


@transaction.atomic
def close_many(
    case_ids: Sequence[int],
    *,
    pronounced: Mapping[int, datetime.date] | None = None,
    unpaid_because: Mapping[int, str] | None = None,
    by: User,
    at: datetime.datetime,
) -> list[Ending]:
    """Close cases (成批结案), all or none, in a number of statements that does not grow with the cases.

    Each ends by the newest issued paper that ends it, else by the signed record of an agreement; it counts as closed on
    the day of 审理期限规定第十条. ``pronounced``: case id → 宣判日期; ``unpaid_because``: case id → 缓交、免交的批准.
    Refused: nothing ends the case; the paper has not reached everybody and was not pronounced; a record is not signed;
    the fee is unpaid and nothing was granted, or is not yet to be held against whoever sues (``why_not_withdrawn``).
    """
    cases = _locked(case_ids)
    check_can_close(by, cases)
    grounds = _grounds(cases)
    _check_records_signed(cases)
    _check_unpaid_withdrawn(grounds, on=china_day(at))
    excused = _excused(cases, grounds, unpaid_because or {})
    read_out, today = pronounced or {}, china_day(at)
    reckoned = _reckoned(cases, grounds, read_out, on=today)
    days = _closing_days(cases, grounds, reckoned, list(read_out), on=today)
    fee_actions.settle_many({pk: ground.way for pk, ground in grounds.items()}, by=by, at=at)
    for (way, day), ids in _by_way_and_day(grounds, days).items():
        case_actions.close_cases(ids, on=day, by=by, at=at, reason=str(way.label), way=way)
    made = Ending.objects.bulk_create(
        [
            Ending(
                case_id=case.pk,
                way=grounds[case.pk].way,
                paper_id=grounds[case.pk].paper_id,
                record_id=grounds[case.pk].record_id,
                unpaid_because=excused.get(case.pk, ""),
                pronounced_on=read_out.get(case.pk),
                closed_steps=list(reckoned[case.pk].steps),
                closed_because=list(reckoned[case.pk].because),
                closed_notes=list(reckoned[case.pk].notes),
                closed_certainty=reckoned[case.pk].certainty,
                closed_at=at,
                closed_by=by,
            )
            for case in cases
        ]
    )
    moves.begin_many(Ending.machine, [ending.pk for ending in made], by=by, at=at, verb="close")
    _tell(cases, grounds, days, by=by, at=at)
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


def _check_unpaid_withdrawn(grounds: Mapping[int, Ground], *, on: datetime.date) -> None:
    """Whoever stayed away counts as withdrawn whatever was paid (第一百四十六条); who did not pay, within limits."""
    deemed = unpaid_among([pk for pk, ground in grounds.items() if ground.way == Case.ClosingWay.DEEMED_WITHDRAWN])
    heard = hearing_queries.results_of(deemed) if deemed else {}
    for_the_fee = [pk for pk in deemed if pk not in heard or heard[pk].outcome != STAYED_AWAY]
    for sentence in fee_queries.why_not_withdrawn(for_the_fee, on=on).values():
        raise Refused(sentence)


def _excused(cases: Sequence[Case], grounds: Mapping[int, Ground], unpaid_because: Mapping[int, str]) -> dict[int, str]:
    """Why which of these cases may be closed unpaid; Refused where one may not."""
    unpaid = unpaid_among([case.pk for case in cases])
    typed = {pk: text.strip() for pk, text in unpaid_because.items() if text.strip()}
    excused = fee_queries.excuses_of(unpaid) | typed
    for case in cases:
        if case.pk in unpaid and grounds[case.pk].way in MUST_BE_PAID and case.pk not in excused:
            raise Refused(
                f"{case.number}的案件受理费还有{grouped(unpaid[case.pk])}元没有交纳；请先登记交费，"
                "或者写明缓交、减交、免交的批准情况后单独结案。"
            )
    return excused


def _reckoned(
    cases: Sequence[Case], grounds: Mapping[int, Ground], pronounced: Mapping[int, datetime.date], *, on: datetime.date
) -> dict[int, Answer[Closing]]:
    try:
        return closed_on(cases, grounds, pronounced, on=on)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from None


def _closing_days(
    cases: Sequence[Case],
    grounds: Mapping[int, Ground],
    reckoned: Mapping[int, Answer[Closing]],
    pronounced: Collection[int],
    *,
    on: datetime.date,
) -> dict[int, datetime.date]:
    """The closing day of every case; refused where it has not come or cannot be."""
    heard = hearing_queries.results_of(pronounced) if pronounced else {}
    days = {}
    for case in cases:
        closing = reckoned[case.pk].value
        if closing.on is None:
            raise Refused(f"{case.number}还不能结案，等待：{closing.waits_for}。{_ways_out(grounds[case.pk])}")
        if closing.on > on:
            raise Refused(f"{case.number}的宣判、宣告日期不能晚于今天，请核对日期。")
        last = heard[case.pk].held_on if case.pk in heard else None
        if last is not None and closing.on < last:
            raise Refused(f"{case.number}最近一次庭审在{chinese_date(last)}，宣判、宣告日期不能早于庭审，请核对日期。")
        if closing.on < case.filed_on:
            raise Refused(f"{case.number}于{chinese_date(case.filed_on)}立案，结案日期不能早于立案日期，请核对日期。")
        days[case.pk] = closing.on
    return days


def _ways_out(ground: Ground) -> str:
    if ground.paper_id is None:
        return "请先完成笔录的签名。"
    if ground.kind == "mediation_paper":
        return "请先登记送达结果。"
    return "请先登记送达结果；已经宣判、宣告的，在结案页面填写宣判、宣告日期后单独结案。"


def _by_way_and_day(
    grounds: Mapping[int, Ground], days: Mapping[int, datetime.date]
) -> dict[tuple[Case.ClosingWay, datetime.date], list[int]]:
    found: defaultdict[tuple[Case.ClosingWay, datetime.date], list[int]] = defaultdict(list)
    for pk, ground in sorted(grounds.items()):
        found[ground.way, days[pk]].append(pk)
    return found


def _tell(
    cases: Sequence[Case],
    grounds: Mapping[int, Ground],
    days: Mapping[int, datetime.date],
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    by_day: defaultdict[datetime.date, list[int]] = defaultdict(list)
    for case in cases:
        by_day[days[case.pk]].append(case.matter_id)
    for day, matters in sorted(by_day.items()):
        case_actions.stop_clocks(matters, sorted(TRIAL_LIMITS), on=day, cause="已结案", by=by)
    everything = [case.matter_id for case in cases]
    case_actions.stop_clocks(everything, ENDS_WITH_THE_CASE, on=china_day(at), cause="已结案", by=by)
    lines = [(case.matter_id, case.pk, f"本案已结案：{grounds[case.pk].way.label}。") for case in cases]
    case_actions.note_many(lines, by=by, at=at, for_litigants=True)
    outbox.publish_many([CaseClosed(case.pk, str(grounds[case.pk].way)) for case in cases], at=at)
