"""The Merkle tree of RFC 6962 over 32-byte leaves, built row by row: the last node of an odd row is carried up."""

import hashlib
from collections.abc import Sequence


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over ``leaves``. Raises ValueError if there are none."""
    if not leaves:
        raise ValueError("a tree needs a leaf")
    row = list(leaves)
    while len(row) > 1:
        row = _above(row)
    return row[0]


def path(leaves: Sequence[bytes], position: int) -> list[tuple[str, bytes]]:
    """The siblings from leaf ``position`` to the root, each with the side on which it stands."""
    row, steps = list(leaves), []
    while len(row) > 1:
        sibling = position ^ 1
        if sibling < len(row):
            steps.append(("left" if sibling < position else "right", row[sibling]))
        row, position = _above(row), position // 2
    return steps


def climb(leaf: bytes, steps: Sequence[tuple[str, bytes]]) -> bytes:
    """The root to which a leaf and its siblings lead."""
    for side, sibling in steps:
        leaf = node(sibling, leaf) if side == "left" else node(leaf, sibling)
    return leaf


def node(left: bytes, right: bytes) -> bytes:
    """SHA-256 of two children; 0x01 first, so that no node can pass for a leaf."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _above(row: Sequence[bytes]) -> list[bytes]:
    pairs = [node(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
    return pairs + ([row[-1]] if len(row) % 2 else [])
