"""Where a cluster lives on disk, worked out without touching the disk."""

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

ROLE = "tianping"
KEEPER = "keeper"
DATABASE = "tianping"
REPOSITORY = Path(__file__).resolve().parents[3]

# A unix socket's path may have 107 bytes; the file in the folder is called .s.PGSQL.5432.
LONGEST_SOCKET_FOLDER = 90


def home() -> Path:
    """The folder of everything that this installation keeps: TIANPING_HOME, else by who runs it.

    Root gets a folder of this copy of the program in /var/lib/tianping, because the system user that runs
    PostgreSQL may not be able to enter the program's own; anybody else gets var/ beside the program.
    """
    chosen = os.environ.get("TIANPING_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if os.geteuid() != 0:
        return REPOSITORY / "var"
    copy = hashlib.sha256(os.fsencode(REPOSITORY)).hexdigest()[:8]
    return Path("/var/lib/tianping") / f"{REPOSITORY.name}-{copy}"


@dataclass(frozen=True)
class Folders:
    """The places of one cluster, by its name."""

    name: str
    root: Path = field(default_factory=home)

    @property
    def base(self) -> Path:
        return self.root / self.name

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def socket(self) -> Path:
        """The folder of the unix socket; a short one where its own path would be too long."""
        beside = self.base / "socket"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        digest = hashlib.sha256(os.fsencode(beside)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"tianping-{os.geteuid()}-{digest}"

    @property
    def log(self) -> Path:
        return self.base / "log" / "postgresql.log"

    @property
    def lock(self) -> Path:
        return self.base / "lock"

    def passfile(self, role: str) -> Path:
        """The password of one role, readable by the person who runs the program and nobody else."""
        return self.base / f"{role}.passfile"

    def url(self, database: str = DATABASE, role: str = ROLE) -> str:
        """A connection address that names where the password lies and does not hold it."""
        host, passfile = quote(str(self.socket), safe=""), quote(str(self.passfile(role)), safe="")
        return f"postgresql://{role}@/{database}?host={host}&passfile={passfile}"
