"""The code that opens a guide again (引导码): derived from the server's secret, never stored."""

import hashlib
import hmac
import unicodedata
import uuid

from django.conf import settings

from tianping.kernel.courts import current_court

# Nothing that a person reads wrongly from paper: no 0 and O, no 1, I and L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


def code_of(guide_id: uuid.UUID) -> str:
    """The code of one guide: ten letters and figures."""
    rest = int.from_bytes(_digest(f"guide|{current_court()}|{guide_id}"))
    signs = []
    for _place in range(LENGTH):
        rest, place = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def spaced(code: str) -> str:
    """A code as it is shown and printed: two groups of five."""
    return f"{code[:5]} {code[5:]}"


def plain(typed: str) -> str:
    """A code as somebody typed it, in the one form that is compared: capitals, half width, no blanks or hyphens."""
    folded = unicodedata.normalize("NFKC", typed[:100]).upper()
    return "".join(sign for sign in folded if sign.isascii() and sign.isalnum())


def fingerprint(code: str) -> str:
    """What is stored of a code: enough to know it again, not enough to make it."""
    return _digest(f"guide-code|{current_court()}|{plain(code)}").hex()


def _digest(message: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256)
