"""The look-up code of a litigant (查询码): derived from the server's secret, never stored."""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass

from django.conf import settings

from tianping.cases.models import Case, Litigant
from tianping.cases.panels import concealed_from, is_withheld
from tianping.cases.queries.stages import told_cases
from tianping.kernel.courts import current_court
from tianping.kernel.refusals import Refused

# Nothing that a person reads wrongly from paper: no 0 and O, no 1, I and L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
# So many codes are made at every asking, however many litigants a case has: an unknown number takes as long.
COMPARED = 32


@dataclass(frozen=True)
class CodeSheet:
    """A litigant's look-up code on paper (查询码告知单)."""

    case: Case
    litigant: Litigant
    code: str

    @property
    def spaced_code(self) -> str:
        """The code as it is printed: two groups of four."""
        return spaced(self.code)


def lookup_code(case: Case, litigant: Litigant) -> str:
    """The code with which this litigant looks up this case: eight letters and figures."""
    return _code(case.number, litigant.position, litigant.lookup_version)


def code_sheet(case: Case, litigant: Litigant) -> CodeSheet:
    """What is handed to a litigant so that they can look up their case.

    Raises Refused for whoever may not be warned of a preservation (民事诉讼法第一百零六条第二款), or of an enforcement.
    """
    if concealed_from([litigant.pk]):
        raise Refused(f"保全措施采取以前不通知被申请人，不能打印{litigant.name}的查询码。")
    if is_withheld(litigant.pk, case.pk):
        raise Refused(f"执行通知送达或者采取措施以前不告知被执行人，不能打印{litigant.name}在本案的查询码。")
    return CodeSheet(case, litigant, lookup_code(case, litigant))


def spaced(code: str) -> str:
    """A code as it is printed: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def plain_code(typed: str) -> str:
    """A code as somebody typed it, in the one form that is compared: capitals, half width, no blanks or hyphens."""
    folded = unicodedata.normalize("NFKC", typed[:100]).upper()
    return "".join(sign for sign in folded if sign.isascii() and sign.isalnum())


def litigant_with_code(number: str, typed: str) -> tuple[int, int] | None:
    """Case id and litigant id where the number is a case's and the code is that of one of its litigants.

    One statement and the same work, whatever was typed.
    """
    columns = ("pk", "matter__litigants__pk", "matter__litigants__position", "matter__litigants__lookup_version")
    rows = list(told_cases().filter(number=number[:40]).order_by("matter__litigants__position").values_list(*columns))
    padded = [*rows, *[(0, 0, 0, 0)] * max(0, COMPARED - len(rows))]
    code = plain_code(typed).encode()
    found = None
    for case_id, litigant_id, position, version in padded:
        fits = hmac.compare_digest(_code(number, position, version).encode(), code)
        if fits and litigant_id:
            found = case_id, litigant_id
    return found


def _code(number: str, position: int, version: int) -> str:
    message = f"lookup|{current_court()}|{number}|{position}|{version}".encode()
    rest = int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), message, hashlib.sha256))
    signs = []
    for _place in range(LENGTH):
        rest, place = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)
