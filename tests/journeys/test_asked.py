"""What counts as asked twice, on pages made for it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.journeys.asked import Asked

pytestmark = pytest.mark.browser

LENT = "/apply/1/ask/lent_on/"


@pytest.fixture
def opened(phone_page: Page) -> Callable[[str, str, str], Page]:
    """Open a page at this path that asks one question; something may stand in its field already."""

    def open_at(path: str, field: str, words: str = "钱是哪一天给对方的？") -> Page:
        body = f"<!doctype html><meta charset=utf-8><main><form><label>{words}{field}</label></form></main>"

        def answer(route: Route) -> None:
            route.fulfill(body=body, content_type="text/html")

        phone_page.unroute_all()
        phone_page.route("**/*", answer)
        phone_page.goto(f"http://court.invalid{path}")
        return phone_page

    return open_at


def test_an_empty_field_for_what_was_answered_is_asked_twice(opened: Callable[..., Page]) -> None:
    asked = Asked()
    page = opened("/guide/private_loan/lent_on/", '<input name="answer">')
    asked.look(page)
    asked.answered(page, "answer", "2022-05-01")
    asked.nothing_twice()
    asked.look(opened(LENT, '<input name="lent_on">'))
    with pytest.raises(AssertionError, match="又问了一次，前面答过2022-05-01"):
        asked.nothing_twice()


def test_what_is_shown_for_checking_is_not_asked(opened: Callable[..., Page]) -> None:
    asked = Asked()
    page = opened(LENT, '<input name="lent_on">')
    asked.look(page)
    asked.answered(page, "lent_on", "2022-05-01")
    asked.look(opened(LENT, '<input name="lent_on" value="2022-05-01">'))
    asked.nothing_twice()


def test_the_same_words_under_another_name_are_the_same_question(opened: Callable[..., Page]) -> None:
    asked = Asked()
    page = opened(LENT, '<input name="lent_on">')
    asked.look(page)
    asked.answered(page, "lent_on", "2022-05-01")
    asked.look(opened("/apply/1/ask/given_on/", '<input name="given_on">'))
    assert len(asked.twice) == 1


def test_a_person_is_known_from_guidance_and_the_next_one_is_somebody_else(opened: Callable[..., Page]) -> None:
    asked, address = Asked(), '<input name="address">'
    page = opened("/guide/private_loan/defendant_place/", '<input name="answer">')
    asked.look(page)
    asked.answered(page, "answer", "镇原县")
    asked.look(opened("/apply/1/people/defendants/5/contact/", address.replace(">", ' value="镇原县">')))
    asked.look(opened("/apply/1/people/defendants/new/", address))
    asked.nothing_twice()
    asked.look(opened("/apply/1/people/defendants/5/contact/", address))
    assert len(asked.twice) == 1
