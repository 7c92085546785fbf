"""What a database must be before Tianping trusts it with a court's records."""

import psycopg
from psycopg import sql

from tianping.config.trouble import DatabaseTrouble

DURABILITY = ("fsync", "full_page_writes", "synchronous_commit")
# Without a UTF-8 locale the trigrams of Chinese text are empty and every search silently finds nothing.
SAMPLE = "民间借贷"
EXTENSIONS = ("pg_trgm", "btree_gist")


def prepare_extensions(url: str) -> None:
    """Put the extensions into schema `ext`; safe to repeat."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS ext")
        for name in EXTENSIONS:
            _create_extension(connection, name)


def _create_extension(connection: psycopg.Connection, name: str) -> None:
    try:
        statement = sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA ext")
        connection.execute(statement.format(sql.Identifier(name)))
    except psycopg.Error as error:
        raise DatabaseTrouble(
            f"数据库缺少扩展 {name}。请安装 postgresql-contrib，或请数据库管理员执行 "
            f"CREATE EXTENSION {name} SCHEMA ext。",
            f"The database has no extension {name}. Install postgresql-contrib, or have it made in ext.",
            str(error),
        ) from error


def check(url: str, *, durable: bool = True) -> None:
    """Refuse a database that is too old, not UTF-8, deaf to Chinese or unsafe; `durable=False` is for tests.

    Raises DatabaseTrouble with the first thing that is wrong.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        _check_version(connection)
        _check_chinese(connection)
        if durable:
            _check_durability(connection)


def _show(connection: psycopg.Connection, setting: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
    return str(row[0]) if row else ""


def _check_version(connection: psycopg.Connection) -> None:
    if connection.info.server_version < 150000:
        version = _show(connection, "server_version")
        raise DatabaseTrouble(
            f"数据库是 PostgreSQL {version}，需要 15 或更高版本。请升级，或去掉 DATABASE_URL。",
            f"The database is PostgreSQL {version}; 15 or later is needed. Upgrade, or unset DATABASE_URL.",
        )


def _check_chinese(connection: psycopg.Connection) -> None:
    encoding = _show(connection, "server_encoding")
    row = connection.execute("SELECT ext.show_trgm(%s)", [SAMPLE]).fetchone()
    if encoding != "UTF8" or not row or not row[0]:
        raise DatabaseTrouble(
            f"数据库的编码（{encoding}）或区域设置不支持中文检索。请用 UTF8 编码、C.UTF-8 区域设置重新建库"
            "（initdb --encoding=UTF8 --locale=C.UTF-8）。",
            "The database cannot search Chinese: make it anew with encoding UTF8 and locale C.UTF-8.",
        )


def _check_durability(connection: psycopg.Connection) -> None:
    unsafe = [setting for setting in DURABILITY if _show(connection, setting) == "off"]
    if unsafe:
        named = "、".join(unsafe)
        raise DatabaseTrouble(
            f"数据库设置 {named} 为 off，断电会丢失已确认的立案和收款记录，因此拒绝启动。请改为 on 后重试。",
            f"Refusing to serve: {', '.join(unsafe)} is off, so a power cut could lose acknowledged records. "
            "Set it to on.",
        )
