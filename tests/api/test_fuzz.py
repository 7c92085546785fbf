"""Every operation of the API holds what its description promises, whatever schemathesis makes up."""

import io
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.caller import Caller, a_claim
from tests.api.test_batches import SAMPLES
from tests.support.court import People
from tianping.cases.models import Case
from tianping.config.api import api
from tianping.intake.filing.models import Batch, Filing
from tianping.money.fees.models import Bill

# Who asks, and how many requests of each kind are made up for an operation: as described, and against it.
ROLES = {"stranger": 3, "clerk": 14, "judge": 3}
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
SCHEMA.app = get_wsgi_application()
OPERATIONS = {result.ok().label: result.ok() for result in SCHEMA.get_all_operations()}
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance, content_type_conformance]
TOKEN = "a" * 32


@pytest.fixture
def known(people: People, settings: Any, tmp_path: Any) -> dict[str, list[int]]:
    """Things that are there to be asked for, made by the verbs."""
    settings.FILE_STORE = tmp_path / "files"
    clerk = Caller(people.clerk)
    for _ in range(8):
        clerk.send("/filings", a_claim())
    clerk.send(f"/filings/{Filing.objects.latest('pk').pk}/accept", {})
    workbook = io.BytesIO((SAMPLES / "bank_batch_dirty.xlsx").read_bytes())
    workbook.name = "bank.xlsx"
    clerk.upload(workbook)
    models = {"filing_id": Filing, "case_id": Case, "bill_id": Bill, "batch_id": Batch}
    return {name: list(model.objects.values_list("pk", flat=True)) for name, model in models.items()}


@pytest.mark.parametrize("role", ROLES)
def test_every_operation_keeps_its_promises(role: str, people: People, known: dict[str, list[int]]) -> None:
    cookies = session_of(None if role == "stranger" else getattr(people, role))
    with one_transaction():
        for operation in OPERATIONS.values():
            for mode in GenerationMode:
                fuzz(operation.as_strategy(generation_mode=mode), ROLES[role], cookies, known)


def fuzz(cases: Any, how_many: int, cookies: dict[str, str], known: dict[str, list[int]]) -> None:
    """Send what schemathesis makes up, three times in four to things that are there."""

    @seed(2023)
    @settings(max_examples=how_many, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=cases, chance=st.integers(0, 3), key=st.uuids())
    def send(case: Any, chance: int, key: uuid.UUID) -> None:
        for name, ids in known.items():
            if name in (case.path_parameters or {}) and chance:
                case.path_parameters[name] = ids[chance % len(ids)]
        headers = {"X-CSRFToken": TOKEN, "Idempotency-Key": str(key)}
        response = case.call(cookies=cookies, headers=headers)
        case.validate_response(response, checks=CHECKS)

    send()


@contextmanager
def one_transaction() -> Generator[None]:
    """The requests stand in the test's own transaction, which the end of a request would break off."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def session_of(user: Any) -> dict[str, str]:
    """The cookies of somebody who is signed in; a stranger has only the token."""
    cookies = {name: morsel.value for name, morsel in Caller(user).client.cookies.items()}
    return {**cookies, "csrftoken": TOKEN}


def test_every_operation_is_described_with_its_refusals() -> None:
    assert len(OPERATIONS) >= 22
    for operation in OPERATIONS.values():
        assert {"401", "403", "404", "409", "422", "429"} <= set(operation.definition.raw["responses"])
