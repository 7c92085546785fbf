"""The `tianping` command: every word leads somewhere, and the law needs no framework."""

import importlib
import subprocess
import sys

import pytest

from tianping.config.cli import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS, ids=" ".join)
def test_every_command_leads_to_a_function(name: tuple[str, ...]) -> None:
    module, function = COMMANDS[name].target.split(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_a_word_that_is_no_command_is_named_and_the_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serv"]) == 2
    said = capsys.readouterr()
    assert "没有“tianping serv”这个命令" in said.err
    assert "tianping serve" in said.out


def test_law_answers_without_loading_django() -> None:
    code = (
        "import sys; from tianping.config.cli import main; main(['law', '--list']);"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, input="")
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_wants_no_more_ends_the_answers_without_a_fault() -> None:
    law = subprocess.Popen(
        [sys.executable, "-m", "tianping.config.cli", "law", "--list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert law.stdout is not None
    assert law.stderr is not None
    law.stdout.readline()
    law.stdout.close()
    with law.stderr as complaints:
        assert complaints.read() == b""
    assert law.wait() == 141
