"""卷宗: the catalogue in the order of the law, what is missing, and the archived package."""

import hashlib
import io
import json
import zipfile

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse, send
from tests.support.court import People
from tests.support.tried import notified, tried
from tests.support.uploads import PHOTO, SCAN
from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.kernel import files
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.papers.dossier import actions, queries
from tianping.papers.dossier.actions import Upload
from tianping.papers.dossier.models import Archive, HandIn
from tianping.papers.dossier.tests.conftest import IN_TIME, LATE, looker, served
from tianping.papers.service.actions import HandedOver, hand_over
from tianping.papers.service.queries import waiting_at_window

REMARKS = "起诉状原件由档案室保管。"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATE)


def filled(case: Case, by: User) -> None:
    """An answer in words and a receipt of two pages, both sent on."""
    draft = actions.begin(looker(case), HandIn.Kind.ANSWER, at=IN_TIME)
    actions.write(draft, "已经还款。")
    answer = actions.hand_in(draft, at=IN_TIME)
    draft = actions.begin(looker(case), HandIn.Kind.EVIDENCE, at=IN_TIME)
    actions.attach(draft, Upload(SCAN, "还款凭证", "证明已经还款"))
    actions.attach(draft, Upload(PHOTO, "聊天记录", "证明同意延期"))
    evidence = actions.hand_in(draft, at=IN_TIME)
    for made in (answer, evidence):
        actions.forward(made, by=by, at=IN_TIME)


def closed(case: Case, by: User) -> Case:
    """The case, closed by an agreement in the record."""
    case_actions.close_cases([case.pk], by=by, at=LATE, reason="调解", way=Case.ClosingWay.MEDIATION)
    case.refresh_from_db()
    return case


def test_the_catalogue_stands_in_the_order_of_the_law_and_its_pages_run_through(
    people: People, court_clerk: User, case: Case
) -> None:
    filled(case, court_clerk)
    found = queries.catalogue_of(case)
    titles = [each.entry.title for each in found.primary]
    wanted = ["起诉状", "受理案件通知书", "应诉通知书", "答辩状", "还款凭证", "聊天记录", "送达回证"]
    places = [next(place for place, title in enumerate(titles) if title.startswith(each)) for each in wanted]
    assert places == sorted(places)
    assert [each.number for each in found.primary] == list(range(1, len(titles) + 1))
    following = zip(found.primary, found.primary[1:], strict=False)
    assert all(before.last + 1 == after.first for before, after in following)
    receipt = found.primary[titles.index("还款凭证")]
    assert receipt.last - receipt.first == 1


def test_what_was_signed_at_the_window_is_a_piece_of_the_file(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "李大山")
    notified(people, [case], "response_notice", "evidence_notice")
    defendant = case.matter.litigants.get(role="defendant")
    waiting = [each.pk for each in waiting_at_window(case.pk, defendant.pk)]
    hand_over(case, defendant, HandedOver(waiting, "self", SCAN), by=people.clerk, at=IN_TIME)
    titles = [each.entry.title for each in queries.catalogue_of(case).primary]
    assert (len(waiting), titles.count("送达回证签收件（李大山）")) == (2, 1)


def test_what_is_missing_is_said_in_sentences(people: People, court_clerk: User, case: Case) -> None:
    draft = actions.begin(looker(case), HandIn.Kind.ANSWER, at=IN_TIME)
    actions.write(draft, "已经还款。")
    actions.hand_in(draft, at=IN_TIME)
    missing = queries.catalogue_of(case).missing
    assert "本案还没有结案，结案以后才能归档。" in missing
    assert any("还没有转送对方" in each for each in missing)
    closed(case, people.judge)
    assert any("调解书" in each for each in queries.catalogue_of(case).missing)


def test_an_open_case_is_not_archived_and_a_gap_must_be_explained(
    people: People, court_clerk: User, case: Case
) -> None:
    with pytest.raises(Refused, match="还没有结案"):
        actions.archive(case, REMARKS, by=court_clerk, at=LATE)
    closed(case, people.judge)
    with pytest.raises(Refused, match="备考表"):
        actions.archive(case, by=court_clerk, at=LATE)


def test_the_package_holds_every_piece_with_its_hash(people: People, court_clerk: User, case: Case) -> None:
    filled(case, court_clerk)
    made = actions.archive(closed(case, people.judge), REMARKS, by=court_clerk, at=LATE)
    with zipfile.ZipFile(io.BytesIO(files.read(made.package))) as package:
        names = set(package.namelist())
        index = json.loads(package.read("目录.json"))
        for piece in index["pieces"]:
            content = package.read(piece["file"])
            assert hashlib.sha256(content).hexdigest() == piece["sha256"]
            assert files.sm3(content) == piece["sm3"]
        lines = package.read("校验.txt").decode().splitlines()
        printed = pikepdf.open(io.BytesIO(package.read("正卷/000_卷皮、目录、备考表.pdf")))
    assert {piece["file"] for piece in index["pieces"]} | {"目录.json", "校验.txt"} < names
    assert len(lines) == len(index["pieces"])
    assert len(printed.pages) >= 3
    assert made.page_count == queries.catalogue_of(case).page_count


def test_archived_once_and_never_again(people: People, court_clerk: User, case: Case) -> None:
    actions.archive(closed(case, people.judge), REMARKS, by=court_clerk, at=LATE)
    with pytest.raises(Overtaken):
        actions.archive(case, REMARKS, by=court_clerk, at=LATE)
    assert Archive.objects.count() == 1


def test_only_the_clerk_or_assistant_of_the_bench_archives(people: People, court_clerk: User, case: Case) -> None:
    closed(case, people.judge)
    for other in (people.judge, people.clerk, people.president, people.stranger):
        with pytest.raises(Forbidden):
            actions.archive(case, REMARKS, by=other, at=LATE)


def test_the_clerk_sees_the_catalogue_archives_and_takes_the_package(
    people: People, court_clerk: User, case: Case, browse: Browse
) -> None:
    filled(case, court_clerk)
    closed(case, people.judge)
    client, address = browse(court_clerk), f"/dossier/cases/{case.pk}/"
    assert address in client.get(f"/cases/{case.pk}/").content.decode()
    page = client.get(address).content.decode()
    for shown in ("卷宗还不齐全", "还款凭证", "立卷归档办法", "归档"):
        assert shown in page, shown
    assert client.get(f"{address}print/primary/")["Content-Type"] == "application/pdf"
    refused = send(client, f"{address}archive/")
    assert refused.status_code == 422
    assert "备考表" in refused.content.decode()
    assert send(client, f"{address}archive/", remarks=REMARKS).status_code == 302
    assert "已经归档" in client.get(address).content.decode()
    assert client.get(f"{address}package/")["Content-Type"] == "application/zip"


def test_the_secondary_volume_is_for_the_bench_and_the_leaders(people: People, case: Case, browse: Browse) -> None:
    address = f"/dossier/cases/{case.pk}/print/secondary/"
    assert browse(people.judge).get(address).status_code == 200
    assert browse(people.clerk).get(address).status_code == 403
    assert browse(people.second_judge).get(address).status_code == 404
    assert browse(people.cashier).get(address).status_code == 403


def test_the_catalogue_costs_as_many_statements_for_many_pieces_as_for_few(people: People, court_clerk: User) -> None:
    few, many = served(people, court_clerk, "黄小明", "李大山")
    draft = actions.begin(looker(many), HandIn.Kind.EVIDENCE, at=IN_TIME)
    for number in range(12):
        actions.attach(draft, Upload(PHOTO, f"照片{number}", "证明"))
    actions.hand_in(draft, at=IN_TIME)
    draft = actions.begin(looker(few), HandIn.Kind.EVIDENCE, at=IN_TIME)
    actions.attach(draft, Upload(PHOTO, "照片", "证明"))
    actions.hand_in(draft, at=IN_TIME)
    counts = []
    for case in (few, many):
        whole = Case.objects.select_related("matter").prefetch_related("matter__litigants").get(pk=case.pk)
        with CaptureQueriesContext(connection) as asked:
            queries.catalogue_of(whole)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] < 25
