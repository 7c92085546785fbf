"""What may be done with a guide: answer a question, find it again by its code, forget it in time."""

import datetime
import uuid
from collections.abc import MutableMapping
from typing import Any

from django.db import transaction

from tianping.intake.guidance.codes import code_of, fingerprint
from tianping.intake.guidance.models import Guide
from tianping.intake.guidance.paths import Path
from tianping.intake.guidance.queries import guide_with_code
from tianping.kernel import clock, limits
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.element_forms import Question

KEPT_DAYS = 90
# Under which key a session remembers from which guide a pleading was begun, one for each path.
USED = "guides_used"
GATE, WRONG = "guide", "guide.wrong"
PER_MINUTE, WRONG_PER_HOUR = 10, 20


class NothingFound(Refused):
    """No guide is opened by what was typed."""

    status = 422

    def __init__(self) -> None:
        super().__init__("引导码不对，或者已经过了90天。请核对后再输一次；找不到引导码的，可以重新回答一遍。")


@transaction.atomic
def answer(path: Path, guide: Guide | None, question: Question, given: Any, *, at: datetime.datetime) -> Guide:
    """Keep one answer (回答); the first one makes the guide. What nobody answered stays as an empty answer."""
    today = china_day(at)
    expires_on = today + datetime.timedelta(days=KEPT_DAYS)
    if guide is None:
        key = uuid.uuid4()
        return Guide.objects.create(
            pk=key,
            fingerprint=fingerprint(code_of(key)),
            path=path.key,
            answers={question.key: given},
            begun_on=today,
            expires_on=expires_on,
        )
    # Two tabs may answer at once: the row is locked, so that neither answer takes the other's place.
    held = Guide.objects.select_for_update().get(pk=guide.pk)
    held.answers = {**held.answers, question.key: given}
    held.expires_on = expires_on
    held.save(update_fields=["answers", "expires_on"])
    return held


def note_used(session: MutableMapping[str, Any], code: str, *, on: datetime.date) -> None:
    """Remember in this browser that a pleading was begun from a guide, which answers for that one suit."""
    found = guide_with_code(code, on=on)
    if found is not None:
        session[USED] = {**session.get(USED, {}), found.path: str(found.pk)}


def count_asking(address: str, *, at: datetime.datetime) -> None:
    """Count one code typed from a network address. Raises TooMany after ten in a minute."""
    limits.count_guess(GATE, address, at=at, per_minute=PER_MINUTE)


def resume(code: str, *, address: str, at: datetime.datetime) -> Guide:
    """The guide that a code opens (凭码继续). Raises NothingFound for unknown, wrong and expired codes alike."""
    limits.refuse_after_wrong(WRONG, address, at=at, per_hour=WRONG_PER_HOUR)
    found = guide_with_code(code, on=china_day(at))
    if found is None:
        limits.count_wrong(WRONG, address, at=at)
        raise NothingFound
    return found


def forget_expired() -> None:
    """Remove the guides whose time is over (每小时一次); safe to repeat."""
    Guide.objects.filter(expires_on__lt=clock.today()).delete()
