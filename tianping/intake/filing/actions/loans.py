"""From an understood row of a bank's spreadsheet to a filing: a dispute over a financial loan contract."""

from typing import Any

from tianping.cases.actions import LitigantDraft, MatterDraft, NoteDraft
from tianping.intake.filing.actions.receiving import FilingDraft
from tianping.intake.filing.models import Batch
from tianping.intake.filing.spreadsheets.findings import BatchFindings, LoanRow
from tianping.law.money import grouped

CAUSE = "金融借款合同纠纷"


def drafts_from(findings: BatchFindings, batch: Batch) -> list[FilingDraft]:
    """One filing for every clean row of the batch."""
    bank = LitigantDraft(
        role="plaintiff",
        kind="legal",
        name=findings.institution.name,
        capacity="贷款人",
        identity_kind="uscc",
        identity_number=findings.institution.credit_code,
        representative=findings.institution.representative,
    )
    notes: dict[int, list[NoteDraft]] = {}
    for note in findings.notes:
        notes.setdefault(note.row, []).append(NoteDraft(note.code, note.text, note.because))
    designation = _designation(batch)
    return [
        FilingDraft(
            matter=MatterDraft(
                cause_name=CAUSE,
                claim_fen=row.claim_fen,
                litigants=(bank, *_defendants(row)),
                claim_text=_claim_text(row),
                facts_text=_facts_text(row),
                elements={**_elements(row), **designation},
                notes=tuple(notes.get(row.row, ())),
            ),
            consents_to_mediation=row.consents_to_mediation,
            row_number=row.row,
        )
        for row in findings.clean_rows
    ]


def _defendants(row: LoanRow) -> list[LitigantDraft]:
    borrower = LitigantDraft(
        role="defendant",
        kind="natural",
        name=row.borrower,
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
                kind="natural",
                name=guarantor.name,
                capacity="保证人",
                identity_kind="resident_id",
                identity_number=guarantor.identity_number,
            )
            for guarantor in row.guarantors
        ),
    ]


def _claim_text(row: LoanRow) -> str:
    return (
        f"请求判令被告偿还借款本金{grouped(row.principal_owed_fen)}元、"
        f"截至{_day(row.interest_until)}的利息{grouped(row.interest_owed_fen)}元。"
    )


def _facts_text(row: LoanRow) -> str:
    return (
        f"{_day(row.signed_on)}，{row.borrower}与原告签订{row.contract_number}借款合同，"
        f"借款本金{grouped(row.principal_fen)}元，年利率{row.annual_rate}%，{_day(row.due_on)}到期。"
    )


def _day(day: Any) -> str:
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
    }


def _designation(batch: Batch) -> dict[str, Any]:
    if not batch.designation_number:
        return {}
    return {
        "designated_by": batch.designated_by,
        "designation_number": batch.designation_number,
        "designated_on": batch.designated_on.isoformat() if batch.designated_on else "",
    }
