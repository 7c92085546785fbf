"""What the JSON API of all rooms shares: who may, safe repeats, pages, and refusals as sentences."""

import functools
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any, Generic, TypeVar, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException
from ninja import Field, Header, NinjaAPI, Schema, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.security import SessionAuth
from ninja.utils import contribute_operation_args

from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import HEADER, answer_once
from tianping.law.answers import Refusal as LawRefusal

LARGEST_ID = 2**63 - 1
DEEPEST_BODY = 20
Row = TypeVar("Row")

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Fen = Annotated[int, Field(ge=0, le=10**15, description="A sum of money in fen (分).")]


class Sentence(Schema):
    """Why something was not done and what to do, in Chinese."""

    sentence: str


REFUSALS: dict[Any, Any] = {
    frozenset({400, 401, 403, 404, 405, 409, 422, 429}): Sentence,
}


class Paging(Schema):
    """Which page of a list, from 1."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    page_size: Annotated[int, Field(ge=1, le=100)] = 20


class Page(Schema, Generic[Row]):
    """One page of a list and how many rows there are in all."""

    count: int
    page: int
    page_size: int
    results: list[Row]


def page_of(
    rows: QuerySet[Any],
    asked: Paging,
    show: Callable[[Any], Any],
    completed: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows,
) -> dict[str, Any]:
    """The page asked for, each row as ``show`` says; a page behind the last is empty.

    ``completed`` adds what only the rows shown need; rows are counted without it.
    """
    first = (asked.page - 1) * asked.page_size
    shown = [show(row) for row in completed(rows)[first : first + asked.page_size]]
    return {"count": rows.count(), "page": asked.page, "page_size": asked.page_size, "results": shown}


class Guard(SessionAuth):
    """Whoever is signed in and has the permission, before anything that was sent is read.

    ``check(request, permission)`` raises Forbidden and writes the refusal down.
    """

    def __init__(self, permission: Any, check: Callable[[HttpRequest, Any], None]) -> None:
        super().__init__(csrf=True)
        self.permission = permission
        self._check = check

    def authenticate(self, request: HttpRequest, key: str | None) -> Any | None:
        """The person; None for a stranger."""
        user = super().authenticate(request, key)
        if user is not None:
            self._check(request, self.permission)
        return user


class Anybody:
    """Everybody, also without log-in: what is asked for is public, or proved by what is sent."""

    def __init__(self, permission: Any) -> None:
        self.permission = permission

    def __call__(self, _request: HttpRequest) -> bool:
        """Let everybody in."""
        return True


def repeatable(view: Callable[..., tuple[int, Any]]) -> Callable[..., Status]:
    """Make an operation safe to repeat under the caller's Idempotency-Key: one effect, the same answer each time."""

    @functools.wraps(view)
    def once(request: HttpRequest, *args: Any, **kwargs: Any) -> Status:
        del kwargs["idempotency_key"]

        def work() -> tuple[int, Any]:
            status, answer = view(request, *args, **kwargs)
            return status, answer.model_dump(mode="json") if isinstance(answer, Schema) else answer

        return Status(*answer_once(request, work))

    key = cast(Any, Header)(..., alias=HEADER, description="A UUID made by the caller for this request alone.")
    contribute_operation_args(once, "idempotency_key", uuid.UUID, key)
    return once


class PlainParser(Parser):
    """Reads JSON that the database can hold: no NUL, no half characters, no number without end, no deep nests."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body. Raises ValueError for what cannot be held."""
        body = json.loads(request.body, parse_constant=_no_number)
        _check_plain(body, DEEPEST_BODY)
        return body


class ChineseRenderer(JSONRenderer):
    """Chinese is written as Chinese."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


def speak_in_sentences(api: NinjaAPI) -> None:
    """Let every refusal of the API be a sentence with its status."""

    def say(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
        return api.create_response(request, {"sentence": sentence}, status=status)

    def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
        return say(request, str(refusal), refusal.status)

    def refused_by_law(request: HttpRequest, refusal: Any) -> HttpResponse:
        return say(request, refusal.sentence, HTTPStatus.UNPROCESSABLE_ENTITY)

    def not_found(request: HttpRequest, _missing: Any) -> HttpResponse:
        return say(request, "没有这项记录，或者您的岗位不能查看。", HTTPStatus.NOT_FOUND)

    def stranger(request: HttpRequest, _error: Any) -> HttpResponse:
        return say(request, "请先登录。", HTTPStatus.UNAUTHORIZED)

    def not_understood(request: HttpRequest, error: Any) -> HttpResponse:
        return say(request, _SENTENCES.get(error.status_code, "请求无法办理，请核对。"), error.status_code)

    def no_json(request: HttpRequest, _error: Any) -> HttpResponse:
        # A form was sent where JSON is wanted, and was read for its token.
        return say(request, _SENTENCES[400], HTTPStatus.BAD_REQUEST)

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        return say(request, _what_is_wrong(error.errors), HTTPStatus.UNPROCESSABLE_ENTITY)

    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(LawRefusal, refused_by_law)
    api.add_exception_handler(Http404, not_found)
    api.add_exception_handler(AuthenticationError, stranger)
    api.add_exception_handler(HttpError, not_understood)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(RawPostDataException, no_json)


_SENTENCES = {
    400: "请求的内容无法读取：应为UTF-8编码的JSON，不含空字符、半个字符和超长数字。请更正后重试。",
    403: "请求缺少防伪造令牌，请先取得 /api/v1/me，再把 csrftoken 放入 X-CSRFToken 头后重试。",
}


def _what_is_wrong(errors: Sequence[Mapping[str, Any]]) -> str:
    places = dict.fromkeys(_place(error) for error in errors)
    listed = "、".join(list(places)[:10])
    return f"以下内容缺少或者格式不符：{listed}。请对照接口说明（/api/v1/openapi.json）更正后重试。"


def _place(error: Mapping[str, Any]) -> str:
    # Names that the caller made up are not repeated.
    known = [str(part) for part in error.get("loc", ()) if isinstance(part, int) or str(part).isidentifier()]
    return ".".join(known)[:80] if error.get("type") != "extra_forbidden" else "多余的内容"


def _no_number(_text: str) -> float:
    raise ValueError("not a number")


def _check_plain(value: Any, depth: int) -> None:
    if depth < 0:
        raise ValueError("too deep")
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError("NUL")
        value.encode()
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_plain(key, depth)
            _check_plain(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check_plain(inner, depth - 1)
    elif isinstance(value, int) and abs(value) > LARGEST_ID:
        raise ValueError("too large")
