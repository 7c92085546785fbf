"""Decisions on a loan composed from its elements (要素式): facts found, reasons, articles, orders.

A proposal for the judge, who changes it; nothing here decides what was proved. Interest that is claimed beyond what
the contract and the law bear since the loan was paid out is not granted, and later interest keeps to the cap.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from tianping.cases.models import Litigant
from tianping.kernel.refusals import Refused
from tianping.law import loan_interest
from tianping.law.answers import Answer, Refusal
from tianping.law.laws import CIVIL_CODE
from tianping.law.wording import chinese_date, chinese_numeral
from tianping.papers.documents.casefiles import CaseFile
from tianping.papers.documents.wording.people import names
from tianping.papers.documents.wording.sheet import figures

DAYS_TO_PAY = 10
_SUMS = ("principal_fen", "principal_owed_fen", "interest_owed_fen")
_DAYS = ("signed_on", "lent_on", "due_on", "interest_until")
GUARANTOR = "保证人"
PRIVATE = "民间借贷"
# 至实际付清之日止、至借款本金清偿之日 …: how a complaint asks for interest beyond the day it reckons to.
LATER_INTEREST = re.compile(r"(?:清偿|付清|还清|偿清|履行完毕|给付)[^，。；]{0,6}之?日|之日止")


def proposed(file: CaseFile) -> dict[str, Any]:
    """``facts_found``, ``reasons``, ``articles`` and ``orders`` of a judgment that grants a loan's claim.

    ``interest_steps`` is the arithmetic of the most that interest can be. Raises Refused where the elements of the
    matter do not hold what a loan is judged by.
    """
    loan = _Loan(file)
    return {
        "facts_found": loan.facts_found(),
        "reasons": loan.reasons(),
        "articles": loan.articles(),
        "orders": loan.orders(),
        "interest_steps": list(loan.most.steps),
    }


class _Loan:
    """The elements of one loan, read once."""

    def __init__(self, file: CaseFile) -> None:
        elements: Mapping[str, Any] = file.case.matter.elements
        missing = [name for name in (*_SUMS, *_DAYS, "annual_rate") if elements.get(name) in (None, "")]
        if missing:
            raise Refused(f"{file.case.number}没有登记借款的要素，不能自动拟写判决内容，请直接填写。")
        self.principal, self.owed, self.interest = (int(elements[name]) for name in _SUMS)
        self.signed, self.lent, self.due, self.until = (datetime.date.fromisoformat(elements[name]) for name in _DAYS)
        self.rate = _percent(elements["annual_rate"])
        self.uplift = _percent(elements.get("overdue_uplift") or "0")
        self.contract = str(elements.get("contract_number") or "")
        self.lender = names(file.side(Litigant.Role.PLAINTIFF))
        defendants = file.side(Litigant.Role.DEFENDANT)
        self.guarantors = [each for each in defendants if each.capacity == GUARANTOR]
        self.terms = loan_interest.Loan(
            principal_fen=self.principal,
            rate=self.rate,
            lent=self.lent,
            due=self.due,
            lender="private" if PRIVATE in file.case.matter.cause_name else "licensed",
            overdue_rate=self.rate * (100 + self.uplift) / 100 if self.uplift else None,
            days_a_year=int(elements.get("days_a_year") or 365),
            contract=self.signed,
            filed=file.case.filed_on,
        )
        self.most = self._interest(self.lent, self.until, on=file.on)
        self.granted = min(self.interest, self.most.value.interest_fen)
        next_day = self.until + datetime.timedelta(days=1)
        self.later = self._interest(next_day, next_day, on=file.on).value.stretches[0].percent
        # Interest after the stated day is granted only where it was asked for (不告不理).
        self.asks_for_later = bool(LATER_INTEREST.search(file.case.matter.claim_text))
        self.borrowers = [each for each in defendants if each.capacity != GUARANTOR]

    def _interest(
        self, since: datetime.date, until: datetime.date, *, on: datetime.date
    ) -> Answer[loan_interest.LoanInterest]:
        try:
            return loan_interest.loan_interest(self.terms, since=since, until=until, on=on)
        except Refusal as refusal:
            raise Refused(f"登记的借款要素不能计算利息：{refusal.sentence}") from None

    def facts_found(self) -> list[str]:
        """What was agreed, paid out and not paid back."""
        borrower, bond = names(self.borrowers), f"（编号{self.contract}）" if self.contract else ""
        uplift = f"，逾期利率在此基础上上浮{_plain(self.uplift)}%" if self.uplift else ""
        lines = [
            f"{chinese_date(self.signed)}，{self.lender}与{borrower}签订借款合同{bond}，约定借款本金"
            f"{figures(self.principal)}，年利率{_plain(self.rate)}%{uplift}，{chinese_date(self.due)}到期。"
            f"{chinese_date(self.lent)}，{self.lender}发放了借款。"
        ]
        if self.guarantors:
            lines.append(f"{names(self.guarantors)}为上述借款提供连带责任保证。")
        lines.append(
            f"截至{chinese_date(self.until)}，{borrower}尚欠借款本金{figures(self.owed)}、利息{figures(self.granted)}。"
        )
        return lines

    def reasons(self) -> list[str]:
        """Why what is owed must be paid, and by whom beside the borrower."""
        borrower = names(self.borrowers)
        lines = [
            f"{self.lender}与{borrower}签订的借款合同系双方真实意思表示，不违反法律、行政法规的强制性规定，合法有效，"
            f"双方应当按照约定履行义务。{self.lender}已按约定发放借款，{borrower}未按照约定的期限返还借款、支付利息，"
            "应当承担返还借款本金、支付利息和逾期利息的责任。"
        ]
        if self.granted < self.interest:
            lines.append(
                f"{self.lender}主张截至{chinese_date(self.until)}的利息{figures(self.interest)}，超过自借款发放之日起按约定"
                f"并在法律保护的范围内计算的{figures(self.granted)}，超过部分本院不予支持。"
            )
        if self.asks_for_later and self.later < self._agreed():
            lines.append(
                f"双方约定的利率超过法律保护的上限，{chinese_date(self.until)}以后的利息按年利率{_plain(self.later)}%计算，"
                "超过部分本院不予支持。"
            )
        if self.guarantors:
            lines.append(
                f"{names(self.guarantors)}为上述债务提供连带责任保证，{borrower}不履行到期债务，{self.lender}请求其"
                "在保证范围内承担保证责任，本院予以支持。承担保证责任后，有权在其承担保证责任的范围内向"
                f"{borrower}追偿。"
            )
        return lines

    def articles(self) -> list[list[str | int]]:
        """民法典 on loans, and on guarantees where somebody guaranteed."""
        numbers = [674, 675, 676, *((688, 691, 700) if self.guarantors else ())]
        return [[CIVIL_CODE, number] for number in numbers]

    def orders(self) -> list[str]:
        """The principal, interest to the day and, where it is claimed, from the next day on; then the guarantors."""
        borrower, next_day = names(self.borrowers), self.until + datetime.timedelta(days=1)
        later = (
            f"，并支付自{chinese_date(next_day)}起至借款本金清偿之日止的利息（以尚欠本金为基数，按{self._later_words()}计算）"
            if self.asks_for_later
            else ""
        )
        lines = [
            f"{borrower}于本判决生效之日起{chinese_numeral(DAYS_TO_PAY)}日内偿还{self.lender}借款本金"
            f"{figures(self.owed)}、截至{chinese_date(self.until)}的利息{figures(self.granted)}{later}"
        ]
        if self.guarantors:
            lines.append(
                f"{names(self.guarantors)}对上述第一项确定的债务承担连带清偿责任；{_they(self.guarantors)}承担保证责任后，"
                f"有权向{borrower}追偿"
            )
        return lines

    def _agreed(self) -> Decimal:
        """The agreed rate of the day after interest is claimed to."""
        overdue = self.terms.overdue_rate
        return overdue if overdue is not None and self.until >= self.due else self.rate

    def _later_words(self) -> str:
        agreed = self._agreed()
        if self.later < agreed:
            return f"年利率{_plain(self.later)}%"
        if agreed != self.rate:
            return f"年利率{_plain(agreed)}%（约定年利率{_plain(self.rate)}%上浮{_plain(self.uplift)}%）"
        return f"约定的年利率{_plain(agreed)}%"


def _they(guarantors: Sequence[Litigant]) -> str:
    return "其" if len(guarantors) == 1 else "各保证人"


def _percent(text: Any) -> Decimal:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        raise Refused("登记的利率无法识别，请核对借款的要素后再拟写。") from None


def _plain(number: Decimal) -> str:
    """A rate without idle zeros: 9.750 → 9.75, 6.0 → 6."""
    return format(number.normalize(), "f")
