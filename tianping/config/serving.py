"""`tianping serve` and `tianping stop`: the whole system as one process to start and to end."""

import argparse
import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from types import FrameType

from tianping.config import demonstration
from tianping.config.postgres import Cluster, DatabaseTrouble, ensure_database, home, url_for
from tianping.config.services import GivenUp, Service

WATCH_SECONDS = 1.0
START_SECONDS = 60.0


class Stopped(Exception):
    """The operator asked the system to end."""


def serve(words: list[str]) -> int:
    """Bring up database, tables, demonstration, web server and worker; watch over them until told to stop."""
    wanted = _parser().parse_args(words)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _raise_stopped)
    try:
        with _only_one(wanted):
            return _serve(wanted)
    except Stopped:
        return 0
    except (DatabaseTrouble, GivenUp) as trouble:
        print(f"\n{trouble}", file=sys.stderr, flush=True)
        return 1


def stop(words: list[str]) -> int:
    """End a running `tianping serve` and the database; nothing running is no error."""
    argparse.ArgumentParser(prog="tianping stop").parse_args(words)
    number = _running_supervisor()
    if number is not None:
        os.kill(number, signal.SIGTERM)
        while _running_supervisor() is not None:
            time.sleep(0.1)
    Cluster("main").stop()
    print("已停止。" if number is not None else "系统没有在运行。")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tianping serve")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只限本机")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--uds", type=Path, help="改为监听这个 unix 套接字（前面有反向代理时）")
    parser.add_argument("--processes", type=int, default=min(os.cpu_count() or 1, 4), help="网页进程数")
    parser.add_argument("--threads", type=int, default=4, help="每个网页进程的线程数")
    return parser


def _serve(wanted: argparse.Namespace) -> int:
    _check_address_is_free(wanted)
    with _database():
        _run_steps()
        services = _services(wanted)
        try:
            for service in services:
                service.start()
            _wait_until_answering(wanted, services)
            _say_ready(wanted)
            _watch(services)
        finally:
            _say("正在停止……")
            for service in services:
                service.stop()
    return 0


@contextlib.contextmanager
def _database() -> Generator[None]:
    """The database, running; one that was started here is stopped at the end."""
    _say("数据库……")
    own = not os.environ.get("DATABASE_URL")
    was_running = own and Cluster("main").is_running()
    ensure_database("main")
    try:
        yield
    finally:
        if own and not was_running:
            Cluster("main").stop()


def _run_steps() -> None:
    """Tables, static files and the demonstration, each in a process of its own that ends before serving."""
    for says, words in (
        ("数据表……", ["migrate"]),
        ("静态文件……", ["static"]),
        ("演示法院……", ["demo", "ensure"]),
    ):
        _say(says)
        if subprocess.run(_tianping(*words), env=_environment(), check=False).returncode:
            raise GivenUp(
                f"“tianping {' '.join(words)}”没有完成，系统停止。请查看上方的错误信息，改正后重新运行 make run。\n"
                f"`tianping {' '.join(words)}` failed; stopping. See the error above, mend it, run `make run` again."
            )


def _services(wanted: argparse.Namespace) -> list[Service]:
    where = ["--uds", str(wanted.uds)] if wanted.uds else ["--host", wanted.host, "--port", str(wanted.port)]
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning", *where]
    web += ["--workers", str(wanted.processes), "--blocking-threads", str(wanted.threads)]
    web += ["--respawn-failed-workers", "--workers-kill-timeout", "15", "tianping.config.wsgi:application"]
    return [
        Service("网页服务 web server", web, _environment()),
        Service("后台任务 worker", _tianping("worker"), _environment()),
    ]


def _tianping(*words: str) -> list[str]:
    return [sys.executable, "-m", "tianping.config.cli", *words]


def _environment() -> dict[str, str]:
    """The children's environment: the database that the supervisor watches over, and the demonstration's day."""
    day = {"TIANPING_TODAY": demonstration.DAY} if demonstration.is_demonstration() else {}
    return {"PYTHONUNBUFFERED": "1", "TZ": "Asia/Shanghai", **day, **os.environ, "DATABASE_URL": url_for("main")}


def _watch(services: list[Service]) -> None:
    """Until the operator stops it: whatever ends is started again, the database first."""
    while True:
        time.sleep(WATCH_SECONDS)
        if not os.environ.get("DATABASE_URL") and not Cluster("main").is_running():
            _say("数据库异常退出，正在恢复……")
            ensure_database("main")
        for service in services:
            service.revive(_say)


def _wait_until_answering(wanted: argparse.Namespace, services: list[Service]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(wanted):
        if time.monotonic() > deadline:
            raise GivenUp(
                "网页服务一分钟内没有应答，系统停止。请查看上方的错误信息。\n"
                "The web server did not answer within a minute; stopping. See the error above."
            )
        time.sleep(0.2)
        for service in services:
            service.revive(_say)


def _connect(wanted: argparse.Namespace) -> socket.socket:
    if wanted.uds:
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(str(wanted.uds))
        return connection
    return socket.create_connection((wanted.host, wanted.port), timeout=10)


def _answers(wanted: argparse.Namespace) -> bool:
    """Whether the server answers a request without an error of its own."""
    asking = http.client.HTTPConnection("localhost", timeout=10)
    try:
        asking.sock = _connect(wanted)
        asking.request("GET", "/")
        return asking.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


def _check_address_is_free(wanted: argparse.Namespace) -> None:
    try:
        _connect(wanted).close()
    except OSError:
        if wanted.uds:
            wanted.uds.unlink(missing_ok=True)
        return
    raise GivenUp(
        f"地址 {_address(wanted)} 已被别的程序占用。请先停止它，或指定别的端口：make run PORT=8001。\n"
        f"{_address(wanted)} is taken by another program. Stop it, or choose another port: make run PORT=8001."
    )


def _address(wanted: argparse.Namespace) -> str:
    return f"unix:{wanted.uds}" if wanted.uds else f"http://{wanted.host}:{wanted.port}"


@contextlib.contextmanager
def _only_one(wanted: argparse.Namespace) -> Generator[None]:
    """Hold the lock of the one supervisor of this installation."""
    home().mkdir(parents=True, exist_ok=True)
    with _lock_file().open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GivenUp(
                "本系统已在运行。要重新启动，请先执行 make stop。\nAlready running; `make stop` ends it."
            ) from None
        handle.truncate(0)
        handle.write(f"{os.getpid()} {_address(wanted)}\n")
        handle.flush()
        yield
        handle.truncate(0)


def _lock_file() -> Path:
    return home() / "serve.lock"


def _running_supervisor() -> int | None:
    """The process id of a running `tianping serve`, by the lock that it holds."""
    try:
        with _lock_file().open() as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return None
    except BlockingIOError:
        return int(_lock_file().read_text().split()[0])
    except FileNotFoundError:
        return None


def _say_ready(wanted: argparse.Namespace) -> None:
    _say(f"已启动：{_address(wanted)} （停止：Ctrl-C 或 make stop）")
    if demonstration.is_demonstration():
        subprocess.run(_tianping("demo", "logins"), env=_environment(), check=False)


def _say(sentence: str) -> None:
    print(f"天平 · {sentence}", flush=True)


def _raise_stopped(_number: int, _frame: FrameType | None) -> None:
    """Leave whatever is under way, once: a second Ctrl-C must not cut the orderly end short."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise Stopped
