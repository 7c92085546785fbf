"""A form in a component needs the page's token; a component included with ``only`` does not get it."""

import re

from tests.architecture.source import ROOT

INCLUDED = re.compile(r'\{% include "(?P<name>[^"]+)"(?P<given>[^%]*)%\}')


def test_no_component_with_a_form_is_cut_off_from_the_token() -> None:
    pages = sorted((ROOT / "tianping").rglob("templates/**/*.html"))
    sources = {str(page).partition("/templates/")[2]: page.read_text() for page in pages}
    with_form = {name for name, text in sources.items() if "{% csrf_token %}" in text}
    cut_off = [
        f"{name}: {found['name']}"
        for name, text in sources.items()
        for found in INCLUDED.finditer(text)
        if found["name"] in with_form and re.search(r"\bonly\s*$", found["given"].strip())
    ]
    assert with_form
    assert cut_off == []
