"""Walking a page with the Tab key alone, as whoever has no mouse does."""

from typing import Any

from playwright.sync_api import Page

# What can be used is numbered; of radio buttons with one name the keys stop at one.
NUMBER = """() => {
  const names = new Set();
  const usable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((each) => each.type !== "hidden" && !each.disabled && each.checkVisibility({visibilityProperty: true}))
    .filter((each) => each.tabIndex >= 0)
    .filter((each) => each.type !== "radio" || (!names.has(each.name) && names.add(each.name)));
  usable.forEach((each, at) => { each.dataset.stop = at; });
  document.activeElement?.blur();
  return usable.map((each) => each.outerHTML.slice(0, 120));
}"""
# A ring or a shadow, on the piece itself or on what is drawn in its place.
WHERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const first = here.type === "radio" ? document.querySelector(`input[type=radio][name="${here.name}"]`) : here;
  const drawn = [here, here.nextElementSibling, here.parentElement, here.closest("label")].filter(Boolean);
  const shown = drawn.some((each) => [getComputedStyle(each), getComputedStyle(each, "::before")].some((style) =>
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none"));
  return {stop: Number(first?.dataset.stop ?? -1), shown, html: here.outerHTML.slice(0, 120)};
}"""


def not_by_keyboard(page: Page) -> list[str]:
    """What the Tab key does not reach, or where nothing shows that it has been reached."""
    stops: list[str] = page.evaluate(NUMBER)
    reached: set[int] = set()
    dark: dict[int, str] = {}
    # A date is three stops or four, and a kiosk shows its own keys beside the field that is typed into.
    for _ in range(4 * len(stops) + 40):
        if len(reached) == len(stops):
            break
        page.keyboard.press("Tab")
        here: dict[str, Any] | None = page.evaluate(WHERE)
        if here is None or here["stop"] < 0:
            continue
        if here["shown"]:
            dark[here["stop"]] = ""
        elif here["stop"] not in reached:
            dark[here["stop"]] = f"no focus to be seen: {here['html']}"
        reached.add(here["stop"])
    missed = [f"not reached by keyboard: {html}" for at, html in enumerate(stops) if at not in reached]
    return missed + [words for words in dark.values() if words]
