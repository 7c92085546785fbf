"""Refusals: what may not be done, said in a sentence that names the mend."""

from collections.abc import Callable


class Refused(Exception):
    """A verb that may not be done now. ``str()`` is a Chinese sentence that says what is wrong and what to do."""

    status = 422


class Forbidden(Refused):
    """This person may not do it; nothing is said of what they may not see."""

    status = 403


class Overtaken(Refused):
    """Somebody else was first (已被他人处理)."""

    status = 409

    def __init__(self, sentence: str = "该事项已被他人处理，请刷新页面后查看最新情况。") -> None:
        super().__init__(sentence)


class TooMany(Refused):
    """Asked more often than a person would."""

    status = 429


def tried(verb: Callable[[], object], *, raising: tuple[type[Refused], ...] = (Forbidden,)) -> Refused | None:
    """Do a verb; its refusal, to be shown beside the form that asked for it.

    ``raising``: what has a page of its own; whoever may not at all is refused as everywhere.
    """
    try:
        verb()
    except raising:
        raise
    except Refused as refusal:
        return refusal
    return None
