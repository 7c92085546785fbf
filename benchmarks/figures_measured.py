"""The part of the figures' measurement that needs the rooms: imported once the database is known."""

import datetime
import time
from collections.abc import Callable, Iterator

from django.db import connection

from tianping.kernel import figures
from tianping.kernel.figures import Period

ROUNDS = 9
PERIOD = Period(datetime.date(2023, 1, 1), datetime.date(2023, 2, 6))
DAY = {"first": PERIOD.first, "last": PERIOD.last}
CIVIL = "FROM cases_case WHERE type_code = '民初'"
RECEIVED = f"{CIVIL} AND filed_on BETWEEN %(first)s AND %(last)s"
CLOSED = f"{CIVIL} AND status = 'closed' AND closed_on BETWEEN %(first)s AND %(last)s"
OPEN = f"{CIVIL} AND filed_on <= %(last)s AND (closed_on IS NULL OR closed_on > %(last)s)"
WITHIN = (
    f"{CLOSED} AND EXISTS (SELECT 1 FROM cases_clock k WHERE k.case_id = cases_case.id AND k.nominal_due >= closed_on"
    " AND k.period_id IN ('C-TRIAL-ORD', 'C-TRIAL-SIMPLE', 'C-TRIAL-SMALL'))"
)
# Figure → the statement of whoever has only this number to find.
PLAIN = {
    "cases.received": f"SELECT count(*) {RECEIVED}",
    "cases.claims": "SELECT sum(m.claim_fen) FROM cases_case c JOIN cases_matter m ON m.id = c.matter_id"
    " WHERE c.type_code = '民初' AND c.filed_on BETWEEN %(first)s AND %(last)s",
    "cases.closed": f"SELECT count(*) {CLOSED}",
    "cases.closed.way.mediation": f"SELECT count(*) {CLOSED} AND closing_way = 'mediation'",
    "cases.closed.track.simple": f"SELECT count(*) {CLOSED} AND track = 'simple'",
    "cases.rate.mediation": "SELECT round(100.0 * count(*) FILTER (WHERE closing_way = 'mediation') / count(*), 2)"
    f" {CLOSED}",
    "cases.open": f"SELECT count(*) {OPEN}",
    "cases.rate.closed_to_received": f"SELECT round(100.0 * (SELECT count(*) {CLOSED})"
    f" / (SELECT count(*) {RECEIVED}), 2)",
    "cases.rate.within_limit": f"SELECT round(100.0 * (SELECT count(*) {WITHIN}) / (SELECT count(*) {CLOSED}), 2)",
    "cases.days.average": f"SELECT round(avg(closed_on - filed_on), 2) {CLOSED}",
    "cases.days.longest": f"SELECT max(closed_on - filed_on) {CLOSED}",
    "triage.received.simple": "SELECT count(*) FROM (SELECT (SELECT track FROM triage_decision d"
    " WHERE d.case_id = c.id AND d.at < '2023-02-07 00:00+08' ORDER BY d.id DESC LIMIT 1) AS track"
    " FROM cases_case c WHERE c.type_code = '民初' AND c.filed_on BETWEEN %(first)s AND %(last)s) t"
    " WHERE track = 'simple'",
    "fees.billed": "SELECT sum(i.amount_fen) FROM fees_item i JOIN fees_bill b ON b.id = i.bill_id"
    " WHERE b.issued_on BETWEEN %(first)s AND %(last)s",
}


def close_some() -> int:
    """Close two cases in three, for measuring only: by day and way as a year would have them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case SET status = 'closed', closed_on = filed_on + (id % 40)::int,"
            " closing_way = (ARRAY['mediation', 'judgment', 'withdrawn'])[1 + id % 3]"
            " WHERE id % 3 <> 0 AND type_code = '民初'"
        )
        closed = cursor.rowcount
        cursor.execute("VACUUM ANALYZE cases_case, cases_clock, cases_matter, triage_decision, fees_item")
    return closed


def compare() -> Iterator[tuple[str, list[float], list[float]]]:
    """Seconds of each figure and of its plain statement, in turn."""
    for name, statement in PLAIN.items():
        figure = figures.figure(name)
        if figure is None:
            raise SystemExit(f"no figure {name}")
        mine = figures.read(figure, PERIOD).value
        theirs = _plain(statement)
        if mine != theirs:
            raise SystemExit(f"{name}: {mine} is not {theirs}")
        yield name, *_in_turn(lambda figure=figure: figures.read(figure, PERIOD), lambda sql=statement: _plain(sql))


def _in_turn(ours: Callable[[], object], plain: Callable[[], object]) -> tuple[list[float], list[float]]:
    real, bare = [], []
    for _ in range(ROUNDS):
        real.append(_seconds(ours))
        bare.append(_seconds(plain))
    return real, bare


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _plain(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, DAY)
        return cursor.fetchone()[0]
