"""诉讼地位的称谓、同一人: how a side is called, and who stands on both."""

from dataclasses import dataclass

import pytest

from tianping.law.roles import on_both_sides, role_in


@dataclass(frozen=True)
class Somebody:
    role: str
    identity_number: str
    identity_kind: str = "resident_id"


@pytest.mark.parametrize(
    ("type_code", "role", "word"),
    [
        ("民初", "plaintiff", "原告"),
        ("民初", "defendant", "被告"),
        ("诉前调", "plaintiff", "申请人"),
        ("诉前调确", "defendant", "申请人"),
        ("财保", "defendant", "被申请人"),
        ("执保", "plaintiff", "申请人"),
        ("执", "plaintiff", "申请执行人"),
        ("执", "defendant", "被执行人"),
        ("执", "third", "第三人"),
    ],
)
def test_a_side_is_called_by_what_was_begun(type_code: str, role: str, word: str) -> None:
    assert role_in(type_code, role) == word


def test_whoever_is_sued_with_the_document_of_a_plaintiff_stands_on_both_sides() -> None:
    suing, himself, other = Somebody("plaintiff", "1"), Somebody("defendant", "1"), Somebody("defendant", "2")
    unknown = [Somebody("plaintiff", ""), Somebody("defendant", "")]
    passport = Somebody("defendant", "1", "passport")
    assert on_both_sides([suing, himself, other, passport, *unknown]) == [himself]
