"""A citizen signs in with a mobile number: six digits, ten minutes, once, five tries."""

import datetime
import re

import pytest
from django.test import Client

from tests.support.clients import Browse, send
from tests.support.court import AT, PASSWORD, People, open_court
from tianping.accounts import actions, queries
from tianping.accounts.models import Identity, User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.kernel import clock
from tianping.kernel.models import AuditEntry, Message
from tianping.kernel.refusals import Forbidden, Refused, TooMany

PHONE, OTHER = "19900000071", "19900000072"
NUMBER = "622827198001010014"
NUMBERED = {"full_name": "黄小明", "identity_kind": "resident_id", "identity_number": NUMBER}
DRAFT = actions.IdentityDraft("黄小明", "resident_id", NUMBER)
LAWYER = actions.IdentityDraft(
    "卢师言", "resident_id", NUMBER, licence_number="16210201010123456", firm="示范律师事务所"
)
IN, CODE, UP = "/accounts/phone/", "/accounts/phone/code/", "/accounts/phone/sign-up/"


@pytest.fixture
def people(db) -> People:
    """The court with its people."""
    return open_court()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime.datetime]:
    """The present moment, which a test turns on."""
    moment = [AT]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return moment


def code_for(phone: str) -> str:
    """The code in the newest message to a number."""
    found = re.search(r"验证码(\d{6})", Message.objects.filter(address=phone).latest("pk").text)
    assert found is not None
    return found[1]


def wrong_for(phone: str) -> str:
    """Six digits that are not the code."""
    return f"{(int(code_for(phone)) + 1) % 1_000_000:06}"


def test_the_first_time_a_citizen_says_who_they_are_and_the_next_time_the_code_is_enough(people, now):
    client = Client()
    assert client.post(IN, {"phone": "199 0000 0071", "next": "/mine/hearings/"})["Location"] == CODE
    assert client.post(CODE, {"code": f" {code_for(PHONE)} "})["Location"] == UP
    refused = client.post(UP, {**NUMBERED, "identity_number": "622827198001010015", "consents": "on"})
    assert refused.status_code == 422 and "校验码不符" in refused.content.decode()
    assert client.post(UP, NUMBERED).status_code == 422
    licensed = {**NUMBERED, "licence_number": "162102023", "firm": "示范律师事务所", "consents": "on"}
    assert "律师执业证号不是17位数字" in client.post(UP, licensed).content.decode()
    assert client.post(UP, {**NUMBERED, "consents": "on"})["Location"] == "/mine/hearings/"
    user = Identity.objects.get(phone=PHONE).user
    assert (user.full_name, queries.posts_on(user, AT.date())) == ("黄小明", {Post.LITIGANT})
    assert client.get("/mine/").status_code == 200
    now[0] += datetime.timedelta(minutes=2)
    again = Client()
    again.post(IN, {"phone": PHONE})
    assert again.post(CODE, {"code": code_for(PHONE)})["Location"] == "/mine/"
    assert AuditEntry.objects.filter(action="session.begin", subject=f"person:{user.pk}").count() == 2


def test_whoever_goes_back_still_has_the_code_that_was_sent(people, now):
    client = Client()
    client.post(IN, {"phone": PHONE})
    page = client.get(IN).content.decode()
    assert f'href="{CODE}"' in page and PHONE not in page
    assert client.post(IN, {"phone": PHONE})["Location"] == CODE
    assert Message.objects.filter(address=PHONE).count() == 1
    assert client.post(CODE, {"code": code_for(PHONE)})["Location"] == UP
    assert f'href="{CODE}"' not in client.get(IN).content.decode()
    other = Client()
    other.post(IN, {"phone": PHONE})
    now[0] += datetime.timedelta(minutes=11)
    assert f'href="{CODE}"' not in other.get(IN).content.decode()


def test_a_code_is_good_once_for_five_tries_and_ten_minutes(people, now):
    key = actions.send_code(PHONE, place="10.0.0.1", is_known_place=False, at=AT)
    good = code_for(PHONE)
    for _ in range(4):
        with pytest.raises(actions.CodeRefused):
            actions.check_code(key, PHONE, wrong_for(PHONE), place="10.0.0.1", at=AT)
    actions.check_code(key, PHONE, good, place="10.0.0.1", at=AT)
    with pytest.raises(actions.CodeRefused):
        actions.check_code(key, PHONE, good, place="10.0.0.1", at=AT)
    later = AT + datetime.timedelta(hours=2)
    key = actions.send_code(PHONE, place="10.0.0.1", is_known_place=False, at=later)
    for _ in range(5):
        with pytest.raises(actions.CodeRefused):
            actions.check_code(key, PHONE, wrong_for(PHONE), place="10.0.0.1", at=later)
    with pytest.raises(actions.CodeRefused):
        actions.check_code(key, PHONE, code_for(PHONE), place="10.0.0.1", at=later)
    later += datetime.timedelta(hours=2)
    key = actions.send_code(PHONE, place="10.0.0.1", is_known_place=False, at=later)
    with pytest.raises(actions.CodeRefused):
        actions.check_code(key, OTHER, code_for(PHONE), place="10.0.0.1", at=later)
    with pytest.raises(actions.CodeRefused):
        late = later + datetime.timedelta(minutes=10)
        actions.check_code(key, PHONE, code_for(PHONE), place="10.0.0.1", at=late)


def test_guessing_from_one_place_stops_and_does_not_lock_out_the_citizen_at_another(people, now):
    for minute in range(2):
        at = AT + datetime.timedelta(minutes=2 * minute)
        key = actions.send_code(PHONE, place="10.0.0.9", is_known_place=False, at=at)
        for _ in range(5):
            with pytest.raises(actions.CodeRefused):
                actions.check_code(key, PHONE, wrong_for(PHONE), place="10.0.0.9", at=at)
    at = AT + datetime.timedelta(minutes=5)
    key = actions.send_code(PHONE, place="10.0.0.9", is_known_place=False, at=at)
    with pytest.raises(TooMany, match="一小时后"):
        actions.check_code(key, PHONE, code_for(PHONE), place="10.0.0.9", at=at)
    own = actions.send_code(PHONE, place="fd00::1", is_known_place=True, at=at)
    actions.check_code(own, PHONE, code_for(PHONE), place="fd00::1", at=at)


def test_codes_are_asked_for_once_a_minute_and_five_times_an_hour(people, now):
    for minute in range(5):
        at = AT + datetime.timedelta(minutes=minute)
        actions.send_code(PHONE, place="10.0.0.1", is_known_place=False, at=at)
        with pytest.raises(TooMany):
            actions.send_code(PHONE, place="10.0.0.1", is_known_place=False, at=at)
    with pytest.raises(TooMany, match="一小时后"):
        actions.send_code(PHONE, place="10.0.0.1", is_known_place=False, at=AT + datetime.timedelta(minutes=10))
    for place in range(15):
        actions.send_code(PHONE, place=f"10.0.1.{place}", is_known_place=False, at=AT)
    with pytest.raises(TooMany):
        actions.send_code(PHONE, place="10.0.2.1", is_known_place=False, at=AT)


def test_a_number_that_is_known_and_one_that_is_not_get_the_same_answers(people, now, django_assert_num_queries):
    actions.sign_up(PHONE, DRAFT, at=AT)
    answers = []
    for phone in (PHONE, OTHER):
        client = Client()
        asked = client.post(IN, {"phone": phone})
        wrong = client.post(CODE, {"code": wrong_for(phone)})
        page = re.sub(r'value="[^"]+"|199\*{4}007\d|<input[^>]*>', "", wrong.content.decode())
        answers.append((asked.status_code, asked["Location"], wrong.status_code, page))
    assert answers[0] == answers[1]


def test_staff_do_not_sign_in_by_telephone_and_a_deactivated_citizen_is_asked_anew(people, now):
    with pytest.raises(Refused, match="工作人员"):
        actions.register_identity(people.clerk, PHONE, DRAFT, by=people.clerk, at=AT)
    user = actions.sign_up(PHONE, DRAFT, at=AT)
    with pytest.raises(Refused, match="已经注册"):
        actions.sign_up(PHONE, DRAFT, at=AT)
    assert queries.identity_of(user) is not None and queries.identity_of(people.clerk) is None


def test_a_lawyer_holds_the_post_once_a_clerk_has_seen_person_and_licence(people, browse: Browse, now):
    user = actions.sign_up(PHONE, LAWYER, at=AT)
    page = f"/accounts/identities/{user.pk}/"
    assert browse(people.judge).get(page).status_code == 403
    clerk = browse(people.clerk)
    assert NUMBER not in clerk.get(page).content.decode()
    assert NUMBER in clerk.post(f"{page}reveal/").content.decode()
    early = send(clerk, f"{page}lawyer/")
    assert early.status_code == 422 and "先核验本人身份" in early.content.decode()
    send(clerk, f"{page}verify/")
    send(clerk, f"{page}lawyer/")
    assert Post.LAWYER in queries.posts_on(user, AT.date())
    identity = Identity.objects.get(user=user)
    assert (identity.verified_by, identity.licence_confirmed_by) == (people.clerk, people.clerk)
    with pytest.raises(Refused, match="诉讼服务大厅"):
        actions.correct_identity(identity, DRAFT, by=user, at=AT)
    other = actions.IdentityDraft("卢师言", "resident_id", NUMBER, licence_number="1", firm="另一律师事务所")
    actions.correct_identity(identity, other, by=user, at=AT)
    assert Post.LAWYER not in queries.posts_on(user, AT.date())
    second = actions.sign_up(OTHER, DRAFT, at=AT)
    with pytest.raises(Refused, match="另一个手机号码"):
        actions.verify_identity(Identity.objects.get(user=second), by=people.clerk, at=AT)
    with pytest.raises(Forbidden):
        actions.verify_identity(Identity.objects.get(user=second), by=people.judge, at=AT)


def test_a_citizen_reads_copies_corrects_and_withdraws_what_is_kept(people, browse: Browse, now):
    user = acting(actions.sign_up(PHONE, DRAFT, at=AT), AT.date())
    client = browse(user)
    assert NUMBER in client.get("/accounts/identity/").content.decode()
    assert NUMBER in b"".join(client.get("/accounts/identity/copy/")).decode()
    typed = {**NUMBERED, "full_name": "黄晓明", "address": "镇原县城关镇"}
    assert send(client, "/accounts/identity/correct/", **typed).status_code == 302
    user.refresh_from_db()
    assert user.full_name == "黄晓明"
    assert client.post("/accounts/identity/phone/?again", {"phone": OTHER}).status_code == 302
    assert client.post("/accounts/identity/phone/", {"code": code_for(OTHER)}).status_code == 302
    assert Identity.objects.get(user=user).phone == OTHER
    assert NUMBER not in str(AuditEntry.objects.values_list("detail", flat=True))
    assert send(client, "/accounts/identity/withdraw/")["Location"] == "/"
    assert not Identity.objects.exists() and not User.objects.get(pk=user.pk).is_active
    assert browse(people.clerk).get("/accounts/identity/").status_code == 403


def test_a_page_of_citizens_sends_a_stranger_to_the_sign_in_by_telephone_and_back(people):
    assert Client().get("/mine/")["Location"] == "/accounts/phone/?next=/mine/"
    assert Client().get("/apply/new/?from=guide")["Location"] == "/accounts/phone/?next=/apply/new/%3Ffrom%3Dguide"
    assert Client().get("/cases/")["Location"] == "/accounts/login/?next=/cases/"
    assert Client().get("/mediation/")["Location"] == "/accounts/login/?next=/mediation/"
    assert Client().get(f"{IN}?next=https://elsewhere.example/").context["next"] == ""


def test_each_log_in_leads_to_the_other_and_keeps_where_somebody_was_going(people):
    phone, login = "/accounts/phone/?next=/apply/new/", "/accounts/login/?next=/apply/new/"
    assert f'href="{login}"' in Client().get(phone).content.decode()
    assert f'href="{phone}"' in Client().get(login).content.decode()


def test_whoever_logs_out_is_where_they_sign_in(people, browse: Browse, now):
    client = Client()
    client.post(IN, {"phone": PHONE})
    client.post(CODE, {"code": code_for(PHONE)})
    client.post(UP, {**NUMBERED, "consents": "on"})
    assert client.get("/mine/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == IN
    assert browse(people.clerk).post("/accounts/logout/")["Location"] == "/accounts/login/"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_neither_log_in_leads_out_of_the_court(people, now, elsewhere):
    asked = Client().get(IN, {"next": elsewhere}).content.decode()
    assert 'name="next" value=""' in asked
    assert "?next=" not in asked.partition("<main")[2]
    typed = {"username": people.clerk.username, "password": PASSWORD, "next": elsewhere}
    assert Client().post("/accounts/login/", typed)["Location"] == "/filing/"
    actions.sign_up(PHONE, DRAFT, at=AT)
    client = Client()
    client.post(IN, {"phone": PHONE, "next": elsewhere})
    assert client.post(CODE, {"code": code_for(PHONE)})["Location"] == "/mine/"


@pytest.mark.parametrize("address", ["/apply/", "/mine/", "/cases/"])
def test_whose_session_ran_out_is_told_so_and_a_newcomer_is_not(people, address):
    late = Client()
    late.force_login(people.clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    late.session.flush()
    assert "登录已过期，请重新登录；已经保存的内容都保留着。" in late.get(address, follow=True).content.decode()
    assert "登录已过期" not in Client().get(address, follow=True).content.decode()


def test_a_form_whose_session_ran_out_is_told_to_be_sent_again(people):
    late = Client()
    late.force_login(people.clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    late.session.flush()
    assert "请再核对一次、重新提交" in late.post("/apply/new/", {}, follow=True).content.decode()


def test_the_outbox_of_a_demonstration_shows_the_messages_to_a_number_typed_in_full(people, now):
    actions.send_code(PHONE, place="10.0.0.1", is_known_place=False, at=AT)
    client = Client()
    assert code_for(PHONE) in client.post("/outbox/", {"phone": PHONE}).content.decode()
    assert code_for(PHONE) not in client.post("/outbox/", {"phone": OTHER}).content.decode()
    assert client.post("/outbox/", {"phone": "1990000"}).status_code == 422


def test_sent_messages_are_listed_masked_for_clerks_and_codes_are_not_shown(people, browse: Browse, now):
    actions.send_code(PHONE, place="10.0.0.1", is_known_place=False, at=AT)
    message = Message.objects.get()
    clerk = browse(people.clerk)
    for page in ("/accounts/messages/", f"/accounts/messages/{message.pk}/"):
        text = clerk.get(page).content.decode()
        assert PHONE not in text and code_for(PHONE) not in text
        assert browse(people.judge).get(page).status_code == 403
    assert PHONE in clerk.post(f"/accounts/messages/{message.pk}/reveal/").content.decode()
    assert AuditEntry.objects.filter(action="personal_data.reveal", subject=f"message:{message.pk}").exists()
