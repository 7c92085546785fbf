"""Two installations of one copy of the program share nothing: each keeps everything in its own home."""

import os
import subprocess
import sys
from pathlib import Path

LOOK = "from tianping.config import settings as s; print(s.FILE_STORE, s.SEAL_FOLDER, s.CHECKPOINT_FOLDER)"


def kept_in(**environment: str) -> list[str]:
    named = ("TIANPING_FILES", "TIANPING_SEALS", "TIANPING_CHECKPOINTS")
    rest = {name: value for name, value in os.environ.items() if name not in named}
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env={**rest, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_files_seals_and_checkpoints_live_in_the_home_that_was_chosen(tmp_path: Path) -> None:
    home = str(tmp_path)
    assert kept_in(TIANPING_HOME=home) == [f"{home}/files", f"{home}/seals", f"{home}/checkpoints"]


def test_checkpoints_may_be_kept_elsewhere(tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    assert kept_in(TIANPING_HOME=str(tmp_path), TIANPING_CHECKPOINTS=elsewhere)[-1] == elsewhere
