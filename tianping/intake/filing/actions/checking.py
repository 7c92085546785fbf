"""Limits on checking receipts (核验收据)."""

import datetime

from tianping.kernel import limits

GATE, PER_MINUTE = "receipt", 60


def count_check(address: str, *, at: datetime.datetime) -> None:
    """Count one check from a network address. Raises TooMany after sixty in a minute."""
    limits.count_guess(GATE, address, at=at, per_minute=PER_MINUTE)
