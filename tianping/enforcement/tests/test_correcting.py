"""窗口收取补正材料: what was brought for each point, with scans; without anything, it ends only with its days."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.support.clients import Browse, send
from tests.support.court import People
from tests.support.enforced import draft, ended, looker, on
from tests.support.uploads import photo
from tianping.accounts.models import User
from tianping.cases.models import Case, TimelineEntry
from tianping.enforcement import actions
from tianping.enforcement.models import Application, Correction
from tianping.enforcement.queries import papers_of
from tianping.enforcement.tests.test_titles import drafted, paper
from tianping.kernel.models import ChosenFile
from tianping.kernel.refusals import Forbidden, Refused

LATER, OVER = on(2023, 4, 3), on(2023, 4, 19)
NOTE = "note_{}".format


@pytest.fixture(autouse=True)
def april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)


@pytest.fixture
def application(people: People) -> Application:
    """The bank was asked for two things, until the 18th of April."""
    case = ended(people, Case.ClosingWay.JUDGMENT)
    made = actions.apply(looker(case), draft(case), at=LATER)
    actions.ask_correction(made, "补交身份证复印件\n写明利息的起算日", by=people.clerk, at=LATER)
    return made


def state(application: Application) -> str:
    application.refresh_from_db()
    return application.status


def newest_line(application: Application) -> str:
    entry = TimelineEntry.objects.filter(matter=application.matter, text__contains="补正").order_by("-pk").first()
    return entry.text if entry is not None else ""


def test_what_was_brought_is_taken_in_point_by_point_and_the_rest_may_still_come(
    people: People, application: Application, browse: Browse
) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_corrected", args=[application.pk])
    assert address in clerk.get(reverse("enforcement", args=[application.pk])).content.decode()
    page = clerk.get(address).content.decode()
    assert "补交身份证复印件" in page and "写明利息的起算日" in page and "2023年4月18日前（含当日）" in page
    nothing = send(clerk, address)
    assert (nothing.status_code, "一项也没有带来的，不登记" in nothing.content.decode()) == (422, True)
    front, back = (SimpleUploadedFile(f"{name}.png", photo()) for name in ("正面", "背面"))
    wrong = SimpleUploadedFile("材料.png", b"not a picture")
    # A file that is none loses none of the others; what is wrong with it is said by its name.
    again = send(clerk, address, **{NOTE(1): "身份证复印件1份", "scans-other": [front, back, wrong]})
    assert again.status_code == 422
    text = again.content.decode()
    assert "“材料.png”" in text and 'value="身份证复印件1份"' in text
    ids = [str(each.pk) for each in ChosenFile.objects.order_by("pk")]
    assert all(f'value="{each}" checked' in text for each in ids) and len(ids) == 2
    taken = send(clerk, address, **{NOTE(1): "身份证复印件1份", "file-ticked": ids})
    assert (taken.status_code, state(application)) == (302, "correcting")
    assert [(each.name, each.pages, each.added_by) for each in papers_of(application)] == [
        ("补正材料", 2, people.clerk)
    ]
    assert not ChosenFile.objects.exists()
    line = "部分补正材料本院已经收到，还没有补正：写明利息的起算日。请在2023年4月18日前补正"
    assert line in newest_line(application)
    assert (
        "补交身份证复印件：身份证复印件1份；补正材料（扫描件）"
        in clerk.get(reverse("case", args=[application.title_case_id])).content.decode()
    )
    with pytest.raises(Refused, match="一项也没有带来的，不登记"):
        actions.take_corrections(application, {1: "身份证复印件1份"}, by=people.clerk, at=LATER)
    assert send(clerk, address, **{NOTE(2): "利息计算说明1份"}).status_code == 302
    assert state(application) == "received"
    assert [(each.point, each.received, each.by) for each in Correction.objects.order_by("pk")] == [
        (1, "身份证复印件1份", people.clerk),
        (2, "利息计算说明1份", people.clerk),
    ]
    staff = clerk.get(reverse("enforcement", args=[application.pk])).content.decode()
    assert "2023年4月3日收到：利息计算说明1份" in staff
    with pytest.raises(Forbidden):
        actions.take_corrections(application, {2: "说明"}, by=people.judge, at=LATER)


def test_without_anything_received_the_corrections_end_with_their_days(
    people: People, application: Application, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_corrections_end", args=[application.pk])
    early = send(clerk, address)
    assert (early.status_code, "补正期限到2023年4月18日才届满" in early.content.decode()) == (422, True)
    assert address not in clerk.get(reverse("enforcement", args=[application.pk])).content.decode()
    actions.take_corrections(application, {1: "身份证复印件1份"}, by=people.clerk, at=LATER)
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: OVER)
    assert address in clerk.get(reverse("enforcement", args=[application.pk])).content.decode()
    assert send(clerk, address).status_code == 302
    assert state(application) == "received"
    assert newest_line(application) == "补正期限2023年4月18日届满，申请执行人没有补正：写明利息的起算日。"
    reason = "利息的起算日没有写明，执行标的不明确。"
    actions.propose_refusal(application, "no_performance", reason, by=people.clerk, at=OVER)
    assert state(application) == "refusing"


def test_over_the_net_nothing_is_handed_in_without_words_or_files(people: People, application: Application) -> None:
    with pytest.raises(Refused, match="都没有的，不能提交补正"):
        actions.correct(application, (), by=people.clerk, at=LATER)
    actions.correct(application, (), "利息从2023年3月1日起算", by=people.clerk, at=LATER)
    assert newest_line(application) == "申请执行人网上提交补正：利息从2023年3月1日起算。"


def test_over_the_net_files_stay_chosen_until_what_was_asked_for_is_handed_in(
    people: People, worker: User, browse: Browse
) -> None:
    kept = actions.start_draft({}, by=worker, at=LATER)
    actions.attach(kept, paper())
    made = actions.receive_on_title(drafted(), kept=kept, by=worker, at=LATER)
    actions.ask_correction(made, "补交身份证复印件", by=people.clerk, at=LATER)
    citizen, address = browse(worker), reverse("enforcement_own_correct", args=[made.pk])
    nothing = send(citizen, address)
    assert (nothing.status_code, "都没有的，不能提交补正" in nothing.content.decode()) == (422, True)
    front, wrong = SimpleUploadedFile("正面.png", photo()), SimpleUploadedFile("反面.png", b"not a picture")
    again = send(citizen, address, **{"scans-other": [front, wrong]})
    text = again.content.decode()
    assert again.status_code == 422 and "“反面.png”" in text
    assert f'name="file-ticked" value="{ChosenFile.objects.get().pk}" checked' in text
    back = SimpleUploadedFile("反面.png", photo())
    ticked = {"file-ticked": str(ChosenFile.objects.get().pk), "scans-other": back}
    assert send(citizen, address, **ticked).status_code == 302
    assert [(each.name, each.pages) for each in papers_of(made)] == [("补正材料", 2)]
    assert state(made) == "received" and not ChosenFile.objects.exists()
