"""Why a suit is not accepted (不予受理): the conditions of suing that are not met, each with its article."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tianping.law import courts
from tianping.law.answers import Refusal
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION

# The article by which a suit that does not meet the conditions is refused within seven days by a ruling.
BY_RULING = (CIVIL_PROCEDURE, 126)


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: in the court's words, and where it stands (law, article by its newest number, paragraph, item)."""

    words: str
    place: tuple[str | int, ...]


GROUNDS: Mapping[str, Ground] = MappingProxyType(
    {
        "plaintiff": Ground("原告与本案没有直接利害关系", (CIVIL_PROCEDURE, 122, 0, 1)),
        "defendant": Ground("没有明确的被告", (CIVIL_PROCEDURE, 122, 0, 2)),
        "claim": Ground("没有具体的诉讼请求和事实、理由", (CIVIL_PROCEDURE, 122, 0, 3)),
        "scope": Ground("不属于人民法院受理民事诉讼的范围", (CIVIL_PROCEDURE, 122, 0, 4)),
        "administrative": Ground("属于行政诉讼受案范围", (CIVIL_PROCEDURE, 127, 0, 1)),
        "arbitration": Ground("双方达成书面仲裁协议", (CIVIL_PROCEDURE, 127, 0, 2)),
        "other_authority": Ground("依法应当由其他机关处理", (CIVIL_PROCEDURE, 127, 0, 3)),
        "jurisdiction": Ground("不属于本院管辖", (CIVIL_PROCEDURE, 127, 0, 4)),
        "decided": Ground("判决、裁定、调解书已经发生法律效力，又起诉", (CIVIL_PROCEDURE, 127, 0, 5)),
        "too_early": Ground("依法在一定期限内不得起诉，在期限内起诉", (CIVIL_PROCEDURE, 127, 0, 6)),
        "divorce_again": Ground(
            "离婚、解除收养关系案件，没有新情况、新理由，六个月内又起诉", (CIVIL_PROCEDURE, 127, 0, 7)
        ),
        "repeated": Ground("重复起诉", (CIVIL_PROCEDURE_INTERPRETATION, 247)),
    }
)
"""《民事诉讼法》第一百二十二条（起诉的条件）、第一百二十七条（分别情形予以处理）, 《民诉法解释》第二百四十七条."""


# 第一百二十七条第（七）项 speaks of these alone.
SUED_AGAIN = frozenset({"离婚纠纷", "解除收养关系纠纷"})

# 第一百二十七条第（四）项: whoever sues is told of the court that has jurisdiction.
NAMES_A_COURT = "jurisdiction"


def grounds_for(cause_name: str) -> dict[str, Ground]:
    """The grounds that a suit of this cause can be refused on."""
    return {code: each for code, each in GROUNDS.items() if code != "divorce_again" or cause_name in SUED_AGAIN}


def articles_of(ground: str) -> tuple[tuple[str | int, ...], ...]:
    """On which articles a refusal on this ground rests. Raises KeyError for a ground that is none."""
    return (GROUNDS[ground].place, BY_RULING)


def competent_court(ground: str, named: str, *, own: str) -> str:
    """The court to which whoever sues is sent on (告知原告向有管辖权的人民法院起诉), empty on every other ground.

    ``own``: the name of the court that does not accept. Raises Refusal, with what to do, where no other court is named.
    """
    name = named.strip()
    if ground != NAMES_A_COURT:
        return ""
    if not name:
        raise Refusal("不属于本院管辖的，请写明有管辖权的法院；应当告知起诉人向该院起诉。")
    if name == own:
        raise Refusal(f"{own}就是本院；本院有管辖权的不能以此不予受理，请写明另外的法院或者改选起诉条件。")
    if courts.by_name(name) is None:
        like = "、".join(each.name for each in courts.find(name.removesuffix("人民法院").removesuffix("法院"))[:3])
        raise Refusal(f"没有查到名为“{name}”的法院，请写法院的全称" + (f"，比如{like}。" if like else "。"))
    return name
