"""Two courts on one server: a session, a key and a record of one are nothing in the other."""

import uuid
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.api.caller import Caller, a_claim
from tests.support.cases import code_of
from tests.support.court import open_court
from tests.support.database import COURTS
from tianping.cases.models import Case
from tianping.intake.filing.models import Filing
from tianping.kernel.courts import court

HOSTS = dict(zip(("here.example", "there.example"), COURTS, strict=True))
KEY = str(uuid.UUID(int=3))


@pytest.fixture
def clerks(own_database: str, settings: Settings, tmp_path: Path) -> Generator[dict[str, Caller]]:
    """The clerk of each court, by host; both have the same log-in name and the same number in their registers."""
    settings.ALLOWED_HOSTS, settings.COURT_HOSTS, settings.DEFAULT_COURT = ["*"], HOSTS, None
    settings.CHECKPOINT_FOLDER = tmp_path
    callers = {}
    for host, schema in HOSTS.items():
        with court(schema):
            callers[host] = Caller(open_court().clerk)
            callers[host].client.defaults["HTTP_HOST"] = host
    yield callers


CANARIES = {"here.example": "金丝雀甲", "there.example": "金丝雀乙"}


def named(host: str) -> dict[str, Any]:
    return a_claim(defendants=[{"kind": "natural", "name": CANARIES[host]}])


def test_what_is_filed_in_one_court_is_seen_in_no_answer_of_the_other(clerks: dict[str, Caller]) -> None:
    for host, clerk in clerks.items():
        filing = clerk.send("/filings", named(host), key=KEY).json()
        assert filing["receipt_number"] == "收2023-000001"
        clerk.send(f"/filings/{filing['id']}/accept", {})
    for host, clerk in clerks.items():
        (foreign,) = set(CANARIES.values()) - {CANARIES[host]}
        for path in ("/cases", "/filings", "/bills", "/clocks/due", "/cases/1", "/filings/1"):
            assert foreign not in clerk.get(path).content.decode()
        assert clerk.get("/filings", q=foreign).json()["count"] == 0


def test_the_session_of_one_court_is_nobodys_in_the_other(clerks: dict[str, Caller]) -> None:
    clerk = clerks["here.example"]
    clerk.client.defaults["HTTP_HOST"] = "there.example"
    assert clerk.get("/cases").status_code == 401
    assert clerk.send("/filings", a_claim()).status_code == 401
    with court(HOSTS["there.example"]):
        assert not Filing.objects.exists()


def test_a_look_up_code_of_one_court_opens_nothing_in_the_other(clerks: dict[str, Caller]) -> None:
    codes = {}
    for host, clerk in clerks.items():
        filing = clerk.send("/filings", named(host)).json()
        clerk.send(f"/filings/{filing['id']}/accept", {})
        with court(HOSTS[host]):
            codes[host] = (Case.objects.get().number, code_of(Case.objects.get()))
    assert codes["here.example"][0] == codes["there.example"][0]
    number, code = codes["here.example"]
    asked = {"number": number, "code": code}
    assert clerks["here.example"].send("/progress", asked, key=None).status_code == 200
    assert clerks["there.example"].send("/progress", asked, key=None).status_code == 422
