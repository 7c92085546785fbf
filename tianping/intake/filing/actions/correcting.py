"""Corrections (补正): asked for once, all of them; handed in again under the first receipt; back from mediation."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.intake.filing.actions.counter import notes_on
from tianping.intake.filing.actions.plausibility import check_plausible
from tianping.intake.filing.actions.receiving import (
    UNTIL_DECIDED,
    FilingDraft,
    content_digest,
    keep_materials,
    start_review,
)
from tianping.intake.filing.actions.telling import publish_decided, tell_plaintiffs
from tianping.intake.filing.models import CorrectionPoint, Filing
from tianping.intake.filing.permissions import FILE, REVIEW
from tianping.intake.filing.queries import correction_until, was_mediated
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.wording import chinese_date


@dataclass(frozen=True)
class Point:
    """One thing to be corrected: the part of the pleading in which it stands (empty: none), and what is wrong."""

    text: str
    place: str = ""


@transaction.atomic
def ask_correction(
    filing: Filing,
    corrections: str | Sequence[Point],
    *,
    until: datetime.date | None = None,
    by: User,
    at: datetime.datetime,
) -> None:
    """Ask once for all corrections (一次性告知补正); the review stops until they are handed in (解释第126条).

    ``until``: the last day that the clerk sets; None: as many days as the court gives. Raises Refused for a second
    time: whoever is still not in order is refused by ruling (登记立案规定第七条).
    """
    check_may(by, REVIEW)
    points = [Point(corrections)] if isinstance(corrections, str) else corrections
    points = [Point(each.text.strip(), each.place) for each in points if each.text.strip()]
    if not points:
        raise Refused("请一次性写明全部需要补正的内容。")
    if filing.points.exists():
        raise Refused(
            "本件已经一次性告知过补正，不能再次要求补正；经补正仍不符合要求的，裁定不予受理"
            "（《最高人民法院关于人民法院登记立案若干问题的规定》第七条）。"
        )
    last = until or correction_until(china_day(at))
    if last <= china_day(at):
        raise Refused("指定的补正期限应当晚于今天，请核对日期。")
    words = points[0].text if len(points) == 1 else "\n".join(f"{n}.{p.text}" for n, p in enumerate(points, start=1))
    moves.move(filing, "ask_correction", by=by, at=at, reason=words, corrections=words, correct_by=last)
    CorrectionPoint.objects.bulk_create(
        [
            CorrectionPoint(filing=filing, position=position, place=each.place, text=each.text)
            for position, each in enumerate(points, start=1)
        ]
    )
    case_actions.stop_clocks([filing.matter_id], UNTIL_DECIDED, on=china_day(at), cause="已通知补正", by=by)
    line = f"本院已一次性告知需要补正的内容（{len(points)}项），请在{chinese_date(last)}前（含当日）补正。"
    case_actions.note_many([(filing.matter_id, None, line)], by=by, at=at, for_litigants=True)
    tell_plaintiffs([filing], "ask_correction", correction_message(points, last), by=by, at=at)
    publish_decided([filing], "correcting", by=by, at=at)


def correction_message(points: Sequence[Point], until: datetime.date) -> str:
    """What plaintiffs are sent (补正短信), with ``{receipt}`` in it."""
    last = f"请在{chinese_date(until)}前（含当日）补正"
    return f"您提交的起诉材料（{{receipt}}）有{len(points)}项需要补正，{last}，请登录查看。"


@transaction.atomic
def hand_in_corrections(
    filing: Filing, draft: FilingDraft | None = None, *, explanation: str = "", by: User, at: datetime.datetime
) -> None:
    """The corrections were handed in (补正); the seven days begin anew the next day (解释第126条).

    ``draft``: the pleading and its pieces as they are now; None where the clerk keeps them on paper. The receipt and
    its day stay; what was handed in before stays readable. ``explanation``: for staff, why something was left.
    """
    check_may(by, REVIEW if draft is None else FILE)
    if draft is not None:
        _take_anew(filing, draft, by=by, at=at)
    moves.move(filing, "correct", by=by, at=at)
    start_review([filing], on=china_day(at))
    case_actions.note_many([(filing.matter_id, None, "起诉人已提交补正材料。")], by=by, at=at, for_litigants=True)
    if explanation:
        case_actions.note_many([(filing.matter_id, None, explanation)], by=by, at=at, for_litigants=False)


def _take_anew(filing: Filing, draft: FilingDraft, *, by: User, at: datetime.datetime) -> None:
    """The matter is written as it was corrected, under the first receipt; the hash of what came stands in the log."""
    moves.require_state(filing, "correcting", sentence="本件不在补正中，不能再次提交；请刷新页面查看办理情况。")
    check_plausible(draft.matter, on=china_day(at))
    # Who agreed once was taken at their word: what was mediated in vain is not referred a second time.
    mediated = was_mediated(filing)
    notes = notes_on(draft.matter, on=china_day(at))
    case_actions.rewrite_matter(filing.matter, draft.matter, notes, at=at)
    filing.version += 1
    filing.consents_to_mediation = draft.consents_to_mediation and not mediated
    filing.agents = [asdict(agent) for agent in draft.agents]
    filing.electronic_phone, filing.service_place = draft.electronic_phone, dict(draft.service_place)
    filing.save(update_fields=["version", "consents_to_mediation", "agents", "electronic_phone", "service_place"])
    keep_materials([(filing.pk, filing.version, draft)])
    audit.record(
        "filing.corrected",
        f"receipt:{filing.receipt_number}",
        by=by,
        at=at,
        version=filing.version,
        content_sha256=content_digest(draft),
    )


def hear_mediation_ended(*, at: datetime.datetime, matter_id: int, outcome: str) -> None:
    """A mediation before filing ended: settle the filing, or take it back for acceptance with nothing re-typed."""
    filing = Filing.objects.select_related("matter").get(matter_id=matter_id)
    if outcome == "agreed":
        moves.move(filing, "settle", by=None, at=at)
        publish_decided([filing], "settled", by=None, at=at)
        return
    moves.move(filing, "take_back", by=None, at=at, consents_to_mediation=False)
    start_review([filing], on=china_day(at))
