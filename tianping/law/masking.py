"""Hiding personal data in papers for publication (裁判文书技术处理) and on screens.

Follows 《最高人民法院关于人民法院在互联网公布裁判文书的规定》（法释〔2016〕19号）第八条至第十一条 as recalled [R]:
natural persons' names are hidden, numbers, accounts and addresses below the county are taken out; judges, clerks,
case numbers, organisations' names and seats stay.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tianping.law.addresses import county_part
from tianping.law.answers import Answer
from tianping.law.masked_names import (
    NamedParty,
    looks_like_organisation,
    mask_name,
    masks,
    name_pattern,
    named_party,
)

__all__ = ["NamedParty", "mask_identity", "mask_judgment", "mask_name", "mask_phone", "named_party"]

HIDDEN = "×××"
_RULES = "《最高人民法院关于人民法院在互联网公布裁判文书的规定》（法释〔2016〕19号）"
_HALF_WIDTH = str.maketrans(
    {code: code - 0xFEE0 for code in (0xFF0D, 0xFF0E, *range(0xFF10, 0xFF1A), 0xFF20, *range(0xFF21, 0xFF5B))}
)
_BLANK = r"[ \t\u3000]*"
_TITLES = "|".join(
    _BLANK.join(title)
    for title in (
        "代理审判长", "审判长", "代理审判员", "助理审判员", "审判员", "人民陪审员", "陪审员", "法官助理", "代书记员",
        "代理书记员", "书记员", "执行长", "执行员", "执行法官", "承办法官", "主审法官", "法官", 
    )
)  # fmt: skip
_TITLED = re.compile(rf"(?:{_TITLES})[ \t\u3000：:]*(?:[\u4e00-\u9fff·]{{2,6}}[ \t\u3000、，,]+)*$")
_CASE_NUMBERS = re.compile(
    r"[（(〔\[]\s*(?:19|20)[0-9]{2}\s*[)）〕\]][^，。；：、\s（）()]{1,24}?[0-9]+(?:-[0-9]+)?号(?:之[一二三四五六七八九十]+)?"
)
_AFTER = r"(?:号码|号|为|是|系|[:：\s])*"
_ALONE = r"(?<![0-9])(?<![0-9]\.)"
_NOT_MONEY = r"(?![0-9])(?!\.[0-9])(?!\s*(?:余|多)?(?:元|万|亿|美元|欧元|港元|%|％))"
_IDENTITY = re.compile(
    _ALONE
    + r"(?:[1-9][0-9]{16}[0-9Xx]|[1-9][0-9]{5}[ -][0-9]{8}[ -][0-9]{3}[0-9Xx]|"
    + r"[1-8][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}|"
    + r"(?<![A-Za-z])[A-Z]{3}[0-9]{12}|(?<![A-Za-z])[HM][0-9]{8}(?:[0-9]{2})?)"
    + _NOT_MONEY
)
_CARD = re.compile(_ALONE + r"(?:[0-9]{15,21}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)" + _NOT_MONEY)
_MOBILE = re.compile(_ALONE + r"(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}" + _NOT_MONEY)
_LANDLINE = re.compile(
    r"(?<![0-9.\-])(?:[（(]0[0-9]{2,3}[)）]|0[0-9]{2,3})[- —]?[0-9]{7,8}(?:-[0-9]{1,5})?" + _NOT_MONEY
)
_MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][ ·•]?"
    r"[A-Z0-9]{4,5}[A-Z0-9挂学警港澳](?![A-Z0-9])"
)
_LABELLED = re.compile(
    r"(?:身份证|公民身份|护照|通行证|居住证|居留证|军官证|证件|账号|帐号|账户|帐户|卡号|存折|户号|电话|手机|联系方式|"
    r"微信|QQ|支付宝)" + _AFTER + r"(?P<hidden>[0-9A-Za-z+][0-9A-Za-z_\-+*@.() ]{3,40}[0-9A-Za-z)])" + _NOT_MONEY
)
_CERTIFICATE = re.compile(
    r"(?:不动产权|房权证|房产证|房地产权证|土地使用证|土地证|国用|集用|林权证|产权证|宅基地使用权证)"
    r"[^，。；\n]{0,16}?第?(?P<hidden>[0-9A-Za-z][0-9A-Za-z\-]{2,30})号"
)
_CREDIT_CODE = re.compile(r"(?:统一社会信用代码|社会信用代码|信用代码|组织机构代码|注册号)(?:证)?" + _AFTER + r"$")
_LIVES = re.compile(
    r"(?P<label>户籍所在地|户籍地址|户籍地|户籍住址|户口所在地|户籍|家庭住址|家庭地址|现住址|住所地|住所|住址|经常居住地|"
    r"居住地|通讯地址|送达地址|联系地址|暂住地|暂住|现住|住处|(?<!常)住(?![宅院处房户宿店客民]))"
    r"(?P<link>(?:为|是|系|在|于|[：:])?[ \t\u3000]*)"
    r"(?P<address>[^，,。、；;\n）)]{2,80})"
)
_HOUSE = re.compile(r"[镇乡街道路村巷区].{0,20}?[0-9一二三四五六七八九十]+[号组栋幢室社队]")
_ADDRESS_MARKS = re.compile(r"[路街道巷弄号村组室栋幢镇乡屯庄]")
_SEATS = ("住所地", "住所")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    replacement: str


def mask_judgment(text: str, parties: Sequence[NamedParty | str]) -> Answer[str]:
    """A judgment's text made fit for publication (公布文本).

    `parties` are the litigants; natural persons among them are hidden wherever they are named, except where a
    judge or clerk bears the same name. The steps say how many of each were hidden.
    """
    known = [named_party(party) if isinstance(party, str) else party for party in parties]
    plain = text.translate(_HALF_WIDTH)
    kept = _kept_spans(text, plain, known)
    hits: list[_Hit] = []
    steps: list[str] = []
    _collect(hits, _given_secrets(text, known), kept, steps, "登记信息")
    for what, find in _FINDERS:
        _collect(hits, find(plain), kept, steps, what)
    _collect(hits, _addresses(plain, known), kept, steps, "住址")
    aliases = masks(known)
    _collect(hits, _names(text, aliases), kept, steps, "姓名")
    if not steps:
        steps.append("没有发现需要处理的信息")
    because = tuple(f"{_RULES}{where}" for where in ("第八条、第九条", "第十条", "第十一条"))
    notes = (
        "公布规定凭记忆整理，使用前请核对原文。",
        "健康状况、商业秘密、家事隐私等需要理解内容的信息须由人审读处理。",
    )
    return Answer(_rewritten(text, hits), tuple(steps), because, "R", notes)


def mask_identity(number: str) -> str:
    """An identity or account number for a screen: the first four and last four characters, the rest as stars."""
    if len(number) < 12:
        return "*" * len(number)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def mask_phone(number: str) -> str:
    """A mobile number for a screen: 138****8000."""
    return number[:3] + "****" + number[-4:] if len(number) == 11 else "*" * len(number)


def _collect(hits: list[_Hit], found: list[_Hit], kept: list[tuple[int, int]], steps: list[str], what: str) -> None:
    taken = [*kept, *((hit.start, hit.end) for hit in hits)]
    fresh = [hit for hit in found if not any(start < hit.end and hit.start < end for start, end in taken)]
    hits += fresh
    if fresh:
        steps.append(f"{what}：处理{len(fresh)}处")


def _rewritten(text: str, hits: list[_Hit]) -> str:
    pieces, position = [], 0
    for hit in sorted(hits, key=lambda one: one.start):
        pieces += [text[position : hit.start], hit.replacement]
        position = hit.end
    return "".join([*pieces, text[position:]])


def _kept_spans(text: str, plain: str, parties: Sequence[NamedParty]) -> list[tuple[int, int]]:
    """What is never hidden: case numbers, organisations' names as given, social credit codes."""
    kept = [match.span() for match in _CASE_NUMBERS.finditer(plain)]
    organisations = name_pattern({party.name for party in parties if not party.is_natural and party.name.strip()})
    if organisations:
        kept += [match.span() for match in organisations.finditer(text)]
    for match in re.finditer(r"[0-9A-Z]{15,18}(?![0-9A-Za-z])", plain):
        if _CREDIT_CODE.search(plain, max(0, match.start() - 24), match.start()):
            kept.append(match.span())
    return kept


def _names(text: str, aliases: dict[str, str]) -> list[_Hit]:
    pattern = name_pattern(aliases)
    if pattern is None:
        return []
    by_letters = {"".join(name.split()): alias for name, alias in aliases.items()}
    return [
        _Hit(match.start(), match.end(), by_letters["".join(match[0].split())])
        for match in pattern.finditer(text)
        if not _TITLED.search(text, max(0, match.start() - 60), match.start())
    ]


def _whole(pattern: re.Pattern[str]) -> Callable[[str], list[_Hit]]:
    return lambda plain: [_Hit(match.start(), match.end(), HIDDEN) for match in pattern.finditer(plain)]


def _labelled(pattern: re.Pattern[str]) -> Callable[[str], list[_Hit]]:
    return lambda plain: [
        _Hit(*match.span("hidden"), HIDDEN)
        for match in pattern.finditer(plain)
        if re.search(r"[0-9@]", match["hidden"])
    ]


def _addresses(plain: str, parties: Sequence[NamedParty]) -> list[_Hit]:
    """Where persons live, cut down to the county; seats (住所地) of organisations stay."""
    hits = []
    for match in _LIVES.finditer(plain):
        address = match["address"]
        keep = county_part(address)
        if not keep and not (_ADDRESS_MARKS.search(address) and _announced(match)):
            continue
        if keep == len(address) or (match["label"] in _SEATS and _seat(plain, match.start(), parties)):
            continue
        hits.append(_Hit(match.start("address") + keep, match.end("address"), "" if keep else HIDDEN))
    return hits


def _announced(match: re.Match[str]) -> bool:
    """Whether an address without a county is surely one: by its label, by a link after it, or by a house number."""
    if match["label"].endswith("址"):
        return True
    return bool(_HOUSE.search(match["address"]) if match["label"] == "住" else match["link"].strip())


def _seat(plain: str, position: int, parties: Sequence[NamedParty]) -> bool:
    """Whether the seat named at `position` is an organisation's: the last one spoken of in the sentence is one."""
    before = plain[max(plain.rfind(mark, 0, position) for mark in "。；;\n") + 1 : position]
    named = [party for party in parties if party.name and party.name in before]
    if named:
        return not max(named, key=lambda party: before.rfind(party.name) + len(party.name)).is_natural
    return looks_like_organisation(before)


def _given_secrets(text: str, parties: Sequence[NamedParty]) -> list[_Hit]:
    """What the register holds of a person besides the name, wherever the text repeats it word for word."""
    hits = []
    for secret in sorted({secret for party in parties for secret in party.secrets}, key=len, reverse=True):
        keep = county_part(secret)
        for match in re.finditer(re.escape(secret), text):
            hits.append(_Hit(match.start() + keep, match.end(), "" if keep else HIDDEN))
    return hits


_FINDERS: tuple[tuple[str, Callable[[str], list[_Hit]]], ...] = (
    ("电子邮箱", _whole(_MAIL)),
    ("身份证件号码", _whole(_IDENTITY)),
    ("银行账号", _whole(_CARD)),
    ("电话号码", _whole(_MOBILE)),
    ("固定电话", _whole(_LANDLINE)),
    ("车牌号码", _whole(_PLATE)),
    ("权属证书编号", _labelled(_CERTIFICATE)),
    ("其他号码", _labelled(_LABELLED)),
)
