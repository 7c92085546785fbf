"""Two courts with twin data on one server: list, search, export and look-up of one show nothing of the other."""

import io
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from python_calamine import CalamineWorkbook

from tests.support.cases import code_of, open_cases
from tests.support.court import People, open_court
from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel import courts

HOSTS = {"gan.localhost": "court_gan1027", "wan.localhost": "court_wan1522"}


@dataclass
class Twin:
    """One of the two courts: where it is served, its people, its case, and the name that only it knows."""

    host: str
    schema: str
    people: People
    case: Case
    code: str
    canary: str

    def browse(self, user: User | None) -> Client:
        """A browser at this court's address."""
        client = Client(SERVER_NAME=self.host)
        if user is not None:
            with courts.court(self.schema):
                client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client


def twin(host: str, court_code: str, canary: str) -> Twin:
    with courts.court(HOSTS[host]):
        people = open_court(code=court_code)
        (case,) = open_cases(people.clerk, [canary], plaintiff=f"{canary}的银行")
        return Twin(host, HOSTS[host], people, case, code_of(case), canary)


@pytest.fixture
def twins(own_database: str):
    """Both courts with a case of the same sequence number, ids and people."""
    with override_settings(COURT_HOSTS=HOSTS, DEFAULT_COURT=None):
        yield twin("gan.localhost", "甘1027", "金丝雀甲"), twin("wan.localhost", "皖1522", "金丝雀乙")


def test_twins_are_twins(twins: tuple[Twin, Twin]) -> None:
    gan, wan = twins
    assert (gan.case.pk, gan.case.sequence) == (wan.case.pk, wan.case.sequence)
    assert gan.code != wan.code


def test_no_page_of_one_court_shows_a_canary_of_the_other(twins: tuple[Twin, Twin]) -> None:
    for here, there in (twins, twins[::-1]):
        clerk = here.browse(here.people.clerk)
        pages = ["/cases/", "/cases/?q=金丝雀", "/cases/?q=民初1", "/cases/due/", f"/cases/{here.case.pk}/"]
        for page in [*pages, f"/cases/{here.case.pk}/slip/", "/cases/slips/?type=民初&year=2023&first=1&last=9"]:
            text = clerk.get(page).content.decode()
            assert here.canary in text, page
            for foreign in (there.canary, there.case.number, there.case.court_code, there.code):
                assert foreign not in text, (page, foreign)


def test_the_search_of_one_court_does_not_find_the_other(twins: tuple[Twin, Twin]) -> None:
    here, there = twins
    clerk = here.browse(here.people.clerk)
    assert there.canary not in clerk.get("/cases/", {"q": there.canary}).content.decode().replace(
        f'value="{there.canary}"', ""
    )
    response = clerk.get("/cases/", {"q": there.case.number})
    assert response.status_code == 200
    assert "没有符合条件的记录" in response.content.decode()


def test_the_export_of_one_court_holds_its_own_rows_only(twins: tuple[Twin, Twin]) -> None:
    for here, there in (twins, twins[::-1]):
        response: Any = here.browse(here.people.clerk).get("/cases/", {"export": "xlsx"})
        content = io.BytesIO(b"".join(response.streaming_content))
        rows = str(CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python())
        assert here.canary in rows
        assert there.canary not in rows


def test_the_code_of_one_court_opens_nothing_in_the_other(twins: tuple[Twin, Twin]) -> None:
    for here, there in (twins, twins[::-1]):
        for number in (here.case.number, there.case.number):
            response = here.browse(None).post("/progress/", {"number": number, "code": there.code})
            assert response.status_code == 422
            text = response.content.decode()
            assert there.canary not in text
        right = here.browse(None)
        right.post("/progress/", {"number": here.case.number, "code": here.code})
        assert here.case.number in right.get("/progress/case/").content.decode()


def test_a_session_of_one_court_is_no_session_of_the_other(twins: tuple[Twin, Twin]) -> None:
    here, there = twins
    client = here.browse(here.people.clerk)
    response = client.get("/cases/", SERVER_NAME=there.host)
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_guesses_in_one_court_do_not_lock_the_other(twins: tuple[Twin, Twin]) -> None:
    here, there = twins
    for _guess in range(11):
        last = here.browse(None).post("/progress/", {"number": here.case.number, "code": "ABCDEFGH"})
    assert last.status_code == 429
    assert there.browse(None).post("/progress/", {"number": there.case.number, "code": there.code}).status_code == 302
