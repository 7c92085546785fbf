"""Lighthouse, as a phone, over every public page of a served court: accessibility and performance, 0 to 100.

``python -m benchmarks.lighthouse http://127.0.0.1:8000`` visits one page of each kind that links lead to without a
log-in, and prints the lowest of each score last. With ``sessionid=…`` of a citizen who is signed in as second argument
it visits what that citizen sees. Lighthouse itself is not installed with the house:
``npm install --no-save lighthouse@12``, or LIGHTHOUSE names the program; CHROME_PATH names the browser.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections import deque
from urllib.parse import urljoin, urlsplit

CATEGORIES = ("accessibility", "performance")
STARTS = ("/", "/guide/", "/mediators/", "/progress/", "/help/", "/kiosk/", "/mine/")
LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
SECONDS = 180


def main() -> int:
    """Measure; 1 where a page has less than 100 for accessibility or 90 for performance."""
    if len(sys.argv) < 2:
        print("Say which served court to measure: python -m benchmarks.lighthouse http://127.0.0.1:8000")
        return 2
    program = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse", path="node_modules/.bin")
    if program is None:
        print("Lighthouse is not installed: npm install --no-save lighthouse@12, or name it in LIGHTHOUSE.")
        return 2
    headers = {"Cookie": sys.argv[2]} if len(sys.argv) > 2 else {}
    lowest = dict.fromkeys(CATEGORIES, 100)
    for address in _pages(sys.argv[1], headers):
        scores, lost = _measured(program, address, headers)
        lowest = {name: min(lowest[name], scores[name]) for name in CATEGORIES}
        print(f"{scores['accessibility']:>4} {scores['performance']:>4}  {urlsplit(address).path}  {'; '.join(lost)}")
    print(f"{lowest['accessibility']:>4} {lowest['performance']:>4}  lowest")
    return 0 if lowest["accessibility"] == 100 and lowest["performance"] >= 90 else 1


def _pages(base: str, headers: dict[str, str]) -> list[str]:
    """One page of each kind; two addresses are of a kind when they differ in numbers only."""
    seen = set[str]()
    waiting, kinds, found = deque(STARTS), set[str](), list[str]()
    while waiting:
        page = _page(urljoin(base, waiting.popleft()), headers)
        if page is None:
            continue
        address, text = page
        kind = re.sub(r"\d+", "0", urlsplit(address).path)
        if kind in kinds:
            continue
        kinds.add(kind)
        found.append(address)
        links = {urljoin(address, link) for link in LINK.findall(text) if "logout" not in link} - seen
        waiting += sorted(link for link in links if link.startswith(base))
        seen |= links
    return found


def _page(address: str, headers: dict[str, str]) -> tuple[str, str] | None:
    """Where somebody is led from an address, and the text there."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            return (answer.url, answer.read().decode()) if is_page else None
    except urllib.error.HTTPError:
        return None


def _measured(program: str, address: str, headers: dict[str, str]) -> tuple[dict[str, int], list[str]]:
    """The scores of one page, and which audits of accessibility it failed."""
    command = [
        program, address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}",
        f"--extra-headers={json.dumps(headers)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
    report = json.loads(done.stdout)
    audits = report["audits"]
    asked = [each["id"] for each in report["categories"]["accessibility"]["auditRefs"] if each["weight"]]
    lost = [audit for audit in asked if (audits[audit]["score"] or 0) < 1 and audits[audit]["score"] is not None]
    scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
    return scores, lost


if __name__ == "__main__":
    raise SystemExit(main())
