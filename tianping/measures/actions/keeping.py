"""The register as it is kept: measures entered, waiting ones that take effect, lifting; what ends, lapses."""

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.kernel import audit, clock, moves, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.answers import Answer
from tianping.law.measures import MeasureTerm, check_way, measure_ends
from tianping.law.wording import chinese_date
from tianping.measures.actions.renewing import close_requests, mind_renewals
from tianping.measures.actions.terms import (
    ENDED_BY_ITSELF,
    RULING_NUMBER,
    SHORTEST_REASON,
    TERM,
    said,
    tell,
    until_of,
    words,
    write_term,
)
from tianping.measures.events import MeasuresEnded
from tianping.measures.models import Measure
from tianping.measures.permissions import check_can_keep, check_can_record
from tianping.measures.queries import over, stands

MONEY = frozenset({"deposit", "payment_account"})
OWNER_TOLD = "本院已依法对您的财产采取查封、扣押、冻结措施（{}项），裁定书另行送达，请注意查收。"


@dataclass(frozen=True)
class MeasureDraft:
    """A measure as it was taken. ``until``: a term that was ordered; else the longest that the law allows.

    ``queue_place``: how many stand before it (轮候); 0 for the first.
    """

    case_id: int
    applicant_id: int
    owner_id: int
    way: str
    property_kind: str
    description: str
    basis: str
    taken_on: datetime.date
    amount_fen: int | None = None
    assisted_by: str = ""
    queue_place: int = 0
    until: datetime.date | None = None
    purpose: str = Measure.Purpose.PRESERVATION


@transaction.atomic
def record_many(drafts: Sequence[MeasureDraft], *, by: User, at: datetime.datetime) -> list[Measure]:
    """Enter measures that were taken (登记查封、扣押、冻结); those that are first take effect with their term."""
    check_can_record(by, [draft.case_id for draft in drafts])
    _check_not_before_the_case(drafts)
    day = china_day(at)
    terms = [_checked(draft, on=day) for draft in drafts]
    made = Measure.objects.bulk_create([_measure(draft, by=by) for draft in drafts])
    moves.begin_many(Measure.machine, [each.pk for each in made], by=by, at=at, verb="record")
    for measure, draft, term in zip(made, drafts, terms, strict=True):
        if term is not None:
            _take_effect(measure, draft.taken_on, term, by=by, at=at)
    mind_renewals(made, by=by, on=day)
    return made


@transaction.atomic
def take_effect(
    measure: Measure,
    effective_on: datetime.date,
    *,
    until: datetime.date | None = None,
    by: User,
    at: datetime.datetime,
) -> None:
    """A waiting measure takes effect (轮候生效): what stood before it is lifted or has lapsed (规定第二十六条)."""
    check_can_keep(by, [measure])
    moves.require_state(measure, "waiting", sentence="该措施不在轮候，请刷新页面查看。")
    day = china_day(at)
    if not measure.taken_on <= effective_on <= day:
        raise Refused(f"生效之日应当在{chinese_date(measure.taken_on)}至今天之间，请核对日期。")
    term = said(lambda: measure_ends(measure.property_kind, effective_on, on=day, until=until))
    _take_effect(measure, effective_on, term, by=by, at=at)
    mind_renewals([measure], by=by, on=day)


@transaction.atomic
def lift_many(
    measures: Sequence[Measure], reason: str, *, on: datetime.date | None = None, by: User, at: datetime.datetime
) -> None:
    """Lift measures (解除查封、扣押、冻结), by the ruling that ``reason`` names; all or none.

    The applicants are told on their page and by SMS; the reason stands on the case's record. Raises Refused where no
    reason or no ruling is named (《查封、扣押、冻结财产的规定》第二十八条).
    """
    check_can_keep(by, measures)
    _check_lifting(reason)
    _check_not_over(measures, on=china_day(at))
    day = on or china_day(at)
    ids = [measure.pk for measure in measures]
    moves.move_many(
        Measure, ids, "lift", by=by, at=at, reason=reason.strip(), ended_on=day, end_reason=reason.strip()[:200]
    )
    for measure in measures:
        tell([measure], f"已解除{words(measure)}。", by=by, at=at)
    _note_lifting(measures, reason.strip(), by=by, at=at)
    close_requests(ids, "该措施已经解除", by=by, at=at)
    mind_renewals(measures, by=by, on=china_day(at))
    _make_known(measures, at=at)


def lapse_due() -> int:
    """The worker's hourly work: a measure whose term is over has no effect, and its day is written down."""
    return lapse_all(at=clock.now())


@transaction.atomic
def lapse_all(*, at: datetime.datetime) -> int:
    """Write down what lapsed before the day of ``at`` (期限届满, 规定第二十七条). Gives how many."""
    day = china_day(at)
    ended = list(Measure.objects.filter(over(day)).select_related("case").order_by("pk"))
    ids = [each.pk for each in ended]
    if not ids:
        return 0
    moves.move_many(
        Measure, ids, "lapse", by=None, at=at, reason=ENDED_BY_ITSELF, ended_on=F("until"), end_reason=ENDED_BY_ITSELF
    )
    for measure in ended:
        line = f"{words(measure)}于{chinese_date(until_of(measure))}期限届满，效力消灭。"
        tell([measure], line, by=None, at=at)
    close_requests(ids, ENDED_BY_ITSELF, by=None, at=at)
    mind_renewals(ended, by=None, on=day)
    _make_known(ended, at=at)
    return len(ids)


@transaction.atomic
def tell_owners(measures: Sequence[Measure], *, by: User | None, at: datetime.datetime) -> None:
    """The owners are told of these measures (立即通知被保全财产的人, 民事诉讼法第一百零六条第二款)."""
    day = china_day(at)
    untold = [each for each in measures if each.owner_told_on is None]
    Measure.objects.filter(pk__in=[each.pk for each in untold]).update(owner_told_on=day)
    lines = [(each.case.matter_id, each.case_id, each.owner_id, f"本院已{words(each)}。") for each in untold]
    case_actions.tell_many(lines, by=by, at=at)
    borne: dict[tuple[int, int], list[Measure]] = {}
    for each in untold:
        borne.setdefault((each.owner_id, each.case_id), []).append(each)
    told = [
        case_actions.CaseMessage(
            f"measure:{each[0].pk}:owner", each[0].owner, OWNER_TOLD.format(len(each)), each[0].case
        )
        for each in borne.values()
    ]
    case_actions.message_many(told, by=by, at=at)


@transaction.atomic
def take_over(matter_id: int, case: Case, *, by: User, at: datetime.datetime) -> int:
    """An enforcement begins: the dispute's standing measures go on in it, the term runs on (解释第一百六十八条)."""
    standing = Measure.objects.filter(case__matter=matter_id, status__in=("waiting", "in_force"))
    rows = standing.filter(enforced_in__isnull=True).exclude(over(china_day(at)))
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.update(enforced_in=case, purpose=Measure.Purpose.ENFORCEMENT)
    facts = [audit.Fact("measure.take_over", f"measure:{pk}", {"case": case.pk}) for pk in ids]
    audit.record_many(facts, by=by, at=at)
    return len(ids)


def _check_not_over(measures: Sequence[Measure], *, on: datetime.date) -> None:
    for each in measures:
        if stands(each, on) == "lapsed" and each.status == "in_force":
            raise Refused(f"{words(each)}已于{chinese_date(until_of(each))}期限届满，效力消灭，不需要解除。")


def _check_lifting(reason: str) -> None:
    if RULING_NUMBER.search(reason) is None:
        raise Refused("解除应当依据解除裁定，请写明裁定书文号，例如“（2023）甘1027财保1号之一”。")
    words = re.findall(r"[\u4e00-\u9fff]", RULING_NUMBER.sub("", reason))
    if len(words) < SHORTEST_REASON:
        raise Refused("请写明解除的原因，不少于四个字，例如“申请人撤回保全申请”。")


def _note_lifting(measures: Sequence[Measure], reason: str, *, by: User, at: datetime.datetime) -> None:
    """The reason on the record of each case, and the applicants' SMS."""
    lines = [(each.case.matter_id, each.case_id, f"解除{words(each)}，原因：{reason}"[:300]) for each in measures]
    case_actions.note_many(lines, by=by, at=at, for_litigants=False)
    first = {(each.case_id, each.applicant_id): each for each in reversed(measures)}
    text = "您申请的查封、扣押、冻结措施已经解除，是哪些财产请到案件查询页查看。"
    told = [case_actions.CaseMessage(f"lifted:{each.pk}", each.applicant, text, each.case) for each in first.values()]
    case_actions.message_many(told, by=by, at=at)


def _checked(draft: MeasureDraft, *, on: datetime.date) -> Answer[MeasureTerm] | None:
    """The term of a measure that is first; None for one that waits. Raises Refused for what cannot be."""
    if not draft.description.strip():
        raise Refused("请写明查封、扣押、冻结的财产，例如开户行和账号、房屋坐落、车牌号。")
    if not draft.basis.strip():
        raise Refused("请写明所依据的裁定书文号。")
    if draft.taken_on > on:
        raise Refused("采取措施之日不能晚于今天，请核对日期。")
    if draft.property_kind in MONEY and draft.amount_fen is None:
        raise Refused("冻结存款应当写明冻结的数额（保全规定第十五条第三款）。")
    said(lambda: check_way(draft.property_kind, draft.way))
    if draft.queue_place:
        return None
    return said(lambda: measure_ends(draft.property_kind, draft.taken_on, on=on, until=draft.until))


def _check_not_before_the_case(drafts: Sequence[MeasureDraft]) -> None:
    """Raise Refused where a measure is older than the case that ordered it."""
    filed = dict(Case.objects.filter(pk__in={draft.case_id for draft in drafts}).values_list("pk", "filed_on"))
    for draft in drafts:
        since = filed.get(draft.case_id)
        if since is not None and draft.taken_on < since:
            raise Refused(f"采取措施之日不能早于本案立案之日{chinese_date(since)}，请核对日期。")


def _measure(draft: MeasureDraft, *, by: User) -> Measure:
    return Measure(
        case_id=draft.case_id,
        purpose=draft.purpose,
        applicant_id=draft.applicant_id,
        owner_id=draft.owner_id,
        way=draft.way,
        property_kind=draft.property_kind,
        description=draft.description.strip(),
        amount_fen=draft.amount_fen,
        assisted_by=draft.assisted_by.strip(),
        basis=draft.basis.strip(),
        queue_place=draft.queue_place,
        taken_on=draft.taken_on,
        taken_by=by,
    )


def _take_effect(
    measure: Measure, on: datetime.date, term: Answer[MeasureTerm], *, by: User, at: datetime.datetime
) -> None:
    write_term(measure, term)
    changes = {name: getattr(measure, name) for name in TERM}
    moves.move(measure, "take_effect", by=by, at=at, effective_on=on, **changes)
    line = f"已{words(measure)}，期限至{chinese_date(term.value.until)}；申请续行的，应当在届满七日前提出。"
    tell([measure], line, by=by, at=at)


def _make_known(ended: Collection[Measure], *, at: datetime.datetime) -> None:
    if ended:
        outbox.publish(MeasuresEnded(sorted({each.case_id for each in ended})), at=at)
