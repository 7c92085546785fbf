"""已提交的起诉状: every page on which it was written leads to its receipt; while it is corrected, they are open."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.support.court import AT, People
from tests.support.pleadings import LOAN, whole
from tests.support.uploads import PHOTO
from tianping.accounts.models import User
from tianping.cases.models import Matter
from tianping.intake.application import actions, urls
from tianping.intake.application.models import Application, Signature
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Acceptance, Point
from tianping.kernel import files

# What is read of a pleading, or ends it while it is with the court; at all other addresses it is written.
NOT_WRITTEN = {"application_receipt", "application_pleading", "application_sheet_file", "application_withdraw"}


def writing(application: Application) -> dict[str, str]:
    """Every address at which a pleading is written, by its name, with what this pleading holds."""
    document, person = application.documents.get(kind="identity"), application.people.get(role="plaintiff")
    ids: dict[str, Any] = {
        "pk": application.pk, "side": "plaintiffs", "person_id": person.pk, "agent_id": application.agents.get().pk,
        "document_id": document.pk, "sheet_id": document.sheets.get().pk,
    }  # fmt: skip
    found = {}
    for each in urls.urlpatterns:
        assert isinstance(each, URLPattern) and each.name
        names = set(each.pattern.converters)
        if "pk" in names and each.name not in NOT_WRITTEN:
            keyed = {**ids, "key": "loan" if each.name == "application_section" else "principal_fen"}
            found[each.name] = reverse(each.name, kwargs={name: keyed[name] for name in names})
    return found


def answers(client: Client, application: Application) -> dict[str, tuple[int, str]]:
    """What every page answers to a look: its status, and where it leads; what is only sent is left out."""
    looks = {name: client.get(address) for name, address in writing(application).items()}
    return {name: (got.status_code, got.get("Location", "")) for name, got in looks.items() if got.status_code != 405}


@pytest.fixture
def pleading(people: People, plaintiff: User) -> Application:
    """A pleading of 甄秀兰, for whom her son acts, not handed in yet."""
    application = whole(plaintiff)
    agent = {"name": "甄小宝", "kind": "relative", "authority": "general", "phone": "13800000004"}
    actions.choose_agent(application, agent, by=plaintiff, at=AT)
    letter = actions.put_document(application, "authority", "授权委托书", by=plaintiff, at=AT)
    actions.add_sheet(letter, PHOTO, by=plaintiff, at=AT)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    return application


def test_an_old_link_leads_to_the_receipt(pleading: Application, plaintiff: User, page_of: PageOf) -> None:
    actions.hand_in(pleading, by=plaintiff, at=AT)
    led = answers(page_of(plaintiff), pleading)
    assert set(led.values()) == {(302, f"/apply/{pleading.pk}/receipt/")}
    assert {"application_ask", "application_check", "application_sign", "application_documents"} <= set(led)


def test_a_form_that_was_still_open_is_refused_in_a_sentence(
    pleading: Application, plaintiff: User, page_of: PageOf
) -> None:
    actions.hand_in(pleading, by=plaintiff, at=AT)
    client, before = page_of(plaintiff), Application.objects.values().get()
    for name, address in writing(pleading).items():
        sent = client.post(address, key())
        if name == "application_sign":
            # Whoever hands it in from a second tab wanted what has happened.
            assert sent["Location"] == f"/apply/{pleading.pk}/receipt/"
        elif sent.status_code != 405:
            assert (name, sent.status_code, "已经提交给法院" in sent.content.decode()) == (name, 422, True)
    assert Application.objects.values().get() == before
    assert pleading.documents.count() == 2


def test_while_it_is_corrected_its_pages_are_open(
    people: People, pleading: Application, plaintiff: User, page_of: PageOf
) -> None:
    actions.hand_in(pleading, by=plaintiff, at=AT)
    filing = Application.objects.get().filing
    asked = [Point("请核对借款金额。", "principal_fen")]
    filing_actions.ask_correction(filing, asked, until=datetime.date(2023, 2, 20), by=people.clerk, at=AT)
    led = answers(page_of(plaintiff), pleading)
    assert f"/apply/{pleading.pk}/receipt/" not in {where for _, where in led.values()}
    assert led["application_ask"] == (200, "")


def test_what_was_handed_in_is_what_is_read_afterwards(pleading: Application, plaintiff: User, page_of: PageOf) -> None:
    actions.hand_in(pleading, by=plaintiff, at=AT)
    filed = Application.objects.get().filing.materials.get(kind="pleading")
    Signature.objects.update(name="别人", is_over=False)
    sent: Any = page_of(plaintiff).get(f"/apply/{pleading.pk}/pleading/")
    content = b"".join(sent.streaming_content) if sent.streaming else sent.content
    assert content == files.path_of(filed.file.sha256).read_bytes()


def test_what_was_given_up_is_not_written_on(plaintiff: User, page_of: PageOf) -> None:
    application = actions.begin("民间借贷纠纷", by=plaintiff, at=AT)
    actions.give_up(application, by=plaintiff, at=AT)
    client = page_of(plaintiff)
    assert client.get(f"/apply/{application.pk}/check/")["Location"] == "/apply/"
    sent = client.post(f"/apply/{application.pk}/agent/", {"has_agent": "no", **key()})
    assert (sent.status_code, "已经放弃" in sent.content.decode()) == (422, True)


@pytest.mark.parametrize("cause", [LOAN, "追索劳动报酬纠纷"])
def test_the_receipt_of_an_accepted_suit_says_whether_the_fee_is_to_be_paid_first(
    people: People, plaintiff: User, page_of: PageOf, cause: str
) -> None:
    application = whole(plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    actions.hand_in(application, by=plaintiff, at=AT)
    Application.objects.update(cause_name=cause)
    Matter.objects.update(cause_name=cause)
    filing_actions.accept_many([Application.objects.get().filing], Acceptance(), by=people.clerk, at=AT)
    page = page_of(plaintiff).get(f"/apply/{application.pk}/receipt/").content.decode()
    assert ("请按交费通知交纳诉讼费" in page, "可以不预交案件受理费" in page) == (cause == LOAN, cause != LOAN)
