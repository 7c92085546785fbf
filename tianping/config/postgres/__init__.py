"""The database that Tianping brings along: PostgreSQL as a program of its own, in a folder of its own.

`url_for("main")` says where the database is without starting anything; `Cluster("main").ensure_running()`
makes, starts and checks it. DATABASE_URL, where set, names another server and is used instead.
"""

import os
from typing import Any

import psycopg

from tianping.config.postgres.checks import check, prepare_extensions
from tianping.config.postgres.cluster import Cluster
from tianping.config.postgres.connection import django_settings
from tianping.config.postgres.folders import Folders, home
from tianping.config.trouble import DatabaseTrouble

__all__ = [
    "Cluster",
    "DatabaseTrouble",
    "check",
    "connection_settings",
    "django_settings",
    "ensure_database",
    "home",
    "prepare_extensions",
    "url_for",
]


def url_for(name: str) -> str:
    """The connection address: DATABASE_URL, else that of our own cluster `name`. Starts and reads nothing."""
    return os.environ.get("DATABASE_URL") or Folders(name).url()


def connection_settings() -> dict[str, Any]:
    """Django's settings for the database that this installation serves. Starts and reads nothing."""
    return django_settings(url_for("main"))


def ensure_database(name: str) -> str:
    """The address of a database that answers and is fit: DATABASE_URL's checked, or our own started."""
    if not os.environ.get("DATABASE_URL"):
        return Cluster(name).ensure_running()
    url = url_for(name)
    try:
        prepare_extensions(url)
        check(url)
    except psycopg.OperationalError as error:
        raise DatabaseTrouble(
            "连不上 DATABASE_URL 指定的数据库。请检查地址、密码和数据库是否在运行。",
            "The database that DATABASE_URL names cannot be reached. Check address, password and server.",
            str(error),
        ) from error
    return url
