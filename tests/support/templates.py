"""What the template databases hold: empty courts, courts with people, the demonstration court."""

import datetime
import subprocess
from pathlib import Path

import psycopg
from django.test import override_settings

from tests.support.database import COURTS
from tests.support.django_database import pointed_at
from tianping.accounts import actions
from tianping.config.demo import people, scenario
from tianping.config.postgres.binaries import choose
from tianping.kernel.clock import CHINA
from tianping.kernel.courts import court, migrate_court

OPENING = datetime.datetime(2023, 1, 3, 8, 30, tzinfo=CHINA)
FOUNDED = (("甘1027", "镇原县人民法院", "甘肃"), ("皖1522", "霍邱县人民法院", "安徽"))


def empty_courts(address: str, _folder: Path) -> None:
    """Both courts, migrated and otherwise empty; the second is a copy of the first, which takes a tenth of the time."""
    with pointed_at(address):
        migrate_court(COURTS[0])
    _copy_court(address, *COURTS)


def _copy_court(address: str, source: str, target: str) -> None:
    """Write down one court's tables and read them in under another name."""
    command = [choose(None).program("pg_dump"), f"--schema={source}", "--no-owner", "--inserts", address]
    written = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    # Lines with a backslash are for psql alone.
    statements = "".join(line for line in written.splitlines(keepends=True) if not line.startswith("\\"))
    with psycopg.connect(address) as connection:
        connection.execute(statements.replace(source, target).encode())


def staffed_courts(address: str, _folder: Path) -> None:
    """Both empty courts founded, each with somebody in every post; no cases."""
    with pointed_at(address):
        for schema, (code, name, province) in zip(COURTS, FOUNDED, strict=True):
            with court(schema):
                actions.found_court(code=code, name=name, province=province, is_demonstration=True, at=OPENING)
                people.create_people(at=OPENING)
                _enter_wage()


def _enter_wage() -> None:
    """Without the province's average wage no money claim finds its procedure."""
    actions.enter_local_figure(
        "average_wage",
        "80000",
        valid_from=datetime.date(2022, 7, 1),
        source="演示值",
        is_demonstration=True,
        by=None,
        at=OPENING,
    )


def demonstration(address: str, folder: Path) -> None:
    """The first of the empty courts as `make run` shows it."""
    store = override_settings(FILE_STORE=folder / "files", CHECKPOINT_FOLDER=folder / "checkpoints")
    with pointed_at(address), court(COURTS[0]), store:
        scenario.build()
