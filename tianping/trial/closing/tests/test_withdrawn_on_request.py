"""准许撤诉 on an application: what was asked for, the halved fee, and every plaintiff or none."""

import pytest

from tests.support.clients import Browse, send
from tests.support.court import AT, PASSWORD, People
from tianping.accounts.actions import add_person
from tianping.accounts.models import User
from tianping.cases.actions import CounselDraft, name_counsel_many
from tianping.cases.models import Case, Counsel, Litigant
from tianping.cases.permissions import Looker
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
    asked(case, second)
    assert "周老根" in "".join(line[1] for line in actions.draw_up_withdrawal(case, by=people.judge, at=AT).body)
