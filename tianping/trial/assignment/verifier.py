"""The stand-alone verifier of a random draw: ``python verifier.py FILE`` or ``tianping verify-draw FILE``.

This file needs Python and nothing else, no database and no program of the court, so that a litigant can take it away
together with the published file of a draw. It says the rules of the draw a second time in its own words.

What it shows: the seed is the one that was committed to; list, order, weights, loads and exclusions are those that
were fixed before the seed was shown; the result is the one that they lead to. What a file alone cannot show is that
the commitment was published before: compare the two values it prints with those of the court's public page, or give
a copy of the checkpoint file that was taken at that time. What no publication holds is named as not proven (未经核验).
"""

import argparse
import datetime
import hashlib
import hmac
import json
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

FORMAT = "tianping-draw/1"
GROUPS = {"judges": "法官", "assessors": "人民陪审员"}
Document = dict[str, Any]


def verify(document: Document, checkpoints: dict[int, Document] | None = None) -> list[str]:
    """Everything in the file of a draw that disagrees, as Chinese sentences; empty if all agrees.

    ``checkpoints``: the lines of a checkpoint file by their numbers, to hold the two publications against.
    """
    try:
        if document.get("format") != FORMAT:
            return [f"文件不是“{FORMAT}”格式的抽签文件。"]
        if document["status"] != "drawn" and document["results"] is None:
            return ["该次抽取没有结果（尚未抽取或者已经作废），不能核验；状态和作废原因未经核验，请以公开页面为准。"]
        findings = _headed(document) + _committed(document, checkpoints)
        findings += _fixed(document, checkpoints)
        findings += _roster(document["roster"])
        return findings or _drawn(document)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError, RecursionError):
        return ["文件内容不完整或者格式不对，不能核验。"]


def unproven(document: Document) -> list[str]:
    """What the file of a drawn draw says and no publication proves (未经核验), in Chinese words."""
    words = [f"抽取时间{document['drawn_at']}（只核验了不早于名册固定的时间）"]
    if "heading" not in document["commitment"]["published"]["detail"]:
        words.append(f"法院“{document['court']['name']}（{document['court']['code']}）”、团队“{document['pool']}”")
    return words


def _headed(document: Document) -> list[str]:
    """Number, court, pool and status: held against the publications, and against there being a result."""
    findings, proofs = [], [document[key]["published"] for key in ("commitment", "fixed")]
    if any(proof["subject"] != f"draw:{document['number']}" for proof in proofs):
        findings.append("抽取的编号与审计记录中登记的不符。")
    heading = {"court": document["court"], "pool": document["pool"]}
    if proofs[0]["detail"].get("heading", _hash(heading)) != _hash(heading):
        findings.append("法院或者团队与公布承诺值时登记的不符。")
    if document["status"] != "drawn" or document["void_reason"]:
        findings.append("状态或者作废原因与抽取结果不符：有结果的抽取已经完成，没有作废。")
    return findings


def _committed(document: Document, checkpoints: dict[int, Document] | None) -> list[str]:
    findings = []
    seed, committed = bytes.fromhex(document["seed"]), document["commitment"]
    if hashlib.sha256(seed).hexdigest() != committed["sha256"]:
        findings.append("揭示的种子与事先公布的承诺值不符。")
    return findings + _published(committed["published"], "承诺值", {"commitment": committed["sha256"]}, checkpoints)


def _fixed(document: Document, checkpoints: dict[int, Document] | None) -> list[str]:
    findings, fixed, committed = [], document["fixed"], document["commitment"]
    if _hash(document["roster"]) != fixed["sha256"]:
        findings.append("名册（案件、顺序、人员、权数、存案数、签数或者排除情形）与固定时公布的摘要不符。")
    said = {"commitment": committed["sha256"], "roster": fixed["sha256"]}
    findings += _published(fixed["published"], "名册", said, checkpoints)
    first, second = committed["published"], fixed["published"]
    if not (first["checkpoint"] < second["checkpoint"] and first["sealed_at"] < second["sealed_at"]):
        findings.append("承诺值没有在名册固定之前公布。")
    if second["at"] > _utc(document["drawn_at"]):
        findings.append("抽取时间早于名册固定的时间。")
    return findings


def _published(proof: Document, what: str, said: dict[str, str], checkpoints: dict[int, Document] | None) -> list[str]:
    """Hold what was published against its place in the sealed audit log."""
    findings = []
    if any(proof["detail"].get(key) != value for key, value in said.items()):
        findings.append(f"{what}与审计记录中登记的不符。")
    content = [proof["at"], proof["by"], proof["action"], proof["subject"], proof["detail"]]
    leaf = hashlib.sha256(b"\x00" + _canonical(content)).hexdigest()
    node = hashlib.sha256(b"\x00" + f"{proof['entry']} {proof['recorded_at']} {leaf}".encode()).digest()
    for step in proof["path"]:
        sibling = bytes.fromhex(step[1:])
        node = hashlib.sha256(b"\x01" + (sibling + node if step[0] == "L" else node + sibling)).digest()
    root = bytes.fromhex(proof["root"])
    chain = hashlib.sha256(bytes.fromhex(proof["previous"]) + root + f"{proof['size']} {proof['sealed_at']}".encode())
    if node != root or chain.hexdigest() != proof["chain"]:
        findings.append(f"{what}的公布证明不成立：不能从审计记录推到检查点。")
    if checkpoints is not None and checkpoints.get(proof["checkpoint"], {}).get("chain") != proof["chain"]:
        findings.append(f"{what}的检查点{proof['checkpoint']}与检查点文件中的不同。")
    return findings


def _roster(roster: Document) -> list[str]:
    findings = []
    for group, word in GROUPS.items():
        people, seats = roster[group], sum(case[group]["seats"] for case in roster["cases"])
        if [each["id"] for each in people] != sorted({each["id"] for each in people}):
            findings.append(f"{word}名单没有按编号排列，或者有重复。")
        active = {pk for case in roster["cases"] for pk in case[group]["eligible"]}
        given = _tickets([each for each in people if each["id"] in active], seats)
        if {each["id"]: each["tickets"] for each in people} != {each["id"]: 0 for each in people} | given:
            findings.append(f"{word}的签数与按存案数和权数算出的不符。")
        for case in roster["cases"]:
            named = sorted(case[group]["eligible"] + [each["id"] for each in case[group]["excluded"]])
            if case[group]["seats"] and named != [each["id"] for each in people]:
                findings.append(f"第{case['position']}件{case['case']}：{word}既未列为候选，也未写明排除情形。")
    if [case["position"] for case in roster["cases"]] != list(range(1, len(roster["cases"]) + 1)):
        findings.append("案件的顺序号不连续。")
    if len({case["case"] for case in roster["cases"]}) != len(roster["cases"]):
        findings.append("同一案件列入两次。")
    return findings


def _tickets(people: Sequence[Document], seats: int) -> dict[int, int]:
    """One each, then always one more for the least loaded, up to the seats and to four a head at least."""
    given = [1 for _each in people]
    while people and sum(given) < max(seats, 4 * len(people)):
        burden = [Fraction(each["load"] + count + 1, each["weight"]) for each, count in zip(people, given, strict=True)]
        given[burden.index(min(burden))] += 1
    return {each["id"]: count for each, count in zip(people, given, strict=True)}


def _drawn(document: Document) -> list[str]:
    expected = _draw_again(bytes.fromhex(document["seed"]), document["roster"])
    results = document["results"]
    if len(results) != len(expected):
        return [f"结果有{len(results)}件，名册中有{len(expected)}件。"]
    return [
        f"第{right['position']}件{right['case']}的结果与重新抽取的不同。"
        for right, said in zip(expected, results, strict=True)
        if right != said
    ]


def _draw_again(seed: bytes, roster: Document) -> list[Document]:
    prefix, results = _hash(roster), []
    urns = {group: {each["id"]: each["tickets"] for each in roster[group]} for group in GROUPS}
    weight = {group: {each["id"]: each["weight"] for each in roster[group]} for group in GROUPS}
    for case in roster["cases"]:
        result: Document = {"position": case["position"], "case": case["case"]}
        for group in GROUPS:
            chosen: list[int] = []
            for seat in range(1, case[group]["seats"] + 1):
                able = [person for person in case[group]["eligible"] if person not in chosen]
                tickets = [person for person in able for _ticket in range(urns[group][person])]
                tickets = tickets or [person for person in able for _ticket in range(weight[group][person])]
                message = f"{prefix}|{case['position']}|{case['case']}|{group}|{seat}"
                person = tickets[_below(len(tickets), seed, message)]
                urns[group][person] -= urns[group][person] > 0
                chosen.append(person)
            result[group] = chosen
        results.append(result)
    return results


def _below(total: int, seed: bytes, message: str) -> int:
    for attempt in range(1000):
        number = int(hmac.new(seed, f"{message}|{attempt}".encode(), hashlib.sha256).hexdigest(), 16)
        if number < 2**256 // total * total:
            return number % total
    raise ValueError("no number found")


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _hash(value: object) -> str:
    return hashlib.sha256(_canonical(value)).hexdigest()


def _utc(text: str) -> str:
    return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC).isoformat(timespec="microseconds")


def _read_checkpoints(path: Path) -> dict[int, Document]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return {line["checkpoint"]: line for line in lines}


def main(words: Sequence[str]) -> int:
    """``verifier.py FILE [--checkpoints FILE]``: 1 if anything disagrees, 2 if a file cannot be read."""
    parser = argparse.ArgumentParser(prog="verify-draw", description="核验一次随机分案：不需要法院的系统和数据库")
    parser.add_argument("file", type=Path, help="从法院公开页面下载的抽签文件")
    parser.add_argument("--checkpoints", type=Path, help="当时取得的检查点文件副本（可选）")
    asked = parser.parse_args(words)
    try:
        document = json.loads(asked.file.read_text(encoding="utf-8"))
        checkpoints = _read_checkpoints(asked.checkpoints) if asked.checkpoints else None
    except (OSError, ValueError, KeyError, TypeError) as failure:
        sys.stderr.write(f"文件不能读取：{failure}\n")
        return 2
    findings = verify(document, checkpoints)
    if findings:
        sys.stdout.write("核验不通过：\n" + "".join(f"  {each}\n" for each in findings))
        return 1
    sys.stdout.write(
        f"核验通过：{document['number']}，{len(document['results'])}件，结果可以由种子和名册重新得出。\n"
        f"未经核验（审计记录中没有登记，请以公开页面为准）：{'；'.join(unproven(document))}。\n"
        f"请与公开页面核对——承诺值：{document['commitment']['sha256']}；名册摘要：{document['fixed']['sha256']}\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
