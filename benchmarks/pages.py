"""Pages against a bare view: case list, case page, work list, at 312 and at 100,000 cases.

The bare view asks the same queries and renders the same template with the same values, and does nothing else.
Prints for each page its queries (they must not grow), the ratio of medians, and then the
95th percentile of answers with eight users at once against the real server on this machine.
"""

import importlib
import json
import os
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

from benchmarks.scratch import fresh_database

USERS = 8
SECONDS = 15.0
PORT = 8765


def main() -> int:
    """Build the court, measure in this process, then measure the served court."""
    url = fresh_database("pages")
    # Models can be imported only now that Django knows the database.
    measured = importlib.import_module("benchmarks.pages_measured")
    court = measured.build()
    for how_many in (312, 100_000):
        cases = measured.grow(how_many)
        for name, address in court.pages.items():
            real, bare, statements = measured.compare(court, address)
            ratio = statistics.median(real) / statistics.median(bare)
            print(
                f"{cases:>7} cases  {name:<10} {statements:>3} queries  real {_ms(statistics.median(real))}"
                f"  bare {_ms(statistics.median(bare))}  ratio {ratio:.2f}"
            )
    _measure_served(url, court.cookie, court.pages)
    return 0


def _measure_served(url: str, cookie: str, pages: dict[str, str]) -> None:
    environment = {**os.environ, "DATABASE_URL": url}
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT),
        "--workers", "2", "--blocking-threads", "4", "--no-log", "tianping.config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment)
    try:
        _wait_for_server()
        for name, address in pages.items():
            times = _hammer(address, cookie)
            times.sort()
            print(
                f"{USERS} users    {name:<10} {len(times)} answers  median {_ms(statistics.median(times))}"
                f"  p95 {_ms(times[int(len(times) * 0.95)])}"
            )
    finally:
        server.terminate()
        server.wait()


def _wait_for_server() -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/accounts/login/", timeout=5).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not come up")


def _hammer(address: str, cookie: str) -> list[float]:
    times: list[float] = []
    until = time.perf_counter() + SECONDS

    def one_user() -> None:
        request = urllib.request.Request(f"http://127.0.0.1:{PORT}{address}", headers={"Cookie": cookie})
        while time.perf_counter() < until:
            start = time.perf_counter()
            with urllib.request.urlopen(request, timeout=30) as response:
                body = response.read()
            if response.status != 200 or not body:
                raise SystemExit(json.dumps({"status": response.status, "address": address}))
            times.append(time.perf_counter() - start)

    users = [threading.Thread(target=one_user) for _ in range(USERS)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    return times


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:6.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
