"""The supervisor's children: started, watched, started again, stopped in order."""

import collections
import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

# More deaths than this within a minute are no accident.
DEATHS_PER_MINUTE = 5
STOP_SECONDS = 25.0
PR_SET_PDEATHSIG = 1


class GivenUp(Exception):
    """A part of the system dies again and again; the text is what to tell the operator."""


class Service:
    """One child process that should run for as long as the system does."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """`name` is what an operator calls it, in Chinese and English."""
        self.name = name
        self._command = list(command)
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._deaths: collections.deque[float] = collections.deque(maxlen=DEATHS_PER_MINUTE)

    @property
    def process_id(self) -> int | None:
        """The id of the running process, None before the start."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process in a session of its own, so that a Ctrl-C reaches the supervisor only."""
        self._process = subprocess.Popen(
            self._command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )

    def revive(self, say: Callable[[str], None]) -> None:
        """Start the process again if it ended. Raises GivenUp when it ends too often."""
        if self._process is None or self._process.poll() is None:
            return
        now = time.monotonic()
        if len(self._deaths) == DEATHS_PER_MINUTE and now - self._deaths[0] < 60:
            raise GivenUp(
                f"{self.name}反复异常退出（代码 {self._process.returncode}），系统停止。请查看上方的错误信息，"
                "改正后重新运行 make run。\n"
                f"{self.name} keeps ending (code {self._process.returncode}); stopping. "
                "See the error above, mend it and run `make run` again."
            )
        self._deaths.append(now)
        self._clear_group()
        say(f"{self.name}异常退出（代码 {self._process.returncode}），已重新启动。")
        self.start()

    def stop(self) -> None:
        """Ask the process to end; kill it if it does not within its time."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
        self._clear_group()
        self._process.wait()

    def _clear_group(self) -> None:
        """Kill what is left of the process and of its own children, which would go on holding the port."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _end_with_parent() -> None:
    """A supervisor that is killed takes its children along: none may go on unwatched, holding the port."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
