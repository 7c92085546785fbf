"""`tianping serve` in processes of its own, and which of them is which."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.plugin import DEMONSTRATION_DAY
from tianping.config.postgres import Cluster, processes


@dataclass(frozen=True)
class DurableCourt:
    """A staffed court without cases on a cluster of its own, which may be killed."""

    cluster: Cluster
    home: Path

    def environment(self) -> dict[str, str]:
        """For processes of the program that serve this court."""
        named = {
            "TIANPING_HOME": str(self.home),
            "TIANPING_COURT": "court_gan1027",
            "TIANPING_TODAY": DEMONSTRATION_DAY.isoformat(),
            "TIANPING_FILES": str(self.home / "files"),
            "TIANPING_CHECKPOINTS": str(self.home / "checkpoints"),
        }
        return {**os.environ, **named}

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start `tianping …` in a session of its own."""
        command = [sys.executable, "-m", "tianping.config.cli", *words]
        log = (self.home / "log").open("ab")
        return subprocess.Popen(
            command, env=self.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )

    def said(self) -> str:
        """What the processes wrote."""
        return (self.home / "log").read_text(errors="replace")


@dataclass
class Served:
    """A running `tianping serve` and where it answers."""

    court: DurableCourt
    port: int
    supervisor: subprocess.Popen[bytes]
    _killed: str = ""
    _told: int = 0

    def answers(self) -> bool:
        """Whether the first page comes without an error of the server's."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asking.request("GET", "/")
            return asking.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            asking.close()

    def part(self, word: str) -> int:
        """The process id of the child whose command holds the word."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and _parent(entry) == self.supervisor.pid and word in command_of(entry):
                return int(entry.name)
        raise AssertionError(f"no child {word}: {self.court.said()}")

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def kill_pages(self) -> None:
        """SIGKILL to what serves the pages."""
        self._kill("网页服务", self.part("granian"))

    def kill_database(self) -> None:
        """SIGKILL to PostgreSQL."""
        server = processes.postmaster(self.court.cluster.folders.data)
        assert server
        self._kill("数据库", server)

    def is_back(self) -> bool:
        """Whether what was killed last was told of and started anew; until then what it left behind may answer."""
        return self.court.said().count(self._killed) > self._told and self.answers()

    def _kill(self, name: str, victim: int) -> None:
        self._killed, self._told = name, self.court.said().count(name)
        os.kill(victim, signal.SIGKILL)


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def command_of(entry: Path) -> str:
    try:
        return (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def wait_until(so: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
