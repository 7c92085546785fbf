"""As whom PostgreSQL runs: it refuses root, so root lends it a system user of its own."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tianping.config.trouble import DatabaseTrouble

NAME = "tianping"


def account() -> pwd.struct_passwd | None:
    """The system user that root lends, made where it is missing; None for anybody who is not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        _make_account()
        return pwd.getpwnam(NAME)


def _make_account() -> None:
    program = shutil.which("useradd") or "/usr/sbin/useradd"
    command = [program, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    # 9: another process made it first.
    if made.returncode not in (0, 9):
        raise DatabaseTrouble(
            f"不能建立系统用户 {NAME}：{made.stderr.strip()}。请手工建立该用户，或改用普通用户运行。",
            f"The system user {NAME} could not be made. Make it by hand, or run as an ordinary user.",
        )


def make_folder(path: Path, *, owned: bool = False, mode: int = 0o755) -> Path:
    """Make a folder that PostgreSQL's user can enter (and owns, if `owned`); an old one stays as it is."""
    if not path.exists():
        if not path.parent.exists():
            make_folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(mode)
        if owned:
            os.chown(path, *_owner())
    if owned and path.stat().st_uid != _owner()[0]:
        raise DatabaseTrouble(
            f"文件夹 {path} 属于别的用户，不能使用。请删除它，或用 TIANPING_HOME 指定别处。",
            f"The folder {path} belongs to somebody else. Remove it, or set TIANPING_HOME.",
        )
    return path


def _owner() -> tuple[int, int]:
    lent = account()
    return (lent.pw_uid, lent.pw_gid) if lent else (os.geteuid(), os.getegid())


def check_enterable(path: Path) -> None:
    """Refuse a place whose parents keep PostgreSQL's user out."""
    if run(["test", "-x", str(path)]).returncode:
        raise DatabaseTrouble(
            f"运行数据库的系统用户 {NAME} 进不了文件夹 {path}。请用 TIANPING_HOME 指定一个人人可进入的位置。",
            f"The system user {NAME} cannot enter {path}. Set TIANPING_HOME to a place that it can enter.",
        )


def environment() -> dict[str, str]:
    """A clean environment: nothing of the caller's (PGHOST, PGDATA, LC_ALL…) may steer the server."""
    path = os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin")
    return {"PATH": path, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "Asia/Shanghai"}


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a program as PostgreSQL's user, from the root folder, with a clean environment and no input."""
    lent = account()
    return subprocess.run(
        list(command),
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=environment(),
        stdin=subprocess.DEVNULL,
        user=lent.pw_uid if lent else None,
        group=lent.pw_gid if lent else None,
        extra_groups=[] if lent else None,
    )
