"""What is installed is locked by hash, and no lock says from where it came."""

import json
import re
from pathlib import Path

import pytest

from tests.architecture.licences import ROOT, pins

LOCKS = sorted(ROOT.glob("requirements/*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_pin_has_a_hash(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z])", lock.read_text().strip())
    assert entries
    without = [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]
    assert without == []


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "package-lock.json"], ids=lambda path: path.name)
def test_no_lock_holds_a_download_address(lock: Path) -> None:
    text = lock.read_text()
    assert "resolved" not in text
    # npm copies the address where a package asks for donations; nothing is fetched from it.
    addresses = [line for line in text.splitlines() if "://" in line and '"url": ' not in line]
    assert addresses == []


@pytest.mark.parametrize("name", [path.stem for path in LOCKS])
def test_everything_that_is_asked_for_is_locked(name: str) -> None:
    asked = [
        re.split(r"[\[~=<>;]", line)[0].strip().lower()
        for line in (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    assert set(asked) <= set(pins(name))


def test_a_machine_for_development_runs_what_a_court_runs() -> None:
    development = pins("dev")
    assert {package: development.get(package) for package in pins("run")} == pins("run")


def test_npm_packages_are_locked_with_their_hashes() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    asked = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert packages[""]["dependencies"] == asked
    assert [path for path, facts in packages.items() if path and "integrity" not in facts] == []
