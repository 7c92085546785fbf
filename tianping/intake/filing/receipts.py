"""Receipts (收件收据): of the first hand-in and of each correction, and whether one that somebody holds is true."""

import datetime
import hmac
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Value

from tianping.accounts.models import User
from tianping.intake.filing.models import CorrectionPoint, CorrectionReceipt, Filing, ReceiptAsIssued
from tianping.kernel.models import AuditEntry

# So much of the hash has to be typed at least: 64 bits, which nobody guesses.
SHORTEST = 16
CODE = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")
DASHES = re.compile(r"[\u2010-\u2015\u2212\u4e00\ufe58\u2500\uff0d_~]+")
# As receipts are numbered: the year, the six figures of the hand-in, and of a correction which one it is.
NUMBER = re.compile(r"收?([0-9]{4})-([0-9]{1,6})(-[1-9][0-9]?)?")


@dataclass(frozen=True)
class Receipt:
    """One receipt: of which hand-in (``version``), its number and hash, when, taken by whom (None: online)."""

    version: int
    number: str
    digest: str
    received_at: datetime.datetime
    received_by: User | None
    entry: AuditEntry
    # Of what was brought on paper: what was received; and the points that nobody had brought by then.
    received: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What somebody who checks a receipt learns: whether it is true, and whether corrections came later."""

    true: bool
    later: bool = False


def receipts_of(filing: Filing) -> list[Receipt]:
    """The receipts of a filing, the first hand-in first."""
    first = Receipt(
        1, filing.receipt_number, filing.content_digest, filing.received_at, filing.received_by, filing.receipt_entry
    )
    later = list(filing.correction_receipts.select_related("entry", "received_by"))
    asked = {point.position: point.text for point in filing.points.all()} if later else {}
    return [first, *(_of_corrections(each, later, asked) for each in later)]


def _of_corrections(each: CorrectionReceipt, every: Sequence[CorrectionReceipt], asked: Mapping[int, str]) -> Receipt:
    """A corrected pleading is handed in whole; of what comes on paper, something may still be missing."""
    by_then = {position for one in every if one.version <= each.version for position in one.brought}
    missing = tuple(text for position, text in asked.items() if position not in by_then) if each.brought else ()
    # Receipts of earlier days hold no words of their own.
    received = each.received or [f"针对“{asked[position]}”收到纸质材料" for position in each.brought]
    return Receipt(
        each.version,
        each.number,
        each.content_digest,
        each.received_at,
        each.received_by,
        each.entry,
        tuple(received),
        missing,
    )


def as_issued(filing: Filing, version: int) -> ReceiptAsIssued:
    """What the receipt of a hand-in says of the suit: as it was then, where something was corrected since."""
    kept = ReceiptAsIssued.objects.filter(filing=filing, version=version).first()
    return kept or as_it_stands(filing, version)


def as_it_stands(filing: Filing, version: int) -> ReceiptAsIssued:
    """What a receipt would say of the suit now; not kept."""
    matter, names = filing.matter, dict[str, list[str]]()
    for litigant in matter.litigants.order_by("position"):
        names.setdefault(litigant.role, []).append(litigant.name)
    return ReceiptAsIssued(
        filing=filing,
        version=version,
        names=names,
        cause_name=matter.cause_name,
        claim_fen=matter.claim_fen,
        claim_text=matter.claim_text,
    )


def points_left(filing: Filing) -> list[CorrectionPoint]:
    """What is still to be corrected: the points asked for, without those that were brought on paper."""
    brought = {position for each in filing.correction_receipts.all() for position in each.brought}
    return [point for point in filing.points.all() if point.position not in brought]


def points_brought(filing: Filing) -> list[tuple[CorrectionPoint, CorrectionReceipt]]:
    """The points that were brought on paper, each with the receipt that says so."""
    receipt_of = {position: each for each in filing.correction_receipts.all() for position in each.brought}
    return [(point, receipt_of[point.position]) for point in filing.points.all() if point.position in receipt_of]


def number_of_corrections(filing: Filing) -> str:
    """The number of the receipt for what was handed in last: the first receipt's, with which hand-in it is."""
    return f"{filing.receipt_number}-{filing.version}"


def number_of(typed: str) -> str:
    """The number of a receipt in its one form, however it was typed; empty for what can be none."""
    plain = DASHES.sub("-", re.sub(r"\s", "", unicodedata.normalize("NFKC", typed)))
    found = NUMBER.fullmatch(plain)
    return f"收{found[1]}-{found[2]:0>6}{found[3] or ''}" if found else ""


def code_of(typed: str) -> str:
    """The hash, or its beginning, in its one form; empty for what is none."""
    code = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed)).lower()
    return code if CODE.fullmatch(code) else ""


def check_receipt(number: str, code: str) -> Found:
    """Whether a receipt says what the court received. A number that nobody has answers as a wrong hash does.

    ``number``: in its one form, as ``code`` is.
    """
    first = Filing.objects.filter(receipt_number=number).values_list("content_digest", "pk", Value(1)).first()
    of_corrections = CorrectionReceipt.objects.filter(number=number).values_list("content_digest", "filing", "version")
    digest, filing_id, version = first or of_corrections.first() or ("", 0, 1)
    true = bool(code) and hmac.compare_digest(digest[: len(code)].encode(), code.encode())
    return Found(true, true and CorrectionReceipt.objects.filter(filing=filing_id, version__gt=version).exists())
