"""What a cause alone says of the procedure (案由与审理程序): a plain claim for money or not, and what bars it.

Whoever accepts a case sees the rest; these are the facts that need not be asked.
"""

from dataclasses import dataclass

from tianping.law import causes
from tianping.law.exclusions import SIMPLE_EXCLUSIONS, SMALL_CLAIMS_EXCLUSIONS

_PERSONAL_OR_TITLE = SMALL_CLAIMS_EXCLUSIONS[0].words
_PUBLIC_INTEREST = SIMPLE_EXCLUSIONS[4].words
_AGAINST_A_JUDGMENT = SIMPLE_EXCLUSIONS[5].words
_NOT_FIT = SIMPLE_EXCLUSIONS[6].words


@dataclass(frozen=True, slots=True)
class CauseTrack:
    """What triage takes from the cause: a plain claim for money or not; exclusions in the statutes' words.

    `small_claims_exclusions` are items of 民事诉讼法第166条, `simple_exclusions` of 民事诉讼法解释第257条.
    """

    is_money_claim: bool
    small_claims_exclusions: tuple[str, ...] = ()
    simple_exclusions: tuple[str, ...] = ()


def cause_track(cause_name: str, claim_fen: int | None) -> CauseTrack:
    """What follows from the cause and the sum; a cause that says nothing is a claim for money where it has a sum."""
    known = causes.by_name(cause_name)
    names = (cause_name,) if known is None else (known.name, *reversed(known.path))
    row = next((_TRACKS[name] for name in names if name in _TRACKS), CauseTrack(True))
    return CauseTrack(row.is_money_claim and claim_fen is not None, row.small_claims_exclusions, row.simple_exclusions)


_MONEY = CauseTrack(True)
_NO_PLAIN_MONEY = CauseTrack(False)
_TIES_OR_TITLE = CauseTrack(False, (_PERSONAL_OR_TITLE,))

_TRACKS = {
    # 人身关系案件；只争给付数额的抚养费、扶养费、赡养费不在其内
    "婚姻家庭纠纷": _TIES_OR_TITLE,
    "婚约财产纠纷": _MONEY,
    "抚养费纠纷": _MONEY,
    "扶养费纠纷": _MONEY,
    "赡养费纠纷": _MONEY,
    "婚内夫妻财产分割纠纷": _NO_PLAIN_MONEY,
    "离婚后财产纠纷": _NO_PLAIN_MONEY,
    "离婚后损害责任纠纷": _MONEY,
    "夫妻财产约定纠纷": _NO_PLAIN_MONEY,
    "同居关系析产纠纷": _NO_PLAIN_MONEY,
    "分家析产纠纷": _NO_PLAIN_MONEY,
    "继承纠纷": _NO_PLAIN_MONEY,
    "被继承人债务清偿纠纷": _MONEY,
    # 财产确权案件
    "物权确认纠纷": _TIES_OR_TITLE,
    "股东资格确认纠纷": _TIES_OR_TITLE,
    "企业出资人权益确认纠纷": _TIES_OR_TITLE,
    "证券权利确认纠纷": _TIES_OR_TITLE,
    # 请求不只是给付金钱
    "人格权纠纷": _NO_PLAIN_MONEY,
    "生命权、身体权、健康权纠纷": _MONEY,
    "返还原物纠纷": _NO_PLAIN_MONEY,
    "排除妨害纠纷": _NO_PLAIN_MONEY,
    "消除危险纠纷": _NO_PLAIN_MONEY,
    "相邻关系纠纷": _NO_PLAIN_MONEY,
    "确认合同效力纠纷": _NO_PLAIN_MONEY,
    "确认劳动关系纠纷": _NO_PLAIN_MONEY,
    "新就业形态确认劳动关系纠纷": _NO_PLAIN_MONEY,
    "公司决议纠纷": _NO_PLAIN_MONEY,
    "股东知情权纠纷": _NO_PLAIN_MONEY,
    "公司解散纠纷": _NO_PLAIN_MONEY,
    # 特殊诉讼程序
    "公益诉讼": CauseTrack(False, (), (_PUBLIC_INTEREST,)),
    "第三人撤销之诉": CauseTrack(False, (), (_AGAINST_A_JUDGMENT,)),
    # 民事诉讼法解释第三百零八条：执行异议之诉适用普通程序
    "执行程序中的异议之诉": CauseTrack(False, (), (_NOT_FIT,)),
}
