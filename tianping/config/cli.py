"""The `tianping` command: one table from words to the function that does the work.

A function takes the words after the command and returns an exit code. It is imported only when it is called,
so that `tianping law` starts without Django and a court without a demonstration needs none of its code.
"""

import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tianping.config.trouble import DatabaseTrouble


@dataclass(frozen=True)
class Command:
    """Where the work of a command is done, and what must stand before it begins."""

    target: str
    says: str
    django: bool = True
    database: bool = True


COMMANDS: dict[tuple[str, ...], Command] = {
    ("serve",): Command(
        "tianping.config.serving:serve", "启动本院系统（数据库、网页、后台任务）", django=False, database=False
    ),
    ("stop",): Command("tianping.config.serving:stop", "停止正在运行的系统和数据库", django=False, database=False),
    ("worker",): Command("tianping.config.worker:main", "只运行后台任务"),
    ("migrate",): Command("tianping.config.courts:migrate", "把各法院的数据表更新到当前版本"),
    ("static",): Command("tianping.config.statics:collect", "收集静态文件", database=False),
    ("demo", "ensure"): Command("tianping.config.courts:ensure_demonstration", "演示法院不存在时建立它"),
    ("demo", "build"): Command("tianping.config.demo.command:build", "建立演示法院"),
    ("demo", "logins"): Command("tianping.config.demo.command:logins", "列出演示账号（--json）", database=False),
    ("batch", "check"): Command(
        "tianping.intake.filing.spreadsheets.command:main",
        "检查批量立案表格，不保存任何内容（FILE.xlsx --json）",
        django=False,
        database=False,
    ),
    ("law",): Command("tianping.config.cli:law", "逐行回答法律计算问题（JSON）", django=False, database=False),
    ("verify-draw",): Command(
        "tianping.trial.assignment.verifier:main", "独立核验一次随机分案（FILE）", django=False, database=False
    ),
    ("figures",): Command("tianping.insight.indicators.command:main", "列出各项统计指标及其行数（--json）"),
    ("audit", "verify"): Command("tianping.config.audits:verify", "独立核验审计日志"),
    ("backup",): Command("tianping.config.backups.command:backup", "备份数据库和文件到一个文件"),
    ("restore",): Command("tianping.config.backups.command:restore", "从备份文件恢复"),
    ("docs", "write"): Command("tianping.config.docs:write", "重新生成文档", database=False),
    ("docs", "check"): Command("tianping.config.docs:check", "检查生成的文档是否最新", database=False),
    ("database", "start"): Command("tianping.config.databases:start", "启动数据库", django=False, database=False),
    ("database", "stop"): Command("tianping.config.databases:stop", "停止数据库", django=False, database=False),
    ("database", "status"): Command("tianping.config.databases:status", "查看数据库状态", django=False, database=False),
    ("manage",): Command("tianping.config.cli:manage", "Django 管理命令"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the words name; return its exit code (2: no such command)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    found = _find(words)
    if found is None:
        _print_overview(words)
        return 0 if words in (["--help"], ["-h"], ["help"]) else 2
    name, command = found
    try:
        return _prepare(command)(words[len(name) :])
    except DatabaseTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the answers wanted no more (| head); nothing is left to say, at the exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _find(words: Sequence[str]) -> tuple[tuple[str, ...], Command] | None:
    for length in (2, 1):
        name = tuple(words[:length])
        if name in COMMANDS:
            return name, COMMANDS[name]
    return None


def _prepare(command: Command) -> Callable[[list[str]], int]:
    """Start the database and load Django where the command needs them, then import its function."""
    if command.database:
        importlib.import_module("tianping.config.postgres").ensure_database("main")
    if command.django:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tianping.config.settings")
        importlib.import_module("django").setup()
    module, function = command.target.split(":")
    return getattr(importlib.import_module(module), function)


def _print_overview(words: Sequence[str]) -> None:
    if words and words[0] not in ("--help", "-h", "help"):
        print(f"没有“tianping {' '.join(words[:2])}”这个命令；可用的命令如下。", file=sys.stderr)
    width = max(len(" ".join(name)) for name in COMMANDS)
    for name, command in COMMANDS.items():
        print(f"  tianping {' '.join(name):<{width}}  {command.says}")


def manage(words: list[str]) -> int:
    """Hand the words to Django's own management commands."""
    importlib.import_module("django.core.management").execute_from_command_line(["tianping manage", *words])
    return 0


def law(words: list[str]) -> int:
    """Answer questions of law from the input, in UTF-8 whatever the machine's locale."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return importlib.import_module("tianping.law.questions").main(words, sys.stdin, sys.stdout)


if __name__ == "__main__":
    raise SystemExit(main())
