"""Looking at pages as an inspector does: every fault is written down, and read together at the end."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from lxml.html import HtmlElement
from playwright.sync_api import ConsoleMessage, Error, Page, Response

DESK, PHONE, SMALL_PHONE = 1440, 390, 320
EVERY_WIDTH = (DESK, PHONE, SMALL_PHONE)
HEIGHTS = {DESK: 900, PHONE: 844, SMALL_PHONE: 640}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of each rule that is broken the first three pieces.
ASK_AXE = """async (options) => (await axe.run(options)).violations.flatMap(
  (each) => each.nodes.slice(0, 3).map((node) => [each.id, node.html.slice(0, 160)]))"""
# What is folded away counts, too.
UNFOLD = "document.querySelectorAll('main details').forEach((each) => { each.open = true; })"
# What sticks out on the right, unless a frame of its own scrolls it.
STICKS_OUT = """() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return "";
  const framed = (each) => {
    for (let above = each.parentElement; above && above !== document.body; above = above.parentElement)
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(above).overflowX)) return true;
    return false;
  };
  const wide = Array.from(document.body.querySelectorAll("*")).find(
    (each) => each.getBoundingClientRect().right > window.innerWidth + 0.5 && !framed(each));
  return wide ? wide.outerHTML.slice(0, 120) : `scrollWidth ${document.documentElement.scrollWidth}`;
}"""
# Buttons that something else lies over: a finger or a mouse does not reach them.
COVERED = """() => Array.from(document.querySelectorAll("main button:not([aria-hidden=true])")).filter((each) => {
  if (!each.checkVisibility({visibilityProperty: true, opacityProperty: true}) || each.disabled) return false;
  each.scrollIntoView({block: "center", inline: "center"});
  const box = each.getBoundingClientRect();
  const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return there !== null && !each.contains(there) && !there.contains(each);
}).map((each) => each.outerHTML.slice(0, 120))"""
# Rows made of the same pieces have the same faults; two of each kind stand for all.
THIN_OUT = """() => {
  const named = (each) => `${each.localName}.${each.getAttribute("class") || ""}`;
  const pieces = (each) => `${named(each)}(${Array.from(each.children, pieces)})`;
  for (const body of document.querySelectorAll("main tbody")) {
    const seen = new Map();
    for (const row of Array.from(body.rows)) {
      const kind = pieces(row);
      seen.set(kind, (seen.get(kind) || 0) + 1);
      if (seen.get(kind) > 2) row.remove();
    }
  }
}"""


def pieces_of(html: str) -> set[str]:
    """What a page is made of: each kind of piece with its place in the frame or the content, and the heads' order.

    A page of pieces that were all looked at before, each in the same place, has no fault of its own but ids that
    stand there twice, which `ids_there_twice` finds.
    """
    page = lxml.html.document_fromstring(html)
    pieces: set[str] = set()
    for main in list(page.iter("main")):
        pieces |= _pieces(main)
        main.clear()
    return pieces | _pieces(page.body)


def ids_there_twice(page: HtmlElement) -> list[str]:
    """The ids that more than one element of a page has."""
    return [each for each, many in Counter(page.xpath("//@id")).items() if many > 1]


def _pieces(part: Any) -> set[str]:
    pieces: set[str] = set()
    _note_pieces(part, "", pieces)
    headings = [each.tag for each in part.iter("h1", "h2", "h3", "h4")]
    return pieces | {f"{part.tag}: {' then '.join(tag for tag, _ in itertools.groupby(headings))}"}


def _note_pieces(element: Any, above: str, pieces: set[str]) -> None:
    has_text = any(words and words.strip() for words in (element.text, *(child.tail for child in element)))
    names = " ".join(sorted(name for name in element.attrib if name not in ("style", "class")))
    here = f"{above}>{element.tag}.{element.get('class', '')}[{names}]{'t' if has_text else ''}"
    pieces.add(here)
    for child in element:
        if isinstance(child.tag, str):
            _note_pieces(child, here, pieces)


@dataclass
class Inspection:
    """Faults found so far, the pieces that axe has passed at each width, and who is looking now.

    ``with_axe``: axe is a script and cannot run where scripts are off.
    """

    faults: list[str] = field(default_factory=list)
    passed: set[tuple[int, str]] = field(default_factory=set)
    pages: int = 0
    who: str = ""
    with_axe: bool = True

    def listen(self, page: Page) -> None:
        """Write down what the browser complains of: scripts that fail, what the content policy forbids, lost files."""
        page.on("console", lambda message: self._heard(page, message))
        page.on("pageerror", lambda error: self._fault(page.url, f"script error: {error}"))

    def open(self, page: Page, url: str, widths: Sequence[int], *, status: int = 200) -> bool:
        """Open an address and look at it at every width; False if it is a file and no page."""
        page.set_viewport_size({"width": widths[0], "height": HEIGHTS[widths[0]]})
        try:
            response = page.goto(url)
        except Error as error:
            if "Download is starting" in error.message:
                return False
            raise
        self.look(page, response, widths, status=status)
        return True

    def look(self, page: Page, response: Response | None, widths: Sequence[int], *, status: int = 200) -> None:
        """Look at the page that is open."""
        self.pages += 1
        if response is None or response.status != status:
            self._fault(page.url, f"status {response.status if response else 'none'} instead of {status}")
        page.evaluate(UNFOLD)
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            wide = page.evaluate(STICKS_OUT)
            if wide:
                self._fault(page.url, f"overflows at {width} px: {wide}")
            for each in page.evaluate(COVERED):
                self._fault(page.url, f"cannot be pressed at {width} px: {each}")
        if not self.with_axe:
            return
        page.evaluate(THIN_OUT)
        for width in widths[::-1]:
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            self._ask_axe(page, width)

    def close(self) -> None:
        """Fail with every fault on a line of its own, if there is any."""
        if self.faults:
            pytest.fail("\n".join(["", *dict.fromkeys(self.faults)]), pytrace=False)

    def _ask_axe(self, page: Page, width: int) -> None:
        pieces = {(width, piece) for piece in pieces_of(page.content())}
        if pieces <= self.passed:
            return
        self.passed |= pieces
        # As the page is first seen: the looks before have scrolled, and what stands still lies over a row then.
        page.evaluate("window.scrollTo(0, 0)")
        # Sent to a page once; it is as large as everything else of a page together.
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        for rule, html in page.evaluate(ASK_AXE, {"runOnly": STANDARDS, "resultTypes": ["violations"]}):
            self._fault(page.url, f"axe {rule} at {width} px: {html}")

    def _heard(self, page: Page, message: ConsoleMessage) -> None:
        # The status of the page itself is looked at by itself.
        own_status = message.text.startswith("Failed to load resource") and message.location["url"] == page.url
        if message.type == "error" and not own_status:
            self._fault(page.url, f"console: {message.text}")

    def _fault(self, url: str, words: str) -> None:
        parts = urlsplit(url)
        self.faults.append(f"{parts.path}{'?' + parts.query if parts.query else ''} ({self.who}): {words}")
