"""``tianping demo build`` and ``tianping demo logins``."""

import argparse
import json
import sys
import time
import unicodedata
from collections.abc import Sequence

from django.conf import settings

from tianping.accounts.queries import court_if_founded
from tianping.config.demo import people, scenario
from tianping.kernel.courts import court, migrate_court

HEADINGS = {"post": "岗位", "name": "姓名", "user": "登录名", "password": "密码", "first_page": "首页"}


def build(argv: Sequence[str]) -> int:
    """Fill an empty court with the demonstration; 1 if there is something in it already."""
    argparse.ArgumentParser(prog="tianping demo build").parse_args(argv)
    if settings.DEFAULT_COURT is None:
        sys.stderr.write("没有指定演示法院的数据表空间，请设置 TIANPING_COURT。\n")
        return 1
    migrate_court(settings.DEFAULT_COURT)
    with court(settings.DEFAULT_COURT):
        if court_if_founded() is not None:
            sys.stderr.write(
                "演示法院已经建立，不再重复建立；如需重建，请先 make stop，删除数据文件夹，再运行 make run。\n"
            )
            return 1
        begun = time.monotonic()
        scenario.build()
    sys.stdout.write(f"演示法院已建立，用时{time.monotonic() - begun:.0f}秒。\n")
    return 0


def logins(argv: Sequence[str]) -> int:
    """Print every log-in of the demonstration, as a table or as JSON."""
    parser = argparse.ArgumentParser(prog="tianping demo logins")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    rows = people.logins()
    if parser.parse_args(argv).json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_as_table(rows))
    return 0


def _as_table(rows: Sequence[dict[str, str]]) -> str:
    widths = {key: max(_width(label), *(_width(row[key]) for row in rows)) for key, label in HEADINGS.items()}
    lines = [HEADINGS, *rows]
    return "".join(
        "  ".join(line[key] + " " * (widths[key] - _width(line[key])) for key in HEADINGS).rstrip() + "\n"
        for line in lines
    )


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
