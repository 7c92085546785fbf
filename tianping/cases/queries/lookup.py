"""The look-up code of a case (查询码): derived from the server's secret, never stored."""

import hashlib
import hmac
import unicodedata

from django.conf import settings

from tianping.cases.models import Case
from tianping.kernel.courts import current_court

# Nothing that a person reads wrongly from paper: no 0 and O, no 1, I and L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def lookup_code(case: Case) -> str:
    """The code that is printed on the acceptance slip: eight letters and figures."""
    return _code(case.number, case.lookup_version)


def plain_code(typed: str) -> str:
    """A code as somebody typed it, in the one form that is compared: capitals, half width, no blanks or hyphens."""
    folded = unicodedata.normalize("NFKC", typed[:100]).upper()
    return "".join(sign for sign in folded if sign.isascii() and sign.isalnum())


def code_fits(case: Case | None, typed: str) -> bool:
    """Whether the code is the one of the case. Without a case the same work is done, and the answer is no."""
    expected = _code(case.number, case.lookup_version) if case is not None else _code("", 0)
    return hmac.compare_digest(expected.encode(), plain_code(typed).encode()) and case is not None


def _code(number: str, version: int) -> str:
    message = f"lookup|{current_court()}|{number}|{version}".encode()
    rest = int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), message, hashlib.sha256))
    signs = []
    for _place in range(LENGTH):
        rest, place = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)
