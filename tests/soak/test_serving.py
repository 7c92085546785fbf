"""`tianping serve` as an operator meets it: started, a part killed, everything killed, stopped."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.soak.conftest import DurableCourt
from tianping.config.postgres import processes


@dataclass
class Served:
    """A running `tianping serve` and where it answers."""

    court: DurableCourt
    port: int
    supervisor: subprocess.Popen[bytes]

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
            if entry.name.isdigit() and _parent(entry) == self.supervisor.pid and word in _command(entry):
                return int(entry.name)
        raise AssertionError(f"no child {word}: {self.court.said()}")


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _command(entry: Path) -> str:
    try:
        return (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _of_this_court(served: Served) -> list[str]:
    """The commands of every process that serves this court or its database."""
    marks = (f"--port {served.port}", str(served.court.home))
    found = [_command(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [command for command in found if any(mark in command for mark in marks)]


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


@pytest.fixture
def served(durable_court: DurableCourt) -> Generator[Served]:
    durable_court.cluster.stop()
    port = free_port()
    served = Served(durable_court, port, durable_court.start("serve", "--port", str(port)))
    assert wait_until(lambda: "已启动" in durable_court.said(), 120), durable_court.said()
    yield served
    served.supervisor.kill()
    served.supervisor.wait()


def test_whatever_is_killed_is_brought_back_and_stopping_leaves_nothing_behind(served: Served) -> None:
    assert served.answers()
    killed = {
        "网页服务": lambda: served.part("granian"),
        "后台任务": lambda: served.part("cli worker"),
        "数据库": lambda: processes.postmaster(served.court.cluster.folders.data),
    }
    for name, find in killed.items():
        victim = find()
        assert victim
        told = served.court.said().count(name)
        os.kill(victim, signal.SIGKILL)
        assert wait_until(lambda name=name, told=told: served.court.said().count(name) > told), name
        assert wait_until(served.answers), served.court.said()
    served.supervisor.send_signal(signal.SIGTERM)
    assert served.supervisor.wait(60) == 0
    assert wait_until(lambda: _of_this_court(served) == [], 20), _of_this_court(served)


def test_a_second_server_is_told_so_and_a_killed_one_takes_its_parts_along(served: Served) -> None:
    second = served.court.start("serve", "--port", str(free_port()))
    assert second.wait(60) == 1
    assert "已在运行" in served.court.said()
    assert "make stop" in served.court.said()
    served.supervisor.kill()
    served.supervisor.wait()
    assert wait_until(lambda: not served.answers(), 30)
    again = served.court.start("serve", "--port", str(served.port))
    try:
        assert wait_until(served.answers, 90), served.court.said()
    finally:
        again.terminate()
        assert again.wait(60) == 0


def test_a_taken_port_is_named_with_the_way_out(durable_court: DurableCourt) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert durable_court.start("serve", "--port", str(port)).wait(60) == 1
    assert f"http://127.0.0.1:{port} 已被别的程序占用" in durable_court.said()
    assert "make run PORT=8001" in durable_court.said()
