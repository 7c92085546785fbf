"""Receiving: what is handed in gets a receipt with its hash at once, and the seven days of review begin."""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.actions import MatterDraft
from tianping.cases.models import Matter
from tianping.intake.filing.actions.telling import tell_plaintiffs
from tianping.intake.filing.models import Batch, Filing, Material
from tianping.intake.filing.permissions import FILE, RECEIVE
from tianping.intake.filing.queries import REVIEW_PERIOD
from tianping.intake.mediation import actions as mediation_actions
from tianping.intake.preservation import actions as preservation_actions
from tianping.kernel import audit, moves, numbering
from tianping.kernel.clock import china_day
from tianping.kernel.models import AuditEntry
from tianping.money.fees.permissions import check_can_charge

ASSIGN_PERIOD = "MED-ASSIGN-3"
# What the decision on a filing, or a notice of corrections, ends.
RECEIVED = "{papers}本院已经收到，七日内决定是否立案，结果另行通知。"
UNTIL_DECIDED = (REVIEW_PERIOD, ASSIGN_PERIOD)


@dataclass(frozen=True)
class MaterialDraft:
    """A piece of what is handed in: its kind (``Material.Kind``), name, what it proves, and the stored file."""

    kind: str
    name: str
    file_id: int
    sha256: str
    pages: int
    purpose: str = ""


@dataclass(frozen=True)
class AgentDraft:
    """Who acts for the plaintiffs (委托诉讼代理人), as the letter of authority names them; ``kind`` of ``Counsel``.

    ``acts_for``: for whom of the plaintiffs, by their places among them, the first 1; empty: for all.
    """

    name: str
    kind: str
    authority: str
    firm: str = ""
    licence_number: str = ""
    phone: str = ""
    scope: str = ""
    letter: str = ""
    user_id: int | None = None
    acts_for: tuple[int, ...] = ()


def agents_of(filing: Filing) -> tuple[AgentDraft, ...]:
    """Who acts for the plaintiffs of a filing, as they were named last."""
    rows: list[dict[str, Any]] = [{**each, "acts_for": tuple(each.get("acts_for") or ())} for each in filing.agents]
    return tuple(AgentDraft(**each) for each in rows)


@dataclass(frozen=True)
class FilingDraft:
    """One filing as handed in (起诉材料): the matter, the consent to mediation, pieces, agents, a spreadsheet's row.

    ``electronic_phone``: the mobile number at which the plaintiffs agreed to electronic service, empty if they did not.
    ``service_place``: where papers reach the plaintiffs (address, recipient, phone), as they confirmed it; ``each``:
    what every one of them confirmed (Filing.service_place).
    ``on_paper``: what was handed in on paper and is kept so (收存的纸质材料), as the receipt says it.
    ``assisting_court``: the court at which it was handed in for us (跨域立案), on ``first_filed_on``.
    """

    matter: MatterDraft
    consents_to_mediation: bool
    row_number: int | None = None
    materials: tuple[MaterialDraft, ...] = ()
    agents: tuple[AgentDraft, ...] = ()
    electronic_phone: str = ""
    service_place: Mapping[str, Any] = field(default_factory=dict)
    on_paper: str = ""
    assisting_court: str = ""
    first_filed_on: datetime.date | None = None


@transaction.atomic
def receive_many(
    drafts: Sequence[FilingDraft], *, channel: str, by: User, at: datetime.datetime, batch: Batch | None = None
) -> list[Filing]:
    """Receive filings (收案): matters, litigants, receipts and review clocks, in a constant number of statements."""
    online = channel == Filing.Channel.ONLINE
    check_may(by, FILE if online else RECEIVE)
    for cause_name in {draft.matter.cause_name for draft in drafts}:
        check_can_charge(cause_name)
    day = china_day(at)
    matters = _opened(drafts, by=by, at=at)
    digests = [content_digest(draft) for draft in drafts]
    sequences = numbering.take_numbers("receipt", day.year, len(drafts))
    numbers = [f"收{day.year}-{sequence:06d}" for sequence in sequences]
    entries = _receipts(numbers, digests, by=by, at=at)
    filings = Filing.objects.bulk_create(
        [
            Filing(
                matter=matter,
                channel=channel,
                batch=batch,
                year=day.year,
                sequence=sequence,
                receipt_number=number,
                content_digest=digest,
                receipt_entry=entry,
                received_at=at,
                # What comes over the net is received by nobody at the counter.
                received_by=None if online else by,
                **_as_said(draft),
            )
            for draft, matter, sequence, number, digest, entry in zip(
                drafts, matters, sequences, numbers, digests, entries, strict=True
            )
        ]
    )
    moves.begin_many(Filing.machine, [filing.pk for filing in filings], by=by, at=at, verb="receive")
    keep_materials([(row.pk, row.version, draft.materials) for row, draft in zip(filings, drafts, strict=True)])
    start_review(filings, on=day)
    # A preservation before this suit has its suit now (民事诉讼法第一百零四条第三款).
    preservation_actions.hear_suits_filed([row.matter_id for row in filings], at=at)
    lines = [(row.matter_id, None, f"本院收到起诉材料，收据号{row.receipt_number}。") for row in filings]
    case_actions.note_many(lines, by=by, at=at, for_litigants=True)
    tell_plaintiffs(filings, "receive", RECEIVED, by=by, at=at)
    return filings


def _as_said(draft: FilingDraft) -> dict[str, Any]:
    """What a filing keeps as it was said when it was handed in."""
    return {
        "assisting_court": draft.assisting_court,
        "first_filed_on": draft.first_filed_on,
        "row_number": draft.row_number,
        "consents_to_mediation": draft.consents_to_mediation,
        "agents": [asdict(agent) for agent in draft.agents],
        "electronic_phone": draft.electronic_phone,
        "service_place": dict(draft.service_place),
        "on_paper": draft.on_paper,
    }


def _opened(drafts: Sequence[FilingDraft], *, by: User, at: datetime.datetime) -> list[Matter]:
    """The matters, and where they came from (纠纷来源)."""
    matters = case_actions.open_matters([draft.matter for draft in drafts], at=at)
    mediation_actions.note_sources_many(matters, by=by, at=at)
    return matters


def _receipts(numbers: Sequence[str], digests: Sequence[str], *, by: User, at: datetime.datetime) -> list[AuditEntry]:
    """The entries of the audit log by which receipts are proved: number and hash."""
    facts = [
        audit.Fact("filing.receipt", f"receipt:{number}", {"content_sha256": digest})
        for number, digest in zip(numbers, digests, strict=True)
    ]
    return audit.record_many(facts, by=by, at=at)


def keep_materials(handed_in: Sequence[tuple[int, int, Sequence[MaterialDraft]]]) -> None:
    """Write down the pieces of filings: (filing id, version, what was handed in)."""
    _write_materials([(filing_id, version, 1, pieces) for filing_id, version, pieces in handed_in])


def _write_materials(handed_in: Sequence[tuple[int, int, int, Sequence[MaterialDraft]]]) -> None:
    Material.objects.bulk_create(
        [
            Material(
                filing_id=filing_id,
                version=version,
                position=position,
                kind=each.kind,
                name=each.name,
                purpose=each.purpose,
                file_id=each.file_id,
                pages=each.pages,
            )
            for filing_id, version, first, pieces in handed_in
            for position, each in enumerate(pieces, start=first)
        ]
    )


def add_materials(filing: Filing, pieces: Sequence[MaterialDraft]) -> None:
    """Write down pieces that came after a hand-in, behind its own."""
    there = filing.materials.filter(version=filing.version).count()
    _write_materials([(filing.pk, filing.version, there + 1, pieces)])


def handed_in_before(pieces: Sequence[Material]) -> list[MaterialDraft]:
    """Pieces of an earlier hand-in that belong to the present one, too."""
    return [
        MaterialDraft(each.kind, each.name, each.file_id, each.file.sha256, each.pages, each.purpose) for each in pieces
    ]


def start_review(filings: Sequence[Filing], *, on: datetime.date) -> None:
    """Start the seven days of review (民事诉讼法第一百二十六条).

    Whoever asks for mediation has a mediator named within three working days (在线调解规则第十条第三款).
    """
    asked = [(row, REVIEW_PERIOD) for row in filings]
    asked += [(row, ASSIGN_PERIOD) for row in filings if row.consents_to_mediation]
    case_actions.start_clocks(
        [
            case_actions.ClockStart(row.matter_id, None, period, on, Post.FILING_CLERK, row.received_by_id)
            for row, period in asked
        ],
        on=on,
    )


def content_digest(draft: FilingDraft) -> str:
    """SHA-256 over everything that was handed in, in canonical JSON; notes of the court's own are left out."""
    content = asdict(draft)
    del content["matter"]["notes"]
    return digest_of(content)


def digest_of(content: Mapping[str, object]) -> str:
    """SHA-256 over what was handed in, in canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
