"""The stand-alone verifier: reads the audit tables with plain SQL and holds them against the checkpoints outside.

This file needs Python and psycopg and nothing else of the program, so that an auditor can take it away, and so that
a mistake or a tampering in the program shows here. What it cannot see: the removal of an entry that no checkpoint
holds yet (they are sealed every minute), and a history that was made up anew together with every copy of the file.
"""

import argparse
import datetime
import hashlib
import itertools
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

Row = tuple[Any, ...]
Line = dict[str, Any]

FIELDS = {"checkpoint": int, "size": int, "root": str, "previous": str, "chain": str, "sealed_at": str}
FIRST = "00" * 32
# No piece of work takes longer than this between the writing of an entry and its commit.
LONGEST_WORK = datetime.timedelta(hours=1)
ROWS_AT_ONCE = 5000


def verify(
    connection: psycopg.Connection, schema: str, checkpoints: Path, *, is_earlier_copy: bool = False
) -> list[str]:
    """Everything in ``schema`` that disagrees with the checkpoint file, as Chinese sentences; empty if all agrees.

    ``is_earlier_copy``: the file was taken away some time ago; checkpoints after its last one are held against the
    database's own table.
    """
    outside, findings = _read(checkpoints)
    findings += _verify_chain(outside)
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        inside = _table_of_checkpoints(connection, schema)
        expected = outside
        if is_earlier_copy and outside:
            later = [line for line in inside if line["checkpoint"] > outside[-1]["checkpoint"]]
            findings += _verify_chain(later, outside[-1]["chain"])
            expected = outside + later
        if inside != expected:
            findings.append(_where_they_differ(inside, expected))
        findings += _verify_entries(connection, schema, expected)
        findings += _verify_unsealed(connection, schema, expected)
    return findings


def _read(checkpoints: Path) -> tuple[list[Line], list[str]]:
    try:
        texts = checkpoints.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return [], [f"检查点文件{checkpoints.name}无法读取，不能核验。"]
    lines, findings = [], []
    for number, text in enumerate(texts, start=1):
        line = _parsed(text)
        if line is None:
            findings.append(f"检查点文件第{number}行不是检查点。")
        else:
            lines.append(line)
    return lines, findings


def _parsed(text: str) -> Line | None:
    try:
        line = json.loads(text)
        if {name: type(value) for name, value in line.items()} != FIELDS:
            return None
        for name in ("root", "previous", "chain"):
            bytes.fromhex(line[name])
        datetime.datetime.fromisoformat(line["sealed_at"])
    except (ValueError, AttributeError):
        return None
    return line


def _verify_chain(lines: list[Line], previous: str = FIRST) -> list[str]:
    findings = []
    for line in lines:
        content = bytes.fromhex(previous) + bytes.fromhex(line["root"])
        chain = hashlib.sha256(content + f"{line['size']} {line['sealed_at']}".encode()).hexdigest()
        if line["previous"] != previous or line["chain"] != chain:
            findings.append(f"检查点{line['checkpoint']}与前一检查点不相衔接。")
        previous = line["chain"]
    return findings


def _where_they_differ(inside: list[Line], expected: list[Line]) -> str:
    for one, other in itertools.zip_longest(inside, expected):
        if one != other:
            number = (one or other or {})["checkpoint"]
            return f"数据库中的检查点表自检查点{number}起与检查点文件不一致。"
    return "数据库中的检查点表与检查点文件不一致。"


def _verify_entries(connection: psycopg.Connection, schema: str, expected: list[Line]) -> list[str]:
    findings: list[str] = []
    known = {line["checkpoint"]: line for line in expected}
    sealed_before = _moments_before(expected)
    found = set()
    for number, rows in itertools.groupby(_sealed_rows(connection, schema), key=lambda row: row[0]):
        found.add(number)
        if number in known:
            findings += _verify_checkpoint(known[number], [row[1:] for row in rows], sealed_before[number])
        else:
            findings.append(f"检查点{number}只在数据库中，检查点文件没有记载。")
    findings += [f"检查点{number}的审计记录全部不见。" for number in sorted(known.keys() - found)]
    return findings


def _moments_before(lines: list[Line]) -> dict[int, datetime.datetime | None]:
    """For each checkpoint, when the one before it was sealed."""
    moments: dict[int, datetime.datetime | None] = {}
    before = None
    for line in lines:
        moments[line["checkpoint"]] = before
        before = datetime.datetime.fromisoformat(line["sealed_at"])
    return moments


def _verify_checkpoint(line: Line, rows: list[Row], sealed_before: datetime.datetime | None) -> list[str]:
    number, findings = line["checkpoint"], []
    if len(rows) != line["size"]:
        findings.append(f"检查点{number}应有{line['size']}条审计记录，现有{len(rows)}条。")
    for _position, entry, recorded_at, leaf, *content in rows:
        findings += _verify_entry(entry, recorded_at, leaf, content, sealed_before)
    if [row[0] for row in rows] != list(range(len(rows))):
        findings.append(f"检查点{number}内的顺序被改动。")
    if _root([_sealed_leaf(*row[1:4]) for row in rows]) != line["root"]:
        findings.append(f"检查点{number}的根与记录不符。")
    return findings


def _verify_entry(
    entry: int,
    recorded_at: datetime.datetime,
    leaf: bytes,
    content: Sequence[Any],
    sealed_before: datetime.datetime | None,
) -> list[str]:
    findings = []
    if _leaf(*content) != bytes(leaf):
        findings.append(f"审计记录{entry}的内容与其摘要不符。")
    if sealed_before is not None and recorded_at < sealed_before - LONGEST_WORK:
        findings.append(f"审计记录{entry}的登记时间早于前一检查点，疑为事后补入。")
    return findings


def _verify_unsealed(connection: psycopg.Connection, schema: str, expected: list[Line]) -> list[str]:
    query = sql.SQL(
        "SELECT e.id, e.recorded_at, e.leaf, e.at, e.by_id, e.action, e.subject, e.detail::text"
        " FROM {s}.kernel_auditentry e WHERE NOT EXISTS"
        " (SELECT FROM {s}.kernel_seal s WHERE s.entry_id = e.id) ORDER BY e.id"
    ).format(s=sql.Identifier(schema))
    before = datetime.datetime.fromisoformat(expected[-1]["sealed_at"]) if expected else None
    findings: list[str] = []
    for entry, recorded_at, leaf, *content in connection.execute(query):
        findings += _verify_entry(entry, recorded_at, leaf, content, before)
    return findings


def _table_of_checkpoints(connection: psycopg.Connection, schema: str) -> list[Line]:
    query = sql.SQL("SELECT id, size, root, previous, chain, sealed_at FROM {}.kernel_checkpoint ORDER BY id")
    return [
        {
            "checkpoint": number,
            "size": size,
            "root": bytes(root).hex(),
            "previous": bytes(previous).hex(),
            "chain": bytes(chain).hex(),
            "sealed_at": _moment(sealed_at),
        }
        for number, size, root, previous, chain, sealed_at in connection.execute(query.format(sql.Identifier(schema)))
    ]


def _sealed_rows(connection: psycopg.Connection, schema: str) -> Iterator[Row]:
    """Seals with their entries, by checkpoint and place, some thousands at a time."""
    query = sql.SQL(
        "SELECT s.checkpoint_id, s.position, s.entry_id, e.recorded_at, e.leaf,"
        " e.at, e.by_id, e.action, e.subject, e.detail::text"
        " FROM {s}.kernel_seal s JOIN {s}.kernel_auditentry e ON e.id = s.entry_id"
        " ORDER BY s.checkpoint_id, s.position"
    ).format(s=sql.Identifier(schema))
    with connection.cursor(name="sealed_rows") as cursor:
        cursor.itersize = ROWS_AT_ONCE
        yield from cursor.execute(query)


def _leaf(at: datetime.datetime, by_id: int | None, action: str, subject: str, detail: str) -> bytes:
    parts = [_moment(at), by_id, action, subject, json.loads(detail)]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + text.encode()).digest()


def _sealed_leaf(entry: int, recorded_at: datetime.datetime, leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + f"{entry} {_moment(recorded_at)} {bytes(leaf).hex()}".encode()).digest()


def _root(row: list[bytes]) -> str:
    while len(row) > 1:
        pairs = [hashlib.sha256(b"\x01" + row[i] + row[i + 1]).digest() for i in range(0, len(row) - 1, 2)]
        row = pairs + row[len(row) - len(row) % 2 :]
    return row[0].hex() if row else ""


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def main(argv: Sequence[str]) -> int:
    """``verifier.py --checkpoints FILE --database URL --schema court_…``; 1 if anything disagrees."""
    parser = argparse.ArgumentParser(description="核验审计记录与检查点是否一致")
    parser.add_argument("--checkpoints", type=Path, required=True, help="检查点文件，最好是另存他处的一份")
    parser.add_argument("--database", default=os.environ.get("DATABASE_URL", ""), help="数据库地址")
    parser.add_argument("--schema", required=True, help="法院的模式名，例如 court_gan1027")
    parser.add_argument("--earlier-copy", action="store_true", help="检查点文件是较早时取走的副本")
    arguments = parser.parse_args(argv)
    with psycopg.connect(arguments.database) as connection:
        findings = verify(connection, arguments.schema, arguments.checkpoints, is_earlier_copy=arguments.earlier_copy)
    sys.stdout.write("\n".join(findings or ["审计记录与检查点全部一致。"]) + "\n")
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
