"""From an understood row of a bank's spreadsheet to a filing: a dispute over a financial loan contract."""

import datetime
from typing import Any

from tianping.cases.actions import LitigantDraft, MatterDraft, NoteDraft
from tianping.intake.filing.actions.receiving import FilingDraft
from tianping.intake.filing.models import Batch
from tianping.intake.filing.spreadsheets.batch import BatchFindings
from tianping.intake.filing.spreadsheets.found import LoanRow, Note
from tianping.kernel.refusals import Refused
from tianping.law import identities
from tianping.law.money import grouped

CAUSE = "金融借款合同纠纷"


def plaintiff_of(findings: BatchFindings, name: str, code: str, *, on: datetime.date) -> LitigantDraft:
    """The institution that sues, as the list names it or as the clerk gave it. Refuses a code that cannot be real."""
    name, code = name.strip() or findings.institution.name, code.strip() or findings.institution.code
    if not name or not code:
        raise Refused("表格没有写明起诉机构的名称或者统一社会信用代码，请在“原告”一栏填写。")
    check = identities.check("uscc", code, on=on)
    if not check.valid:
        raise Refused(f"起诉机构的统一社会信用代码有误：{check.why}")
    return LitigantDraft(
        role="plaintiff",
        kind="legal",
        name=name,
        capacity="贷款人",
        identity_kind="uscc",
        identity_number=check.number,
        representative=findings.institution.representative,
    )


def drafts_from(findings: BatchFindings, batch: Batch, bank: LitigantDraft) -> list[FilingDraft]:
    """One filing for every clean row of the batch."""
    designation = _designation(batch)
    return [
        FilingDraft(
            matter=MatterDraft(
                cause_name=CAUSE,
                claim_fen=loan.claim_fen,
                litigants=(bank, *_defendants(loan)),
                claim_text=_claim_text(loan),
                facts_text=_facts_text(loan),
                elements={**_elements(loan), **designation},
                notes=tuple(_note(note) for note in row.notes),
            ),
            consents_to_mediation=loan.consents_to_mediation,
            row_number=loan.row,
        )
        for row in findings.rows
        if (loan := row.loan) is not None
    ]


def _note(note: Note) -> NoteDraft:
    return NoteDraft(note.code, note.text, "；".join(note.because)[:300])


def _defendants(row: LoanRow) -> list[LitigantDraft]:
    borrower = LitigantDraft(
        role="defendant",
        kind=_kind(row.identity_kind),
        name=row.borrower_name,
        capacity="借款人",
        identity_kind=row.identity_kind,
        identity_number=row.identity_number,
        phone=row.phone,
        address=row.address,
    )
    return [
        borrower,
        *(
            LitigantDraft(
                role="defendant",
                kind=_kind(guarantor.identity_kind),
                name=guarantor.name,
                capacity="保证人",
                identity_kind=guarantor.identity_kind,
                identity_number=guarantor.identity_number,
            )
            for guarantor in row.guarantors
        ),
    ]


def _kind(identity_kind: str) -> str:
    return "legal" if identity_kind == "uscc" else "natural"


def _claim_text(row: LoanRow) -> str:
    return (
        f"请求判令被告偿还借款本金{grouped(row.principal_owed_fen)}元、"
        f"截至{_day(row.interest_until)}的利息{grouped(row.interest_owed_fen)}元。"
    )


def _facts_text(row: LoanRow) -> str:
    return (
        f"{_day(row.signed_on)}，{row.borrower_name}与原告签订{row.contract_number}借款合同，"
        f"借款本金{grouped(row.principal_fen)}元，年利率{row.annual_rate}%，{_day(row.due_on)}到期。"
    )


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _elements(row: LoanRow) -> dict[str, Any]:
    return {
        "contract_number": row.contract_number,
        "signed_on": row.signed_on.isoformat(),
        "lent_on": row.lent_on.isoformat(),
        "principal_fen": row.principal_fen,
        "annual_rate": str(row.annual_rate),
        "overdue_uplift": str(row.overdue_uplift),
        "due_on": row.due_on.isoformat(),
        "principal_owed_fen": row.principal_owed_fen,
        "interest_owed_fen": row.interest_owed_fen,
        "interest_until": row.interest_until.isoformat(),
        "security": row.security,
        "remark": row.remark,
        "other_columns": dict(row.extras),
    }


def _designation(batch: Batch) -> dict[str, Any]:
    if not batch.designation_number:
        return {}
    return {
        "designated_by": batch.designated_by,
        "designation_number": batch.designation_number,
        "designated_on": batch.designated_on.isoformat() if batch.designated_on else "",
    }
