"""`tianping audit verify`: the stand-alone verifier with this installation's addresses filled in."""

import argparse
from pathlib import Path

import psycopg
from django.conf import settings

from tianping.config.courts import served_courts
from tianping.config.postgres import url_for
from tianping.kernel.audit.verifier import verify as findings_in


def verify(words: list[str]) -> int:
    """Hold every court's audit log against its checkpoints; exit code 1 if anything disagrees."""
    parser = argparse.ArgumentParser(prog="tianping audit verify")
    parser.add_argument("--court", metavar="SCHEMA", help="只核验这个法院，默认全部")
    parser.add_argument(
        "--checkpoints", type=Path, metavar="FOLDER", default=settings.CHECKPOINT_FOLDER, help="检查点文件所在文件夹"
    )
    parser.add_argument("--earlier-copy", action="store_true", help="检查点文件是较早时取走的副本")
    chosen = parser.parse_args(words)
    disagrees = False
    with psycopg.connect(url_for("main")) as connection:
        for schema in [chosen.court] if chosen.court else served_courts():
            file = chosen.checkpoints / f"{schema}.jsonl"
            findings = findings_in(connection, schema, file, is_earlier_copy=chosen.earlier_copy)
            print(f"{schema}：{''.join(findings) or '审计记录与检查点全部一致。'}")
            disagrees = disagrees or bool(findings)
    return int(disagrees)
