"""The kiosk: number and code show the case, nothing leads away, and a minute later nothing is left."""

import datetime
import re

import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.court import AT, People
from tianping.cases.actions import open_cases
from tianping.cases.models import Case
from tianping.kernel.models import AuditEntry
from tianping.law.case_types import case_types
from tianping.portal.forms import KIOSK_KINDS, KioskForm
from tianping.portal.kiosk import TOUCHED

SORRY = "案号或者查询码不对，请对照受理单或者通知书核对后再试。"


def ask(client: Client, case: Case, **changes: str):
    typed = {"year": str(case.year), "kind": case.type_code, "sequence": str(case.sequence), "code": code_of(case)}
    return client.post("/kiosk/", {**typed, **changes})


def idle(client: Client, seconds: int) -> None:
    """Let so many seconds pass since the screen was touched."""
    session = client.session
    touched = datetime.datetime.fromisoformat(session[TOUCHED]) - datetime.timedelta(seconds=seconds)
    session[TOUCHED] = touched.isoformat()
    session.save()


def test_number_in_parts_and_code_show_the_case_and_the_look_is_on_record(case: Case) -> None:
    client = Client()
    assert ask(client, case)["Location"] == "/kiosk/case/"
    page = client.get("/kiosk/case/").content.decode()
    for shown in (case.number, "已立案，待交费", "黄**", f"已登记立案，案号{case.number}。"):
        assert shown in page
    assert AuditEntry.objects.filter(action="progress.view", subject=f"case:{case.pk}").exists()


def test_no_link_leads_out_of_the_kiosk_and_nothing_secret_stands_in_an_address(case: Case) -> None:
    client = Client()
    pages = [client.get("/kiosk/").content.decode(), ask(client, case, code="WRONG").content.decode()]
    ask(client, case)
    pages.append(client.get("/kiosk/case/").content.decode())
    for page in pages:
        assert re.findall(r"<a\b", page) == []
        assert set(re.findall(r'action="([^"]*)"', page)) <= {"/kiosk/", "/kiosk/end/"}


@pytest.mark.parametrize(
    "wrong", [{"code": "ABCDEFGH"}, {"sequence": "99"}, {"sequence": "九"}, {"year": "二〇二三"}, {"kind": "执"}]
)
def test_whatever_is_wrong_gets_the_same_sentence(case: Case, wrong: dict[str, str]) -> None:
    answer = ask(Client(), case, **wrong)
    assert answer.status_code == 422
    assert SORRY in answer.content.decode()


def test_the_parts_of_a_number_are_asked_in_its_own_order(case: Case) -> None:
    page = Client().get("/kiosk/").content.decode()
    places = [page.index(f'name="{part}"') for part in ("year", "kind", "sequence", "code")]
    assert places == sorted(places)


@pytest.mark.parametrize("sequence", [None, "98"])
def test_after_ten_wrong_codes_the_kiosk_says_that_this_number_waits_and_leads_nowhere_else(
    case: Case, sequence: str | None
) -> None:
    number = {"sequence": sequence or str(case.sequence)}
    for _wrong in range(10):
        assert ask(Client(), case, code="ABCDEFGH", **number).status_code == 422
    answer = ask(Client(), case, **number)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert re.search("一小时内已经输错10次，[0-9]{2}:[0-9]{2}以前这个案号在这里不能再查，别的案号照常可以查", page)
    assert "自助查询" in page
    assert re.findall(r"<a\b", page) == []
    assert (ask(Client(), case).status_code == 302) is (sequence is not None)


def test_too_many_looks_in_a_minute_stay_in_the_kiosk_too(case: Case) -> None:
    for _look in range(60):
        ask(Client(), case, sequence="99", code="")
    answer = ask(Client(), case)
    page = answer.content.decode()
    assert (answer.status_code, "查询过于频繁" in page, "自助查询" in page) == (429, True, True)


def test_the_end_button_wipes_everything(case: Case) -> None:
    client = Client()
    ask(client, case)
    before = client.cookies["sessionid"].value
    assert client.post("/kiosk/end/")["Location"] == "/kiosk/"
    for address in ("/kiosk/case/", "/progress/case/"):
        assert client.get(address).status_code == 302
    client.cookies["sessionid"] = before
    assert client.get("/kiosk/case/")["Location"] == "/kiosk/"


def test_a_minute_without_a_touch_ends_it_and_a_touch_before_keeps_it(case: Case) -> None:
    client = Client()
    ask(client, case)
    idle(client, 50)
    assert client.get("/kiosk/case/").status_code == 200
    idle(client, 61)
    assert client.get("/kiosk/case/")["Location"] == "/kiosk/"
    assert client.get("/progress/case/").status_code == 302


def test_the_first_screen_of_the_next_visitor_shows_nothing_of_the_one_before(case: Case) -> None:
    client = Client()
    ask(client, case)
    assert case.number not in client.get("/kiosk/").content.decode()
    assert client.get("/kiosk/case/")["Location"] == "/kiosk/"


def test_without_scripts_the_page_goes_by_itself(case: Case) -> None:
    client = Client()
    ask(client, case)
    assert '<meta http-equiv="refresh" content="60; url=/kiosk/">' in client.get("/kiosk/case/").content.decode()


def test_whoever_of_the_court_looks_at_the_kiosk_stays_signed_in(people: People, browse) -> None:
    client = browse(people.clerk)
    client.get("/kiosk/")
    assert client.get("/accounts/me/").status_code == 200


def test_every_kind_of_which_the_court_has_cases_can_be_entered_and_no_other_is_offered(
    people: People, case: Case
) -> None:
    def offered() -> set[str]:
        return set(re.findall(r'value="([^"]+)"', Client().get("/kiosk/").content.decode())) & set(case_types())

    assert offered() == set(KIOSK_KINDS)
    assert 'value="other"' not in Client().get("/kiosk/").content.decode()
    assert {"执恢", "执异", "破申"} <= set(KIOSK_KINDS)
    for kind in ("民初", "刑核", "民终"):
        assert ask(Client(), case, kind="other", other=kind).status_code == 422
    (other,) = open_cases([case.matter], "执他", by=people.clerk, at=AT)
    assert offered() == {*KIOSK_KINDS, "执他"}
    assert 'value="other"' in Client().get("/kiosk/").content.decode()
    assert ask(Client(), other, kind="other", other="执他")["Location"] == "/kiosk/case/"
    nothing = ask(Client(), case, kind="other")
    assert (nothing.status_code, "请在“其他种类”里选择" in nothing.content.decode()) == (422, True)
    form = KioskForm(
        {"year": "2023", "kind": "other", "other": "执他", "sequence": "7", "code": "ABCDEFGH"}, court_code="甘1027"
    )
    assert form.is_valid() and form.number == "（2023）甘1027执他7号"
