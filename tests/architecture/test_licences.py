"""Whoever passes Tianping on must know under which terms everything in it stands."""

import re

import pytest

from tests.architecture import licences

# Terms that a court, and whoever serves it, can keep without publishing changes of their own.
ACCEPTED = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser General|ISC|0BSD|Unlicense|Zlib|Artistic"
)
ALL = {**licences.python_licences(), **licences.npm_licences()}


@pytest.mark.parametrize("package", ALL)
def test_every_package_has_a_licence_that_may_be_used(package: str) -> None:
    _purpose, licence = ALL[package]
    assert ACCEPTED.search(licence), f"{package}: {licence}"
    assert "Affero" not in licence
    assert "AGPL" not in licence


def test_the_page_of_licences_is_up_to_date() -> None:
    assert licences.PAGE.read_text() == licences.render(), "run: python -m tests.architecture.licences"
