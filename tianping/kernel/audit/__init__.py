"""The audit log: append-only rows hung in a Merkle tree whose roots are kept outside the database."""

from tianping.kernel.audit.entries import Fact, record, record_look, record_many

__all__ = ["Fact", "record", "record_look", "record_many"]
