"""`tianping batch check FILE.xlsx`: on the command line, the findings that a screen gives. Stores nothing."""

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from tianping.intake.filing.spreadsheets.batch import BatchFindings
from tianping.intake.filing.spreadsheets.fields import BY_NAME
from tianping.intake.filing.spreadsheets.findings import check_workbook
from tianping.intake.filing.spreadsheets.headings import HOW_WORDS
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook
from tianping.kernel.spreadsheets.safety import MAXIMUM_FILE
from tianping.law.money import grouped

CLEAN, DEFECTIVE, REFUSED = 0, 1, 2
COURT_TIME = ZoneInfo("Asia/Shanghai")


class _Parser(argparse.ArgumentParser):
    """Says in Chinese what was mistyped; the status for a refusal is the same as argparse's own."""

    def error(self, message: str) -> NoReturn:
        self.exit(
            REFUSED, f"命令写错了（{message}）。\n用法：tianping batch check 清单.xlsx [--json] [--on 2023-02-06]\n"
        )


def main(argv: Sequence[str]) -> int:
    """Run the command with the words after `tianping batch check`.

    Returns 0 for a clean list, 1 where there are defects, 2 where the file is refused as a whole.
    """
    arguments = _parser().parse_args(argv)
    path = Path(arguments.file)
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    try:
        findings = check_workbook(_content(path), filename=name, on=_day(arguments.on))
    except UnreadableWorkbook as refusal:
        _write_refusal(name, refusal, as_json=arguments.json)
        return REFUSED
    if arguments.json:
        _write(json.dumps(findings.to_json(), ensure_ascii=False))
    else:
        _write("\n".join(_lines(findings)))
    return CLEAN if findings.clean else DEFECTIVE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="tianping batch check", description="逐格核对一份批量起诉清单，不保存任何内容")
    parser.add_argument("file", help="起诉清单（.xlsx）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--on", default="", help="收到清单之日（YYYY-MM-DD），默认今天")
    return parser


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAXIMUM_FILE + 1)
    except FileNotFoundError as error:
        raise UnreadableWorkbook("no_such_file", "没有找到这个文件。", "请核对文件名和所在的文件夹。") from error
    except OSError as error:
        raise UnreadableWorkbook("cannot_open", "文件打不开。", "请核对它是不是文件、有没有读取权限。") from error


def _day(text: str) -> date:
    """The day of receipt: as given, else the demonstration day if one is set, else today in China."""
    chosen = text or os.environ.get("TIANPING_TODAY", "")
    if not chosen:
        return datetime.now(COURT_TIME).date()
    try:
        return date.fromisoformat(chosen)
    except ValueError as error:
        raise UnreadableWorkbook("bad_day", f"“{chosen[:30]}”不是日期。", "请写成2023-02-06的样式。") from error


def _write_refusal(name: str, refusal: UnreadableWorkbook, *, as_json: bool) -> None:
    if as_json:
        answer = {"file": name, "refused": refusal.sentence, "code": refusal.code}
        _write(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _write(f"{name}：拒收。{refusal.sentence}")


def _lines(findings: BatchFindings) -> list[str]:
    institution = findings.institution
    lines = [
        f"{findings.file}　工作表：{findings.sheet}　表头在第{findings.heading_row}行",
        f"机构：{institution.name or '未写明'}　统一社会信用代码：{institution.code or '未写明'}"
        f"　指定管辖：{institution.designated_by or '未写明'}",
        "",
        "栏目",
    ]
    for column in findings.headings.columns:
        word = BY_NAME[column.field].label if column.field else "—"
        lines.append(f"  {column.letter:>3}  {column.heading} → {word}（{HOW_WORDS[column.how]}）")
    lines += ["", f"缺陷 {len(findings.defects)} 处"]
    lines += [f"  {item.ref:>5}  {item.heading}　{item.what}{item.mend}" for item in findings.defects]
    lines += ["", f"提示 {len(findings.notes)} 条（仅供立案人员参考）"]
    lines += [f"  {item.ref:>5}  {item.text}" for item in findings.notes]
    lines += [
        "",
        f"共{len(findings.rows)}笔，无缺陷{len(findings.loans)}笔，其诉讼标的额合计{grouped(findings.claim_fen)}元。",
        "没有与本院已有案件比对；没有保存任何内容。",
    ]
    return lines


def _write(text: str) -> None:
    """Write in UTF-8 whatever the machine's locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.write(text + "\n")
