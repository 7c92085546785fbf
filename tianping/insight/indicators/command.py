"""``tianping figures --json``: every figure of the court with its kind and the number of rows behind it."""

import argparse
import datetime
import json
import sys
from collections.abc import Sequence

from django.conf import settings

from tianping.insight.indicators import queries, words
from tianping.kernel import clock
from tianping.kernel.courts import court
from tianping.kernel.figures import Period, Reading


def main(argv: Sequence[str]) -> int:
    """Print the figures of a period as a table or as JSON; 2 for days that cannot be read."""
    asked = _parser().parse_args(argv)
    schema = asked.court or settings.DEFAULT_COURT
    if schema is None:
        sys.stderr.write("没有指定法院，请用 --court 写明法院的数据表空间。\n")
        return 2
    last = asked.last or clock.today()
    first = asked.first or queries.year_to(last).first
    if last < first:
        sys.stderr.write("截止日早于起始日，请核对 --first 和 --last。\n")
        return 2
    with court(schema):
        readings = queries.readings(Period(first, last))
    sys.stdout.write(_as_json(readings) if asked.json else _as_lines(readings))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tianping figures")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--first", type=datetime.date.fromisoformat, help="起始日，默认截止日当年1月1日")
    parser.add_argument("--last", type=datetime.date.fromisoformat, help="截止日，默认今天；数据以该日日终为准")
    parser.add_argument("--court", help="法院的数据表空间")
    return parser


def _as_json(readings: Sequence[Reading]) -> str:
    return json.dumps([words.as_data(each) for each in readings], ensure_ascii=False, indent=2) + "\n"


def _as_lines(readings: Sequence[Reading]) -> str:
    return "".join(
        f"{each.figure.name}\t{each.figure.title}\t{words.value_in_words(each)}{each.figure.unit}\t{each.count}行\n"
        for each in readings
    )
