"""A form that is sent again — by a double click, a reload, a retry after a lost answer — has one effect."""

import json
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from tianping.kernel.models import Submission
from tianping.kernel.numbering import take_number
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import FIELD, HEADER, KeyMissing, KeyReused, answer_once, once, once_each
from tianping.kernel.tests.lamps import make_person
from tianping.kernel.tests.together import at_once

pytestmark = pytest.mark.usefixtures("committed")
KEY = "7b0a1f0e-5d8e-4c55-9a53-0c2f4f1d9a01"


@once
def file_papers(request: HttpRequest) -> HttpResponse:
    """A form that files papers; without a name it is shown again, for “nobody” it is refused."""
    number = take_number("papers", 2023)
    name = request.POST.get("name", "")
    if not name:
        return HttpResponse("请填写名称")
    if name == "nobody":
        raise Refused("查无此人，请核对。")
    return HttpResponseRedirect(f"/papers/{number}/")


@once_each
def answer_question(request: HttpRequest) -> HttpResponse:
    """A question whose new answer takes the place of the one before."""
    return HttpResponseRedirect(f"/answers/{take_number('papers', 2023)}/{request.POST['name']}/")


def send(
    fields: dict[str, Any],
    *,
    key: str | None = KEY,
    path: str = "/papers/",
    by: Any = None,
    view: Callable[[HttpRequest], HttpResponse] = file_papers,
) -> HttpResponse:
    keyed = {**fields, FIELD: key} if key else fields
    request = RequestFactory().post(path, keyed)
    request.user = by or AnonymousUser()
    return view(request)


def filed() -> int:
    """How many papers were filed for good."""
    with transaction.atomic():
        number = take_number("papers", 2023)
        transaction.set_rollback(True)
    return number - 1


def test_a_form_sent_three_times_files_once_and_leads_to_the_same_page() -> None:
    answers = [send({"name": "诉状"}) for _ in range(3)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/papers/1/")}
    assert filed() == 1


def test_a_form_without_a_key_is_refused_with_what_to_do() -> None:
    with pytest.raises(KeyMissing, match="刷新后重新提交"):
        send({"name": "诉状"}, key=None)
    with pytest.raises(KeyMissing):
        send({"name": "诉状"}, key="not-a-key")
    assert filed() == 0


def test_the_same_key_with_another_content_is_refused_and_changes_nothing() -> None:
    send({"name": "诉状"})
    with pytest.raises(KeyReused) as refused:
        send({"name": "答辩状"})
    assert (refused.value.status, filed()) == (409, 1)


def test_whoever_goes_back_to_a_question_and_answers_it_otherwise_is_heard() -> None:
    given = ["yes", "yes", "no", "no", "yes"]
    led = [send({"name": each}, view=answer_question)["Location"] for each in given]
    assert led == ["/answers/1/yes/", "/answers/1/yes/", "/answers/2/no/", "/answers/2/no/", "/answers/3/yes/"]
    for other in ({"path": "/other/"}, {"by": make_person("clerk")}):
        with pytest.raises(KeyReused):
            send({"name": "no"}, view=answer_question, **other)


def test_the_same_key_with_another_file_of_the_same_name_is_refused() -> None:
    send({"name": "诉状", "paper": SimpleUploadedFile("诉状.pdf", b"one")})
    send({"name": "诉状", "paper": SimpleUploadedFile("诉状.pdf", b"one")})
    with pytest.raises(KeyReused):
        send({"name": "诉状", "paper": SimpleUploadedFile("诉状.pdf", b"two")})
    assert filed() == 1


def test_the_same_key_on_another_page_is_refused() -> None:
    send({"name": "诉状"})
    for path in ("/other/", "/papers/?for=2"):
        with pytest.raises(KeyReused):
            send({"name": "诉状"}, path=path)


def test_another_persons_key_is_refused_and_tells_nothing() -> None:
    clerk, other = make_person("clerk"), make_person("other")
    send({"name": "诉状"}, by=clerk)
    for somebody in (other, None):
        with pytest.raises(KeyReused) as refused:
            send({"name": "诉状"}, by=somebody)
        assert "/papers/" not in str(refused.value)
    assert filed() == 1


def test_a_form_with_a_mistake_leaves_nothing_and_may_be_mended_under_its_key() -> None:
    assert send({}).status_code == 200
    assert (filed(), Submission.objects.count()) == (0, 0)
    assert send({"name": "诉状"}).status_code == 302
    assert filed() == 1


def test_a_refused_form_leaves_nothing_and_may_be_sent_again_under_its_key() -> None:
    with pytest.raises(Refused, match="查无此人"):
        send({"name": "nobody"})
    assert (filed(), Submission.objects.count()) == (0, 0)
    assert send({"name": "诉状"}).status_code == 302


def test_of_eight_equal_forms_at_once_one_files_and_all_lead_to_its_page() -> None:
    answers = at_once(*[lambda: send({"name": "诉状"})["Location"]] * 8)
    assert answers == ["/papers/1/"] * 8
    assert filed() == 1


def test_a_second_form_waits_for_the_first_and_files_if_that_one_fails() -> None:
    first_has_the_key, second_may_go = threading.Event(), threading.Event()

    @once
    def slow_and_wrong(request: HttpRequest) -> HttpResponse:
        first_has_the_key.set()
        second_may_go.wait(timeout=5)
        return HttpResponse("请更正")

    def first() -> int:
        request = RequestFactory().post("/papers/", {"name": "诉状", FIELD: KEY})
        request.user = AnonymousUser()
        return slow_and_wrong(request).status_code

    def second() -> int:
        first_has_the_key.wait(timeout=5)
        threading.Timer(0.3, second_may_go.set).start()
        return send({"name": "诉状"}).status_code

    assert at_once(first, second) == [200, 302]
    assert filed() == 1


def test_a_page_that_is_only_read_needs_no_key() -> None:
    request = RequestFactory().get("/papers/")
    request.user = AnonymousUser()
    shown = once(lambda _request: HttpResponse("ok"))
    assert shown(request).status_code == 200


def call(body: Any, *, key: str = KEY, by: Any = None, fail: bool = False) -> tuple[int, Any]:
    """A program's request with a JSON body."""
    request = RequestFactory().post(
        "/api/papers", json.dumps(body), content_type="application/json", headers={HEADER: key}
    )
    request.user = by or AnonymousUser()

    def work() -> tuple[int, Any]:
        number = take_number("papers", 2023)
        if fail:
            raise Refused("不予受理。")
        return 201, {"number": number, "key": uuid.UUID(key)}

    return answer_once(request, work)


def test_a_program_that_lost_the_answer_gets_the_same_status_and_json_again() -> None:
    answers = [call({"name": "诉状"}) for _ in range(4)]
    assert answers == [(201, {"number": 1, "key": KEY})] * 4
    assert filed() == 1


def test_a_program_that_sends_another_body_or_signs_in_as_another_is_refused() -> None:
    call({"name": "诉状"}, by=make_person("clerk"))
    with pytest.raises(KeyReused):
        call({"name": "诉状"}, by=make_person("other"))
    call({"name": "诉状"}, key=str(uuid.uuid4()))
    with pytest.raises(KeyReused):
        call({"name": "答辩状"})


def test_a_programs_refused_request_frees_its_key() -> None:
    with pytest.raises(Refused):
        call({"name": "诉状"}, fail=True)
    assert call({"name": "诉状"})[0] == 201
    assert filed() == 1


def test_of_eight_equal_requests_of_programs_at_once_one_has_an_effect() -> None:
    answers = at_once(*[lambda: call({"name": "诉状"})] * 8)
    assert answers == [(201, {"number": 1, "key": KEY})] * 8
