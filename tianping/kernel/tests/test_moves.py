"""A status changes by a move and in no other way; of two who are at it, one is told that the other was first."""

import ast
import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from tianping.kernel.clock import CHINA
from tianping.kernel.models import AuditEntry, Step
from tianping.kernel.moves import Machine, Move, begin_many, move, move_many, require_state
from tianping.kernel.refusals import Overtaken, Refused
from tianping.kernel.tests.lamps import LAMP, Lamp, make_lamps, make_person
from tianping.kernel.tests.together import at_once

pytestmark = pytest.mark.usefixtures("committed")
AT = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)


def test_a_move_changes_the_status_and_the_facts_that_go_with_it() -> None:
    (lamp,) = make_lamps(1)
    move(lamp, "light", by=None, at=AT, note="first")
    assert (lamp.status, lamp.note) == ("lit", "first")


def test_a_move_leaves_a_step_and_an_audit_entry_that_say_who_what_when_and_why() -> None:
    (lamp,), clerk = make_lamps(1), make_person("clerk")
    begin_many(LAMP, [lamp.pk], by=clerk, at=AT, verb="hang")
    move(lamp, "light", by=clerk, at=AT, reason="dusk")
    steps = Step.objects.filter(machine="lamp", record_id=lamp.pk).order_by("pk")
    assert list(steps.values_list("verb", "source", "target", "at", "by", "reason")) == [
        ("hang", "", "dark", AT, clerk.pk, ""),
        ("light", "dark", "lit", AT, clerk.pk, "dusk"),
    ]
    entries = AuditEntry.objects.filter(subject=f"lamp:{lamp.pk}").order_by("pk")
    assert list(entries.values_list("action", "by")) == [("lamp.hang", clerk.pk), ("lamp.light", clerk.pk)]


def test_a_verb_that_the_state_does_not_allow_is_refused_and_leaves_nothing() -> None:
    (lamp,) = make_lamps(1)
    move(lamp, "put_out", by=None, at=AT)
    with pytest.raises(Overtaken, match="已被他人处理"):
        move(lamp, "light", by=None, at=AT)
    assert Step.objects.count() == AuditEntry.objects.count() == 1


def test_a_verb_that_the_machine_does_not_have_is_an_error_of_the_program() -> None:
    (lamp,) = make_lamps(1)
    with pytest.raises(KeyError):
        move(lamp, "polish", by=None, at=AT)


def test_of_eight_who_light_the_same_lamp_at_once_one_does_and_seven_read_that_they_were_overtaken() -> None:
    (lamp,) = make_lamps(1)
    answers = at_once(*[lambda: move(Lamp.objects.get(pk=lamp.pk), "light", by=None, at=AT)] * 8)
    assert answers.count(None) == 1
    assert sum(isinstance(answer, Overtaken) for answer in answers) == 7
    assert Step.objects.count() == AuditEntry.objects.count() == 1


def test_many_are_moved_together_or_not_at_all() -> None:
    lamps = make_lamps(5)
    move(lamps[3], "put_out", by=None, at=AT)
    with pytest.raises(Overtaken):
        move_many(Lamp, [lamp.pk for lamp in lamps], "light", by=None, at=AT)
    assert Lamp.objects.filter(status="dark").count() == 4
    assert Step.objects.count() == 1


def test_two_bulk_moves_that_meet_in_opposite_order_do_not_lock_each_other_up() -> None:
    for _round in range(5):
        ids = [lamp.pk for lamp in make_lamps(40)]
        answers = at_once(
            lambda ids=ids: move_many(Lamp, ids, "light", by=None, at=AT),
            lambda ids=ids: move_many(Lamp, list(reversed(ids)), "light", by=None, at=AT),
        )
        assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "Overtaken"]


def test_a_move_of_many_takes_as_many_statements_as_a_move_of_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one, many = make_lamps(1), make_lamps(200)
    for lamps in (one, many):
        with django_assert_num_queries(6):
            move_many(Lamp, [lamp.pk for lamp in lamps], "light", by=None, at=AT)


def test_a_state_that_is_required_is_refused_with_the_sentence_given() -> None:
    (lamp,) = make_lamps(1)
    require_state(lamp, "dark", "lit", sentence="")
    with pytest.raises(Refused, match="灯尚未点亮"):
        require_state(lamp, "lit", sentence="灯尚未点亮，请先点灯。")


def test_a_machine_with_a_state_that_nobody_owns_or_a_verb_twice_cannot_be_made() -> None:
    light = Move("light", "dark", "lit", who="")
    with pytest.raises(ValueError, match="no owner"):
        Machine(name="broken", title="", initial="dark", owners={"dark": "a"}, moves=(light,))
    with pytest.raises(ValueError, match="twice"):
        Machine(name="broken", title="", initial="dark", owners={"dark": "a", "lit": "b"}, moves=(light, light))


def test_no_other_code_writes_a_status() -> None:
    root = Path(__file__).resolve().parents[2]
    writers = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "tests" not in path.parts and "migrations" not in path.parts and _writes_status(path)
    ]
    # A submission's status is the HTTP status of its answer.
    assert sorted(writers) == ["kernel/moves.py", "kernel/submissions.py"]


def _writes_status(path: Path) -> bool:
    return any(_is_write_of_status(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _is_write_of_status(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr="update"), keywords=keywords):
            return any(keyword.arg == "status" for keyword in keywords)
        case ast.Assign(targets=targets):
            return any(isinstance(goal, ast.Attribute) and goal.attr == "status" for goal in targets)
    return False
