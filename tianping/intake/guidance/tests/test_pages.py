"""The pages of guidance: nothing typed is lost, a code opens it again, a stranger's guess opens nothing."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tianping.accounts.actions import IdentityDraft, sign_up
from tianping.accounts.queries import acting
from tianping.intake.guidance.actions import KEPT_DAYS, forget_expired
from tianping.intake.guidance.codes import code_of, spaced
from tianping.intake.guidance.models import Guide
from tianping.intake.guidance.queries import carried_title
from tianping.intake.guidance.tests.test_paths import LABOUR, walk
from tianping.intake.guidance.tests.walks import AWAY, HOME, WALKS

LOAN = next(each.typed for each in WALKS if each.path == "private_loan")
SUED = IdentityDraft("黄小明", "resident_id", "622827198001010014")
SORRY = "引导码不对，或者已经过了90天。"


def answered(client: Client) -> Guide:
    """A guide with its first answer."""
    send(client, "/guide/private_loan/plaintiff_kind/", answer="natural")
    return Guide.objects.get()


def typed_code(client: Client, code: str, address: str = "10.0.0.1") -> Any:
    return client.post("/guide/resume/", {"code": code}, REMOTE_ADDR=address)


def test_a_look_makes_no_record_and_the_first_answer_does(stranger: Client) -> None:
    for address in ("/guide/", "/guide/private_loan/plaintiff_kind/", "/guide/resume/"):
        assert stranger.get(address).status_code == 200
    assert not Guide.objects.exists()
    guide = answered(stranger)
    assert guide.answers == {"plaintiff_kind": "natural"}
    assert guide.expires_on == AT.date() + datetime.timedelta(days=KEPT_DAYS)
    assert code_of(guide.pk) not in str(guide.__dict__)


def test_what_was_typed_stays_with_a_sentence_that_says_how_to_mend_it(stranger: Client) -> None:
    answered(stranger)
    sent = send(stranger, "/guide/private_loan/principal_owed_fen/", answer="五万左右")
    text = sent.content.decode()
    assert sent.status_code == 422
    assert "五万左右" in text
    assert "请写成以元为单位的数字" in text
    assert "需要更正：" in text


@pytest.mark.parametrize(("typed", "fen"), [("5万", 5_000_000), ("1.5万元", 1_500_000), ("48,440.50", 4_844_050)])
def test_a_sum_is_understood_as_people_say_it(stranger: Client, typed: str, fen: int) -> None:
    answered(stranger)
    send(stranger, "/guide/private_loan/principal_owed_fen/", answer=typed)
    assert Guide.objects.get().answers["principal_owed_fen"] == fen


def test_the_way_back_shows_what_was_answered_and_a_changed_answer_leads_on(stranger: Client) -> None:
    text = walk(stranger, "private_loan", LOAN)
    assert "第十八条第二款" in text
    back = stranger.get("/guide/private_loan/principal_owed_fen/").content.decode()
    assert 'value="48440.00"' in back
    sent = send(stranger, "/guide/private_loan/principal_owed_fen/", answer="100000")
    assert sent["Location"] == "/guide/private_loan/result/"
    assert "预计先交1,150.00元" in stranger.get(sent["Location"]).content.decode()


def test_an_answer_sent_after_the_session_ended_goes_on_where_it_stood(stranger: Client) -> None:
    guide = answered(stranger)
    page = stranger.get("/guide/private_loan/principal_owed_fen/").content.decode()
    code = spaced(code_of(guide.pk))
    assert f'<input type="hidden" name="code" value="{code}">' in page
    later = Client()
    sent = send(later, "/guide/private_loan/principal_owed_fen/", answer="5万", code=code)
    assert (sent.status_code, Guide.objects.count()) == (302, 1)
    assert Guide.objects.get().answers == {"plaintiff_kind": "natural", "principal_owed_fen": 5_000_000}


def test_a_code_guessed_in_a_form_opens_nothing_and_is_counted(stranger: Client) -> None:
    guide = answered(stranger)
    wrong = code_of(guide.pk)[:-1] + ("2" if code_of(guide.pk)[-1] != "2" else "3")
    for _ in range(10):
        sent = send(Client(), "/guide/private_loan/plaintiff_kind/", answer="nobody", code=wrong)
        assert (sent.status_code, spaced(code_of(guide.pk)) in sent.content.decode()) == (422, False)
    assert send(Client(), "/guide/private_loan/plaintiff_kind/", answer="nobody", code=wrong).status_code == 429


def test_a_form_sent_twice_answers_once(stranger: Client) -> None:
    stranger.get("/guide/private_loan/plaintiff_kind/")
    typed = {"submission_key": "7f1c9f60-5d5a-4e0f-9d8a-0d5f0f1d2a3b", "answer": "natural"}
    answers = [stranger.post("/guide/private_loan/plaintiff_kind/", typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Guide.objects.count() == 1


def test_whoever_goes_back_in_the_browser_and_answers_otherwise_goes_on(stranger: Client) -> None:
    address, key = "/guide/private_loan/plaintiff_kind/", "7f1c9f60-5d5a-4e0f-9d8a-0d5f0f1d2a3c"
    stranger.get(address)
    for answer in ("natural", "legal"):
        assert stranger.post(address, {"submission_key": key, "answer": answer}).status_code == 302
    assert Guide.objects.get().answers["plaintiff_kind"] == "legal"


def test_a_code_opens_the_answers_on_another_device_however_it_is_written(stranger: Client) -> None:
    guide = answered(stranger)
    other = Client()
    found = typed_code(other, spaced(code_of(guide.pk)).lower())
    assert found["Location"] == "/guide/private_loan/"
    assert other.get("/guide/private_loan/")["Location"] == "/guide/private_loan/defendant_kind/"


def test_unknown_wrong_and_expired_codes_get_one_sentence(stranger: Client) -> None:
    guide = answered(stranger)
    code = code_of(guide.pk)
    Guide.objects.update(expires_on=AT.date() - datetime.timedelta(days=1))
    for typed in (code, code[:-1], "ABCDEFGHJK"):
        response = typed_code(Client(), typed)
        assert response.status_code == 422
        assert SORRY in response.content.decode()
    assert stranger.get("/guide/private_loan/")["Location"] == "/guide/private_loan/plaintiff_kind/"
    forget_expired()
    assert not Guide.objects.exists()


def test_codes_are_guessed_ten_times_a_minute_and_no_more(stranger: Client) -> None:
    guide = answered(stranger)
    for _ in range(10):
        typed_code(Client(), "ABCDEFGHJK")
    assert typed_code(Client(), code_of(guide.pk)).status_code == 429
    assert typed_code(Client(), code_of(guide.pk), "10.0.0.2").status_code == 302


def test_a_stranger_sees_no_other_browsers_answers(stranger: Client) -> None:
    walk(stranger, "private_loan", LOAN)
    other = Client()
    assert other.get("/guide/private_loan/result/")["Location"] == "/guide/private_loan/"
    assert "48440" not in other.get("/guide/private_loan/principal_owed_fen/", follow=True).content.decode()
    assert other.get("/guide/no_such_path/").status_code == 404
    send(stranger, "/guide/private_loan/leave/")
    assert stranger.get("/guide/private_loan/")["Location"] == "/guide/private_loan/plaintiff_kind/"


def test_whoever_lost_the_cookies_is_asked_for_the_code(stranger: Client) -> None:
    walk(stranger, "private_loan", LOAN)
    other = Client()
    for address in ("/guide/private_loan/result/", "/guide/private_loan/lent_on/"):
        page = other.get(address, follow=True).content.decode()
        assert "这个浏览器里没有您的回答" in page
        assert 'href="/guide/resume/">用引导码继续</a>' in page
    assert "用引导码继续" not in stranger.get("/guide/private_loan/plaintiff_kind/").content.decode()


@pytest.mark.parametrize("address", ["/guide/private_loan/mediation/", "/guide/private_loan/result/"])
def test_a_page_asks_the_database_a_constant_number_of_times(stranger: Client, address: str) -> None:
    walk(stranger, "private_loan", LOAN)
    with CaptureQueriesContext(connection) as asked:
        stranger.get(address)
    assert len(asked) <= 9


@pytest.mark.parametrize(
    ("path", "who", "onward"),
    [
        ("sued", "stranger", "/progress/"),
        ("sued", "citizen", "/mine/"),
        ("sued", "clerk", "/window/"),
        ("enforcement", "stranger", "/progress/?to=/progress/enforcement/"),
        ("enforcement", "citizen", "/mine/"),
        ("enforcement", "clerk", "/enforcement/new/"),
    ],
)
def test_the_end_leads_by_a_button_to_where_it_goes_on(
    people: People, browse: Browse, path: str, who: str, onward: str
) -> None:
    users = {"stranger": None, "clerk": people.clerk}
    user = users[who] if who in users else acting(sign_up("19900000071", SUED, at=AT), AT.date())
    client = browse(user)
    page = walk(client, path, next(each.typed for each in WALKS if each.path == path))
    assert f'class="tp-button" href="{onward}"' in page


@pytest.mark.parametrize(
    ("kind", "places", "who", "onward"),
    [
        ("labour_award", {"defendant_place": HOME}, "citizen", "/enforcement/apply/?guide="),
        ("labour_award", {"defendant_place": HOME}, "clerk", "/enforcement/titles/new/?guide="),
        ("notarised", {"defendant_place": AWAY, "assets_place": HOME}, "stranger", "/enforcement/apply/?guide="),
        ("civil", {"tried_by": "霍邱县人民法院", "assets_place": HOME}, "citizen", "/enforcement/apply/?guide="),
        ("payment_order", {"tried_by": "霍邱县人民法院", "assets_place": AWAY}, "citizen", ""),
        ("arbitral", {"defendant_place": HOME}, "citizen", ""),
    ],
)
def test_titles_of_others_lead_into_an_application_with_every_answer_or_to_their_court(
    people: People, browse: Browse, kind: str, places: dict[str, str], who: str, onward: str
) -> None:
    users = {"stranger": None, "clerk": people.clerk}
    user = users[who] if who in users else acting(sign_up("19900000071", SUED, at=AT), AT.date())
    client, given = browse(user), {"tried_by": "", "defendant_place": AWAY, "assets_place": "", **places}
    asked = ("tried_by",) if "tried_by" in places else ()
    typed = {"title_kind": kind, **{name: given[name] for name in asked}, "term_over": "yes", "performance_due_on": ""}
    typed |= {"defendant_place": given["defendant_place"], "assets_place": given["assets_place"], "owed_fen": "25000"}
    page = walk(client, "enforcement", typed)
    if not onward:
        assert 'class="tp-button" href' not in page
        return
    address = next(each for each in page.split('"') if each.startswith(onward))
    if who == "clerk":
        form = client.get(address).content.decode()
        assert f'value="{HOME}"' in form and 'value="25000.00"' in form and "劳动人事争议仲裁裁决书" in form
    if who == "citizen":
        begun = send(client, "/enforcement/apply/", guide=address.partition("guide=")[2])["Location"]
        assert begun.endswith("/title/")
        claim = client.get(begun.replace("/title/", "/claim/")).content.decode()
        assert 'value="25000.00"' in claim


def filled_from(client: Client, page: str, name: str) -> str:
    """What the application on the title shows in a field when it starts from the result of a guide, at any door."""
    address = next(each for each in page.split('"') if each.startswith("/enforcement/") and "guide=" in each)
    if address.startswith("/enforcement/apply/"):
        begun = send(client, "/enforcement/apply/", guide=address.partition("guide=")[2])["Location"]
        part = "title" if name == "served_on" else "claim"
        text = client.get(begun.replace("/title/", f"/{part}/")).content.decode()
    else:
        text = client.get(address).content.decode()
    (field,) = re.findall(rf'<input[^>]* name="(?:title-|claim-)?{name}"[^>]*>', text)
    return (re.findall(r'value="([^"]*)"', field) or [""])[0]


@pytest.mark.parametrize("who", ["citizen", "clerk"])
@pytest.mark.parametrize("due_on", ["2023-01-05", ""])
def test_the_last_day_to_perform_is_not_asked_again_and_stays_empty_where_nobody_knew_it(
    people: People, browse: Browse, who: str, due_on: str
) -> None:
    typed = {"title_kind": "labour_award", "term_over": "yes", "performance_due_on": due_on}
    typed |= {"defendant_place": HOME, "assets_place": "", "owed_fen": ""}
    client = browse(people.clerk if who == "clerk" else acting(sign_up("19900000071", SUED, at=AT), AT.date()))
    page = walk(client, "enforcement", typed)
    assert filled_from(client, page, "performance_due_on") == due_on
    assert filled_from(client, page, "amount") == ""


def test_the_day_on_which_an_award_came_is_not_asked_again(people: People, browse: Browse) -> None:
    last = ("defendant_place", "work_place", "wages_owed_fen", "mediation")
    typed = {key: LABOUR[key] for key in LABOUR if key not in last} | {"arbitration": "award"}
    typed |= {"award_received_on": "2023-01-10"} | {key: LABOUR[key] for key in last}
    client = browse(people.clerk)
    assert filled_from(client, walk(client, "labour_pay", typed), "served_on") == "2023-01-10"
    for arbitration, served_on in (("award", "2023-01-10"), ("rejected", "")):
        guide = Guide.objects.get()
        guide.answers |= {"arbitration": arbitration}
        guide.save()
        taken = carried_title(code_of(guide.pk), on=AT.date())
        assert taken is not None and taken.served_on == served_on


@pytest.mark.parametrize("path", ["divorce", "labour_pay", "enforcement"])
def test_how_sure_a_text_is_stands_folded_and_in_plain_words_and_in_full_for_staff(
    stranger: Client, people: People, browse: Browse, path: str
) -> None:
    typed = next(each.typed for each in WALKS if each.path == path)
    citizen, staff = walk(stranger, path, typed), walk(browse(people.clerk), path, typed)
    full, plain = "原文未核对", "法条的文字还在核对，以法院的答复为准。"
    assert full in staff and plain not in staff
    assert plain in citizen and "tp-certainty" not in citizen
    main = citizen.split("<main")[1]
    assert all(before.rfind("<details") > before.rfind("</details>") for before in _befores(main, plain))


def _befores(text: str, words: str) -> list[str]:
    """What stands before each place where the words stand."""
    pieces = text.split(words)
    return [words.join(pieces[:count]) for count in range(1, len(pieces))]


def test_none_of_several_things_is_not_chosen_beside_one_of_them(stranger: Client) -> None:
    send(stranger, "/guide/divorce/defendant_state/", answer="known")
    sent = send(stranger, "/guide/divorce/grounds/", answer=["violence", "none"])
    assert sent.status_code == 422
    assert "选了“对方动手打人”，又选了“都没有，就是过不下去了”，两样不能同时选" in sent.content.decode()
    assert "grounds" not in Guide.objects.get().answers


def test_whoever_is_beaten_is_told_where_to_ask_for_protection_and_brings_no_papers_of_no_children(
    stranger: Client,
) -> None:
    divorce = next(each.typed for each in WALKS if each.path == "divorce")
    text = walk(stranger, "divorce", {**divorce, "has_children": "no"})
    assert "到本院诉讼服务大厅立案窗口申请，不收费" in text and "《反家庭暴力法》第二十五条" in text
    assert "结婚证" in text
    assert "子女的出生证明" not in text
    send(stranger, "/guide/divorce/has_children/", answer="yes")
    assert "子女的出生证明" in stranger.get("/guide/divorce/result/").content.decode()
