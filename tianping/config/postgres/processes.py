"""Which processes work in a data folder: PostgreSQL's processes all stand in it."""

import time
from pathlib import Path

from tianping.config.trouble import DatabaseTrouble


def standing_in(folder: Path) -> set[int]:
    """The ids of all live processes whose working directory is `folder`."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _working_directory(entry) == str(folder):
            found.add(int(entry.name))
    return found


def _working_directory(entry: Path) -> str | None:
    try:
        return str((entry / "cwd").readlink())
    except OSError:
        return None


def postmaster(folder: Path) -> int | None:
    """The id of the server that runs on this data folder, or None; a leftover file alone does not count."""
    number = _recorded(folder)
    return number if number in standing_in(folder) else None


def _recorded(folder: Path) -> int | None:
    try:
        return int((folder / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def clear_after_crash(folder: Path, socket_folder: Path, patience: float = 30.0) -> None:
    """Make way for a start after the server was killed.

    Its children finish first: while one lives, a second server would ruin the files. Then the leftover
    lock files may go; PostgreSQL itself refuses to start if their number was given to another process since.
    """
    deadline = time.monotonic() + patience
    while left := standing_in(folder):
        if time.monotonic() > deadline:
            numbers = "、".join(str(number) for number in sorted(left))
            raise DatabaseTrouble(
                f"数据库上次异常结束，仍有进程（{numbers}）占用数据文件夹 {folder}。请结束这些进程后重试。",
                f"Processes {numbers} of a crashed database still use {folder}. End them, then try again.",
            )
        time.sleep(0.05)
    (folder / "postmaster.pid").unlink(missing_ok=True)
    for leftover in socket_folder.glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)
