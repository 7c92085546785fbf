"""The verifier of a draw: a published file verifies without the court, and every kind of change in it is found."""

import copy
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tianping.trial.assignment import lots, verifier

GOLDEN = Path(__file__).parent / "golden"
VERIFIER = Path(verifier.__file__)
Document = dict[str, Any]


def golden() -> Document:
    return json.loads((GOLDEN / "draw.json").read_text(encoding="utf-8"))


def checkpoints() -> dict[int, Document]:
    return verifier._read_checkpoints(GOLDEN / "checkpoints.jsonl")


def entry(document: Document, position: int = 1) -> Document:
    return document["roster"]["cases"][position - 1]


def another_seed(document: Document) -> None:
    document["seed"] = "00" * 32


def another_commitment(document: Document) -> None:
    document["commitment"]["sha256"] = hashlib.sha256(bytes.fromhex("00" * 32)).hexdigest()


def seed_and_commitment(document: Document) -> None:
    another_seed(document)
    another_commitment(document)


def other_case(document: Document) -> None:
    entry(document)["case"] = "（2023）甘1027民初999号"


def other_order(document: Document) -> None:
    cases = document["roster"]["cases"]
    cases[0], cases[1] = cases[1], cases[0]


def one_case_less(document: Document) -> None:
    document["roster"]["cases"].pop()
    document["results"].pop()


def other_weight(document: Document) -> None:
    document["roster"]["judges"][0]["weight"] = 50


def other_load(document: Document) -> None:
    document["roster"]["judges"][0]["load"] += 3


def other_tickets(document: Document) -> None:
    document["roster"]["judges"][0]["tickets"] += 1


def other_name(document: Document) -> None:
    document["roster"]["judges"][0]["name"] = "某法官"


def somebody_left_out(document: Document) -> None:
    entry(document)["judges"]["eligible"].pop()


def other_reason(document: Document) -> None:
    excluded = next(case for case in document["roster"]["cases"] if case["judges"]["excluded"])
    excluded["judges"]["excluded"][0]["why"] = "暂停分案"


def other_result(document: Document) -> None:
    result = document["results"][0]
    result["judges"] = [each for each in entry(document)["judges"]["eligible"] if each not in result["judges"]][:1]


def one_result_less(document: Document) -> None:
    document["results"].pop()


def earlier_draw(document: Document) -> None:
    document["drawn_at"] = "2023-01-01T09:00:00+08:00"


def later_publication(document: Document) -> None:
    document["commitment"]["published"]["sealed_at"] = "2023-12-01T01:00:00.000000+00:00"


def other_number(document: Document) -> None:
    document["number"] = "抽〔2023〕2号"


def other_court(document: Document) -> None:
    document["court"]["name"] = "某县人民法院"


def other_code(document: Document) -> None:
    document["court"]["code"] = "甘1026"


def other_pool(document: Document) -> None:
    document["pool"] = "家事审判团队"


def declared_void(document: Document) -> None:
    document["status"] = "void"


def given_a_reason(document: Document) -> None:
    document["void_reason"] = "名册漏列一件"


CHANGES: list[Callable[[Document], None]] = [
    another_seed,
    another_commitment,
    seed_and_commitment,
    other_case,
    other_order,
    one_case_less,
    other_weight,
    other_load,
    other_tickets,
    other_name,
    somebody_left_out,
    other_reason,
    other_result,
    one_result_less,
    earlier_draw,
    later_publication,
    other_number,
    declared_void,
    given_a_reason,
]
HEADINGS: list[Callable[[Document], None]] = [other_court, other_code, other_pool]


def test_the_golden_file_verifies_and_its_result_stays_what_it_was() -> None:
    document = golden()
    assert verifier.verify(document, checkpoints()) == []
    assert lots.draw(bytes.fromhex(document["seed"]), document["roster"]) == document["results"]
    assert len(document["results"]) == 24


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_kind_of_change_is_found(change: Callable[[Document], None]) -> None:
    document = golden()
    change(document)
    assert document != golden()
    assert verifier.verify(document) != []


@pytest.mark.parametrize("change", HEADINGS, ids=lambda change: change.__name__)
def test_another_court_or_pool_is_found_where_they_were_published_with_the_commitment(
    change: Callable[[Document], None],
) -> None:
    document = with_heading()
    assert verifier.verify(document) == []
    assert not any("团队" in words for words in verifier.unproven(document))
    change(document)
    assert verifier.verify(document) == ["法院或者团队与公布承诺值时登记的不符。"]


@pytest.mark.parametrize("change", HEADINGS, ids=lambda change: change.__name__)
def test_court_and_pool_of_an_earlier_file_are_said_to_be_unproven(
    change: Callable[[Document], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = golden()
    change(document)
    path = tmp_path / "draw.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert verifier.main([str(path)]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("未经核验")]
    court = document["court"]
    assert f"法院“{court['name']}（{court['code']}）”、团队“{document['pool']}”" in line
    assert "抽取时间" in line


def test_what_was_declared_void_has_no_result_and_its_reason_is_said_to_be_unproven() -> None:
    document = golden() | {"status": "void", "results": None, "void_reason": "名册漏列一件"}
    (sentence,) = verifier.verify(document)
    assert "状态和作废原因未经核验" in sentence


@pytest.mark.parametrize("change", CHANGES[3:12], ids=lambda change: change.__name__)
def test_a_forger_who_draws_again_from_another_roster_is_found_by_the_sealed_log(
    change: Callable[[Document], None],
) -> None:
    document = golden()
    change(document)
    _draw_again(document)
    assert verifier.verify(document) != []


def test_a_forger_who_makes_up_the_sealed_log_too_is_found_by_an_earlier_copy_of_the_checkpoints() -> None:
    document = golden()
    other_name(document)
    _draw_again(document)
    proof = document["fixed"]["published"]
    proof["detail"]["roster"] = document["fixed"]["sha256"]
    _seal_again(proof)
    assert verifier.verify(document) == []
    assert verifier.verify(document, checkpoints()) == ["名册的检查点2与检查点文件中的不同。"]


@pytest.mark.parametrize(
    "broken", [{}, [], {"format": "tianping-draw/1"}, {"format": "tianping-draw/1", "seed": "zz", "commitment": {}}]
)
def test_what_is_no_draw_is_said_to_be_none(broken: Any) -> None:
    assert len(verifier.verify(broken)) == 1


def test_a_draw_that_is_not_drawn_yet_cannot_be_verified() -> None:
    document = golden()
    document["seed"] = None
    assert verifier.verify(document) == ["文件内容不完整或者格式不对，不能核验。"]


def test_the_file_alone_runs_without_anything_of_the_court(tmp_path: Path) -> None:
    alone = tmp_path / "verifier.py"
    alone.write_text(VERIFIER.read_text(encoding="utf-8"), encoding="utf-8")
    whole, changed = GOLDEN / "draw.json", tmp_path / "changed.json"
    document = golden()
    other_result(document)
    changed.write_text(json.dumps(document), encoding="utf-8")
    words = [sys.executable, "-I", "-S", str(alone)]
    passed = subprocess.run(
        [*words, str(whole), "--checkpoints", str(GOLDEN / "checkpoints.jsonl")], capture_output=True, check=False
    )
    assert (passed.returncode, "核验通过" in passed.stdout.decode()) == (0, True)
    assert subprocess.run([*words, str(changed)], capture_output=True, check=False).returncode == 1
    assert subprocess.run([*words, str(tmp_path / "none")], capture_output=True, check=False).returncode == 2


def with_heading() -> Document:
    """The golden file as if court and pool had been published with its commitment."""
    document = golden()
    heading = {"court": document["court"], "pool": document["pool"]}
    proof = document["commitment"]["published"]
    proof["detail"]["heading"] = lots.digest(heading)
    _seal_again(proof)
    return document


def _draw_again(document: Document) -> None:
    """What a forger does who has the seed: hash and draw anew."""
    document["fixed"] = {**document["fixed"], "sha256": lots.digest(document["roster"])}
    document["results"] = lots.draw(bytes.fromhex(document["seed"]), document["roster"])


def _seal_again(proof: Document) -> None:
    """A checkpoint made up around a changed entry."""
    content = [proof["at"], proof["by"], proof["action"], proof["subject"], copy.deepcopy(proof["detail"])]
    leaf = hashlib.sha256(b"\x00" + lots.canonical(content)).hexdigest()
    node = hashlib.sha256(b"\x00" + f"{proof['entry']} {proof['recorded_at']} {leaf}".encode()).digest()
    for step in proof["path"]:
        sibling = bytes.fromhex(step[1:])
        node = hashlib.sha256(b"\x01" + (sibling + node if step[0] == "L" else node + sibling)).digest()
    sealed = bytes.fromhex(proof["previous"]) + node + f"{proof['size']} {proof['sealed_at']}".encode()
    proof["root"], proof["chain"] = node.hex(), hashlib.sha256(sealed).hexdigest()
