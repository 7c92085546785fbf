"""The inside of the process that works on strange bytes: its limits, its order, its answer."""

import contextlib
import json
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any

from tianping.kernel.refusals import Refused

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
OUT_OF_MEMORY = 3
Made = tuple[dict[str, Any], bytes]
Work = Callable[[list[bytes], dict[str, Any]], Made]


def serve(works: Mapping[str, Work]) -> None:
    """Read one order, do it within the limits, and answer: a line of facts, then bytes."""
    limit()
    order = json.loads(sys.stdin.buffer.readline())
    contents = [sys.stdin.buffer.read(size) for size in order.pop("sizes")]
    try:
        facts, content = works[order.pop("work")](contents, order)
    except Refused as refusal:
        facts, content = {"refused": str(refusal)}, b""
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + content)


def limit() -> None:
    """Take the rights away that this work does not need: memory, time, writing files, new processes."""
    hard_limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for which, amount in hard_limits:
        # Who started the process may have set it lower already.
        with contextlib.suppress(ValueError):
            resource.setrlimit(which, (amount, amount))
