"""`tianping serve` as an operator meets it: started, a part killed, everything killed, stopped."""

import os
import signal
import socket
from pathlib import Path

from tests.soak.serving import DurableCourt, Served, command_of, free_port, wait_until
from tianping.config.postgres import processes


def _of_this_court(served: Served) -> list[str]:
    """The commands of every process that serves this court or its database."""
    marks = (f"--port {served.port}", str(served.court.home))
    found = [command_of(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [command for command in found if any(mark in command for mark in marks)]


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
