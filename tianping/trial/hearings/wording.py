"""The wording of records (笔录样式): sections by procedure, what stands in them from the start, quick texts."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SectionWording:
    """One section: its code, its heading, the text it starts with, and phrases for one key each."""

    code: str
    heading: str
    text: str = ""
    quick: tuple[str, ...] = ()


OPENING = (
    "书记员查明当事人和其他诉讼参与人到庭情况，宣布法庭纪律。\n"
    "审：现在开庭。{court}今天{publicly}开庭审理{number}原告{plaintiffs}与被告{defendants}{cause}一案。\n"
    "审：核对当事人。到庭人员身份见到庭情况表，各方对对方出庭人员有无异议？\n"
)
RIGHTS = (
    "审：本案由{bench}。当事人有申请回避、提出证据、进行辩论、请求调解、提起上诉、申请执行等诉讼权利，"
    "应当遵守法庭秩序、履行生效法律文书确定的义务。上述权利义务是否听清？\n"
    "审：是否申请回避？\n"
)
# 一审终审: no appeal lies.
SMALL_CLAIMS_RIGHTS = RIGHTS.replace("提起上诉、", "")
SMALL_CLAIMS_TOLD = (
    "审：本案适用小额诉讼程序，由审判员一人独任审理，实行一审终审，应当在立案之日起两个月内审结，"
    "案件受理费减半收取。当事人对适用小额诉讼程序有异议的，应当在开庭前提出。是否听清？\n"
)
YES = ("原：听清了，不申请回避。\n被：听清了，不申请回避。\n",)
NO_OBJECTION = ("原：没有异议。\n被：没有异议。\n",)
EVIDENCE_QUICK = (
    "被：真实性、合法性、关联性均认可。\n",
    "被：真实性无异议，但证明目的不认可。\n",
    "原：真实性、合法性、关联性均认可。\n",
    "审：出示的证据，各方质证意见记录在卷，本院将结合全案综合认证。\n",
)
LAST_QUICK = ("原：坚持诉讼请求。\n", "被：坚持答辩意见。\n", "被：请求依法判决。\n")
MEDIATION_QUICK = (
    "审：双方是否同意调解？\n原：同意。\n被：同意。\n",
    "原：不同意调解。\n审：原告不同意调解，本庭不再主持调解。\n",
    "审：经本庭主持调解，双方自愿达成协议，协议内容记录如下。\n",
)
END_QUICK = (
    "审：现在休庭，择期宣判。\n",
    "审：笔录当庭宣读，也可以当庭或者五日内阅读，认为记录有遗漏或者差错的，可以申请补正。现在闭庭。\n",
)

_BEGIN = (
    SectionWording("opening", "开庭", OPENING, NO_OBJECTION),
    SectionWording("rights", "告知权利义务", RIGHTS, YES),
)
_CLAIM = (
    SectionWording(
        "claim", "原告陈述", "审：原告陈述诉讼请求、事实和理由。\n原：", ("与起诉状一致。\n", "变更诉讼请求为：")
    ),
    SectionWording(
        "answer",
        "被告答辩",
        "审：被告答辩。\n被：",
        ("借款属实，同意还款，但目前无力一次付清。\n", "对欠款金额有异议。\n"),
    ),
)
_END = (
    SectionWording("last", "最后意见", "审：各方最后陈述。\n", LAST_QUICK),
    SectionWording("mediation", "法庭调解", "", MEDIATION_QUICK),
    SectionWording("end", "闭庭", "", END_QUICK),
)

SMALL_CLAIMS = (
    _BEGIN[0],
    SectionWording("rights", "告知权利义务", SMALL_CLAIMS_RIGHTS + SMALL_CLAIMS_TOLD, YES),
    *_CLAIM,
    SectionWording("evidence", "举证质证和询问", "审：围绕争议事实举证、质证。\n", EVIDENCE_QUICK),
    *_END,
)
SIMPLE = (
    *_BEGIN,
    *_CLAIM,
    SectionWording("evidence", "举证质证", "审：围绕争议焦点举证、质证。\n", EVIDENCE_QUICK),
    SectionWording("debate", "询问和辩论", "", ("原：没有补充。\n", "被：没有补充。\n")),
    *_END,
)
# 民事诉讼法第一百四十一条、第一百四十四条: the order of the inquiry and of the debate.
ORDINARY = (
    *_BEGIN,
    *_CLAIM,
    SectionWording("issues", "归纳争议焦点", "审：本庭归纳本案争议焦点如下：\n", ("原：无异议。\n被：无异议。\n",)),
    SectionWording("witnesses", "证人作证", "", ("没有证人出庭。\n",)),
    SectionWording("evidence", "出示书证、物证、视听资料和电子数据", "", EVIDENCE_QUICK),
    SectionWording("appraisal", "宣读鉴定意见、勘验笔录", "", ("没有鉴定意见、勘验笔录。\n",)),
    SectionWording(
        "debate",
        "法庭辩论",
        "审：法庭调查结束，进行法庭辩论。原告及其诉讼代理人发言。\n原：",
        ("审：被告答辩。\n被：", "审：互相辩论。\n", "原：没有新的辩论意见。\n", "被：没有新的辩论意见。\n"),
    ),
    *_END,
)
INQUIRY = (
    SectionWording(
        "opening", "询问事由", "问：今天就{number}{cause}一案向你询问有关情况，你应当如实陈述。是否听清？\n"
    ),
    SectionWording("inquiry", "询问内容", "", ("问：是否同意放弃答辩期和举证期？\n答：同意。\n",)),
    SectionWording("end", "询问结束", "问：以上笔录请核对，有遗漏或者差错的可以补正。\n"),
)
BY_TRACK: Mapping[str, tuple[SectionWording, ...]] = {
    "small_claims": SMALL_CLAIMS,
    "simple": SIMPLE,
    "ordinary": ORDINARY,
}


def sections_for(kind: str, track: str) -> tuple[SectionWording, ...]:
    """The sections of a record: of an inquiry, or of a hearing in the case's procedure."""
    return INQUIRY if kind == "inquiry" else BY_TRACK.get(track, ORDINARY)


def quick_texts(kind: str, track: str) -> dict[str, tuple[str, ...]]:
    """The phrases for one key each, by the code of the section."""
    return {each.code: each.quick for each in sections_for(kind, track)}
