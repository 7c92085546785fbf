"""How far long work has come is seen while its transaction is still open, and stays when the work is undone."""

import datetime
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from tianping.kernel.courts import court
from tianping.kernel.models import Counter, Guess, Progress
from tianping.kernel.numbering import take_number
from tianping.kernel.progress import reporting
from tianping.kernel.tests.together import at_once
from tianping.kernel.tidying import tidy

pytestmark = pytest.mark.usefixtures("committed")


def seen() -> list[tuple[int, int, str]]:
    return list(Progress.objects.values_list("done", "total", "doing"))


def test_others_see_how_far_work_has_come_and_nothing_of_the_work_itself() -> None:
    with reporting("batch:1") as progress, transaction.atomic():
        take_number("民初", 2023)
        progress.report(2, 5, "正在编立案号")
        assert at_once(lambda: (seen(), Counter.objects.count())) == [([(2, 5, "正在编立案号")], 0)]
        progress.report(5, 5, "立案完成")
    assert seen() == [(5, 5, "立案完成")]


def test_what_was_reported_stays_when_the_work_is_undone() -> None:
    with reporting("batch:1") as progress, transaction.atomic():
        progress.report(3, 5, "正在编立案号")
        transaction.set_rollback(True)
    assert seen() == [(3, 5, "正在编立案号")]


def test_a_report_goes_to_the_court_whose_work_it_is() -> None:
    with court("court_wan1522"), reporting("batch:1") as progress:
        progress.report(1, 5, "正在核对表格")
        assert len(seen()) == 1
    assert seen() == []


def test_tidying_clears_what_nothing_needs_and_leaves_the_rest(settings: Settings, tmp_path: Path) -> None:
    settings.FILE_STORE, settings.CHECKPOINT_FOLDER = tmp_path / "files", tmp_path / "checkpoints"
    now = timezone.now()
    for key, hours in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + datetime.timedelta(hours=hours))
    Guess.objects.create(gate="progress", source="10.0.0.1", minute=now - datetime.timedelta(days=9000), count=1)
    tidy()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert not Guess.objects.exists()
