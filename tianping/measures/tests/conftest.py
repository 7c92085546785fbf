"""A case whose ruling the officer carries out, for every test of the register."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, People, open_court
from tianping.cases.models import Case
from tianping.measures.actions import MeasureDraft, record_many
from tianping.measures.models import Measure

BASIS = "（2023）甘1027民初1号之一"


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def case(people: People) -> Case:
    """A numbered case of the bank against 黄小明."""
    return open_cases(people.clerk, ["黄小明"])[0]


def draft(case: Case, **given: Any) -> MeasureDraft:
    """A frozen deposit of the defendant, but for what is given."""
    sides = {each.role: each.pk for each in case.matter.litigants.all()}
    deposit = MeasureDraft(
        case_id=case.pk,
        applicant_id=sides["plaintiff"],
        owner_id=sides["defendant"],
        way="freeze",
        property_kind="deposit",
        description="镇原县农村信用社6217***0001账户",
        basis=BASIS,
        taken_on=datetime.date(2023, 2, 6),
        amount_fen=4_844_000,
    )
    return replace(deposit, **given)


@pytest.fixture
def measure(people: People, case: Case) -> Measure:
    """The defendant's deposit, frozen for a year."""
    return record_many([draft(case)], by=people.officer, at=AT)[0]
