"""What a party types while a look or a log-in ends is there again, for that party, until it is handed in."""

import re
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.uploads import SCAN
from tianping.accounts.actions import IdentityDraft, sign_up
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, LitigantAccess
from tianping.kernel.models import Draft
from tianping.papers.dossier import actions
from tianping.papers.dossier.actions import Upload
from tianping.papers.dossier.models import HandIn
from tianping.papers.dossier.tests.conftest import IN_TIME, looker, looking

WORDS, ADDRESS = "已经还款一万元，不同意其余请求。", "/progress/answer/"


@pytest.fixture(autouse=True)
def _in_the_period(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: IN_TIME)


@pytest.fixture
def owner(case: Case) -> User:
    """The defendant, signed in by telephone."""
    return acting_for(case, "19900000071", "defendant")


def acting_for(case: Case, phone: str, role: str) -> User:
    user = acting(sign_up(phone, IdentityDraft("黄小明", "resident_id", "622827198001010014"), at=AT), AT.date())
    litigant = case.matter.litigants.get(role=role)
    case_actions.give_access(user, litigant, LitigantAccess.How.FILED, by=user, at=AT)
    return user


def draft_on(client: Client, address: str = ADDRESS) -> str:
    """The name under which a page keeps what is typed into it."""
    found = re.search(r'name="draft" value="([^"]+)"', client.get(address).content.decode())
    assert found is not None
    return found[1]


def late(client: Client, monkeypatch: pytest.MonkeyPatch, address: str = ADDRESS, **typed: str) -> str:
    """Send a form after the look has ended; where that leads."""
    name = draft_on(client, address)
    with monkeypatch.context() as later:
        later.setattr("tianping.cases.permissions.LOOK_OPEN_FOR", timedelta(seconds=-1))
        return send(client, address, draft=name, **typed)["Location"]


def look_again(client: Client, case: Case, role: str = "defendant") -> str:
    typed = {"number": case.number, "code": code_of(case, role)}
    page = client.get("/progress/").content.decode()
    way = re.search(r'name="to" value="([^"]*)"', page)
    return client.post("/progress/", typed | {"to": way[1] if way else ""})["Location"]


def test_what_was_sent_after_the_look_ended_is_there_again_where_it_was_typed(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = looking(case)
    assert late(client, monkeypatch, text=WORDS) == "/progress/"
    assert "已经填写的内容保留着" in client.get("/progress/").content.decode()
    assert look_again(client, case) == ADDRESS
    page = client.get(ADDRESS).content.decode()
    assert WORDS in page
    assert "上次填写还没有提交的内容已经恢复" in page


def test_on_another_machine_it_is_there_too(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    late(looking(case), monkeypatch, text=WORDS)
    assert WORDS in looking(case).get(ADDRESS).content.decode()


def test_it_is_shown_to_nobody_else(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    client = looking(case)
    late(client, monkeypatch, text=WORDS)
    look_again(client, case, "plaintiff")
    assert WORDS not in client.get(ADDRESS).content.decode()
    assert WORDS not in looking(case, "plaintiff").get(ADDRESS).content.decode()


def test_whoever_has_a_code_that_was_replaced_leaves_nothing_with_the_party(people: People, case: Case) -> None:
    client = looking(case)
    name = draft_on(client)
    case_actions.replace_lookup_code(case, looker(case).litigant, by=people.clerk, at=IN_TIME)
    send(client, ADDRESS, text=WORDS, draft=name)
    assert not Draft.objects.exists()


def test_what_proves_what_is_kept_like_the_words(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    client, address = looking(case), "/progress/hand-in/evidence/"
    late(client, monkeypatch, address, name="借条", purpose="证明2022年5月已经还款")
    page = looking(case).get(address).content.decode()
    assert "借条" in page
    assert "证明2022年5月已经还款" in page


def test_while_somebody_types_it_is_kept_and_it_ends_with_the_handing_in(case: Case) -> None:
    client = looking(case)
    keep = f"/progress/typed/{draft_on(client)}/"
    assert client.post(keep, {"text": WORDS}).status_code == 204
    assert WORDS in looking(case).get(ADDRESS).content.decode()
    draft = actions.begin(looker(case), HandIn.Kind.ANSWER, at=IN_TIME)
    actions.attach(draft, Upload(SCAN, "答辩状"))
    assert send(client, "/progress/hand-in/answer/check/", true="on").status_code == 302
    assert not Draft.objects.exists()
    assert WORDS not in looking(case).get(ADDRESS).content.decode()


def test_nothing_is_kept_under_the_name_of_another_party(case: Case) -> None:
    name = draft_on(looking(case))
    assert looking(case, "plaintiff").post(f"/progress/typed/{name}/", {"text": WORDS}).status_code == 404
    assert not Draft.objects.exists()


def test_a_person_whose_log_in_ended_for_idleness_finds_it_after_signing_in_again(
    case: Case, owner: User, browse: Browse
) -> None:
    client = browse(owner)
    client.post(f"/mine/{case.pk}/open/")
    name = draft_on(client)
    session = client.session
    session["last_seen"] = time.time() - 10 * 60 * 60
    session.save()
    assert "next=/progress/answer/" in send(client, ADDRESS, text=WORDS, draft=name)["Location"]
    again = browse(owner)
    assert again.get(ADDRESS)["Location"] == "/mine/"
    assert again.post(f"/mine/{case.pk}/open/")["Location"] == ADDRESS
    assert WORDS in again.get(ADDRESS).content.decode()


def test_a_browser_that_has_lost_the_session_keeps_it_for_the_one_who_signs_in(
    case: Case, owner: User, browse: Browse
) -> None:
    client = browse(owner)
    client.post(f"/mine/{case.pk}/open/")
    name = draft_on(client)
    client.session.flush()
    client.cookies.pop("sessionid", None)
    send(client, ADDRESS, text=WORDS, draft=name)
    client.force_login(owner, backend=settings.AUTHENTICATION_BACKENDS[-1])
    assert client.post(f"/mine/{case.pk}/open/")["Location"] == ADDRESS
    assert WORDS in client.get(ADDRESS).content.decode()
    send(client, ADDRESS, text=WORDS, draft=name)
    assert "已经恢复" not in client.get(ADDRESS).content.decode()


def test_in_a_lost_session_the_other_side_is_not_shown_it(case: Case, owner: User, browse: Browse) -> None:
    client = browse(owner)
    client.post(f"/mine/{case.pk}/open/")
    name = draft_on(client)
    client.session.flush()
    client.cookies.pop("sessionid", None)
    send(client, ADDRESS, text=WORDS, draft=name)
    look_again(client, case, "plaintiff")
    assert WORDS not in client.get(ADDRESS).content.decode()


def test_without_a_form_nothing_of_it_is_kept(case: Case, client: Client) -> None:
    assert send(client, ADDRESS, text=WORDS)["Location"] == "/progress/"
    assert not Draft.objects.exists()
