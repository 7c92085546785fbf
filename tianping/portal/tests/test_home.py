"""The first page of the court for citizens."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from tests.support.live_court import LiveCourt


@pytest.mark.usefixtures("staffed_database")
def test_a_stranger_sees_what_can_be_done_today_and_every_way_leads_somewhere(client: Client) -> None:
    text = client.get("/").content.decode()
    ways = set(re.findall(r'href="(/[^"#]*)"', text)) - set(re.findall(r'href="(/static/[^"]*)"', text))
    assert {"/guide/", "/guide/sued/", "/guide/enforcement/", "/progress/", "/accounts/login/"} <= ways
    for way in ways:
        assert client.get(way, follow=True).status_code == 200, way


@pytest.mark.browser
def test_the_first_page_passes_axe_on_a_phone_and_needs_no_scripts(live_court: LiveCourt, phone_page: Page) -> None:
    phone_page.goto(live_court.url)
    assert Axe().run(phone_page).response["violations"] == []
    context = phone_page.context.browser
    assert context is not None
    plain = context.new_context(java_script_enabled=False).new_page()
    plain.goto(live_court.url)
    plain.get_by_role("button", name="长辈版").click()
    assert plain.get_by_role("button", name="标准版").is_visible()
    plain.get_by_role("link", name="查询案件进展").click()
    assert "/progress/" in plain.url
    plain.context.close()
