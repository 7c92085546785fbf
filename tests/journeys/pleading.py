"""Writing a pleading as a person does: from the task list, question by question; nothing may be asked twice."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.support.uploads import PHOTO

NEXT = "保存，下一步"
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

    def __init__(self, page: Page, court: str, photo: Path) -> None:
        self.page, self.court = page, court
        self.photo = photo
        photo.write_bytes(PHOTO)
        self.asked: list[str] = []
        self.number = 0

    def begin(self, words: str) -> None:
        """Choose what the suit is about from the list of what is often sued for."""
        self.page.goto(f"{self.court}/apply/new/")
        self.page.get_by_role("button", name=words, exact=True).click()
        self.here()

    def here(self) -> None:
        """Remember which pleading the page shows."""
        self.page.wait_for_url(lambda address: urlsplit(address).path.rstrip("/").split("/")[-1].isdecimal())
        self.number = int(urlsplit(self.page.url).path.rstrip("/").split("/")[-1])

    def open(self, part: str = "") -> None:
        """A page of the pleading."""
        self.page.goto(f"{self.court}/apply/{self.number}/{part}")

    def next(self) -> None:
        """Save, and go on."""
        self.page.get_by_role("button", name=NEXT).click()

    def person(self, side: str, facts: Mapping[str, str]) -> None:
        """Somebody on one side: who, and where to find them."""
        self.open(f"people/{side}/new/")
        self._fill({"kind": "natural", **facts}, ("kind", "name", "identity_kind", "identity_number"))
        self.next()
        self._fill(facts, ("representative", "address", "phone"))
        self.next()

    def answer(self, answers: Mapping[str, str | Sequence[str]]) -> None:
        """Every section, with these answers; what is not among them is left open."""
        self.open()
        sections = self.page.locator("main a[href*='/sections/']").evaluate_all("(all) => all.map((a) => a.pathname)")
        for address in sections:
            self.page.goto(self.court + address)
            while "/ask/" in self.page.url or "/sections/" in self.page.url:
                before = self.page.url
                self._answer_here(answers)
                self.next()
                assert self.page.url != before, self.page.locator("main").inner_text()

    def rest(self, *, mediation: bool = False, agent: Mapping[str, str] | None = None) -> None:
        """Agents, mediation, the address for service, a proof of identity."""
        self.open("agent/")
        self.page.locator(f"input[name=has_agent][value={'yes' if agent else 'no'}]").check()
        self.next()
        if agent:
            self._fill(agent, tuple(agent))
            self.next()
        self.open("mediation/")
        self.page.locator(f"input[name=agrees][value={'yes' if mediation else 'no'}]").check()
        self.next()
        self.open("service/")
        self.page.locator("input[name=electronic_service][value=yes]").check()
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
        self.page.locator("input[type=file]").set_input_files(self.photo)
        self.page.get_by_role("button", name="上传").click()
        self.page.locator(".application-sheets li").first.wait_for()

    def hand_in(self, signer: str) -> str:
        """Check, sign, hand in; the number of the receipt."""
        self.open("check/")
        self.page.get_by_role("link", name="没有错，去签名提交").click()
        self.page.locator("input[name=name]").fill(signer)
        self.page.locator("input[name=true]").check()
        self.page.get_by_role("button", name="签名并提交给法院").click()
        self.page.wait_for_url("**/receipt/")
        return self.page.locator(".application-number strong").inner_text()

    def _answer_here(self, answers: Mapping[str, str | Sequence[str]]) -> None:
        fields = self.page.locator("main form [name]:not([type=hidden])").evaluate_all(
            "(all) => [...new Set(all.map((each) => each.name))]"
        )
        for name in (each for each in fields if each):
            self.asked.append(name)
            if name in answers:
                self._put(name, answers[name])

    def _fill(self, facts: Mapping[str, str], names: Sequence[str]) -> None:
        for name in names:
            if name in facts:
                self._put(name, facts[name])

    def _put(self, name: str, value: str | Sequence[str]) -> None:
        field = self.page.locator(f"main [name={name}]")
        kind = field.first.evaluate("(field) => field.localName + (field.type || '')")
        if kind in ("inputradio", "inputcheckbox"):
            for each in [value] if isinstance(value, str) else value:
                self.page.locator(f"main [name={name}][value={each}]").check()
        elif kind.startswith("select"):
            field.select_option(str(value))
        else:
            field.fill(str(value))
