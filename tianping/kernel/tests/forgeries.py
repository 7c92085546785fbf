"""What somebody with every right over the database might do to the audit log: one forgery, one piece of raw SQL.

The log under attack holds three checkpoints of ten entries each and three entries that are not sealed yet.
"""

import datetime

from tianping.kernel.audit.entries import leaf_hash
from tianping.kernel.clock import CHINA

# The forged entry's leaf is right for its content: only the tree can find it.
FORGED = datetime.datetime(2023, 2, 6, 9, 0, tzinfo=CHINA)
FORGED_LEAF = leaf_hash(at=FORGED, by_id=None, action="case.view", subject="case:9", detail={}).hex()
INSERT_FORGED = (
    "INSERT INTO kernel_auditentry (id, at, by_id, action, subject, detail, leaf, recorded_at)"
    f" VALUES (900000, '{FORGED.isoformat()}', NULL, 'case.view', 'case:9', '{{}}', '\\x{FORGED_LEAF}', %s)"
)
FIRST, LAST = "(SELECT min(id) FROM kernel_auditentry)", "(SELECT max(id) FROM kernel_auditentry)"
SEALED_LAST = "(SELECT max(entry_id) FROM kernel_seal)"
MIDDLE = f"({FIRST} + 7)"
LAST_CHECKPOINT = "(SELECT max(id) FROM kernel_checkpoint)"
FIRST_CHECKPOINT = "(SELECT min(id) FROM kernel_checkpoint)"


def edit(column: str, value: str, entry: str = MIDDLE) -> str:
    return f"UPDATE kernel_auditentry SET {column} = {value} WHERE id = {entry}"


def drop_seals(entry: str) -> str:
    return f"DELETE FROM kernel_seal WHERE entry_id = {entry}"


def drop_entry(entry: str) -> str:
    return f"DELETE FROM kernel_auditentry WHERE id = {entry}"


def swap(column: str) -> str:
    return (
        f"UPDATE kernel_auditentry e SET {column} = o.{column} FROM kernel_auditentry o"
        f" WHERE (e.id, o.id) IN (({FIRST}, {MIDDLE}), ({MIDDLE}, {FIRST}))"
    )


def place(position: int, checkpoint: str = FIRST_CHECKPOINT) -> str:
    return f"checkpoint_id = {checkpoint} AND position = {position}"


DROP_LAST_CHECKPOINT = (
    f"DELETE FROM kernel_seal WHERE checkpoint_id = {LAST_CHECKPOINT};"
    f"DELETE FROM kernel_checkpoint WHERE id = {LAST_CHECKPOINT}"
)
RAW_SQL: dict[str, str] = {
    "the moment": edit("at", "at + interval '1 microsecond'"),
    "the moment by a day": edit("at", "at - interval '1 day'"),
    "who did it": edit("by_id", "(SELECT max(id) FROM accounts_user)"),
    "that nobody did it": edit("by_id", "NULL", f"({FIRST} + 1)"),
    "the action": edit("action", "'case.list'"),
    "the action's last letter": edit("action", "action || ' '"),
    "the subject": edit("subject", "'case:4711'"),
    "the detail": edit("detail", 'detail || \'{"field": "address"}\''),
    "a detail removed": edit("detail", "detail - 'field'"),
    "the salt": edit("detail", 'detail || \'{"salt": "0000000000000000"}\''),
    "the detail emptied": edit("detail", "'{}'"),
    "when it was recorded": edit("recorded_at", "recorded_at - interval '1 minute'"),
    "when it was recorded, later": edit("recorded_at", "recorded_at + interval '2 days'"),
    "the leaf": edit("leaf", "'\\x00'"),
    "the leaf of another": edit("leaf", "sha256('other')"),
    "the number": f"{drop_seals(MIDDLE)}; {edit('id', '900001')}",
    "the number with its seal": (
        f"UPDATE kernel_seal SET entry_id = 900001 WHERE entry_id = {MIDDLE}; {edit('id', '900001')}"
    ),
    "an edit with a leaf made to fit": edit(
        "(at, by_id, action, subject, detail, leaf)",
        f"('{FORGED.isoformat()}', NULL, 'case.view', 'case:9', '{{}}', '\\x{FORGED_LEAF}')",
    ),
    "the first edited with a leaf made to fit": edit(
        "(at, by_id, action, subject, detail, leaf)",
        f"('{FORGED.isoformat()}', NULL, 'case.view', 'case:9', '{{}}', '\\x{FORGED_LEAF}')",
        FIRST,
    ),
    "an unsealed edit": edit("subject", "'case:4711'", LAST),
    "an unsealed leaf": edit("leaf", "sha256('other')", LAST),
    "the first removed": f"{drop_seals(FIRST)}; {drop_entry(FIRST)}",
    "the middle removed": f"{drop_seals(MIDDLE)}; {drop_entry(MIDDLE)}",
    "the last sealed removed": f"CREATE TEMP TABLE gone AS SELECT {SEALED_LAST} AS id;"
    "DELETE FROM kernel_seal WHERE entry_id IN (SELECT id FROM gone);"
    "DELETE FROM kernel_auditentry WHERE id IN (SELECT id FROM gone)",
    "entries removed, seals kept": drop_entry(MIDDLE),
    "one seal removed": drop_seals(MIDDLE),
    "all seals removed": "DELETE FROM kernel_seal",
    "all seals of one checkpoint removed": f"DELETE FROM kernel_seal WHERE checkpoint_id = {FIRST_CHECKPOINT}",
    "the middle removed and places closed up": (
        f"{drop_seals(MIDDLE)}; {drop_entry(MIDDLE)};"
        f"UPDATE kernel_seal SET position = position - 1 WHERE checkpoint_id = {FIRST_CHECKPOINT} AND position > 7"
    ),
    "everything removed": "DELETE FROM kernel_seal; DELETE FROM kernel_checkpoint; DELETE FROM kernel_auditentry",
    "everything emptied": "TRUNCATE kernel_seal, kernel_checkpoint, kernel_auditentry CASCADE",
    "everything emptied and put back without one": (
        "CREATE TEMP TABLE kept AS SELECT * FROM kernel_auditentry;"
        "CREATE TEMP TABLE seals AS SELECT * FROM kernel_seal;"
        f"CREATE TEMP TABLE gone AS SELECT {MIDDLE} AS id;"
        "DELETE FROM kernel_seal; DELETE FROM kernel_auditentry;"
        "INSERT INTO kernel_auditentry SELECT * FROM kept WHERE id NOT IN (SELECT id FROM gone);"
        "INSERT INTO kernel_seal SELECT * FROM seals WHERE entry_id NOT IN (SELECT id FROM gone)"
    ),
    "one put in and sealed at the end": (
        INSERT_FORGED % "now()"
        + f"; INSERT INTO kernel_seal (entry_id, position, checkpoint_id) VALUES (900000, 999, {FIRST_CHECKPOINT})"
    ),
    "one put in in place of another": (
        INSERT_FORGED % "now()" + f"; UPDATE kernel_seal SET entry_id = 900000 WHERE {place(3)};"
        f"DELETE FROM kernel_auditentry WHERE id = {FIRST} + 3"
    ),
    "one put in and the size raised": (
        INSERT_FORGED
        % "now()"
        + f"; INSERT INTO kernel_seal (entry_id, position, checkpoint_id) VALUES (900000, 10, {FIRST_CHECKPOINT});"
        f"UPDATE kernel_checkpoint SET size = size + 1 WHERE id = {FIRST_CHECKPOINT}"
    ),
    "one put in with a wrong leaf, unsealed": (INSERT_FORGED % "now()").replace(FORGED_LEAF, "ab" * 32),
    "one put in unsealed and dated back": INSERT_FORGED % "now() - interval '2 hours'",
    "two moments swapped": swap("at"),
    "two subjects swapped": swap("subject"),
    "two details swapped": swap("detail"),
    "two contents swapped with their leaves": (
        f"CREATE TEMP TABLE pair AS SELECT * FROM kernel_auditentry WHERE id IN ({FIRST}, {MIDDLE});"
        "UPDATE kernel_auditentry SET leaf = sha256(id::text::bytea) WHERE id IN (SELECT id FROM pair);"
        "UPDATE kernel_auditentry e SET at = o.at, subject = o.subject, detail = o.detail, leaf = o.leaf"
        " FROM pair o WHERE e.id IN (SELECT id FROM pair) AND o.id <> e.id"
    ),
    "two places swapped": (
        f"UPDATE kernel_seal SET position = 998 WHERE {place(2)};"
        f"UPDATE kernel_seal SET position = 2 WHERE {place(5)};"
        f"UPDATE kernel_seal SET position = 5 WHERE {place(998)}"
    ),
    "a place changed": f"UPDATE kernel_seal SET position = 997 WHERE {place(4)}",
    "an entry moved to another checkpoint": (
        f"UPDATE kernel_seal SET checkpoint_id = {LAST_CHECKPOINT}, position = 996 WHERE {place(9)}"
    ),
    "a checkpoint's root": f"UPDATE kernel_checkpoint SET root = sha256('other') WHERE id = {FIRST_CHECKPOINT}",
    "a checkpoint's size": f"UPDATE kernel_checkpoint SET size = size + 1 WHERE id = {LAST_CHECKPOINT}",
    "a checkpoint's predecessor": f"UPDATE kernel_checkpoint SET previous = sha256('x') WHERE id = {LAST_CHECKPOINT}",
    "a checkpoint's chain": f"UPDATE kernel_checkpoint SET chain = sha256('other') WHERE id = {LAST_CHECKPOINT}",
    "a checkpoint's moment": "UPDATE kernel_checkpoint SET sealed_at = sealed_at - interval '1 day'",
    "the last checkpoint dropped": DROP_LAST_CHECKPOINT,
    "the last checkpoint dropped with its entries": (
        f"CREATE TEMP TABLE gone AS SELECT entry_id AS id FROM kernel_seal WHERE checkpoint_id = {LAST_CHECKPOINT};"
        f"{DROP_LAST_CHECKPOINT}; DELETE FROM kernel_auditentry WHERE id IN (SELECT id FROM gone)"
    ),
    "the first checkpoint dropped": (
        f"DELETE FROM kernel_seal WHERE checkpoint_id = {FIRST_CHECKPOINT};"
        f"DELETE FROM kernel_checkpoint WHERE id = {FIRST_CHECKPOINT}"
    ),
    "a checkpoint that was never made": (
        "INSERT INTO kernel_checkpoint (root, previous, chain, size, sealed_at)"
        " SELECT sha256('a'), chain, sha256('b'), 1, now() FROM kernel_checkpoint ORDER BY id DESC LIMIT 1"
    ),
    "two checkpoints' numbers swapped": (
        f"UPDATE kernel_seal SET checkpoint_id = -1 WHERE checkpoint_id = {FIRST_CHECKPOINT};"
        "UPDATE kernel_checkpoint SET id = id + 1000"
    ),
}
