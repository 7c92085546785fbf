"""The tree is that of RFC 6962; every leaf has a short proof, and a changed leaf has none."""

import datetime
import hashlib
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tianping.kernel.audit import merkle
from tianping.kernel.audit.sealing import Proof, sealed_leaf

AT = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=datetime.UTC)
leaves_of_a_tree = st.integers(1, 70).map(lambda size: [hashlib.sha256(bytes([n])).digest() for n in range(size)])


def root_by_the_standard(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 section 2.1: split before the largest power of two below the number of leaves."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = root_by_the_standard(leaves[:half]), root_by_the_standard(leaves[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(leaves_of_a_tree)
def test_the_root_is_the_one_of_the_standard(leaves: list[bytes]) -> None:
    assert merkle.root(leaves) == root_by_the_standard(leaves)


@given(leaves_of_a_tree, st.data())
def test_every_leaf_climbs_to_the_root_and_no_other_leaf_does(leaves: list[bytes], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(leaves) - 1))
    steps = merkle.path(leaves, position)
    assert merkle.climb(leaves[position], steps) == merkle.root(leaves)
    assert merkle.climb(hashlib.sha256(b"forged").digest(), steps) != merkle.root(leaves)


@given(leaves_of_a_tree, st.data())
def test_a_changed_missing_or_swapped_leaf_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:position], hashlib.sha256(b"forged").digest(), *leaves[position + 1 :]]
    assert merkle.root(changed) != merkle.root(leaves)
    if len(leaves) > 1:
        assert merkle.root(leaves[:position] + leaves[position + 1 :]) != merkle.root(leaves)
        neighbour = position - 1 if position else 1
        swapped = list(leaves)
        swapped[position], swapped[neighbour] = swapped[neighbour], swapped[position]
        assert merkle.root(swapped) != merkle.root(leaves)


def test_the_proof_on_a_receipt_stays_below_two_kilobytes_for_a_million_entries() -> None:
    leaf = hashlib.sha256(b"entry").digest()
    leaves = [n.to_bytes(32, "big") for n in range(1_000_000)]
    entry = 9_007_199_254_740_991
    leaves[999_983] = sealed_leaf(entry, AT, leaf)
    proof = Proof(entry, AT, leaf, tuple(merkle.path(leaves, 999_983)), merkle.root(leaves), entry)
    assert proof.holds()
    assert len(proof.to_json().encode()) <= 2048
