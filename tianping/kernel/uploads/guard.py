"""Work on strange bytes happens in a short-lived process with little memory, little time and nothing to steal.

The process gets no environment, no open file and no database; it sets its own limits before it reads the first
byte (``bench``). Whatever happens to it, the one who uploaded is told a sentence.
"""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tianping.kernel.refusals import Refused, TooMany

# The folder that holds the package "tianping".
SOURCE = Path(__file__).resolve().parents[3]
ENVIRONMENT = {"PYTHONPATH": str(SOURCE), "MALLOC_ARENA_MAX": "2", "LC_ALL": "C.UTF-8"}
LONGEST_SECONDS = 30
STDERR_KEPT = 400
# Two at a time, so that many large files at once cannot take the machine.
AT_ONCE, PATIENCE_SECONDS = 2, 20
places = threading.BoundedSemaphore(AT_ONCE)
_HOSTILE = "处理起来超过了允许的时间或者内存，可能是特意制作的攻击文件，已拒收；"
_EXCEEDED = {
    "photos": f"这张照片{_HOSTILE}请重新拍照，或者截图以后上传。",
    "documents": f"这个PDF{_HOSTILE}请重新扫描，或者拍照上传。",
}
_UNREADABLE = {
    "photos": "这张照片的内容不合格式，无法读取；请重新拍照，或者截图以后上传。",
    "documents": "这个PDF的内容不合格式，无法读取；请重新导出，或者拍照上传。",
}
_STUMBLED = 1
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What the process answered: facts, and the bytes it made."""

    facts: dict[str, Any]
    content: bytes


def run(bench: str, work: str, contents: Sequence[bytes], **details: Any) -> Answer:
    """Do a piece of work at a bench (``photos`` or ``documents``). Raises Refused with the sentence of the bench."""
    order = json.dumps({"work": work, "sizes": [len(each) for each in contents], **details}).encode()
    if not places.acquire(timeout=PATIENCE_SECONDS):
        raise TooMany("正在处理的文件较多，请一分钟后再上传。")
    try:
        ended = _in_its_own_process(bench, b"\n".join([order, b"".join(contents)]))
    except subprocess.TimeoutExpired:
        raise Refused(_EXCEEDED[bench]) from None
    finally:
        places.release()
    if ended.returncode != 0:
        logger.warning(
            "%s ended with %s: %s", bench, ended.returncode, ended.stderr[-STDERR_KEPT:].decode("utf-8", "replace")
        )
        raise Refused((_UNREADABLE if ended.returncode == _STUMBLED else _EXCEEDED)[bench])
    first, _end, content = ended.stdout.partition(b"\n")
    facts = json.loads(first)
    if "refused" in facts:
        raise Refused(facts["refused"])
    return Answer(facts, content)


def _in_its_own_process(bench: str, order: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-s", "-m", f"tianping.kernel.uploads.{bench}"],
        input=order,
        capture_output=True,
        env=ENVIRONMENT,
        cwd="/",
        timeout=LONGEST_SECONDS,
        check=False,
    )
