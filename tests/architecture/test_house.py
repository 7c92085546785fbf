"""What the import contracts cannot say about the order of the house."""

import ast
import io
import re
import tokenize

from django.apps import apps
from django.db import models

from tests.architecture.source import ROOT, first_party_imports, modules, room_of
from tianping.kernel.moves import MACHINES

OPEN_DOORS = {"actions", "queries", "events", "permissions"}
ROOMS_WITH_OPEN_MODELS = {"tianping.cases", "tianping.accounts"}
# What a room publishes besides its doors, and to whom; this list may only shrink.
EXTRA_DOORS = {
    "tianping.accounts": {"posts", "navigation", "context", "middleware"},
    "tianping.cases": {"panels", "today"},
}
LONGEST_FILE = 400
EXEMPTION = re.compile(r"(?:type|ty|pyright|mypy):\s*ignore|noqa|pragma: no")
LONGEST_FUNCTION = 50
ORM_WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete", "update"}

EVERYTHING = modules("tianping", "tests", "benchmarks", with_tests=True)
PRODUCT = modules("tianping")


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in EVERYTHING}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_error_of_type_or_lint_is_waved_through() -> None:
    waved = [
        f"{module.name}:{token.start[0]}: {token.string}"
        for module in EVERYTHING
        # A comment with one of these words in it is the only place to look at; most files have none.
        if EXEMPTION.search(module.text)
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline)
        if token.type == tokenize.COMMENT and EXEMPTION.search(token.string)
    ]
    assert waved == []


def test_functions_are_short() -> None:
    long = {
        f"{module.name}.{function.name}": function.end_lineno - function.lineno + 1
        for module in PRODUCT
        for function in module.functions()
        if function.end_lineno and function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_nothing_of_ours_is_imported_inside_a_function() -> None:
    hidden = [
        f"{module.name}.{function.name}: {name}"
        for module in PRODUCT
        for function in module.functions()
        for name, _node in first_party_imports(function)
    ]
    assert hidden == []


def test_a_neighbour_is_entered_only_through_its_doors() -> None:
    broken = [
        f"{module.name}: {name}"
        for module in PRODUCT
        if module.room
        for name, _node in module.imports()
        if room_of(name) not in {None, module.room} and not _is_open(name)
    ]
    assert broken == []


def _is_open(name: str) -> bool:
    """Whether a dotted name of another room is entered by one of its doors."""
    room = room_of(name)
    door = name.removeprefix(f"{room}.").split(".")[0]
    doors = OPEN_DOORS | EXTRA_DOORS.get(room or "", set())
    return door in doors or (room in ROOMS_WITH_OPEN_MODELS and door == "models")


def test_every_status_belongs_to_a_machine_and_every_state_has_an_owner() -> None:
    with_status = {
        model.__name__: getattr(model, "machine", None)
        for model in apps.get_models()
        if model.__module__.startswith("tianping.")
        and not model.__name__.endswith("Event")
        and "status" in {field.name for field in model._meta.fields}
        and isinstance(model._meta.get_field("status"), models.CharField)
    }
    assert {name for name, machine in with_status.items() if machine is None} == set()
    assert MACHINES
    for machine in MACHINES.values():
        assert all(machine.owners[state] for state in machine.owners)
        assert machine.initial in machine.owners


def test_what_a_person_did_at_a_time_names_the_person() -> None:
    # Moments that the machine writes by itself have no person.
    by_itself = {"recorded_at", "sealed_at", "done_at", "received_at", "pgh_created_at"}
    lonely = []
    for model in apps.get_models():
        if not model.__module__.startswith("tianping.") or model._meta.app_label == "kernel":
            continue
        names = {field.name for field in model._meta.fields}
        lonely += [
            f"{model.__name__}.{name}"
            for name in names
            if name.endswith("_at") and name not in by_itself and f"{name.removesuffix('_at')}_by" not in names
        ]
    assert lonely == []


def test_the_demonstration_writes_nothing_past_the_verbs() -> None:
    writes = []
    for module in modules("tianping/config/demo"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and (node.attr == "objects" or node.attr == "cursor"):
                writes.append(f"{module.name}: .{node.attr}")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ORM_WRITES:
                writes.append(f"{module.name}: .{node.func.attr}()")
    assert writes == []


def test_what_is_said_to_readers_aloud_does_not_begin_with_a_colon() -> None:
    """The name of a link such as 起诉：财保1号 is read out with its colon."""
    pages = sorted((ROOT / "tianping").rglob("*.html"))
    assert pages
    wrong = [page.name for page in pages if re.search(r'tp-hidden">：', page.read_text(encoding="utf-8"))]
    assert wrong == []
