"""What somebody typed who looks at a case as its litigant, and has not sent: kept for that litigant, on any machine.

A form of such a page carries the name of its draft (``draft_name``) in the hidden field ``draft``. It is kept while
somebody types, and when it is sent after the look or the log-in ended. Nobody but whoever proves again that they are
this litigant, or may act for them, is shown it.
"""

from typing import Any

from django import forms
from django.http import HttpRequest

from tianping.kernel import clock, drafts
from tianping.kernel.refusals import Refused
from tianping.kernel.web.forms import put_back

PARTY = "party-"
# In the session of a browser in which nobody is known any more: what was typed, and where that was.
TYPED, WAY = "progress_typed", "progress_way"


def draft_name(looker: Any, page: str) -> str:
    """The name under which what this litigant types into a page is kept."""
    return f"{_beginning(*_of(looker))}{page}"[:60]


def is_theirs(looker: Any, name: str) -> bool:
    """Whether a draft's name is one of this litigant's in this case."""
    return name.startswith(_beginning(*_of(looker)))


def keep(looker: Any, name: str, request: HttpRequest) -> None:
    """Keep what a litigant types, while they type. Raises Refused for what is too long."""
    drafts.keep(_holder(looker.litigant.pk), name, request.POST, at=clock.now())


def keep_late(request: HttpRequest, was: tuple[int, int] | None) -> bool:
    """Keep what was sent after a look ended; whether anything was.

    ``was``: at which case it was, and as which litigant. Where nothing is known it stays in this browser's session,
    and is shown there only to the litigant whose form it was.
    """
    name = request.POST.get(drafts.FIELD, "")[:60] if request.method == "POST" else ""
    if not name:
        return False
    try:
        if was is not None and name.startswith(_beginning(*was)):
            drafts.keep(_holder(was[1]), name, request.POST, at=clock.now())
        else:
            drafts.put_aside(request.session, name, request.POST, under=TYPED)
    except Refused:
        return False
    return True


def restore(request: HttpRequest, looker: Any, page: str, form: forms.Form) -> bool:
    """Put what this litigant typed and did not send into an unsent form; whether there was anything."""
    if request.method != "GET":
        return False
    name = draft_name(looker, page)
    late = request.session.get(TYPED)
    if late and late["form"] == name:
        return put_back(form, late["typed"])
    kept = [found for owner in _owners(looker) if (found := drafts.kept(owner, name)) is not None]
    return bool(kept) and put_back(form, max(kept, key=lambda each: each.kept_at).typed)


def let_go(request: HttpRequest, looker: Any, *pages: str) -> None:
    """What was kept of these pages was saved or sent."""
    for page in pages:
        name = draft_name(looker, page)
        if request.session.get(TYPED, {}).get("form") == name:
            del request.session[TYPED]
        for owner in _owners(looker):
            drafts.let_go(owner, name)


def waits_for(user: Any) -> bool:
    """Whether something waits that was sent by a person when their log-in had ended."""
    return drafts.has_any(user, PARTY)


def remember_way(request: HttpRequest) -> None:
    """Somebody has to say first which case it is: remember the page to which they came, if it is one of every case."""
    match = request.resolver_match
    if match is not None and not any(isinstance(each, int) for each in match.kwargs.values()):
        request.session[WAY] = request.path


def way_back(request: HttpRequest, looker: Any) -> str:
    """The page to which somebody came whose look had ended, if something of theirs waits there; asked once."""
    way = request.session.pop(WAY, "")
    waits = is_theirs(looker, request.session.get(TYPED, {}).get("form", ""))
    waits = waits or any(drafts.has_any(owner, _beginning(*_of(looker))) for owner in _owners(looker))
    return way if waits else ""


def _of(looker: Any) -> tuple[int, int]:
    return looker.case.pk, looker.litigant.pk


def _beginning(case_id: int, litigant_id: int) -> str:
    return f"{PARTY}{case_id}-{litigant_id}-"


def _holder(litigant_id: int) -> str:
    return f"litigant:{litigant_id}"


def _owners(looker: Any) -> list[Any]:
    """Under whom it may be kept: the litigant, and whoever was signed in when their log-in ended."""
    return [_holder(looker.litigant.pk), *([looker.user] if looker.user is not None else [])]
