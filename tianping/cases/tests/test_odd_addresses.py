"""Addresses that nobody's pages make: each gets a page with a sentence, never a failure of the server."""

import pytest

from tests.support.clients import Browse
from tests.support.court import People
from tianping.cases.models import Case

HUGE = "9" * 30
ENDLESS = "9" * 400


@pytest.mark.parametrize(
    "address",
    [
        f"/cases/{HUGE}/", f"/cases/{ENDLESS}/", f"/cases/{HUGE}/slip/", f"/cases/matter/{HUGE}/",
        f"/cases/clocks/{HUGE}/exclude/", f"/cases/clocks/{ENDLESS}/extend/",
    ],
)  # fmt: skip
def test_a_number_too_large_is_an_unknown_one(people: People, browse: Browse, address: str) -> None:
    # The clerk sees every case; limits are lengthened by whoever tries it.
    person = people.judge if "clocks" in address else people.clerk
    assert browse(person).get(address).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?page=-1", "?page=99999999", "?page=x", "?sort=nonsense", "?sort=-", "?year=99999", "?cause=x",
        "?q=%25_%5C", "?q=" + "%E7%8E%8B" * 500, "?first=1", "?first=999999999&last=999999999",
        "?q=2023%E6%B0%91%E5%88%9D999999999", "?group=nonsense", "?kind=nonsense", "?team=x", "?status=1",
    ],
)  # fmt: skip
def test_a_mistyped_question_still_gets_a_list(people: People, case: Case, browse: Browse, query: str) -> None:
    for page in ("/cases/", "/cases/due/"):
        assert browse(people.clerk).get(page + query).status_code == 200, page


@pytest.mark.parametrize("ids", [["x"], ["-1"], ["9" * 40], [""]])
def test_ticks_that_are_no_cases_are_refused(people: People, browse: Browse, ids: list[str]) -> None:
    assert browse(people.clerk).post("/cases/slips/", {"ids": ids}).status_code == 422


def test_a_range_beyond_all_numbers_is_refused(people: People, case: Case, browse: Browse) -> None:
    query = {"year": "99999", "first": "1", "last": "999999999"}
    assert browse(people.clerk).get("/cases/slips/", query).status_code == 422
