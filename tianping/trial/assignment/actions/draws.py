"""The verifiable draw: commit to a seed, fix the roster, then show the seed and draw; or declare the draw void."""

import datetime
import hmac
import secrets
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases.models import Case, Seat
from tianping.kernel import audit, moves
from tianping.kernel.audit.sealing import seal
from tianping.kernel.clock import china_day
from tianping.kernel.courts import current_court
from tianping.kernel.numbering import take_number
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.answers import Refusal
from tianping.law.benches import Bench, check_bench
from tianping.trial.assignment import lots
from tianping.trial.assignment.actions import seating
from tianping.trial.assignment.models import Draw, Entry, Lot, Pool
from tianping.trial.assignment.permissions import DRAW_CASES
from tianping.trial.assignment.queries import (
    Lack,
    build_roster,
    heading,
    is_taken_by,
    lacks_of,
    short_of_people,
    waiting,
)

MOST_CASES = 2000


@transaction.atomic
def commit(pool: Pool, *, by: User, at: datetime.datetime) -> Draw:
    """Publish what was committed to (公布承诺值) before any case enters: the SHA-256 of the seed, sealed at once.

    The audit entry of it, with a digest of court and pool, hangs in the sealed tree whose chain lies outside the
    database, with its time.
    """
    check_may(by, DRAW_CASES)
    if pool.closed_at is not None:
        raise Refused("该团队已经撤销，不能再分案。")
    year, nonce = china_day(at).year, secrets.token_hex(32)
    sequence = take_number("draw", year)
    number, committed = f"抽〔{year}〕{sequence}号", lots.commitment(_seed(nonce))
    # As a digest: a team is often named after its judge, and the audit log holds no name of a person.
    said = lots.digest(heading(pool))
    entry = audit.record("draw.publish", f"draw:{number}", by=by, at=at, commitment=committed, heading=said)
    draw = Draw.objects.create(
        pool=pool,
        year=year,
        sequence=sequence,
        number=number,
        nonce=nonce,
        commitment=committed,
        committed_at=at,
        committed_by=by,
        commitment_entry=entry,
    )
    moves.begin_many(Draw.machine, [draw.pk], by=by, at=at, verb="commit")
    seal()
    return draw


@transaction.atomic
def fix(draw: Draw, case_ids: Sequence[int], *, by: User, at: datetime.datetime, panel: Bench | None = None) -> Draw:
    """Fix the roster (固定名册): cases in the order of their numbers, who may be drawn for each, who not and why.

    ``panel``: the bench of those cases that a panel tries. All of the cases or none.
    """
    check_may(by, DRAW_CASES)
    cases = _locked(case_ids)
    lacks = _lacks(draw.pool, cases, panel, china_day(at))
    roster = build_roster(draw.pool, lacks, china_day(at))
    if not roster["judges"]:
        raise Refused("该团队目前没有法官，请先增加成员。")
    short = short_of_people(roster)
    if short is not None:
        raise Refused(f"{short}可以参加抽取的人员不足（其余应当回避或者暂停分案），请调整团队成员或者合议庭人数。")
    sha256 = lots.digest(roster)
    entry = audit.record("draw.publish", f"draw:{draw.number}", by=by, at=at, commitment=draw.commitment, roster=sha256)
    moves.move(
        draw,
        "fix",
        by=by,
        at=at,
        roster=roster,
        roster_sha256=sha256,
        fixed_at=at,
        fixed_by=by,
        roster_entry=entry,
    )
    Entry.objects.bulk_create(
        [
            Entry(
                draw=draw,
                position=position,
                case=lack.case,
                bench_judges=lack.bench.judges,
                bench_assessors=lack.bench.assessors,
            )
            for position, lack in enumerate(lacks, start=1)
        ]
    )
    seal()
    return draw


@transaction.atomic
def draw(fixed: Draw, *, by: User, at: datetime.datetime) -> Draw:
    """Show the seed and draw (揭示种子并抽取); seat whoever was drawn, with their teams, all in one transaction."""
    check_may(by, DRAW_CASES)
    fixed = Draw.objects.select_for_update().select_related("pool").get(pk=fixed.pk)
    moves.require_state(fixed, "fixed", sentence="名册还没有固定，或者已经抽取过，请刷新页面查看。")
    entries = list(Entry.objects.filter(draw=fixed).order_by("position"))
    cases = {case.pk: case for case in Case.objects.select_for_update().filter(draw_entries__draw=fixed).order_by("pk")}
    if any(case.status != "open" for case in cases.values()):
        raise Refused("名册中有案件已经结案，名册不能再改；请作废本次抽取后重新分案。")
    seed = _seed(fixed.nonce)
    if lots.commitment(seed) != fixed.commitment:
        raise Refused("服务器密钥在公布承诺后更换过，种子无法揭示；请作废本次抽取后重新分案。")
    results = lots.draw(seed, fixed.roster or {})
    new = {
        entry.case_id: seating.Newcomers(tuple(result["judges"]), tuple(result["assessors"]))
        for entry, result in zip(entries, results, strict=True)
    }
    moves.move(fixed, "draw", by=by, at=at, seed=seed.hex(), results=results, drawn_at=at, drawn_by=by)
    _seat(fixed, [cases[entry.case_id] for entry in entries], entries, new, by=by, at=at)
    return fixed


@transaction.atomic
def void(draw: Draw, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Declare a draw void before it was drawn (作废), with the reason; it stays in the public list, its seed shown."""
    check_may(by, DRAW_CASES)
    if not reason.strip():
        raise Refused("请写明作废的原因，原因会在公开页面上显示。")
    seed = _seed(draw.nonce)
    shown = seed.hex() if lots.commitment(seed) == draw.commitment else ""
    moves.move(
        draw, "void", by=by, at=at, reason=reason, seed=shown, voided_at=at, voided_by=by, void_reason=reason.strip()
    )


def _seat(
    fixed: Draw,
    cases: Sequence[Case],
    entries: Sequence[Entry],
    new: dict[int, seating.Newcomers],
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    seating.preside_over_panels(cases, by=by, at=at)
    roles = seating.bench_roles(cases, new, china_day(at))
    Lot.objects.bulk_create(
        [
            Lot(entry=entry, user_id=user_id, role=role)
            for entry in entries
            for user_id, role in roles[entry.case_id].items()
        ]
    )
    # Where the responsible judge still sits, a newcomer only fills an empty place.
    seated = set(
        Seat.objects.filter(case__in=cases, until__isnull=True, user=F("case__responsible")).values_list(
            "case_id", flat=True
        )
    )
    responsible = {pk: each.judges[0] for pk, each in new.items() if each.judges and pk not in seated}
    seating.seat(cases, roles, responsible, by=by, at=at, pool=fixed.pool)


def _locked(case_ids: Sequence[int]) -> list[Case]:
    """The cases, locked in one order, as they wait now; in the order of their numbers."""
    wanted = set(case_ids)
    if not wanted:
        raise Refused("请先勾选要分案的案件。")
    if len(wanted) > MOST_CASES:
        raise Refused(f"一次最多抽取{MOST_CASES}件，请分批办理。")
    list(Case.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk", flat=True))
    cases = list(waiting().filter(pk__in=wanted).order_by("year", "type_code", "sequence"))
    if len(cases) != len(wanted):
        raise Overtaken("所选案件中有的已经分案、结案或者正在另一次抽取中，请刷新页面后重新勾选。")
    return cases


def _lacks(pool: Pool, cases: Sequence[Case], panel: Bench | None, on: datetime.date) -> list[Lack]:
    benches = lacks_of(cases, panel)
    lacks = []
    for case in cases:
        if not is_taken_by(pool, case):
            raise Refused(f"{case.number}的程序或者案由不属于该团队的收案范围，请换一个团队或者取消勾选。")
        bench = benches[case.pk]
        if not case.composition or bench is None:
            raise Refused(f"{case.number}应当组成合议庭，请选择合议庭的组成。")
        try:
            check_bench(bench, ordinary=case.track == Case.Track.ORDINARY, on=on)
        except Refusal as refusal:
            raise Refused(f"{case.number}：{refusal.sentence}") from None
        held: Any = case
        lacks.append(
            Lack(case, bench, max(0, bench.judges - held.judges_held), max(0, bench.assessors - held.assessors_held))
        )
    return lacks


def _seed(nonce: str) -> bytes:
    """The secret seed: derived from the server's secret, which does not lie in the database."""
    message = f"draw|{current_court()}|{nonce}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), message, "sha256")
