"""Litigants, counsel and the bench as papers name them (首部、落款)."""

from collections.abc import Iterable, Sequence

from tianping.cases.models import Counsel, Litigant, Seat
from tianping.law import identities
from tianping.law.roles import role_in
from tianping.law.wording import chinese_date
from tianping.papers.documents.casefiles import CaseFile
from tianping.papers.documents.paragraphs import Paragraph

# For a person only where they are a minor, whose statutory agent acts (民法典第二十三条).
_REPRESENTATIVE = {
    Litigant.Kind.NATURAL: "法定代理人",
    Litigant.Kind.LEGAL: "法定代表人",
    Litigant.Kind.OTHER: "负责人",
}
_COUNSEL_KINDS = {
    Counsel.Kind.EMPLOYEE: "该单位工作人员",
    Counsel.Kind.RELATIVE: "近亲属",
    Counsel.Kind.RECOMMENDED: "社区、单位或者社会团体推荐的公民",
}
_DECIDING = (Seat.Role.SOLE, Seat.Role.PRESIDING, Seat.Role.JUDGE, Seat.Role.ASSESSOR)
_OFFICE = {Seat.Role.SOLE: "审判员"}


def parties(
    file: CaseFile, *, with_numbers: bool, of: Sequence[Litigant] | None = None, called: str = ""
) -> list[Paragraph]:
    """The head of a decision: every litigant with representative and counsel, each on a line of their own.

    ``of``: of these alone; ``called``: what they are instead of their roles.
    """
    lines: list[Paragraph] = []
    for litigant in file.litigants if of is None else of:
        who = called or role_in(file.case.type_code, litigant.role)
        lines.append(Paragraph("party", f"{who}：{particulars(litigant, file, with_numbers)}"))
        office = _REPRESENTATIVE.get(Litigant.Kind(litigant.kind))
        if office and litigant.representative:
            lines.append(Paragraph("party", f"{office}：{litigant.representative}。"))
        lines += counsel_lines(file, litigant)
    return lines


def particulars(litigant: Litigant, file: CaseFile, with_numbers: bool) -> str:
    """Name, sex, birthday and home of a person; name and seat of an organisation; numbers where they are wanted."""
    words = [litigant.name]
    if litigant.kind == Litigant.Kind.NATURAL:
        words += _birth(litigant, file)
        words += [litigant.home_told] if litigant.home_told else []
        if with_numbers and litigant.identity_kind == "resident_id":
            words.append(f"公民身份号码{litigant.identity_number}")
    else:
        words += [litigant.home_told] if litigant.home_told else []
        if with_numbers and litigant.identity_kind == "uscc":
            words.append(f"统一社会信用代码{litigant.identity_number}")
    return "，".join(words) + "。"


def names(litigants: Iterable[Litigant]) -> str:
    """甲、乙、丙."""
    return "、".join(each.name for each in litigants)


def dispute(file: CaseFile) -> str:
    """原告甲与被告乙、丙金融借款合同纠纷一案."""
    third = file.side(Litigant.Role.THIRD)
    others = f"、第三人{names(third)}" if third else ""
    one, other = (
        f"{role_in(file.case.type_code, role)}{names(file.side(role))}"
        for role in (Litigant.Role.PLAINTIFF, Litigant.Role.DEFENDANT)
    )
    return f"{one}与{other}{others}{file.case.matter.cause_name}一案"


def called(litigant: Litigant) -> str:
    """原告甲."""
    return f"{litigant.get_role_display()}{litigant.name}"


def bench_lines(file: CaseFile) -> list[Paragraph]:
    """Who decided, the day, and who served them (落款)."""
    lines = [Paragraph("bench", seat.user.full_name, office(seat)) for seat in file.seated(*_DECIDING)]
    lines.append(Paragraph("date", ""))
    served = file.seated(Seat.Role.ASSISTANT, Seat.Role.CLERK)
    return lines + [Paragraph("clerk", seat.user.full_name, office(seat)) for seat in served]


def office(seat: Seat) -> str:
    """What somebody is called who holds a seat: a sole judge signs as 审判员."""
    return _OFFICE.get(Seat.Role(seat.role), str(seat.get_role_display()))


def seated_names(seats: Sequence[Seat]) -> str:
    """孙法、沈明."""
    return "、".join(seat.user.full_name for seat in seats)


def _birth(litigant: Litigant, file: CaseFile) -> list[str]:
    if litigant.identity_kind != "resident_id":
        return []
    known = identities.check("resident_id", litigant.identity_number, on=file.on)
    if not known.valid or known.birthday is None:
        return []
    return [known.sex, f"{chinese_date(known.birthday)}出生"]


def counsel_lines(file: CaseFile, litigant: Litigant) -> list[Paragraph]:
    """Who acts for a litigant, each on a line of their own."""
    return [Paragraph("party", f"委托诉讼代理人：{_counsel(each)}。") for each in file.counsel[litigant.pk]]


def _counsel(counsel: Counsel) -> str:
    if counsel.firm:
        office = "法律工作者" if counsel.kind == Counsel.Kind.LEGAL_WORKER else "律师"
        return f"{counsel.name}，{counsel.firm}{office}"
    words = _COUNSEL_KINDS.get(Counsel.Kind(counsel.kind), "")
    return f"{counsel.name}，{words}" if words else counsel.name
