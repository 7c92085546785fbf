"""What a package and a reply say (立案包清单、回执): their JSON, field by field; what else stands there is refused."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

PACKAGE, REPLY = "tianping.crosscourt.package", "tianping.crosscourt.reply"
VERSION = 1
MOST_PAPERS, MOST_PEOPLE, MOST_AGENTS, MOST_POINTS = 70, 60, 10, 60

Name = Annotated[str, Field(min_length=1, max_length=120)]
Short = Annotated[str, Field(max_length=60)]
Line = Annotated[str, Field(max_length=300)]
Long = Annotated[str, Field(max_length=40_000)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
# It becomes part of a file's name.
ReceiptNumber = Annotated[str, Field(pattern=r"^[\w（）-]{1,40}$")]
Count = Annotated[int, Field(ge=1, le=9_999)]
Outcome = Literal["arrived", "accepted", "correcting", "refused", "in_mediation", "settled", "given_back", "withdrawn"]


class Strict(BaseModel):
    """Nothing is guessed and nothing is passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


class CourtNamed(Strict):
    """A court by its name and its code (empty where it has none)."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    code: Annotated[str, Field(max_length=20)]


class LitigantSaid(Strict):
    """A litigant as the pleading introduces them."""

    role: Literal["plaintiff", "defendant", "third"]
    kind: Literal["natural", "legal", "other"]
    name: Name
    capacity: Short
    identity_kind: Annotated[str, Field(max_length=20)]
    identity_number: Annotated[str, Field(max_length=40)]
    phone: Annotated[str, Field(max_length=20)]
    address: Annotated[str, Field(max_length=200)]
    representative: Short
    withholds_contact: bool = False


class AgentSaid(Strict):
    """Who acts for the plaintiffs."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    kind: Annotated[str, Field(max_length=20)]
    authority: Annotated[str, Field(max_length=10)]
    firm: Annotated[str, Field(max_length=120)]
    licence_number: Annotated[str, Field(max_length=40)]
    phone: Annotated[str, Field(max_length=20)]
    scope: Line
    letter: Line
    acts_for: Annotated[list[Annotated[int, Field(ge=1, le=MOST_PEOPLE)]], Field(max_length=MOST_PEOPLE)] = []


class ServiceSaid(Strict):
    """Where papers reach one plaintiff (送达地址确认), by their place among them, and to which number they agreed."""

    plaintiff: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
    address: Annotated[str, Field(max_length=200)]
    recipient: Short
    phone: Annotated[str, Field(max_length=20)]
    electronic_phone: Annotated[str, Field(max_length=20)]


class PleadingSaid(Strict):
    """What is asked and why, with the answers of the element-style form (要素)."""

    cause_name: Annotated[str, Field(min_length=1, max_length=60)]
    claim_fen: Annotated[int, Field(ge=0, le=10**15)] | None
    claim_text: Long
    facts_text: Long
    elements: dict[str, Any]


class Content(Strict):
    """Everything that was handed in but the papers."""

    pleading: PleadingSaid
    litigants: Annotated[list[LitigantSaid], Field(min_length=2, max_length=MOST_PEOPLE)]
    agents: Annotated[list[AgentSaid], Field(max_length=MOST_AGENTS)]
    consents_to_mediation: bool
    service: Annotated[list[ServiceSaid], Field(max_length=MOST_PEOPLE)] = []


class PaperSaid(Strict):
    """One paper: where it lies in the package, what it is, its pages among all pages, and its hash."""

    file: Annotated[str, Field(pattern=r"^papers/[0-9]{3}\.pdf$")]
    kind: Annotated[str, Field(max_length=20)]
    name: Name
    purpose: Line
    pages: Count
    first_page: Count
    last_page: Count
    size: Annotated[int, Field(ge=1)]
    sha256: Sha256


class Checked(Strict):
    """What the assisting court's clerk checked before sending (形式核对): who signs, how many papers, legibility."""

    identity: Literal[True]
    papers: Count
    legible: Literal[True]
    by: Short


class Receipt(Strict):
    """The hash on the litigant's receipt, and the proof that it stands in the sender's log; null while not sealed."""

    content_sha256: Sha256
    proof: dict[str, Any] | None


class Manifest(Strict):
    """The manifest of a package (立案包清单)."""

    format: Literal["tianping.crosscourt.package"]
    version: Literal[1]
    demonstration: bool
    sender: CourtNamed
    receiver: CourtNamed
    receipt_number: ReceiptNumber
    submission: Annotated[int, Field(ge=1, le=99)]
    handed_in_at: datetime.datetime
    sent_at: datetime.datetime
    checked: Checked
    content: Content
    papers: Annotated[list[PaperSaid], Field(min_length=1, max_length=MOST_PAPERS)]
    receipt: Receipt


class PointSaid(Strict):
    """One thing to be corrected (补正事项), and the part of the pleading in which it stands."""

    place: Short
    text: Annotated[str, Field(min_length=1, max_length=4000)]


class Reply(Strict):
    """What the competent court answers (回执): that the package came, or what became of it."""

    format: Literal["tianping.crosscourt.reply"]
    version: Literal[1]
    demonstration: bool
    sender: CourtNamed
    receiver: CourtNamed
    receipt_number: ReceiptNumber
    submission: Annotated[int, Field(ge=1, le=99)]
    package_sha256: Sha256
    outcome: Outcome
    own_receipt: Annotated[str, Field(max_length=40)]
    case_number: Short
    notice: Long
    points: Annotated[list[PointSaid], Field(max_length=MOST_POINTS)]
    correct_by: datetime.date | None
    replied_at: datetime.datetime
    by: Short
