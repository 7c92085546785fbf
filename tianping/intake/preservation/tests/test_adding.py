"""补交材料 while it is open; everyday words that name a dispute; thirty days that are over are seen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.uploads import PHOTO
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.intake.preservation import actions, queries
from tianping.intake.preservation.forms.questions import DisputeForm
from tianping.intake.preservation.models import Application, Proof
from tianping.intake.preservation.tests.conftest import granted, judge_of, on, outsider, taken
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.wording import chinese_date


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("保函.png", PHOTO, "image/png")


def test_the_security_that_was_asked_for_is_uploaded_and_waits_for_the_counter(
    people: People, citizen: User, application: Application, browse: Browse
) -> None:
    actions.accept(application, by=people.clerk, at=AT)
    application.refresh_from_db()
    actions.demand_security(application, 8_000_000, by=judge_of(application), at=AT)
    assert application not in queries.waiting_for(people.clerk)
    client, page = browse(citizen), reverse("preservation_own", args=[application.pk])
    assert "补交材料" in client.get(page).content.decode()
    add = reverse("preservation_own_paper", args=[application.pk])
    assert send(client, add, **{"paper-kind": "security"}).status_code == 422
    assert send(client, add, **{"paper-kind": "security", "paper-file": letter()}).status_code == 302
    added = Proof.objects.get()
    assert (added.name, added.added_at, added.added_by) == ("保函、担保材料：保函", AT, citizen)
    assert "保函、担保材料：保函" in client.get(page).content.decode()
    assert application in queries.waiting_for(people.clerk)
    staff = browse(people.clerk).get(reverse("preservation", args=[application.pk])).content.decode()
    assert "2023年2月6日补交" in staff


def test_what_is_brought_to_the_counter_later_is_added_there_until_the_ruling(
    people: People, citizen: User, application: Application, browse: Browse
) -> None:
    clerk, page = browse(people.clerk), reverse("preservation", args=[application.pk])
    add = reverse("preservation_paper", args=[application.pk])
    advert = {"paper-kind": "evidence", "paper-file": SimpleUploadedFile("卖车广告.png", PHOTO, "image/png")}
    assert add in clerk.get(page).content.decode()
    assert send(clerk, add, **advert).status_code == 302
    actions.accept(application, by=people.clerk, at=AT)
    without = send(clerk, add, **{"paper-kind": "security"})
    assert (without.status_code, "请上传文件。" in without.content.decode()) == (422, True)
    assert send(clerk, add, **{"paper-kind": "security", "paper-file": letter()}).status_code == 302
    added = [(each.kind, each.name, each.added_at, each.added_by) for each in queries.proofs_of(application)]
    assert added == [
        ("evidence", "证明材料：卖车广告", AT, people.clerk),
        ("security", "保函、担保材料：保函", AT, people.clerk),
    ]
    written = AuditEntry.objects.filter(action="preservation.add_paper", subject=f"preservation:{application.pk}")
    assert [each.by_id for each in written] == [people.clerk.pk] * 2
    assert (
        "证明材料：卖车广告" in browse(citizen).get(reverse("preservation_own", args=[application.pk])).content.decode()
    )
    application.refresh_from_db()
    judge = browse(judge_of(application))
    assert add not in judge.get(page).content.decode()
    assert send(judge, add, **advert).status_code == 403
    with pytest.raises(Forbidden):
        actions.add_paper(application, "evidence", "照片", PHOTO, by=judge_of(application), at=AT)
    actions.withdraw(application, "已经还款", by=citizen, at=AT)
    assert add not in clerk.get(page).content.decode()
    late = send(clerk, add, **{"paper-kind": "security", "paper-file": letter()})
    assert (late.status_code, "不能再补交材料" in late.content.decode()) == (422, True)


def test_nobody_else_adds_and_nothing_is_added_after_the_ruling(
    people: People, citizen: User, application: Application, browse: Browse
) -> None:
    stranger = outsider("passer_by", "局外人", Post.LITIGANT)
    with pytest.raises(Forbidden):
        actions.add_paper(application, "evidence", "照片", PHOTO, by=stranger, at=AT)
    granted(application, people)
    with pytest.raises(Refused, match="不能再补交材料"):
        actions.add_paper(application, "evidence", "照片", PHOTO, by=citizen, at=AT)
    client, own = browse(citizen), reverse("preservation_own", args=[application.pk])
    page = client.get(own).content.decode()
    assert "补交材料" not in page and "已经采取的措施" not in page
    assert "收款账户以本院公布的为准" in page
    (measure,) = taken(application, people)
    page = client.get(own).content.decode()
    assert "已经采取的措施" in page and "限额80,000.00元" in page
    assert f"{chinese_date(measure.until)}届满" in page


@pytest.mark.parametrize(
    ("typed", "cause"),
    [
        ({"often": "借钱不还"}, "民间借贷纠纷"),
        ({"cause_name": "借钱不还"}, "民间借贷纠纷"),
        ({"often": "借钱不还", "cause_name": "民间借贷纠纷"}, "民间借贷纠纷"),
        ({"often": "", "cause_name": "房屋租赁合同纠纷"}, "房屋租赁合同纠纷"),
    ],
)
def test_everyday_words_name_the_cause(typed: dict[str, str], cause: str) -> None:
    form = DisputeForm({**typed, "facts_text": "借款未还"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"cause_name": cause, "facts_text": "借款未还"}


@pytest.mark.parametrize("typed", [{}, {"often": "离婚", "cause_name": "民间借贷纠纷"}])
def test_one_of_both_is_needed_and_they_agree(typed: dict[str, str]) -> None:
    assert not DisputeForm({**typed, "facts_text": "借款未还"}).is_valid()


def test_what_was_answered_in_everyday_words_is_shown_so_again() -> None:
    form = DisputeForm(initial={"cause_name": "民间借贷纠纷", "facts_text": "借款未还"})
    assert (form["often"].value(), form["cause_name"].value()) == ("借钱不还", "")


def test_the_thirty_days_that_are_over_are_marked_on_the_page_and_in_the_list(
    people: People, application: Application, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(granted(application, people), people, on(2, 7))
    clerk, page = browse(people.clerk), reverse("preservation", args=[application.pk])
    listed = f"{reverse('preservation_list')}?group=executed"
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(3, 9))
    assert "已逾期" not in clerk.get(page).content.decode() + clerk.get(listed).content.decode()
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(3, 10))
    assert "已逾期，没有起诉" in clerk.get(page).content.decode()
    assert "，已逾期" in clerk.get(listed).content.decode()
