"""A package that was damaged on its way, wherever that was, is refused in a sentence or read as it was sent."""

import random

from tianping.intake.crosscourt.packages.archive import packed, unpacked, with_digest
from tianping.kernel.refusals import Refused

FILES = {**with_digest("manifest", b'{"papers": []}' * 20), "papers/001.pdf": b"%PDF-1.7" + bytes(range(256)) * 20}
DAMAGES = 4000
# Where the list of contents stands, in which most damages do harm.
LIST = 400


def damaged(content: bytes, dice: random.Random) -> bytes:
    """The package with one byte to four changed, most of them in its list of contents; one in ten is cut short."""
    spoilt = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        first = len(spoilt) - LIST if dice.random() < 0.6 else 0
        spoilt[dice.randrange(first, len(spoilt))] = dice.randrange(256)
    return bytes(spoilt[: dice.randrange(len(spoilt))]) if dice.random() < 0.1 else bytes(spoilt)


def test_whatever_is_damaged_ends_in_a_sentence() -> None:
    dice, whole = random.Random(20230206), packed(FILES)
    refused = 0
    for _ in range(DAMAGES):
        try:
            unpacked(damaged(whole, dice))
        except Refused as refusal:
            refused += 1
            assert str(refusal).endswith("。")
    assert DAMAGES / 2 < refused < DAMAGES
