"""From a draft decision to a signed one: proof-reading by another person, signatures of all who sit (校对、签署)."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.kernel import audit, moves
from tianping.kernel.refusals import Refused
from tianping.papers.documents.models import Paper, Signature
from tianping.papers.documents.paragraphs import wording_of
from tianping.papers.documents.permissions import check_can_proofread, check_can_sign, check_is_formal
from tianping.papers.documents.queries import signatures_of, signers_of


@transaction.atomic
def proofread(paper: Paper, *, by: User, at: datetime.datetime) -> None:
    """Confirm that the draft was read against the record (校对), by somebody who did not write it."""
    check_is_formal(paper)
    check_can_proofread(by, paper)
    moves.move(paper, "proofread", by=by, at=at, proofread_at=at, proofread_by=by)


@transaction.atomic
def sign(paper: Paper, *, by: User, at: datetime.datetime) -> None:
    """Sign the present wording (签署); with the last signature of the bench the paper is signed."""
    check_is_formal(paper)
    check_can_sign(by, paper)
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    moves.require_state(paper, "proofread", sentence="文书尚未校对或者已经签署完毕，请刷新页面后查看。")
    wording = wording_of(paper.body)
    _row, is_new = Signature.objects.get_or_create(
        paper=paper, signed_by=by, wording=wording, defaults={"signed_at": at}
    )
    if is_new:
        audit.record("paper.signature", f"paper:{paper.pk}", by=by, at=at, wording=wording)
    signed = {each.signed_by_id for each in signatures_of(paper)}
    if {seat.user_id for seat in signers_of(paper)} <= signed:
        moves.move(paper, "sign", by=by, at=at)


@transaction.atomic
def send_back(paper: Paper, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Give a paper back to whoever wrote it (退回修改); what is changed must be proof-read and signed again."""
    check_is_formal(paper)
    if not reason.strip():
        raise Refused("请写明退回修改的原因。")
    if paper.status == "draft" or paper.drawn_by_id != by.pk:
        check_can_proofread_or_sign(paper, by=by)
    moves.move(paper, "send_back", by=by, at=at, reason=reason.strip(), proofread_at=None, proofread_by=None)


def check_can_proofread_or_sign(paper: Paper, *, by: User) -> None:
    """Raise unless this person may proof-read the paper, or sits in its case."""
    if signers_of(paper).filter(user=by).exists():
        check_can_sign(by, paper)
    else:
        check_can_proofread(by, paper)
