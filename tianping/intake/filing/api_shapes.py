"""What the JSON API of filing gives and takes."""

import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from tianping.kernel.web.api import Fen, Paging

FilingStatus = Literal["received", "correcting", "in_mediation", "refusing", "accepted", "refused", "settled"]
RefusalGround = Literal[
    "plaintiff",
    "defendant",
    "claim",
    "scope",
    "administrative",
    "arbitration",
    "other_authority",
    "jurisdiction",
    "decided",
    "too_early",
    "divorce_again",
    "repeated",
]
Composition = Literal["sole", "panel"]
Track = Literal["small_claims", "simple", "ordinary"]
Short = Annotated[str, Field(max_length=120)]
Long = Annotated[str, Field(max_length=20_000)]
Rate = Annotated[str, Field(max_length=12, pattern=r"^[0-9]{0,3}(\.[0-9]{1,4})?$")]
Exclusion = Annotated[str, Field(max_length=200)]


class LitigantIn(Schema):
    """A litigant with the document that names them; its number is checked against its standard."""

    kind: Literal["natural", "legal", "other"]
    name: Annotated[str, Field(min_length=1, max_length=120)]
    identity_kind: Literal["", "resident_id", "uscc", "hmt_permit", "foreign_permanent", "passport"] = ""
    identity_number: Annotated[str, Field(max_length=40)] = ""
    phone: Annotated[str, Field(max_length=20)] = ""
    address: Annotated[str, Field(max_length=200)] = ""
    representative: Annotated[str, Field(max_length=60)] = ""


class LoanElements(Schema):
    """The elements of a loan (借款合同要素); sums in fen, rates in per cent a year."""

    contract_number: Annotated[str, Field(max_length=60)] = ""
    signed_on: datetime.date | None = None
    lent_on: datetime.date | None = None
    due_on: datetime.date | None = None
    principal_fen: Fen
    annual_rate: Rate = ""
    principal_owed_fen: Fen
    interest_owed_fen: Fen = 0
    interest_until: datetime.date | None = None


class CivilElements(Schema):
    """What the cause needs besides its sum: of a divorce the common property, of a labour dispute the arbitration."""

    common_property_fen: Fen | None = None
    refused_on: datetime.date | None = None
    arbitration: Literal["", "award", "rejected", "overdue", "none"] = ""
    award_received_on: datetime.date | None = None
    wage_note: bool = False


class FilingIn(Schema):
    """One filing (起诉材料): a loan by its elements, or a claim of any civil cause (kind property), its sum if any."""

    kind: Literal["loan", "private", "property"]
    cause_name: Annotated[str, Field(max_length=60, description="For kind property.")] = ""
    claim_fen: Annotated[Fen | None, Field(description="For kind property; of a divorce besides its property.")] = None
    loan: Annotated[LoanElements | None, Field(description="For kinds loan and private.")] = None
    elements: Annotated[CivilElements | None, Field(description="For kind property.")] = None
    claim_text: Annotated[str, Field(max_length=4000)] = ""
    facts_text: Long = ""
    consents_to_mediation: bool = False
    plaintiffs: Annotated[list[LitigantIn], Field(min_length=1, max_length=30)]
    defendants: Annotated[list[LitigantIn], Field(min_length=1, max_length=30)]


class FilingRow(Schema):
    """A filing in a list."""

    id: int
    receipt_number: str
    content_sha256: str
    received_at: datetime.datetime
    channel: str
    status: str
    status_label: str
    cause: str
    claim_fen: int | None
    plaintiffs: list[str]
    defendants: list[str]
    consents_to_mediation: bool
    review_due: datetime.date | None
    case_number: str | None


class NoteOut(Schema):
    """A note for staff only."""

    code: str
    text: str
    because: str


class FilingOut(FilingRow):
    """A filing with what review looks at."""

    claim_text: str
    facts_text: str
    corrections: str
    refusal_reason: str
    staff_notes: list[NoteOut]


class FilingFilters(Paging):
    """Which filings."""

    status: FilingStatus | None = None
    q: Annotated[str, Field(max_length=100)] = ""
    sort: Literal["received_at", "-received_at"] = "-received_at"


class OverrideIn(Schema):
    """The clerk's own choice of procedure, with the reason that is kept."""

    track: Track
    composition: Composition
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class AcceptanceIn(Schema):
    """How a filing is accepted: what triage has to know, and the clerk's own choice where there is one.

    `large_claims_are_simple`: why a claim above twice the average wage is a simple case all the same.
    """

    is_money_claim: bool = True
    is_clear: bool = True
    agrees_to_small_claims: bool = False
    small_claims_exclusions: Annotated[list[Exclusion], Field(max_length=20)] = []
    simple_exclusions: Annotated[list[Exclusion], Field(max_length=20)] = []
    sole_exclusions: Annotated[list[Exclusion], Field(max_length=20)] = []
    override: OverrideIn | None = None
    fast_team: bool = False
    large_claims_are_simple: Annotated[str, Field(max_length=500)] = ""


class AcceptedOut(Schema):
    """The case that was opened."""

    filing_id: int
    case_id: int
    case_number: str
    track: str


class ReferralIn(Schema):
    """To whom a filing is referred for mediation."""

    mediator_name: Annotated[str, Field(min_length=1, max_length=60)]


class CorrectionsIn(Schema):
    """All corrections at once."""

    corrections: Annotated[str, Field(min_length=1, max_length=4000)]
    until: Annotated[datetime.date | None, Field(description="Left out: as many days as the court gives.")] = None


class RefusalIn(Schema):
    """Why a filing is refused: the condition that is not met, and the reasons of the ruling."""

    ground: RefusalGround
    reason: Annotated[str, Field(min_length=1, max_length=4000)]
    court: Annotated[str, Field(max_length=60, description="Which has jurisdiction, if this one has none.")] = ""


class BatchRow(Schema):
    """A batch: an institution's spreadsheet on its way to numbered cases."""

    id: int
    file_name: str
    file_sha256: str
    status: str
    status_label: str
    uploaded_at: datetime.datetime
    row_count: int
    defect_count: int
    filed_count: int
    failure: str
    designated_by: str
    designation_number: str
    designated_on: datetime.date | None


class BatchOut(BatchRow):
    """A batch with its findings, as `tianping batch check --json` gives them; none once the file is given back."""

    findings: dict[str, Any] | None


class MappingIn(Schema):
    """Field → letters of the columns that feed it, with commas; `unused` → the columns that feed none."""

    columns: Annotated[dict[Short, Short], Field(max_length=100)]
    sheet: Annotated[str, Field(max_length=100)] = ""


class MendsIn(Schema):
    """Cell → what it should say."""

    cells: Annotated[dict[Short, Annotated[str, Field(max_length=500)]], Field(max_length=10_000)]


class LeftOutIn(Schema):
    """Row of the sheet → why it is not filed."""

    rows: Annotated[
        dict[Annotated[int, Field(ge=1, le=1_048_576)], Annotated[str, Field(min_length=1, max_length=200)]],
        Field(max_length=10_000),
    ]


class DesignationIn(Schema):
    """The ruling that designates this court (指定管辖裁定)."""

    court: Annotated[str, Field(min_length=1, max_length=60)]
    number: Annotated[str, Field(min_length=1, max_length=60)]
    on: datetime.date


class BatchChoicesIn(Schema):
    """How a batch is filed; the plaintiff is named where the list does not name it rightly.

    `large_claims_are_simple`: why claims above twice the average wage are simple cases all the same.
    """

    only_clean_rows: bool = False
    refer_consenting: bool = False
    mediator_name: Annotated[str, Field(max_length=60)] = ""
    fast_team: bool = False
    override: OverrideIn | None = None
    institution_name: Short = ""
    institution_code: Annotated[str, Field(max_length=18)] = ""
    representative: Annotated[str, Field(max_length=60)] = ""
    not_repeated: bool = False
    large_claims_are_simple: Annotated[str, Field(max_length=500)] = ""


class ProgressOut(Schema):
    """How far the worker has come with a batch."""

    status: str
    done: int
    total: int
    doing: str
    filed_count: int
    failure: str
