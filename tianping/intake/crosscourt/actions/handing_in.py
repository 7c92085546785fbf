"""Handing in here for another court (协作法院接收): the receipt at once; after corrections under the first receipt."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.intake.crosscourt.models import PDF, Outgoing, Piece
from tianping.intake.crosscourt.packages.content import Paper, content_digest, content_of
from tianping.intake.crosscourt.queries import other_court
from tianping.intake.filing.actions import FilingDraft, MaterialDraft
from tianping.intake.filing.permissions import FILE
from tianping.kernel import audit, files, moves, numbering, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.models import AuditEntry, StoredFile
from tianping.kernel.refusals import Refused

LONGEST_NAMES = 300


@transaction.atomic
def receive(
    draft: FilingDraft, court_name: str, *, channel: str, by: User, at: datetime.datetime
) -> Outgoing:  # fmt: skip
    """Receive a pleading for another court (跨域立案收件): its dated receipt (登记立案规定第二条); nothing is decided.

    Raises Refused for a court that is not in the table, and for this court itself.
    """
    check_may(by, FILE)
    court = other_court(court_name)
    year = china_day(at).year
    sequence = numbering.take_number("crosscourt_receipt", year)
    number = f"跨{year}-{sequence:06d}"
    papers = _papers(draft)
    content = content_of(draft)
    digest = content_digest(content, papers)
    made = Outgoing.objects.create(
        court_name=court.name,
        court_code=court.code,
        channel=channel,
        cause_name=draft.matter.cause_name,
        plaintiffs=_names(draft, "plaintiff"),
        defendants=_names(draft, "defendant"),
        content=content.model_dump(mode="json"),
        year=year,
        sequence=sequence,
        receipt_number=number,
        content_digest=digest,
        receipt_entry=_receipt(number, digest, 1, by=by, at=at),
        handed_in_at=at,
        handed_in_by=by,
    )
    moves.begin_many(Outgoing.machine, [made.pk], by=by, at=at, verb="receive")
    _keep(made, papers)
    return made


@transaction.atomic
def hand_in_corrections(outgoing: Outgoing, draft: FilingDraft, *, by: User, at: datetime.datetime) -> None:
    """The corrections were handed in (补正): checked and sent again under the first receipt, whose day stays."""
    check_may(by, FILE)
    held = Outgoing.objects.select_for_update().get(pk=outgoing.pk)
    moves.require_state(held, "correcting", sentence="本件不在补正中，不能再次提交；请刷新页面查看办理情况。")
    papers, content = _papers(draft), content_of(draft)
    held.cause_name = draft.matter.cause_name
    held.plaintiffs, held.defendants = _names(draft, "plaintiff"), _names(draft, "defendant")
    held.content, held.submission = content.model_dump(mode="json"), held.submission + 1
    held.content_digest = content_digest(content, papers)
    held.receipt_entry = _receipt(held.receipt_number, held.content_digest, held.submission, by=by, at=at)
    held.save()
    _keep(held, papers)
    moves.move(held, "correct", by=by, at=at)
    outgoing.refresh_from_db()


def _papers(draft: FilingDraft) -> list[Paper]:
    """Every piece as the PDF that the other court will take: what an upload's check makes of it stays as it is."""
    stored = StoredFile.objects.in_bulk([each.file_id for each in draft.materials])
    return [_paper(each, stored[each.file_id]) for each in draft.materials]


def _paper(material: MaterialDraft, file: StoredFile) -> Paper:
    content = files.read(file)
    if file.media_type != PDF:
        content = uploads.merged([content]).content
    try:
        taken = uploads.check(content, f"{material.name}.pdf")
    except Refused as refusal:
        raise Refused(f"材料“{material.name}”不能发送给其他法院：{refusal}") from refusal
    return Paper(material.kind, material.name, material.purpose, taken.pages, taken.content)


def _keep(outgoing: Outgoing, papers: Sequence[Paper]) -> None:
    kept = files.keep_many([each.content for each in papers], PDF)
    Piece.objects.bulk_create(
        [
            Piece(
                outgoing=outgoing,
                submission=outgoing.submission,
                position=position,
                kind=each.kind,
                name=each.name,
                purpose=each.purpose,
                file=file,
                pages=each.pages,
            )
            for position, (each, file) in enumerate(zip(papers, kept, strict=True), start=1)
        ]
    )


def _receipt(number: str, digest: str, submission: int, *, by: User, at: datetime.datetime) -> AuditEntry:
    subject = f"receipt:{number}"
    return audit.record("crosscourt.receipt", subject, by=by, at=at, submission=submission, content_sha256=digest)


def _names(draft: FilingDraft, role: str) -> str:
    names = "、".join(each.name for each in draft.matter.litigants if each.role == role)
    return names if len(names) <= LONGEST_NAMES else f"{names[: LONGEST_NAMES - 1]}…"
