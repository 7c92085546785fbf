"""A scratch court for measuring: a durable cluster of its own, one database, one founded court with a clerk."""

import datetime
import os
from pathlib import Path

import django
import django.db
import psycopg
from psycopg import sql

from tianping.config.postgres import Cluster, django_settings

COURT = "court_gan1027"
DAY = datetime.date(2023, 2, 6)
SAMPLE = Path(__file__).resolve().parents[1] / "tests" / "samples" / "bank_batch_312.xlsx"


def fresh_database(name: str) -> str:
    """Drop and make a database in the measuring cluster; point Django at it; return its address."""
    cluster = Cluster("benchmark")
    with psycopg.connect(cluster.ensure_running(), autocommit=True) as keeper:
        keeper.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        keeper.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = cluster.folders.url(name)
    os.environ.update(
        DATABASE_URL=url, DJANGO_SETTINGS_MODULE="tianping.config.settings", TIANPING_TODAY=DAY.isoformat()
    )
    django.setup()
    django.db.connections.close_all()
    django.db.connections.settings["default"].update(django_settings(url))
    return url
