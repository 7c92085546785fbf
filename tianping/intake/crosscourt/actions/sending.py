"""The clerk's check and sending (形式核对、发出); asking for what is missing; giving back."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.queries import this_court
from tianping.intake.crosscourt import queries
from tianping.intake.crosscourt.actions.carrying import carry
from tianping.intake.crosscourt.actions.telling import because, tell, to_correct
from tianping.intake.crosscourt.models import Outgoing, Parcel
from tianping.intake.crosscourt.packages.content import Paper
from tianping.intake.crosscourt.packages.writing import package
from tianping.intake.crosscourt.permissions import SEND
from tianping.intake.filing.queries import correction_until
from tianping.kernel import files, moves
from tianping.kernel.audit.sealing import proof_of
from tianping.kernel.clock import CHINA, china_day
from tianping.kernel.refusals import Refused

ZIP = "application/zip"


@dataclass(frozen=True)
class Checks:
    """What the clerk found (形式核对): identity documents fit, so many papers, all legible. Nothing of the merits."""

    identity: bool
    papers: int
    legible: bool


@transaction.atomic
def send(outgoing: Outgoing, checks: Checks, *, by: User, at: datetime.datetime) -> Parcel:
    """Make the package and send it (发出立案包); from then on the other court decides.

    Raises Refused unless identity and legibility were checked and the papers were counted as they are.
    """
    check_may(by, SEND)
    held = Outgoing.objects.select_for_update(of=("self",)).select_related("receipt_entry").get(pk=outgoing.pk)
    moves.require_state(held, "received", sentence="本件不在待发出，请刷新页面查看办理情况。")
    pieces = queries.pieces_of(held)
    if not checks.identity or not checks.legible:
        raise Refused("请核对身份证明与起诉人一致、材料逐页清晰可辨以后再发出；有问题的，请告知起诉人补正。")
    if checks.papers != len(pieces):
        raise Refused(f"您核对的是{checks.papers}件，系统里有{len(pieces)}件，请逐件核对后重新填写件数。")
    papers = [Paper(each.kind, each.name, each.purpose, each.pages, files.read(each.file)) for each in pieces]
    written = package(_facts(held, checks, by=by, at=at), papers)
    parcel = Parcel.objects.create(
        outgoing=held,
        direction=Parcel.Direction.OUT,
        kind=Parcel.Kind.PACKAGE,
        name=f"{held.receipt_number}-{held.submission}-{held.court_name}-立案包.zip",
        file=files.keep(written.content, ZIP),
        manifest_digest=written.digest,
        submission=held.submission,
        done_at=at,
        done_by=by,
    )
    moves.move(held, "send", by=by, at=at, notice="", notice_from="", points=[], correct_by=None)
    tell(held, f"sent-{held.submission}", f"您提交的起诉材料（{{receipt}}）已发往{held.court_name}。", by=by, at=at)
    carry(parcel)
    outgoing.refresh_from_db()
    return parcel


@transaction.atomic
def ask_correction(
    outgoing: Outgoing, notice: str, *, until: datetime.date | None = None, by: User, at: datetime.datetime
) -> None:
    """Tell the writer what is missing before the papers can be sent (告知补正): all of it at once.

    ``until``: the last day that the clerk sets; None: as many days as the court gives.
    """
    check_may(by, SEND)
    if not notice.strip():
        raise Refused("请一次性写明全部需要补正的内容。")
    moves.require_state(outgoing, "received", sentence="本件已经发出，是否补正由受诉法院决定。")
    last = until or correction_until(china_day(at))
    if last <= china_day(at):
        raise Refused("指定的补正期限应当晚于今天，请核对日期。")
    said = {"notice": notice.strip(), "notice_from": this_court().name, "points": [], "correct_by": last}
    moves.move(outgoing, "ask_correction", by=by, at=at, reason=notice.strip(), **said)
    tell(
        outgoing, f"correct-{outgoing.submission}", to_correct(outgoing, [notice], last, on=china_day(at)), by=by, at=at
    )


@transaction.atomic
def give_back(outgoing: Outgoing, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Give the papers back before they were sent (退回材料), for a reason that the writer is told."""
    check_may(by, SEND)
    if not reason.strip():
        raise Refused("退回材料应当写明原因，并告诉起诉人怎么办。")
    if outgoing.status not in ("received", "correcting"):
        raise Refused("本件已经发出，由受诉法院处理，不能在本院退回。")
    said = {"notice": reason.strip(), "notice_from": this_court().name}
    moves.move(outgoing, "give_back", by=by, at=at, reason=reason.strip(), **said)
    tell(outgoing, "returned", f"您提交的起诉材料（{{receipt}}）已退回。原因：{because(reason)}。", by=by, at=at)


def _facts(outgoing: Outgoing, checks: Checks, *, by: User, at: datetime.datetime) -> dict[str, Any]:
    court, proof = this_court(), proof_of(outgoing.receipt_entry)
    return {
        "demonstration": court.is_demonstration,
        "sender": {"name": court.name, "code": court.code},
        "receiver": {"name": outgoing.court_name, "code": outgoing.court_code},
        "receipt_number": outgoing.receipt_number,
        "submission": outgoing.submission,
        "handed_in_at": outgoing.handed_in_at.astimezone(CHINA),
        "sent_at": at.astimezone(CHINA),
        "checked": {"identity": True, "papers": checks.papers, "legible": True, "by": by.full_name},
        "content": outgoing.content,
        "receipt": {
            "content_sha256": outgoing.content_digest,
            "proof": json.loads(proof.to_json()) if proof is not None else None,
        },
    }
