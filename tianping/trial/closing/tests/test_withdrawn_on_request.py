"""准许撤诉 on an application: what was asked for, the halved fee, and every plaintiff or none."""

from dataclasses import replace

import pytest

from tests.support.clients import Browse, send
from tests.support.court import AT, PASSWORD, People
from tianping.accounts.actions import add_person
from tianping.accounts.models import User
from tianping.cases.actions import CounselDraft, name_counsel_many
from tianping.cases.models import Case, Counsel, Litigant, StaffNote, TimelineEntry
from tianping.cases.permissions import Looker
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden, Refused
from tianping.papers.dossier import actions as dossier_actions
from tianping.papers.dossier.models import HandIn
from tianping.trial.closing import actions
from tianping.trial.closing.tests.conftest import tried


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def asked(case: Case, litigant: Litigant) -> HandIn:
    """The application of one plaintiff."""
    draft = dossier_actions.begin(Looker(case, litigant), HandIn.Kind.WITHDRAWAL, at=AT)
    dossier_actions.write(draft, "被告已经还清借款。", target="准许撤回本案的起诉")
    return dossier_actions.hand_in(draft, at=AT)


def test_the_ruling_says_when_and_why_it_was_asked_for_and_halves_the_fee(
    people: People, court_clerk: User, browse: Browse
) -> None:
    (case,) = tried(people, court_clerk, "还款人")
    client, page = browse(people.judge), f"/closing/cases/{case.pk}/"
    with pytest.raises(Refused, match="没有待审查的撤诉申请"):
        actions.draw_up_withdrawal(case, by=people.judge, at=AT)
    asked(case, case.matter.litigants.get(role="plaintiff"))
    assert "处理撤诉申请" in client.get(f"/cases/{case.pk}/").content.decode()
    assert "裁定准许撤诉" in client.get(page).content.decode()
    with pytest.raises(Forbidden):
        actions.draw_up_withdrawal(case, by=people.second_judge, at=AT)
    paper = client.get(send(client, f"{page}withdrawal/")["Location"]).content.decode()
    assert "于2023年2月6日以被告已经还清借款为由向本院提出撤诉申请" in paper
    assert "减半收取计505.50元" in paper
    with pytest.raises(Refused, match="已有结案的文书"):
        actions.draw_up_withdrawal(case, by=people.judge, at=AT)


def test_the_ruling_says_that_counsel_asked_for_it(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "还款人")
    plaintiff = case.matter.litigants.get(role="plaintiff")
    second = Litigant.objects.create(matter=case.matter, role="plaintiff", kind="legal", name="周家商行", position=9)
    lawyer = add_person("lu", "卢师言", PASSWORD, by=None, at=AT)
    letter = CounselDraft(
        second.pk, "卢师言", Counsel.Kind.LAWYER, Counsel.Authority.SPECIAL, scope="代为撤诉", user_id=lawyer.pk
    )
    name_counsel_many([letter], by=people.clerk, at=AT)
    asked(case, plaintiff)
    counsel = Looker(case, second, lawyer, as_counsel=True)
    draft = dossier_actions.begin(counsel, HandIn.Kind.WITHDRAWAL, at=AT)
    dossier_actions.write(draft, "被告已经还清借款。", target="准许撤回本案的起诉")
    dossier_actions.hand_in(draft, looker=counsel, at=AT)
    text = "".join(line[1] for line in actions.draw_up_withdrawal(case, by=people.judge, at=AT).body)
    assert f"原告{plaintiff.name}、原告周家商行的委托诉讼代理人卢师言于2023年2月6日向本院提出撤诉申请" in text


def test_one_of_two_who_sue_ends_nothing_for_the_other(people: People, court_clerk: User, browse: Browse) -> None:
    (case,) = tried(people, court_clerk, "还款人")
    first = case.matter.litigants.get(role="plaintiff")
    second = Litigant.objects.create(matter=case.matter, role="plaintiff", kind="natural", name="周老根", position=9)
    asked(case, first)
    page = browse(people.judge).get(f"/closing/cases/{case.pk}/").content.decode()
    assert "原告周老根没有申请撤诉，案件对其继续审理" in page and "拟制裁定书" not in page
    with pytest.raises(Refused, match="原告周老根没有申请撤诉"):
        actions.draw_up_withdrawal(case, by=people.judge, at=AT)
    with pytest.raises(Refused, match="请在结案页面登记口头裁定"):
        dossier_actions.settle(HandIn.objects.get(), "准许", by=people.judge, at=AT)
    asked(case, second)
    assert "周老根" in "".join(line[1] for line in actions.draw_up_withdrawal(case, by=people.judge, at=AT).body)


def test_one_of_three_who_sue_leaves_by_a_spoken_ruling_and_the_case_goes_on(
    people: People, court_clerk: User, browse: Browse
) -> None:
    (case,) = tried(people, court_clerk, "还款人")
    first = case.matter.litigants.get(role="plaintiff")
    Litigant.objects.filter(pk=first.pk).update(phone="13900000001")
    second = Litigant.objects.create(matter=case.matter, role="plaintiff", kind="natural", name="周老根", position=9)
    third = Litigant.objects.create(matter=case.matter, role="plaintiff", kind="natural", name="吴大有", position=10)
    wanted, refused = asked(case, first), asked(case, third)
    assert "您退出本案，案件对其他原告继续审理；诉讼费的负担由法院一并决定" in wanted.steps[2]
    client, page = browse(people.judge), f"/closing/cases/{case.pk}/"
    told = {"granted": "yes", "ruled_on": "2023-02-06", "record": "2023年2月6日庭审笔录", "reason": "系处分诉讼权利。"}
    address = f"{page}withdrawal/{wanted.pk}/"
    typed = {f"ruling{wanted.pk}-{name}": value for name, value in told.items()}
    early = send(client, address, **{**typed, f"ruling{wanted.pk}-ruled_on": "2023-02-05"})
    assert "裁定日期应当在申请之日（2023年2月6日）以后" in early.content.decode()
    assert send(client, address, **typed)["Location"] == page
    again = send(client, address, **typed)
    assert "这份撤诉申请已经处理" in again.content.decode()
    ruling = actions.SpokenRuling(False, AT.date(), "损害他人合法权益", "谈话笔录")
    actions.rule_on_withdrawal(case, refused.pk, ruling, by=people.judge, at=AT)
    assert list(HandIn.objects.order_by("pk").values_list("status", "granted", "outcome")) == [
        (
            "settled",
            True,
            "2023年2月6日口头裁定准许撤回起诉，记入2023年2月6日庭审笔录；理由：系处分诉讼权利。案件对其他原告继续审理。",
        ),
        (
            "settled",
            False,
            "2023年2月6日口头裁定不准许撤回起诉，记入谈话笔录；理由：损害他人合法权益。案件继续审理。",
        ),
    ]
    lines = TimelineEntry.objects.filter(litigant=None, for_litigants=True, text__contains="口头裁定").order_by("pk")
    assert list(lines.values_list("text", flat=True)) == [
        f"2023年2月6日口头裁定准许原告{first.name}撤回起诉，案件对其他原告继续审理。",
        "2023年2月6日口头裁定不准许原告吴大有撤回起诉，案件继续审理。",
    ]
    mark = f"原告{first.name}已准许撤回起诉（2023年2月6日，口头裁定），案件对其他原告继续审理。"
    assert [each.text for each in StaffNote.objects.filter(code="plaintiff_left")] == [mark]
    assert mark in client.get(f"/cases/{case.pk}/").content.decode()
    sms = Message.objects.get(key__startswith=f"withdrawal_ruled:{wanted.pk}:")
    assert "法院2023年2月6日口头裁定准许您撤回起诉，案件对其他原告继续审理。如有疑问请拨打12368。" in sms.text
    with pytest.raises(Refused, match="不能提交撤诉申请"):
        asked(case, first)
    # Who was refused sues on: the last one's application does not end the case for them.
    last = asked(case, second)
    with pytest.raises(Refused, match="原告吴大有没有申请撤诉"):
        actions.draw_up_withdrawal(case, by=people.judge, at=AT)
    asked(case, third)
    with pytest.raises(Refused, match="准许的应当拟制裁定书"):
        actions.rule_on_withdrawal(case, last.pk, replace(ruling, granted=True), by=people.judge, at=AT)
