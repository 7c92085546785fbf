"""Questions to the law as JSON lines (法律问答): one question a line in, one answer or refusal a line out."""

import io
import json
import math
import sys
from collections.abc import Sequence
from typing import Any, TextIO

from tianping.law.answers import Refusal
from tianping.law.facts import Facts, read_day, shown
from tianping.law.question_rules import RULES

USAGE = "用法：从标准输入逐行读取 JSON 问题，向标准输出逐行写出答复；--list 列出全部规则。\n"


def main(argv: Sequence[str], stdin: TextIO, stdout: TextIO) -> int:
    """Answer every line of `stdin` in order on `stdout`; `--list` prints the rules instead. Returns 0.

    Nothing but answers goes to `stdout`; a wrong argument is told on the error stream and returns 2.
    """
    if argv and list(argv) != ["--list"]:
        sys.stderr.write(USAGE)
        return 2
    _speak_utf8(stdin, stdout)
    if argv:
        stdout.writelines(written(rule.described()) + "\n" for rule in RULES.values())
        return 0
    for line in stdin:
        stdout.write(answer_line(line) + "\n")
        stdout.flush()
    return 0


def _speak_utf8(stdin: TextIO, stdout: TextIO) -> None:
    """Real streams speak UTF-8 whatever the machine's locale; a byte that is not becomes a refusal, not a fault."""
    if isinstance(stdin, io.TextIOWrapper):
        stdin.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    if isinstance(stdout, io.TextIOWrapper):
        stdout.reconfigure(encoding="utf-8", newline="\n")


def answer_line(line: str) -> str:
    """The answer to one line, as one line of JSON without its end; every slip is a refusal, never an error."""
    try:
        question = json.loads(line.lstrip("\ufeff"), parse_constant=_refuse_constant, parse_float=_finite_float)
        return written(answered(question))
    except (ValueError, RecursionError):
        return written({"id": None, "rule": None, "refused": "这一行不是 JSON。请每行写一个 JSON 对象。"})


def answered(question: Any) -> dict[str, Any]:
    """The answer to one parsed question as a plain object."""
    if not isinstance(question, dict):
        return {"id": None, "rule": None, "refused": "问题不是 JSON 对象。请写成含有 id、rule、on、facts 的对象。"}
    name = question.get("rule")
    reply: dict[str, Any] = {"id": question.get("id"), "rule": name}
    try:
        return {**reply, **_answered(name, question)}
    except Refusal as refusal:
        return {**reply, "refused": refusal.sentence}
    except Exception as fault:
        # The questions after this one must still be answered; the fault is told where faults are read.
        sys.stderr.write(f"{name}: {fault!r}\n")
        return {**reply, "refused": "这个问题没有能够算出答案，程序有缺陷。请把问题原文交给维护人员。"}


def written(reply: dict[str, Any]) -> str:
    """One reply as a line of JSON; half of a surrogate pair in an echoed value is escaped."""
    line = json.dumps(reply, ensure_ascii=False, separators=(", ", ": "))
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(reply, ensure_ascii=True)
    return line


def _answered(name: Any, question: dict[str, Any]) -> dict[str, Any]:
    rule = RULES.get(name) if isinstance(name, str) else None
    if rule is None:
        raise Refusal(f"没有名为“{shown(name)}”的规则。", mend="用 --list 可以列出全部规则。")
    given = {} if question.get("facts") is None else question["facts"]
    if not isinstance(given, dict):
        raise Refusal("“facts”不是对象。", mend="请写成 {“名称”: 值} 的对象。")
    facts = Facts(given, tuple(rule.facts))
    on = None if question.get("on") is None else read_day("on", question["on"])
    if on is None and rule.needs_day:
        raise Refusal("缺少适用法律的日期（on）。", mend="请补充，例如“2023-05-01”。")
    answer = rule.answer(facts, on)
    reply = {"value": answer.value, "steps": answer.steps, "because": answer.because, "certainty": answer.certainty}
    return {**reply, "notes": answer.notes} if answer.notes else reply


def _refuse_constant(constant: str) -> float:
    raise ValueError(constant)


def _finite_float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number
