"""The supervisor's children: started again after an accident, given up after too many, ended in order."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tianping.config.services import GivenUp, Service

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
DIES_AT_ONCE = [sys.executable, "-c", "raise SystemExit(7)"]


def ended(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return True
    # A child whose parent has not asked after it is a zombie, ended all the same.
    return Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_a_killed_child_is_started_again_and_the_operator_is_told() -> None:
    said: list[str] = []
    service = Service("后台任务", SLEEPER, os.environ)
    service.start()
    first = service.process_id
    assert first
    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while not said and time.monotonic() < deadline:
        service.revive(said.append)
    assert service.process_id != first
    assert said == ["后台任务异常退出（代码 -9），已重新启动。"]
    service.stop()


def test_a_child_that_keeps_dying_is_given_up_with_a_sentence_and_a_mend() -> None:
    service = Service("网页服务", DIES_AT_ONCE, os.environ)
    service.start()
    deadline = time.monotonic() + 30
    with pytest.raises(GivenUp, match="网页服务反复异常退出（代码 7）.*重新运行 make run"):
        while time.monotonic() < deadline:
            service.revive(lambda _sentence: None)
            time.sleep(0.01)


def test_stopping_ends_the_child() -> None:
    service = Service("后台任务", SLEEPER, os.environ)
    service.start()
    assert service.process_id
    service.stop()
    assert ended(service.process_id)


def test_children_of_a_killed_child_do_not_live_on(tmp_path: Path) -> None:
    grandchild = tmp_path / "grandchild"
    code = (
        "import pathlib, subprocess, sys, time;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"pathlib.Path({str(grandchild)!r}).write_text(str(child.pid)); time.sleep(60)"
    )
    service = Service("网页服务", [sys.executable, "-c", code], os.environ)
    service.start()
    deadline = time.monotonic() + 10
    while not (grandchild.exists() and grandchild.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert service.process_id
    os.kill(service.process_id, signal.SIGKILL)
    service.stop()
    left = int(grandchild.read_text())
    while not ended(left) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert ended(left)
