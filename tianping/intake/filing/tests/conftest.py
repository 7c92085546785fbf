"""The cast of filing's tests: a founded court, its people, the two sample lists."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.court import AT, People, open_court
from tianping.accounts.models import User
from tianping.intake.filing import actions
from tianping.intake.filing.actions import BatchChoices
from tianping.intake.filing.models import Batch

SAMPLES = Path(__file__).resolve().parents[4] / "tests" / "samples"
CLEAN = (SAMPLES / "bank_batch_312.xlsx").read_bytes()
DIRTY = (SAMPLES / "bank_batch_dirty.xlsx").read_bytes()


@pytest.fixture
def people(db: None) -> People:
    """The court, open, with its people."""
    return open_court()


@pytest.fixture
def people_without_wage(db: None) -> People:
    """The same, where nobody has entered the provincial wage."""
    return open_court(with_wage=False)


@pytest.fixture
def page_of() -> Callable[[User], Client]:
    """A browser without scripts, signed in as somebody."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def key() -> dict[str, str]:
    """The hidden key of a form sent for the first time."""
    return {"submission_key": str(uuid.uuid4())}


def workbook(content: bytes, name: str = "起诉清单.xlsx") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def uploaded(clerk: User, content: bytes = CLEAN) -> Batch:
    """A list taken for checking."""
    return actions.upload_batch(content, "起诉清单.xlsx", by=clerk, at=AT)


def filed(clerk: User, batch: Batch, **choices: Any) -> Batch:
    """The batch ordered to be filed and done by the worker."""
    actions.queue_batch(batch, BatchChoices(**choices), by=clerk, at=AT)
    return worked(clerk, batch)


def worked(clerk: User, batch: Batch) -> Batch:
    """The worker's turn."""
    actions.file_queued_batch(batch_id=batch.pk, by_id=clerk.pk, at=AT.isoformat())
    batch.refresh_from_db()
    return batch
