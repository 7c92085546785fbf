"""Drafts (草稿): what was typed into a long form outlives the log-in, the browser and the machine.

A form that wants this carries a hidden field ``draft`` with its name; ``drafts.js`` keeps it while somebody types,
and the log-in's end keeps it where no scripts run; what is sent after it waits in the session for the next log-in. The
form's view offers it again, and lets go of it once sent.

Whose it is (``owner``): a person who can sign in, or, where somebody proves in another way who they are, a word that
names them ("litigant:12").
"""

import contextlib
import datetime
import uuid
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Exists, OuterRef
from django.http import QueryDict

from tianping.kernel.models import Draft, Submission
from tianping.kernel.refusals import Refused

FIELD = "draft"
# Never kept: keys of the form itself, and the button that was pressed.
KEY = "submission_key"
NOT_TYPED = frozenset({FIELD, KEY, "csrfmiddlewaretoken"})
# The longest form of somebody, and of a stranger.
LONGEST, LONGEST_ASIDE = 200_000, 60_000
# Under which key a session holds what was sent when nobody was signed in any more.
ASIDE = "draft_aside"
# Under which key it holds the name of what was kept then.
TAKEN_UP = "draft_taken_up"
MOST_OF_ONE_PERSON = 30
KEPT = datetime.timedelta(days=30)


def keep(owner: Any, form: str, data: QueryDict, *, at: datetime.datetime) -> None:
    """Keep what a person has typed into a form so far, in place of what was kept before.

    Raises Refused for what is too long, and for more forms than anybody fills in at once.
    """
    _store(owner, form, _typed(data, LONGEST), _key(data.get(KEY, "")), at)


def kept(owner: Any, form: str) -> Draft | None:
    """What a person typed into a form and has not sent; what was kept while it was being sent is none."""
    sent = Submission.objects.filter(key=OuterRef("key"), status__isnull=False)
    return Draft.objects.filter(~Exists(sent), **_of(owner), form=form).first()


def _store(owner: Any, form: str, typed: dict[str, list[str]], key: uuid.UUID | None, at: datetime.datetime) -> None:
    others = Draft.objects.filter(**_of(owner)).exclude(form=form)
    if others.count() >= MOST_OF_ONE_PERSON:
        raise Refused("未提交的草稿过多，没有保存，请先提交或者放弃以前的草稿。")
    values = {"typed": typed, "kept_at": at, "key": key}
    Draft.objects.update_or_create(**_of(owner), form=form, defaults=values)


def _typed(data: QueryDict, longest: int) -> dict[str, list[str]]:
    typed = {name: data.getlist(name) for name in data if name not in NOT_TYPED}
    if sum(len(name) + sum(map(len, texts)) for name, texts in typed.items()) > longest:
        raise Refused("填写的内容过长，没有保存草稿，请尽快提交。")
    return typed


def _of(owner: Any) -> dict[str, Any]:
    return {"holder": owner} if isinstance(owner, str) else {"user": owner}


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def as_typed(draft: Draft) -> QueryDict:
    """A draft as the form had it."""
    data = QueryDict(mutable=True)
    for name, texts in draft.typed.items():
        data.setlist(name, texts)
    return data


def has_any(owner: Any, beginning: str) -> bool:
    """Whether something is kept of a form whose name begins like this."""
    return Draft.objects.filter(**_of(owner), form__startswith=beginning).exists()


def let_go(owner: Any, form: str) -> None:
    """Forget what was kept of a form: it was sent, or given up."""
    Draft.objects.filter(**_of(owner), form=form).delete()


def put_aside(session: SessionBase, form: str, data: QueryDict, *, under: str = ASIDE) -> None:
    """Keep in the session, under a key, what a stranger sent, until it is known who they are (登录过期以后提交的内容).

    Raises Refused for what is too long.
    """
    session[under] = {"form": form, "typed": _typed(data, LONGEST_ASIDE)}


def take_up(session: SessionBase, owner: Any, *, at: datetime.datetime) -> None:
    """What was put aside becomes the draft of whoever has signed in."""
    aside = session.pop(ASIDE, None)
    if aside is not None:
        with contextlib.suppress(Refused):
            _store(owner, aside["form"], aside["typed"], None, at)
            note_taken_up(session, aside["form"])


def note_taken_up(session: SessionBase, form: str) -> None:
    """Remember over the log-in under which name a form was kept whose page had ended (登录过期)."""
    session[TAKEN_UP] = form


def taken_up(session: SessionBase, beginning: str) -> str:
    """The name of the form that was kept when the log-in had ended, if it begins like this; else empty."""
    form = session.get(TAKEN_UP, "")
    return form if form.startswith(beginning) else ""


def forget_old(*, at: datetime.datetime) -> None:
    """Remove drafts that nobody has come back to."""
    Draft.objects.filter(kept_at__lt=at - KEPT).delete()
