"""Litigants of the demonstration: names, identity numbers and telephones of people who do not exist."""

import random
from dataclasses import dataclass

from tianping.cases.actions import LitigantDraft

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗慕路包席贾"
GIVEN = [
    "建国",
    "秀英",
    "桂兰",
    "志强",
    "海燕",
    "玉梅",
    "淑芳",
    "小军",
    "永红",
    "文斌",
    "宏伟",
    "彩霞",
    "雪梅",
    "拴牢",
    "粉琴",
    "世杰",
    "金花",
    "占林",
    "万福",
    "转转",
    "淼鑫",
    "喆",
    "㼆",
    "晓燕",
    "俊杰",
]
TOWNS = [
    "城关镇",
    "屯字镇",
    "三岔镇",
    "平泉镇",
    "孟坝镇",
    "太平镇",
    "开边镇",
    "临泾镇",
    "新城镇",
    "南川乡",
    "上肖镇",
    "方山乡",
]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


@dataclass
class Strangers:
    """Makes people, always the same ones from the same seed."""

    dice: random.Random
    made: int = 0

    def person(self, role: str, capacity: str = "") -> LitigantDraft:
        """A natural person with a well-formed identity number and a telephone that rings nowhere."""
        self.made += 1
        name = self.dice.choice(SURNAMES) + self.dice.choice(GIVEN)
        return LitigantDraft(
            role=role,
            kind="natural",
            name=name,
            capacity=capacity,
            identity_kind="resident_id",
            identity_number=self._identity_number(),
            phone=f"199{self.made:08d}",
            address=f"甘肃省庆阳市镇原县{self.dice.choice(TOWNS)}",
        )

    def _identity_number(self) -> str:
        year, month, day = self.dice.randint(1958, 2000), self.dice.randint(1, 12), self.dice.randint(1, 28)
        # Sequence codes from 900 up are kept for the demonstration.
        body = f"621027{year:04d}{month:02d}{day:02d}{900 + self.made % 100:03d}"
        return body + CHECK[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def company(role: str, name: str, credit_code: str, representative: str, capacity: str = "") -> LitigantDraft:
    """A company of the demonstration."""
    return LitigantDraft(
        role=role,
        kind="legal",
        name=name,
        capacity=capacity,
        identity_kind="uscc",
        identity_number=credit_code,
        address="甘肃省庆阳市镇原县城关镇",
        representative=representative,
    )


def credit_code(serial: int) -> str:
    """A well-formed unified social credit code (GB 32100-2015) of a company that does not exist."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"91621027MA9{serial:06d}"
    total = sum(alphabet.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]
