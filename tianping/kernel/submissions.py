"""Every form is safe to repeat: the first answer to a key is kept and given again (幂等)."""

import functools
import hashlib
import json
import uuid
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tianping.kernel.models import Submission
from tianping.kernel.refusals import Refused

FIELD = "submission_key"
HEADER = "Idempotency-Key"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class KeyMissing(Refused):
    """The request carries no key."""

    status = 400

    def __init__(self) -> None:
        super().__init__("提交缺少防重复编号，请返回上一页刷新后重新提交；已填写的内容不会丢失。")


class KeyReused(Refused):
    """The same key came with another content."""

    status = 409

    def __init__(self) -> None:
        super().__init__("同一份表单已经提交过，且内容与上次不同。请刷新页面，确认是否已办理后再重新填写。")


def submission_key(request: HttpRequest) -> uuid.UUID:
    """The key made in the browser (hidden field) or sent by a program (header). Raises KeyMissing."""
    text = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    try:
        return uuid.UUID(text)
    except ValueError:
        raise KeyMissing from None


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a POST view safe to repeat: one effect and the same redirect, however often the form is sent.

    The key's row and the view's work stand in one transaction. A second request with the key waits for the
    first, then gets its answer. A view that does not redirect (it found errors in the form) is rolled back
    together with the key, so that the mended form may use it again; so is one that raises a refusal.
    """

    return _guarded(view, claim)


def once_each(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``once`` for a form whose content takes the place of what it held before, as the answer to a question does.

    Whoever goes back in the browser and sends something else has it done; the same content still has one effect.
    """
    return _guarded(view, _claim_anew)


def _guarded(
    view: Callable[..., HttpResponse], take: Callable[[HttpRequest, uuid.UUID], Submission | None]
) -> Callable[..., HttpResponse]:
    @functools.wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = submission_key(request)
        with transaction.atomic():
            earlier = take(request, key)
            if earlier is not None:
                return HttpResponseRedirect(earlier.location)
            response = view(request, *args, **kwargs)
            if 300 <= response.status_code < 400:
                Submission.objects.filter(pk=key).update(status=response.status_code, location=response["Location"])
            else:
                transaction.set_rollback(True)
        return response

    return wrapper


def _claim_anew(request: HttpRequest, key: uuid.UUID) -> Submission | None:
    """``claim``, but another content of the same form by the same person takes the key over."""
    try:
        return claim(request, key)
    except KeyReused:
        by_id = request.user.pk if request.user.is_authenticated else None
        own = Submission.objects.filter(pk=key, path=request.path[:300], by_id=by_id)
        if not own.update(body_digest=body_digest(request)):
            raise
        return None


def answer_once(request: HttpRequest, work: Callable[[], tuple[int, Any]]) -> tuple[int, Any]:
    """The same for a program: do ``work`` once per key, and give its status and JSON answer to every repetition.

    ``work`` returns a status and what JSON can hold. If it raises, its effect and the key go together.
    """
    key = submission_key(request)
    with transaction.atomic():
        earlier = claim(request, key)
        if earlier is not None:
            return earlier.status or 200, earlier.answer
        status, answer = work()
        answer = json.loads(json.dumps(answer, cls=DjangoJSONEncoder))
        Submission.objects.filter(pk=key).update(status=status, answer=answer)
    return status, answer


def claim(request: HttpRequest, key: uuid.UUID) -> Submission | None:
    """Take the key in the current transaction; the earlier submission if it was taken already.

    Raises KeyReused if it was taken by somebody else, for another form, or with another content.
    """
    by_id = request.user.pk if request.user.is_authenticated else None
    digest = body_digest(request)
    path = request.path[:300]
    # get_or_create inserts first within a savepoint; a concurrent holder of the key makes it wait, then read.
    earlier, is_new = Submission.objects.get_or_create(
        key=key, defaults={"by_id": by_id, "path": path, "body_digest": digest}
    )
    if is_new:
        return None
    if (earlier.by_id, earlier.path, bytes(earlier.body_digest)) != (by_id, path, digest):
        raise KeyReused
    return earlier


def body_digest(request: HttpRequest) -> bytes:
    """SHA-256 of what was asked, typed and attached, without the browser's own tokens."""
    digest = hashlib.sha256(f"{request.method} {request.META.get('QUERY_STRING', '')}\n".encode())
    if request.method != "POST" or request.content_type not in FORM_TYPES:
        digest.update(request.body)
        return digest.digest()
    for name in sorted(request.POST):
        if name not in {FIELD, "csrfmiddlewaretoken"}:
            digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for upload in request.FILES.getlist(name):
            digest.update(repr((name, upload.name, upload.size)).encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.digest()
