"""A form whose cookies are gone: said in Chinese, nothing typed is lost, and the way leads back to the same page."""

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.uploads import PHOTO
from tianping.accounts import actions
from tianping.accounts.posts import Post
from tianping.kernel import clock
from tianping.kernel.models import Draft

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
PAGE = "/accounts/identity/correct/"
WORDS = "我借给他<b>三万</b>元，\n他没有还。"
TYPED = {"story": WORDS, "kind": "personal", "password": "tianping-2023", "code": "654321", "submission_key": "x"}


def a_browser(*, signed_in: bool) -> Client:
    """A browser that checks what every other browser checks, too."""
    actions.found_court(code="甘1027", name="镇原县人民法院", province="甘肃", is_demonstration=True, at=clock.now())
    client = Client(enforce_csrf_checks=True)
    if signed_in:
        person = actions.add_person("somebody", "何某", "tianping-2023", by=None, at=clock.now())
        actions.appoint(person, Post.LITIGANT, since=clock.today(), by=None, at=clock.now())
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sent(client: Client, page: str = PAGE, *, origin: str = HERE, **more: str) -> tuple[Any, str]:
    """The form of a page, sent without its token; the answer, and its text."""
    headers = {"Origin": origin, "Referer": f"{HERE}{page}?step=2"}
    answer = client.post(page, {**TYPED, **more}, headers=headers)
    return answer, html.unescape(answer.content.decode())


def test_whoever_lost_every_cookie_signs_in_and_comes_back_to_the_same_page_with_the_words_to_copy() -> None:
    answer, page = sent(a_browser(signed_in=False))
    assert answer.status_code == 403
    assert "浏览器里已经没有本站保存的信息" in page
    assert f'href="/accounts/phone/?next={PAGE}%3Fstep%3D2"' in page
    assert "登录后回到刚才那一页" in page
    assert "我借给他&lt;b&gt;三万&lt;/b&gt;元，<br>他没有还。" in answer.content.decode()
    for secret in ("tianping-2023", "654321"):
        assert secret not in page
    assert "镇原县人民法院" in page


def test_what_was_typed_into_a_form_with_a_draft_waits_for_whoever_signs_in() -> None:
    client = a_browser(signed_in=False)
    _, page = sent(client, draft="apply-7")
    assert "填写的内容会放回原处" in page
    assert client.session["draft_aside"]["typed"]["story"] == [WORDS]


def test_whoever_is_still_signed_in_finds_it_on_the_page_itself() -> None:
    answer, page = sent(a_browser(signed_in=True), draft="apply-7")
    assert "填写的内容会放回原处" in page
    assert f'href="{PAGE}?step=2"' in page
    assert Draft.objects.get().typed["story"] == [WORDS]
    assert answer.status_code == 403


def test_a_page_of_somebody_else_puts_no_words_on_ours_and_leads_nowhere_but_home() -> None:
    client = a_browser(signed_in=False)
    headers = {"Origin": "http://elsewhere.example", "Referer": "http://elsewhere.example/accounts/"}
    page = client.post(PAGE, {**TYPED, "draft": "apply-7"}, headers=headers).content.decode()
    assert "三万" not in page
    assert 'href="/accounts/phone/?next=/"' in page
    assert "draft_aside" not in client.session


def test_a_page_for_everybody_is_opened_again_without_signing_in() -> None:
    _, page = sent(a_browser(signed_in=False), "/help/")
    assert "重新打开刚才那一页" in page
    assert "重新登录" not in page


def test_a_file_has_to_be_chosen_again() -> None:
    client = a_browser(signed_in=False)
    answer = client.post(PAGE, {"paper": SimpleUploadedFile("1.png", PHOTO)}, headers={"Origin": HERE})
    assert "选好的文件没有上传，需要重新选择" in answer.content.decode()
