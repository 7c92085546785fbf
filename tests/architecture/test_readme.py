"""The first page that anybody reads says what is so."""

import re
from pathlib import Path

import pytest

from tests.architecture.licences import ROOT
from tianping.config.cli import COMMANDS
from tianping.config.demo.people import LOG_IN_WORD, logins

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, ROOT / "CONTRIBUTING.md"]


def names(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("readme", READMES, ids=names)
def test_somebody_of_every_post_can_log_in_with_what_it_says(readme: Path) -> None:
    text = readme.read_text()
    assert f"`{LOG_IN_WORD}`" in text
    rows = {person["post"]: person["user"] for person in reversed(logins())}
    for post, user in rows.items():
        assert re.search(rf"{post} \| `{user}`", text), f"{post}: {user}"


@pytest.mark.parametrize("readme", READMES, ids=names)
def test_the_first_screen_shows_the_two_commands_and_a_picture(readme: Path) -> None:
    first_screen = "\n".join(readme.read_text().splitlines()[:15])
    assert "make run" in first_screen
    assert "make test" in first_screen
    assert "![" in first_screen


@pytest.mark.parametrize("readme", READMES, ids=names)
def test_every_command_it_names_exists(readme: Path) -> None:
    named = re.findall(r"`tianping ([a-z-]+(?: [a-z-]+)?)", readme.read_text())
    assert named
    unknown = [words for words in named if not {tuple(words.split()), (words.split()[0],)} & set(COMMANDS)]
    assert unknown == []


@pytest.mark.parametrize("document", PAGES, ids=names)
def test_every_make_command_it_names_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = re.findall(r"(?m)(?:^|`)make ([a-z]+)", document.read_text())
    assert set(named) <= targets


@pytest.mark.parametrize("document", PAGES, ids=names)
def test_every_file_it_points_to_is_there(document: Path) -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text())
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
