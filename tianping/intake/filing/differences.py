"""What a correction changes of what was handed in (更正了什么), in words that name the place only."""

from collections.abc import Sequence

from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Litigant, Matter
from tianping.law import money
from tianping.law.roles import SUING

OF_LITIGANT = {
    "kind": "类型",
    "name": "姓名或者名称",
    "identity_kind": "证件种类",
    "identity_number": "证件号码",
    "phone": "电话",
    "address": "住所地",
    "representative": "法定代表人或负责人",
}
OF_MATTER = {
    "cause_name": "案由",
    "claim_fen": "诉讼请求金额",
    "claim_text": "诉讼请求",
    "facts_text": "事实与理由",
    "elements": "案件要素",
}


def differences(matter: Matter, corrected: MatterDraft) -> list[str]:
    """The places that say something else in the corrected draft: 被告张三的证件号码, 诉讼请求."""
    standing = list(Litigant.objects.filter(matter=matter).order_by("position"))
    found = [words for role in SUING for words in _of_side(role, standing, corrected.litigants)]
    found += [label for name, label in OF_MATTER.items() if getattr(matter, name) != getattr(corrected, name)]
    return found


def sum_apart_from_words(matter: Matter, corrected: MatterDraft) -> str:
    """Where the sum claimed changes and the words of the claim do not: both, in a sentence; empty otherwise."""
    if corrected.claim_fen == matter.claim_fen or corrected.claim_text != matter.claim_text:
        return ""
    before, after = (
        f"{money.grouped(fen)}元" if fen is not None else "没有金额" for fen in (matter.claim_fen, corrected.claim_fen)
    )
    return f"诉讼请求金额由{before}改为{after}，诉讼请求的文字没有改，还是“{matter.claim_text}”。"


def _of_side(role: str, standing: Sequence[Litigant], drafts: Sequence[LitigantDraft]) -> list[str]:
    """One side: whoever has the same name is the same; the others are the same in their order."""
    before = [each for each in standing if each.role == role]
    after = [each for each in drafts if each.role == role]
    names = {each.name for each in before} & {each.name for each in after}
    pairs = [(old, next(each for each in after if each.name == old.name)) for old in before if old.name in names]
    rest_before = [each for each in before if each.name not in names]
    rest_after = [each for each in after if each.name not in names]
    pairs += list(zip(rest_before, rest_after, strict=False))
    found = [
        f"{SUING[role]}{old.name}的{label}"
        for old, new in pairs
        for name, label in OF_LITIGANT.items()
        if getattr(old, name) != getattr(new, name)
    ]
    found += [f"删去{SUING[role]}{each.name}" for each in rest_before[len(rest_after) :]]
    return found + [f"增加{SUING[role]}{each.name}" for each in rest_after[len(rest_before) :]]
