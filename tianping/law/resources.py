"""The law's own packaged data, read once when first needed (随程序发布的数据)."""

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_text(name: str) -> str:
    """The text of one file of tianping/law/data, as UTF-8."""
    return files("tianping.law").joinpath("data", name).read_text(encoding="utf-8")


@cache
def read_json(name: str) -> Any:
    """The parsed content of one JSON file of tianping/law/data; callers must not change it."""
    return json.loads(read_text(name))


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one tab-separated file of tianping/law/data, without its heading line."""
    lines = read_text(name).splitlines()[1:]
    return tuple(tuple(line.split("\t")) for line in lines)


def day(text: str) -> date:
    """A day written in data as YYYY-MM-DD."""
    return date.fromisoformat(text)
