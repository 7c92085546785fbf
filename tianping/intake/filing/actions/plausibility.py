"""What a single filing cannot say, at the counter or over the interface: as a row of a spreadsheet cannot either."""

import datetime

from tianping.cases.actions import MatterDraft
from tianping.intake.filing.spreadsheets.figures import EARLIEST_YEAR
from tianping.kernel.refusals import Refused
from tianping.law.wording import chinese_date

# Days that lie in the past when somebody sues on it; the day on which it falls due may not.
PAST_DAYS = {
    "signed_on": "合同签订日",
    "lent_on": "放款日",
    "interest_until": "利息计至日",
    "award_received_on": "收到仲裁裁决书、不予受理通知书之日",
    "refused_on": "前次离婚诉讼终结之日",
}
DAYS = {**PAST_DAYS, "due_on": "到期日"}


def check_plausible(matter: MatterDraft, *, on: datetime.date) -> None:
    """Raise Refused for one person on both sides, a claim of nothing, and days that cannot be."""
    _check_sides(matter)
    if matter.claim_fen is not None and matter.claim_fen <= 0:
        raise Refused("诉讼请求金额是零，没有可诉的金额；请核对金额。")
    days = {name: day for name in DAYS if (day := day_of(matter, name)) is not None}
    for name, day in days.items():
        if day.year < EARLIEST_YEAR:
            raise Refused(f"{DAYS[name]}（{chinese_date(day)}）早于{EARLIEST_YEAR}年，请核对年份。")
        if name in PAST_DAYS and day > on:
            raise Refused(f"{DAYS[name]}（{chinese_date(day)}）晚于收件之日（{chinese_date(on)}），请核对日期。")
    start = days.get("lent_on") or days.get("signed_on")
    for earlier, later in (("signed_on", "lent_on"), ("lent_on", "interest_until")):
        if earlier in days and later in days and days[later] < days[earlier]:
            raise Refused(f"{DAYS[later]}早于{DAYS[earlier]}，请对照合同、借据核对这两个日期。")
    if start is not None and "due_on" in days and days["due_on"] <= start:
        raise Refused("到期日不晚于放款日（合同签订日），请对照合同核对。")


def day_of(matter: MatterDraft, name: str) -> datetime.date | None:
    """A day among the elements of a loan; None where it was not given."""
    text = matter.elements.get(name)
    return datetime.date.fromisoformat(str(text)) if text else None


def _check_sides(matter: MatterDraft) -> None:
    suing = {
        (each.identity_kind, each.identity_number)
        for each in matter.litigants
        if each.role == "plaintiff" and each.identity_number
    }
    for each in matter.litigants:
        if each.role == "defendant" and (each.identity_kind, each.identity_number) in suing:
            raise Refused(f"原告与被告{each.name}的证件号码相同，同一人不能自己起诉自己；请核对当事人。")
