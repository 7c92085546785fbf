"""The file of a draw that anybody can take away and verify (抽签文件): no litigant, no personal data in it."""

import datetime
from typing import Any

from tianping.accounts.queries import this_court
from tianping.kernel.audit.sealing import proof_of
from tianping.kernel.models import AuditEntry, Checkpoint
from tianping.trial.assignment.models import Draw, Pool

FORMAT = "tianping-draw/1"


def document(draw: Draw) -> dict[str, Any]:
    """Everything of a draw that is public at this point; the seed and the results once they were drawn."""
    fixed = None
    if draw.roster_entry is not None:
        fixed = {"sha256": draw.roster_sha256, "published": _published(draw.roster_entry)}
    return {
        "format": FORMAT,
        **heading(draw.pool),
        "number": draw.number,
        "status": draw.status,
        "commitment": {"sha256": draw.commitment, "published": _published(draw.commitment_entry)},
        "fixed": fixed,
        "roster": draw.roster,
        "seed": draw.seed or None,
        "drawn_at": draw.drawn_at.isoformat() if draw.drawn_at else None,
        "results": draw.results,
        "void_reason": draw.void_reason,
    }


def heading(pool: Pool) -> dict[str, Any]:
    """Court and pool (法院、团队) as the file names them; their digest is published with the commitment."""
    court = this_court()
    return {"court": {"code": court.code, "name": court.name}, "pool": pool.name}


def _published(entry: AuditEntry) -> dict[str, Any] | None:
    """An audit entry with its way to the sealed checkpoint; None as long as it is not sealed."""
    proof = proof_of(entry)
    if proof is None:
        return None
    checkpoint = Checkpoint.objects.get(pk=proof.checkpoint)
    return {
        "at": _moment(entry.at),
        "by": entry.by_id,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "entry": entry.pk,
        "recorded_at": _moment(entry.recorded_at),
        "path": [side[0].upper() + sibling.hex() for side, sibling in proof.path],
        "root": proof.root.hex(),
        "checkpoint": checkpoint.pk,
        "size": checkpoint.size,
        "previous": bytes(checkpoint.previous).hex(),
        "sealed_at": _moment(checkpoint.sealed_at),
        "chain": bytes(checkpoint.chain).hex(),
    }


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")
