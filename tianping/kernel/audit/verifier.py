"""The stand-alone verifier: reads the audit tables with plain SQL and holds them against the checkpoints outside.

It uses neither the models nor the settings, so that a mistake or a tampering there shows here.
"""

import argparse
import datetime
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tianping.kernel.audit import merkle

Row = tuple[Any, ...]


def verify(connection: psycopg.Connection, schema: str, checkpoints: Path) -> list[str]:
    """Everything in ``schema`` that disagrees with the checkpoint file, as Chinese sentences; empty if all agrees."""
    outside = [json.loads(line) for line in checkpoints.read_text(encoding="ascii").splitlines() if line]
    findings = _verify_chain(outside)
    rows = _sealed_rows(connection, schema)
    known = {line["checkpoint"] for line in outside}
    for line in outside:
        findings += _verify_checkpoint(line, rows.get(line["checkpoint"], []))
    findings += [f"检查点{number}只在数据库中，检查点文件没有记载。" for number in sorted(set(rows) - known)]
    findings += _verify_unsealed(connection, schema)
    findings += _verify_table_of_checkpoints(connection, schema, outside)
    return findings


def leaf_of(at: datetime.datetime, by_id: int | None, action: str, subject: str, detail: Any) -> bytes:
    """The leaf hash of an entry, computed here anew."""
    moment = at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    parts = [moment, by_id, action, subject, detail]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + text.encode()).digest()


def _verify_chain(outside: list[dict[str, Any]]) -> list[str]:
    findings, previous = [], "00" * 32
    for line in outside:
        chain = hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(line["root"])).hexdigest()
        if line["previous"] != previous or line["chain"] != chain:
            findings.append(f"检查点文件第{line['checkpoint']}号与前一号不相衔接。")
        previous = line["chain"]
    return findings


def _verify_checkpoint(line: dict[str, Any], rows: list[Row]) -> list[str]:
    number = line["checkpoint"]
    if len(rows) != line["size"]:
        return [f"检查点{number}应有{line['size']}条审计记录，现有{len(rows)}条。"]
    findings = [
        f"审计记录{entry}的内容与其摘要不符。"
        for entry, _position, leaf, *content in rows
        if leaf_of(*content) != bytes(leaf)
    ]
    if [row[1] for row in rows] != list(range(len(rows))):
        findings.append(f"检查点{number}内的顺序被改动。")
    if merkle.root([bytes(row[2]) for row in rows]).hex() != line["root"]:
        findings.append(f"检查点{number}的根与记录不符。")
    return findings


def _verify_unsealed(connection: psycopg.Connection, schema: str) -> list[str]:
    query = sql.SQL(
        "SELECT e.id, e.leaf, e.at, e.by_id, e.action, e.subject, e.detail FROM {s}.kernel_auditentry e"
        " LEFT JOIN {s}.kernel_seal s ON s.entry_id = e.id WHERE s.entry_id IS NULL"
    ).format(s=sql.Identifier(schema))
    return [
        f"审计记录{entry}（尚未封存）的内容与其摘要不符。"
        for entry, leaf, *content in connection.execute(query)
        if leaf_of(*content) != bytes(leaf)
    ]


def _verify_table_of_checkpoints(
    connection: psycopg.Connection, schema: str, outside: list[dict[str, Any]]
) -> list[str]:
    query = sql.SQL("SELECT id, size, root, previous, chain FROM {}.kernel_checkpoint ORDER BY id")
    inside = [
        {"checkpoint": n, "size": size, "root": root.hex(), "previous": previous.hex(), "chain": chain.hex()}
        for n, size, root, previous, chain in connection.execute(query.format(sql.Identifier(schema)))
    ]
    return [] if inside == outside else ["数据库中的检查点表与检查点文件不一致。"]


def _sealed_rows(connection: psycopg.Connection, schema: str) -> dict[int, list[Row]]:
    query = sql.SQL(
        "SELECT s.checkpoint_id, s.entry_id, s.position, e.leaf, e.at, e.by_id, e.action, e.subject, e.detail"
        " FROM {s}.kernel_seal s JOIN {s}.kernel_auditentry e ON e.id = s.entry_id"
        " ORDER BY s.checkpoint_id, s.position"
    ).format(s=sql.Identifier(schema))
    rows: dict[int, list[Row]] = {}
    for checkpoint, *row in connection.execute(query):
        rows.setdefault(checkpoint, []).append(tuple(row))
    return rows


def main(argv: Sequence[str]) -> int:
    """``tianping audit verify --checkpoints FILE [--database URL] [--schema court_…]``; 1 if anything disagrees."""
    parser = argparse.ArgumentParser(prog="tianping audit verify")
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--database", default=os.environ.get("DATABASE_URL", ""))
    parser.add_argument("--schema", default="court_gan1027")
    arguments = parser.parse_args(argv)
    with psycopg.connect(arguments.database) as connection:
        findings = verify(connection, arguments.schema, arguments.checkpoints)
    sys.stdout.write("\n".join(findings or ["审计记录与检查点全部一致。"]) + "\n")
    return 1 if findings else 0
