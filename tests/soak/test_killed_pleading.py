"""A pleading is written while the server, its database and the browser are killed: what was saved is there."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connections
from django.utils.module_loading import import_string
from playwright.sync_api import Browser, Error, Locator, Page

from tests.journeys.pleading import DEFENDANT, HER, LENT, Pen
from tests.soak.serving import Served, wait_until
from tests.support.browser import PHONE
from tests.support.database import COURTS
from tianping.accounts.models import User
from tianping.cases.models import Litigant
from tianping.intake.filing.models import Filing
from tianping.kernel.courts import use_court

pytestmark = pytest.mark.browser

TYPED = """() => {
  const typed = {};
  for (const field of document.querySelectorAll("main form [name]")) {
    if (["hidden", "submit", "button", "file"].includes(field.type) || !field.checkVisibility()) continue;
    if (!["radio", "checkbox"].includes(field.type)) typed[field.name] = field.value;
    else if (field.checked) (typed[field.name] ??= []).push(field.value);
  }
  return typed;
}"""


def word() -> str:
    """What everybody of the tests' court logs in with."""
    return str(import_string("tianping.config.demo.people.LOG_IN_WORD"))


class InterruptedPen(Pen):
    """Somebody to whom, each few pages, the server or its database dies as they press; then the browser, too.

    ``every``: after how many pages; ``kills``: what dies, in turn; ``is_back``: whether it was started anew.
    """

    def __init__(
        self,
        page: Page,
        court: str,
        photo: Path,
        *,
        every: int,
        kills: Iterator[Callable[[], None]],
        is_back: Callable[[], bool],
    ) -> None:
        super().__init__(page, court, photo, own=HER)
        self.every, self.kills, self.is_back = every, kills, is_back
        self.pressed = self.lost = 0

    def press(self, button: Locator) -> None:
        """Press; where that was in vain, come back with a new browser and type this one page again."""
        self.pressed += 1
        if self.pressed % self.every or not self._in_vain(button):
            super().press(button)

    def log_in(self) -> None:
        """By the form, as the citizen."""
        self.page.goto(f"{self.court}/accounts/login/")
        self.page.locator("input[name=username]").fill("litigant")
        self.page.locator("input[name=password]").fill(word())
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url(lambda address: "/accounts/login/" not in address)

    def _in_vain(self, button: Locator) -> bool:
        """Whether a page had to be typed again and is now ready to be sent: always, unless the dying was too late."""
        here, typed = self.page.url, self.page.evaluate(TYPED)
        has_file = self.page.locator("input[type=file]").count() > 0
        next(self.kills)()
        arrived = self._arrived(here, button)
        assert wait_until(self.is_back, 120)
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        self.log_in()
        if arrived:
            self.page.goto(arrived)
            return True
        self.lost += 1
        self.page.goto(here)
        self._type_again(typed, has_file=has_file)
        return False

    def _arrived(self, here: str, button: Locator) -> str:
        try:
            with self.page.expect_navigation(timeout=20_000) as gone:
                button.click()
        except Error:
            return ""
        went = gone.value is not None and gone.value.ok and self.page.url != here
        return self.page.url if went else ""

    def _type_again(self, typed: Mapping[str, str | Sequence[str]], *, has_file: bool) -> None:
        for name, value in typed.items():
            if self.page.locator(f"main [name={name}]").first.is_visible():
                self._put(name, value)
        if has_file:
            self.page.locator("input[type=file]").last.set_input_files(self.photo)


def _hash_as_courts_do(username: str) -> None:
    """The tests' people have passwords that are quick to check, which the served court does not take."""
    User.objects.filter(username=username).update(password=PBKDF2PasswordHasher().encode(word(), "salt"))


@pytest.fixture
def phone(browser: Browser) -> Generator[Page]:
    with browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport=PHONE, is_mobile=True) as context:
        yield context.new_page()


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.soak)])
def test_whatever_dies_at_most_the_page_being_typed_is_lost_and_nothing_is_there_twice(
    every: int, served: Served, phone: Page, tmp_path: Path
) -> None:
    _hash_as_courts_do("litigant")
    kills = cycle([served.kill_pages, served.kill_pages, served.kill_database])
    pen = InterruptedPen(phone, served.url, tmp_path / "身份证.jpg", every=every, kills=kills, is_back=served.is_back)
    pen.log_in()
    pen.begin("借钱不还")
    pen.person("plaintiffs", HER)
    pen.person("defendants", DEFENDANT)
    pen.answer(LENT)
    pen.rest(mediation=False)
    receipt = pen.hand_in(HER["name"])
    assert pen.lost > 0
    # The test's own connection died, too.
    connections.close_all()
    use_court(COURTS[0])
    (filing,) = Filing.objects.all()
    assert filing.receipt_number == receipt
    named = Litigant.objects.filter(matter=filing.matter).order_by("position").values_list("role", "name")
    assert list(named) == [("plaintiff", HER["name"]), ("defendant", DEFENDANT["name"])]
    assert filing.matter.claim_fen == 5_000_000
    assert filing.materials.count() == 3
