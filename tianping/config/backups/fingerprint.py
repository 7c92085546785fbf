"""A table's fingerprint: how many rows, and a sum over the hashes of their text, whatever their order."""

import psycopg
from psycopg import sql

# Same text of dates and figures wherever it is read.
READING = "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET extra_float_digits = 1; SET search_path = ''"

TABLES = """
    SELECT schemaname, tablename FROM pg_catalog.pg_tables
    WHERE schemaname LIKE 'court\\_%' OR schemaname = 'queue' ORDER BY 1, 2
"""
# md5 and not a hash of PostgreSQL's own, which another major version may compute otherwise.
FINGERPRINT = """
    SELECT pg_catalog.count(*),
        COALESCE(pg_catalog.sum(('x' || pg_catalog.substr(pg_catalog.md5(t::text), 1, 15))::bit(60)::bigint), 0)::text
    FROM {} AS t
"""


def fingerprints(connection: psycopg.Connection) -> dict[str, list[str]]:
    """Of every table of all courts and of the queue: "schema.table" → [rows, sum], both as text.

    Sees what the connection's transaction sees.
    """
    connection.execute(READING)
    found = {}
    for schema, table in connection.execute(TABLES).fetchall():
        row = connection.execute(sql.SQL(FINGERPRINT).format(sql.Identifier(schema, table))).fetchone()
        found[f"{schema}.{table}"] = [str(value) for value in row or ()]
    return found
