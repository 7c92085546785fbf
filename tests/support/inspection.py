"""Looking at pages as an inspector does: every fault is written down, and read together at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Response

DESK, PHONE, SMALL_PHONE = 1440, 390, 320
EVERY_WIDTH = (DESK, PHONE, SMALL_PHONE)
HEIGHTS = {DESK: 900, PHONE: 844, SMALL_PHONE: 640}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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

Shape = tuple[frozenset[str], tuple[str, ...]]


def shapes_of(html: str) -> set[Shape]:
    """What a page is made of, its frame and its content: each kind of piece with its place, headings in their order.

    Two pages made of the same pieces have the same faults, whatever frame another post has around them.
    """
    page = lxml.html.document_fromstring(html)
    shapes = {_shape(main) for main in page.iter("main")}
    for main in list(page.iter("main")):
        main.clear()
    return shapes | {_shape(page.body)}


def _shape(part: Any) -> Shape:
    pieces: set[str] = set()
    _note_pieces(part, "", pieces)
    return frozenset(pieces), tuple(each.tag for each in part.iter("h1", "h2", "h3", "h4"))


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
    """Faults found so far, the shapes of pages that axe has passed, and who is looking now.

    ``with_axe``: axe is a script and cannot run where scripts are off.
    """

    faults: list[str] = field(default_factory=list)
    shapes: set[tuple[int, Shape]] = field(default_factory=set)
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
        shapes = {(width, shape) for shape in shapes_of(page.content())}
        if shapes <= self.shapes:
            return
        self.shapes |= shapes
        for each in (
            Axe().run(page, options={"runOnly": STANDARDS, "resultTypes": ["violations"]}).response["violations"]
        ):
            for node in each["nodes"][:3]:
                self._fault(page.url, f"axe {each['id']} at {width} px: {node['html'][:160]}")

    def _heard(self, page: Page, message: ConsoleMessage) -> None:
        # The status of the page itself is looked at by itself.
        own_status = message.text.startswith("Failed to load resource") and message.location["url"] == page.url
        if message.type == "error" and not own_status:
            self._fault(page.url, f"console: {message.text}")

    def _fault(self, url: str, words: str) -> None:
        parts = urlsplit(url)
        self.faults.append(f"{parts.path}{'?' + parts.query if parts.query else ''} ({self.who}): {words}")
