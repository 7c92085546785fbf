"""One-time codes by SMS (短信验证码): six digits, ten minutes, once, five tries; the same for every number.

Nothing here stands in one transaction: a wrong try is counted whatever becomes of the page. A place is a known browser
or a network address (``lockout.place``), so that a stranger uses up the stranger's tries and not the citizen's.
"""

import datetime
import hashlib
import hmac
import secrets
import uuid

from django.conf import settings
from django.db.models import F

from tianping.accounts.models import SignInCode
from tianping.accounts.queries import this_court
from tianping.kernel import limits, messages
from tianping.kernel.refusals import Refused

GOOD_FOR = datetime.timedelta(minutes=10)
TRIES = 5
ASKED, SENT, WRONG = "sign_in.asked", "sign_in.sent", "sign_in.wrong"
SENT_PER_MINUTE, SENT_PER_HOUR, SENT_TO_NUMBER_PER_HOUR, WRONG_PER_HOUR = 1, 5, 20, 10
TOO_SOON = "验证码一分钟只能获取一次，请稍等一分钟再试。"
TOO_OFTEN = "这个号码获取验证码的次数过多，请一小时后再试；急需办理的，可以拨打12368或到诉讼服务大厅。"
TOO_WRONG = "验证码输错的次数过多，请一小时后再试；急需办理的，可以拨打12368或到诉讼服务大厅。"


class CodeRefused(Refused):
    """A code that is wrong, used, too old or tried too often; which of these is not said."""

    def __init__(self) -> None:
        super().__init__("验证码不正确，或者已经过期、用过。请核对最近一条短信后再填，也可以重新获取验证码。")


def send_code(phone: str, *, place: str, is_known_place: bool, at: datetime.datetime) -> uuid.UUID:
    """Send a code to a mobile number (获取验证码), whether anybody has signed up with it or not.

    Raises TooMany past one a minute and five an hour from one place, and twenty an hour to one number from places that
    the number has not signed in from before.
    """
    number = _digest("number", phone).hex()[:24]
    source = f"{place} {number}"
    if not is_known_place:
        limits.refuse_after_wrong(SENT, number, at=at, per_hour=SENT_TO_NUMBER_PER_HOUR, sentence=TOO_OFTEN)
    limits.refuse_after_wrong(SENT, source, at=at, per_hour=SENT_PER_HOUR, sentence=TOO_OFTEN)
    limits.count_guess(ASKED, source, at=at, per_minute=SENT_PER_MINUTE, sentence=TOO_SOON)
    limits.count_wrong(SENT, source, at=at)
    if not is_known_place:
        limits.count_wrong(SENT, number, at=at)
    code = f"{secrets.randbelow(1_000_000):06}"
    row = SignInCode(good_until=at + GOOD_FOR)
    row.digest = _digest(str(row.key), phone, code)
    row.save()
    draft = messages.Draft(
        f"code:{row.key}", phone, _text(code), subject="sign_in", good_until=row.good_until, is_secret=True
    )
    messages.queue(draft, by=None, at=at)
    return row.key


def check_code(key: uuid.UUID, phone: str, typed: str, *, place: str, at: datetime.datetime) -> None:
    """Use the code that was sent to a number under a key. Raises CodeRefused, or TooMany after ten wrong in an hour."""
    source = f"{place} {_digest('number', phone).hex()[:24]}"
    limits.refuse_after_wrong(WRONG, source, at=at, per_hour=WRONG_PER_HOUR, sentence=TOO_WRONG)
    row = SignInCode.objects.filter(key=key, is_used=False, tries__lt=TRIES, good_until__gt=at)
    tried = row.update(tries=F("tries") + 1)
    digest = SignInCode.objects.filter(key=key).values_list("digest", flat=True).first() if tried else None
    fits = hmac.compare_digest(bytes(digest or b""), _digest(str(key), phone, typed))
    if not fits or not SignInCode.objects.filter(key=key, is_used=False).update(is_used=True):
        limits.count_wrong(WRONG, source, at=at)
        raise CodeRefused


def _text(code: str) -> str:
    return (
        f"【{this_court().name}】验证码{code}，10分钟内有效。法院不会向您索要验证码，请不要告诉任何人。"
        "如有疑问请拨打12368。"
    )


def _digest(*parts: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), "|".join(("sign in", *parts)).encode(), hashlib.sha256)
