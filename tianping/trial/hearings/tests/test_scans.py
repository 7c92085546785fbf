"""A day's records signed on paper come back as scans, each found by the number in its name."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.cases import open_cases
from tests.support.clients import Browse
from tests.support.court import AT, People
from tests.support.uploads import SCAN
from tianping.cases.models import Case
from tianping.trial.hearings import actions
from tianping.trial.hearings.actions import Held
from tianping.trial.hearings.models import Record
from tianping.trial.hearings.tests.conftest import PLACE, try_alone


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


@pytest.fixture
def cases(people: People) -> list[Case]:
    """Three cases whose records are closed and wait for signatures."""
    found = try_alone(people, open_cases(people.clerk, ["黄小明", "李大山", "王秀兰"]))
    for record in actions.hold_many([Held(case.pk, PLACE) for case in found], by=people.judge, at=AT):
        actions.close_record(record, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
    return found


def _file(name: str, content: bytes = SCAN) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def test_scans_named_by_number_complete_their_records(people: People, cases: list[Case], browse: Browse) -> None:
    client = browse(people.judge)
    assert cases[0].number in client.get("/hearings/scans/").content.decode()
    names = [f"（2023）甘1027民初{cases[0].sequence}号.pdf", f"{cases[1].sequence}.pdf"]
    typed = {"submission_key": str(uuid.uuid4()), "scans": [_file(name) for name in names]}
    assert client.post("/hearings/scans/", typed).status_code == 302
    states = dict(Record.objects.values_list("case_id", "status"))
    assert [states[case.pk] for case in cases] == ["signed", "signed", "closed"]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["笔录.pdf"], "没有对应到一份等待签名的笔录"),
        (["民初1.pdf", "民初99.pdf"], "没有对应到一份等待签名的笔录"),
        (["民初1.pdf", "1号.pdf"], "有两个文件"),
    ],
)
def test_one_wrong_file_and_nothing_is_signed(
    people: People, cases: list[Case], browse: Browse, names: list[str], sentence: str
) -> None:
    typed = {"submission_key": str(uuid.uuid4()), "scans": [_file(name) for name in names]}
    answer = browse(people.judge).post("/hearings/scans/", typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Record.objects.filter(status="signed").exists()


@pytest.mark.parametrize("content", [b"GIF89a", b"<!doctype html><p>%PDF-1.7", b"\x89PNG\r\n\x1a\n0000"])
def test_what_is_no_pdf_is_refused_by_its_name_and_other_judges_see_no_record(
    people: People, cases: list[Case], browse: Browse, content: bytes
) -> None:
    named = f"民初{cases[1].sequence}.pdf"
    files = [_file(f"民初{cases[0].sequence}.pdf"), _file(named, content)]
    answer = browse(people.judge).post("/hearings/scans/", {"submission_key": str(uuid.uuid4()), "scans": files})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"“{named}”不是PDF文件" in page
    assert "没有收到签名" not in page
    assert not Record.objects.filter(status="signed").exists()
    assert "没有等待签名的笔录" in browse(people.second_judge).get("/hearings/scans/").content.decode()
    assert browse(people.cashier).get("/hearings/scans/").status_code == 403


def test_too_many_files_are_refused_in_a_sentence(people: People, cases: list[Case], browse: Browse) -> None:
    files = [_file(f"民初{number}.pdf") for number in range(1, 202)]
    answer = browse(people.judge).post("/hearings/scans/", {"submission_key": str(uuid.uuid4()), "scans": files})
    assert answer.status_code == 422
    assert "一次最多上传200份" in answer.content.decode()


def test_a_scan_that_nobody_can_open_is_refused(people: People, cases: list[Case], browse: Browse) -> None:
    typed = {"submission_key": str(uuid.uuid4()), "scans": [_file(f"民初{cases[0].sequence}.pdf", SCAN[:40])]}
    answer = browse(people.judge).post("/hearings/scans/", typed)
    assert f"“民初{cases[0].sequence}.pdf”没有收下：这个PDF已经损坏" in answer.content.decode()
    assert not Record.objects.filter(status="signed").exists()
