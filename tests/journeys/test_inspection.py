"""The inspector of pages finds what he is meant to find."""

import pytest
from playwright.sync_api import Page

from tests.support.inspection import DESK, PHONE, Inspection

pytestmark = pytest.mark.browser

SOUND = "<main><h1>案件</h1><p>没有要办的事。</p></main>"
FAULTY = """<main><h1>案件</h1><input name="q"><p style="color: red">红</p>
<details><summary>更多</summary><img src="lost.png"></details></main><script>throw new Error("坏了")</script>"""
URL = "http://court.test/cases/"


def shown(page: Page, body: str, status: int = 200) -> list[str]:
    """The faults of a page with this body."""
    inspection = Inspection(who="judge")
    inspection.listen(page)
    html = f'<!doctype html><html lang="zh-Hans"><title>案件</title><body>{body}</body></html>'

    def answer(route) -> None:
        if route.request.url == URL:
            headers = {"Content-Security-Policy": "style-src 'self'", "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(status=status, body=html, headers=headers)
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)
    inspection.open(page, URL, (DESK, PHONE), status=200)
    return inspection.faults


def test_a_sound_page_has_no_fault(page: Page) -> None:
    assert shown(page, SOUND) == []


def test_everything_that_is_wrong_with_a_page_is_written_down(page: Page) -> None:
    faults = "\n".join(shown(page, FAULTY, 500))
    for words in ("status 500 instead of 200", "axe label at 1440 px", "axe image-alt at 390 px", "script error: 坏了"):
        assert f"/cases/ (judge): {words}" in faults, words
    assert "Content Security Policy" in faults


def test_what_is_wider_than_the_phone_is_named(page: Page) -> None:
    faults = shown(page, f'{SOUND}<table width="900"><tr><td>很宽</td></tr></table>')
    assert [fault for fault in faults if "overflows" in fault] == [
        '/cases/ (judge): overflows at 390 px: <table width="900"><tbody><tr><td>很宽</td></tr></tbody></table>'
    ]


def test_a_button_under_something_else_is_named(page: Page) -> None:
    # As a row whose link fills it lay over the button that stood in it.
    covered = "<main><h1>材料</h1><button>删除</button><canvas id='over' aria-hidden='true'></canvas></main>"
    script = "<script src='/x.js'></script>"
    over = "Object.assign(document.getElementById('over').style, {position: 'fixed', inset: 0})"
    page.add_init_script(f"document.addEventListener('DOMContentLoaded', () => {{ {over} }})")
    faults = shown(page, covered + script)
    assert any("cannot be pressed at 390 px: <button>删除</button>" in fault for fault in faults)
