"""Writing a pleading as a person does: guided or from the list, question by question; nothing may be asked twice."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.module_loading import import_string
from playwright.sync_api import Locator, Page, expect

from tests.journeys.asked import Asked
from tests.support.browser import PHONE
from tests.support.uploads import PHOTO

NEXT, BEGIN = "保存，下一步", "开始写起诉状"
Answers = Mapping[str, str | Sequence[str]]
# A finger needs 44 px; what is pressed or typed into on a phone has them.
TOO_SMALL = """() => [...document.querySelectorAll("main :is(button, .tp-button, input, select, textarea)")]
  .filter((each) => each.checkVisibility() && !["hidden", "radio", "checkbox", "file"].includes(each.type))
  .filter((each) => each.getBoundingClientRect().height < 43.5).map((each) => each.outerHTML.slice(0, 120))"""
PLAINTIFF = {
    "name": "甄秀兰",
    "identity_kind": "resident_id",
    "identity_number": "622827196001010023",
    "address": "甘肃省庆阳市镇原县城关镇东街1号",
    "phone": "13800000001",
}
DEFENDANT = {"name": "贾有财", "address": "甘肃省庆阳市镇原县平泉镇西村2组"}
COMPANY = {
    "kind": "legal",
    "name": "镇原县示范建筑有限公司",
    "identity_kind": "uscc",
    "identity_number": "91621027MA0000000P",
    "address": "甘肃省庆阳市镇原县城关镇南街8号",
    "representative": "路宏伟",
}
# Whoever signed in with this name and number need not type them.
HER = {
    "name": "甄当事",
    "identity_kind": "resident_id",
    "identity_number": "62102719600312998X",
    "address": "甘肃省庆阳市镇原县城关镇东街1号",
    "phone": "19900009001",
}
HIM = {"name": "贾有财", "address": "甘肃省庆阳市镇原县平泉镇西村2组", "phone": "19900000002"}
LENT = {
    "written": "note",
    "signed_on": "2022-05-01",
    "principal_fen": "50000",
    "lent_on": "2022-05-01",
    "paid_by": ["transfer"],
    "has_due": "yes",
    "due_on": "2022-11-01",
    "has_interest": "no",
    "principal_owed_fen": "50000",
    "bears_fee": "yes",
}


class Pen:
    """Somebody who writes a pleading on a page: a citizen on a phone, or a clerk at the counter."""

    def __init__(self, page: Page, court: str, photo: Path, *, own: Mapping[str, str] | None = None) -> None:
        """``own``: what the court knows of whoever writes, for they signed in with it."""
        self.page, self.court, self.own = page, court, own
        self.photo = photo
        photo.write_bytes(PHOTO)
        self.asked = Asked()
        self.number = 0

    def look(self) -> None:
        """Read what the page asks; on a phone it fits, and a finger hits what it has to."""
        self.asked.look(self.page)
        wide, screen = self.page.evaluate("document.documentElement.scrollWidth"), self.page.viewport_size
        assert screen is not None
        assert wide <= screen["width"], f"{self.page.url}: {wide} px"
        if screen["width"] <= PHONE["width"]:
            small = self.page.evaluate(TOO_SMALL)
            assert not small, f"{self.page.url}: {small}"

    def press(self, button: Locator) -> None:
        """Press something that leads to another page, and read that."""
        with self.page.expect_navigation():
            button.click()
        self.look()

    def guided(self, path: str, answers: Answers) -> None:
        """Answer a path of guidance, question by question, up to where it leads."""
        self.page.goto(f"{self.court}/guide/{path}/")
        self.look()
        while "/result/" not in self.page.url:
            before = self.page.url
            key = before.rstrip("/").rsplit("/", 1)[-1]
            if key in answers:
                self._put("answer", answers[key])
            self.press(self.page.get_by_role("button", name="继续"))
            assert self.page.url != before, self.page.locator("main").inner_text()

    def carry_over(self) -> None:
        """From the result of guidance into the pleading; a citizen who has not signed in does so on the way."""
        self.page.get_by_role("link", name=BEGIN).first.click()
        if "/accounts/phone/" in self.page.url:
            self.page.get_by_role("link", name="用登录名登录").click()
            self.page.locator("input[name=username]").fill("litigant")
            self.page.locator("input[name=password]").fill(import_string("tianping.config.demo.people.LOG_IN_WORD"))
            self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.get_by_role("button", name=BEGIN).click()
        self.here()

    def begin(self, words: str) -> None:
        """Choose what the suit is about from the list of what is often sued for."""
        self.page.goto(f"{self.court}/apply/new/")
        self.look()
        self.page.get_by_role("button", name=words, exact=True).click()
        self.here()

    def here(self) -> None:
        """Remember which pleading the page shows."""
        self.page.wait_for_url(lambda address: urlsplit(address).path.rstrip("/").split("/")[-1].isdecimal())
        self.page.wait_for_load_state()
        self.number = int(urlsplit(self.page.url).path.rstrip("/").split("/")[-1])
        self.look()

    def open(self, part: str = "") -> None:
        """A page of the pleading."""
        self.page.goto(f"{self.court}/apply/{self.number}/{part}")
        self.look()

    def next(self) -> None:
        """Save, and go on."""
        before = self.page.url
        self.press(self.page.get_by_role("button", name=NEXT))
        assert self.page.url != before, self.page.locator("main").inner_text()

    def person(self, side: str, facts: Mapping[str, str]) -> None:
        """Somebody on one side: who, and where to find them; whoever writes for themselves is known already."""
        self.open(f"people/{side}/")
        more = self.page.get_by_role("link", name="再加一名")
        if more.count():
            self.press(more)
        if facts == self.own:
            self.asked.told(side, facts)
            self.press(self.page.get_by_role("button", name=f"就是我本人，{facts['name']}"))
        else:
            expect(self.page.locator("main [name=name]")).to_be_visible()
            # Of a divorce nobody is asked whether they are a company.
            asks_kind = self.page.locator("main [name=kind]").count() > 0
            who = ("name", "identity_kind", "identity_number")
            self._fill({"kind": "natural", **facts}, ("kind", *who) if asks_kind else who)
            self.next()
        self._fill(facts, ("representative", "address", "phone"))
        self.next()

    def answer(self, answers: Answers) -> None:
        """Every section, with these answers; what is not among them is left open."""
        self.open()
        sections = self.page.locator("main a[href*='/sections/']").evaluate_all("(all) => all.map((a) => a.pathname)")
        for address in sections:
            self.page.goto(self.court + address)
            self.look()
            while "/ask/" in self.page.url or "/sections/" in self.page.url:
                self._answer_here(answers)
                self.next()

    def correct(self, name: str, value: str) -> None:
        """Change one answer on the page that is open, and save."""
        self._put(name, value)
        self.next()

    def rest(self, *, mediation: bool | None = None, agent: Mapping[str, str] | None = None) -> None:
        """Agents, mediation (None: said in guidance already), the address for service, a proof of identity."""
        self.open("agent/")
        self._put("has_agent", "yes" if agent else "no")
        self.next()
        if agent:
            self._fill(agent, tuple(agent))
            self.next()
        self.open("mediation/")
        if mediation is not None:
            self._put("agrees", "yes" if mediation else "no")
        self.next()
        self.open("service/")
        self._put("electronic_service", "yes")
        self.next()
        self.piece("identity", "身份证")
        if agent:
            self.piece("authority", "授权委托书")

    def piece(self, kind: str, name: str, purpose: str = "") -> None:
        """A piece with one photo."""
        self.open("documents/new/")
        self.page.locator(f"input[name=kind][value={kind}]").check()
        self.page.locator("input[name=name]").fill(name)
        self.page.locator("textarea[name=purpose]").fill(purpose)
        self.next()
        self.page.locator("input[type=file]").last.set_input_files(self.photo)
        self.press(self.page.get_by_role("button", name="上传"))
        assert self.page.locator(".application-sheets li").count()

    def hand_in(self, signer: str, *others: str) -> str:
        """Check, sign one after the other, hand in; nothing was asked twice on the way. The number of the receipt."""
        self.open("check/")
        self.press(self.page.get_by_role("link", name="没有错，去签名提交"))
        *first, last = (signer, *others)
        for name in first:
            self._sign(name, "签名，再由下一名原告签")
        self._sign(last, "签名并提交给法院")
        assert self.page.url.endswith("/receipt/"), self.page.locator("main").inner_text()
        self.asked.nothing_twice()
        return self.page.locator(".application-number strong").inner_text()

    def _sign(self, name: str, button: str) -> None:
        """By one's own name; where a scan of the paper can be put in, as at the window, with that."""
        self.page.locator("input[name=name]").fill(name)
        paper = self.page.locator("input[name=paper]")
        if paper.count():
            paper.set_input_files(self.photo)
        self.page.locator("input[name=true]").check()
        self.press(self.page.get_by_role("button", name=button))

    def _answer_here(self, answers: Answers) -> None:
        fields = self.page.locator("main form [name]:not([type=hidden])").evaluate_all(
            "(all) => [...new Set(all.map((each) => each.name))]"
        )
        for name in fields:
            if name in answers:
                self._put(name, answers[name])

    def _fill(self, facts: Mapping[str, str], names: Sequence[str]) -> None:
        for name in names:
            if name in facts:
                self._put(name, facts[name])

    def _put(self, name: str, value: str | Sequence[str]) -> None:
        self.asked.answered(self.page, name, value)
        field = self.page.locator(f"main [name={name}]")
        kind = field.first.evaluate("(field) => field.localName + (field.type || '')")
        if kind in ("inputradio", "inputcheckbox"):
            for each in [value] if isinstance(value, str) else value:
                self.page.locator(f"main [name={name}][value={each}]").check()
        elif kind.startswith("select"):
            field.select_option(str(value))
        else:
            field.fill(str(value))
