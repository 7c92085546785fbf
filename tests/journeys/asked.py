"""What somebody is asked on the way from guidance to the receipt: what they have said once is not asked again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page

# Every question that can be seen on the page: the name of its field, its words, what stands in it already.
READ = """() => {
  const found = new Map();
  for (const field of document.querySelectorAll("main form [name]")) {
    if (["hidden", "submit", "button", "file"].includes(field.type) || !field.checkVisibility()) continue;
    const label = field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0];
    const one = found.get(field.name) ?? {name: field.name, words: (label?.textContent ?? "").trim(), shown: ""};
    if (!["radio", "checkbox"].includes(field.type)) one.shown = field.value;
    else if (field.checked) one.shown += field.value;
    found.set(field.name, one);
  }
  return [...found.values()];
}"""
PERSON = re.compile(r"/people/(?P<side>[a-z]+)/(?P<who>new|\d+)/")
GUIDE = re.compile(r"/guide/[a-z_]+/(?P<key>[a-z_]+)/$")
# One fact under several names: what guidance asks of people, where papers are sent to, who signs.
MEANS = {
    "plaintiff_kind": "plaintiffs.1.kind",
    "plaintiff_place": "plaintiffs.1.address",
    "defendant_kind": "defendants.1.kind",
    "defendant_place": "defendants.1.address",
    "mediation": "agrees",
    "service_address": "plaintiffs.1.address",
    "service_recipient": "plaintiffs.1.name",
    "service_phone": "plaintiffs.1.phone",
    "sign.name": "plaintiffs.1.name",
}


@dataclass
class Asked:
    """The questions on somebody's way by what they mean, what was answered, and what was asked although it was known.

    What is shown filled in for checking is not asked; an empty field for what was answered before is.
    """

    questions: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    _people: dict[str, list[str]] = field(default_factory=dict)

    def look(self, page: Page) -> None:
        """Read what the open page asks."""
        if "/documents/" in page.url:
            # Every piece is another one.
            return
        for found in page.evaluate(READ):
            name, words = self.name_of(page.url, found["name"]), found["words"]
            if found["shown"]:
                continue
            before = name if name in self.known else self._said_in_the_same_words(name, words)
            if before:
                self.twice.append(
                    f"“{words}”（{name}）在{urlsplit(page.url).path}又问了一次，前面答过{self.known[before]}"
                )
            self.questions.setdefault(name, words)

    def answered(self, page: Page, name: str, value: str | Sequence[str]) -> None:
        """Remember that a field of the open page was filled in."""
        self.known[self.name_of(page.url, name)] = value if isinstance(value, str) else "、".join(value)

    def told(self, side: str, facts: Mapping[str, str]) -> None:
        """Remember what the court knows of the first on a side, and what was taken over with one press."""
        self.known |= {f"{side}.1.{name}": value for name, value in facts.items()}

    def name_of(self, url: str, name: str) -> str:
        """What a field asks for: the same fact has the same name wherever it is asked."""
        path = urlsplit(url).path
        if guided := GUIDE.search(path):
            name = guided["key"]
        elif person := PERSON.search(path):
            name = f"{person['side']}.{self._place(person['side'], person['who'])}.{name}"
        elif "/agent/" in path or path.endswith("/sign/"):
            name = f"{'sign' if path.endswith('/sign/') else 'agent'}.{name}"
        if name == "sign.name" and len(self._people.get("plaintiffs", ())) > 1:
            # Which of several signs is a question of its own.
            return name
        return MEANS.get(name, name)

    def nothing_twice(self) -> None:
        """Raise unless every question was asked once at most."""
        assert not self.twice, "\n".join(self.twice)
        assert self.questions

    def _place(self, side: str, who: str) -> int:
        """Which one of a side: the people in the order in which their pages were seen."""
        there = self._people.setdefault(side, [])
        if who == "new":
            return len(there) + 1
        if who not in there:
            there.append(who)
        return there.index(who) + 1

    def _said_in_the_same_words(self, name: str, words: str) -> str:
        """The name of another question of the dispute itself that was answered and reads the same."""
        if "." in name or not words:
            return ""
        same = (other for other, said in self.questions.items() if said == words and other in self.known)
        return next((other for other in same if "." not in other and other != name), "")
