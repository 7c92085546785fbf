"""The shells in a real browser: contrast and names by axe, narrow screens, keys, and forms sent once."""

from collections.abc import Generator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import clear_url_caches, set_urlconf
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django import Settings

from tests.support.inspection import EVERY_WIDTH, STANDARDS, Inspection
from tests.support.live_court import LiveCourt

pytestmark = pytest.mark.browser

PAGES = ("/design/", "/design/table/", "/design/public/", "/design/photos/", "/design/paper/", "/design/error/404/")
KEYS = "Array.from(document.querySelectorAll('[data-once]'), (field) => field.value)"


@pytest.fixture
def design(settings: Settings, live_court: LiveCourt) -> Generator[str]:
    settings.ROOT_URLCONF = "tianping.kernel.tests.design_urls"
    settings.SHELL_FACTS = "tianping.kernel.tests.design_urls.facts"
    clear_url_caches()
    set_urlconf(None)
    yield live_court.url


def test_axe_finds_nothing_and_nothing_overflows_at_any_width(design: str, page: Page) -> None:
    inspection = Inspection()
    for path in PAGES:
        inspection.open(page, design + path, EVERY_WIDTH, status=404 if "404" in path else 200)
    inspection.close()


def test_the_elder_mode_is_larger_and_passes_axe_too(design: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{design}/design/public/")
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    ordinary = page.evaluate(size)
    page.get_by_role("button", name="长辈版").click()
    page.get_by_role("button", name="标准版").wait_for()
    assert ordinary >= 18
    assert page.evaluate(size) >= 1.3 * ordinary
    assert Axe().run(page, options={"runOnly": STANDARDS}).response["violations"] == []


def test_what_a_finger_touches_is_44_pixels_high(design: str, phone_page: Page) -> None:
    phone_page.goto(f"{design}/design/public/")
    low = phone_page.evaluate(
        "Array.from(document.querySelectorAll('main .tp-button, header button, main input:not([type=hidden],"
        " [type=radio], [type=checkbox]), main label:has(input), .tp-tasks li, summary, .tp-brand, .tp-back'))"
        ".filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.outerHTML.slice(0, 90))"
    )
    assert low == []


def test_the_first_view_of_a_citizen_weighs_less_than_150_kilobytes(design: str, phone_page: Page) -> None:
    sizes: list[int] = []
    phone_page.on("response", lambda answer: sizes.append(len(answer.body())))
    phone_page.goto(f"{design}/design/public/", wait_until="networkidle")
    assert 0 < sum(sizes) < 150_000


def test_a_clerk_goes_down_the_rows_and_opens_one_without_a_mouse(design: str, page: Page) -> None:
    page.goto(f"{design}/design/table/")
    for key in ("j", "j", "j", "k", "Enter"):
        page.keyboard.press(key)
    assert page.url.endswith("#case-2")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("jk/")
    assert page.evaluate("document.activeElement.value") == "jk/"


def test_a_key_survives_reload_and_back_and_a_new_visit_gets_a_new_one(design: str, page: Page) -> None:
    page.goto(f"{design}/design/")
    first = page.evaluate(KEYS)
    assert len(set(first)) == len(first) > 1
    page.reload()
    assert page.evaluate(KEYS) == first
    page.goto(f"{design}/design/table/")
    page.go_back()
    assert page.evaluate(KEYS) == first
    page.goto(f"{design}/design/public/")
    page.goto(f"{design}/design/")
    assert not set(page.evaluate(KEYS)) & set(first)


def test_pressing_again_while_an_answer_is_awaited_sends_a_form_once_with_the_key_made_in_the_browser(
    design: str, page: Page
) -> None:
    page.goto(f"{design}/design/")
    key = page.evaluate("document.querySelector('#blank-form [data-once]').value")
    sent: list[str] = []

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route.request.post_data or "")
            route.abort("aborted")
        else:
            route.continue_()

    page.route("**/design/**", lose_the_answer)
    button = page.locator("#blank-form button[type=submit]")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    for _press in range(3):
        page.mouse.click(box["x"] + 9, box["y"] + 9)
        page.wait_for_timeout(200)
    assert page.evaluate("document.querySelector('#blank-form button').textContent") == "正在收下…"
    assert len(sent) == 1
    assert key in sent[0]


def test_a_photo_is_made_smaller_and_shown_before_it_is_sent_and_a_frame_fills_the_numbers(
    design: str, phone_page: Page, tmp_path: Path
) -> None:
    photo = tmp_path / "IMG_1.jpg"
    Image.effect_noise((3200, 2400), 90).save(photo, quality=95)
    phone_page.goto(f"{design}/design/photos/")
    phone_page.locator("#id_p-photos").set_input_files(photo)
    phone_page.get_by_text("已选1个").wait_for()
    assert phone_page.locator("#id_p-photos ~ *, [data-photos-shown] img").first.is_visible()
    sent = phone_page.evaluate("document.querySelector('#id_p-photos').files[0].size")
    assert sent < photo.stat().st_size / 2
    corner = phone_page.locator(".tp-photo__corner").first
    corner.scroll_into_view_if_needed()
    corner.hover()
    place = corner.bounding_box()
    assert place is not None
    phone_page.mouse.down()
    phone_page.mouse.move(place["x"] + 22 + 60, place["y"] + 22 + 90)
    phone_page.mouse.up()
    cut = [int(phone_page.get_by_label(f"{side}裁去").input_value()) for side in ("左边", "上边", "右边", "下边")]
    assert min(cut[:2]) > 5
    assert cut[2:] == [0, 0]


def test_a_file_control_speaks_chinese_in_an_english_browser_and_a_chinese_one_keeps_its_own(
    design: str, browser: Browser, page: Page, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("一.jpg", "二.jpg")]
    for each in files:
        Image.new("RGB", (40, 40)).save(each)
    page.goto(f"{design}/design/photos/")
    expect(page.locator(".tp-file")).to_have_count(0)
    english = browser.new_page(locale="en-US")
    english.goto(f"{design}/design/photos/")
    control = english.locator("#id_p-photos")
    words = english.locator(".tp-file", has=control)
    expect(words).to_have_text("选择文件未选择文件")
    control.set_input_files(files)
    expect(words).to_have_text("选择文件已选择2个文件")
    control.set_input_files(files[:1])
    expect(words).to_have_text("选择文件一.jpg")
    with english.expect_file_chooser():
        words.click()
    assert Axe().run(english, options={"runOnly": STANDARDS}).response["violations"] == []
    english.close()
