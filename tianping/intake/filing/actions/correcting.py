"""Corrections (补正): asked for once, all of them; handed in again under the first receipt; back from mediation."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may, held_posts
from tianping.cases import actions as case_actions
from tianping.intake.filing.actions.counter import notes_on
from tianping.intake.filing.actions.plausibility import check_plausible
from tianping.intake.filing.actions.receiving import (
    UNTIL_DECIDED,
    FilingDraft,
    MaterialDraft,
    content_digest,
    digest_of,
    handed_in_before,
    keep_materials,
    start_review,
)
from tianping.intake.filing.actions.telling import publish_decided, tell_plaintiffs
from tianping.intake.filing.models import CorrectionPoint, CorrectionReceipt, Filing, Material
from tianping.intake.filing.permissions import FILE, REVIEW
from tianping.intake.filing.queries import correction_until, materials_of, was_mediated
from tianping.intake.filing.receipts import number_of_corrections, points_left
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.wording import chinese_date

NOT_CORRECTING = "本件不在补正中，不能再次提交；请刷新页面查看办理情况。"


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
    filing: Filing, draft: FilingDraft, *, explanation: str = "", by: User, at: datetime.datetime
) -> None:
    """The corrections were handed in (补正); the seven days begin anew the next day (解释第126条).

    ``draft``: the pleading and its pieces as they are now. The first receipt and its day stay; what was handed in now
    has a receipt of its own, and what was handed in before stays readable. ``explanation``: for staff, why something
    was left.
    """
    check_may(by, FILE)
    _take_anew(filing, draft, by=by, at=at)
    _give_receipt(filing, content_digest(draft), by=by, at=at)
    _begin_anew(filing, by=by, at=at)
    if explanation:
        case_actions.note_many([(filing.matter_id, None, explanation)], by=by, at=at, for_litigants=False)


@dataclass(frozen=True)
class PaperCorrections:
    """What somebody brought on paper (纸质补正材料): which of the points asked for, by their places, and the scans.

    ``service_place``: where papers reach the plaintiffs from now on; empty: as before.
    """

    brought: tuple[int, ...]
    scans: tuple[MaterialDraft, ...] = ()
    service_place: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def take_paper_corrections(filing: Filing, paper: PaperCorrections, *, by: User, at: datetime.datetime) -> None:
    """Corrections were brought on paper to the counter (窗口收取补正材料), with a receipt.

    Once all that was asked for was brought, the seven days begin anew; until then what is missing may still come within
    the period (登记立案规定第七条). Raises Refused where none of what was asked for was brought.
    """
    check_may(by, REVIEW)
    moves.require_state(filing, "correcting", sentence=NOT_CORRECTING)
    asked = {point.position: point.text for point in filing.points.all()}
    if not paper.brought or not set(paper.brought) <= set(asked):
        raise Refused("请勾选当事人带来了哪几项补正材料；一项也没有带来的，不登记。")
    before = materials_of(filing)
    filing.version += 1
    if paper.service_place:
        filing.service_place = dict(paper.service_place)
    filing.save(update_fields=["version", "service_place"])
    keep_materials([(filing.pk, filing.version, [*handed_in_before(before), *paper.scans])])
    content = {
        "corrects": filing.content_digest,
        "brought": [asked[position] for position in sorted(paper.brought)],
        "materials": [asdict(each) for each in paper.scans],
        "service_place": dict(paper.service_place),
    }
    _give_receipt(filing, digest_of(content), brought=sorted(paper.brought), by=by, at=at)
    missing = [point.text for point in points_left(filing)]
    if not missing:
        _begin_anew(filing, by=by, at=at)
        return
    line = f"起诉人已提交部分补正材料，收据号{number_of_corrections(filing)}；还没有补正：{'；'.join(missing)}"[:300]
    case_actions.note_many([(filing.matter_id, None, line)], by=by, at=at, for_litigants=True)


def _begin_anew(filing: Filing, *, by: User, at: datetime.datetime) -> None:
    moves.move(filing, "correct", by=by, at=at)
    start_review([filing], on=china_day(at))
    line = f"起诉人已提交补正材料，收据号{number_of_corrections(filing)}。"
    case_actions.note_many([(filing.matter_id, None, line)], by=by, at=at, for_litigants=True)


def _give_receipt(
    filing: Filing, digest: str, *, brought: Sequence[int] = (), by: User, at: datetime.datetime
) -> CorrectionReceipt:
    """The receipt of what was handed in last, proved by its entry of the audit log like the first."""
    number = number_of_corrections(filing)
    fact = audit.Fact("filing.corrected", f"receipt:{number}", {"content_sha256": digest})
    (entry,) = audit.record_many([fact], by=by, at=at)
    return CorrectionReceipt.objects.create(
        filing=filing,
        version=filing.version,
        number=number,
        content_digest=digest,
        entry=entry,
        brought=list(brought),
        received_at=at,
        received_by=by if REVIEW.allows(held_posts(by)) else None,
    )


def _take_anew(filing: Filing, draft: FilingDraft, *, by: User, at: datetime.datetime) -> None:
    """The matter is written as it was corrected, under the first receipt; the hash of what came stands in the log."""
    moves.require_state(filing, "correcting", sentence=NOT_CORRECTING)
    check_plausible(draft.matter, on=china_day(at))
    # Who agreed once was taken at their word: what was mediated in vain is not referred a second time.
    mediated = was_mediated(filing)
    notes = notes_on(draft.matter, on=china_day(at))
    on_paper = _brought_on_paper(filing)
    case_actions.rewrite_matter(filing.matter, draft.matter, notes, at=at)
    filing.version += 1
    filing.consents_to_mediation = draft.consents_to_mediation and not mediated
    filing.agents = [asdict(agent) for agent in draft.agents]
    filing.electronic_phone, filing.service_place = draft.electronic_phone, dict(draft.service_place)
    filing.save(update_fields=["version", "consents_to_mediation", "agents", "electronic_phone", "service_place"])
    keep_materials([(filing.pk, filing.version, [*draft.materials, *handed_in_before(on_paper)])])


def _brought_on_paper(filing: Filing) -> list[Material]:
    """The scans of what was brought to the counter since the corrections were asked for; no pleading holds them."""
    papers = filing.correction_receipts.exclude(brought=[]).order_by("version")
    first = papers.values_list("version", flat=True).first()
    if first is None:
        return []
    before = {each.file_id for each in materials_of(filing, first - 1)}
    return [each for each in materials_of(filing) if each.file_id not in before]


def hear_mediation_ended(*, at: datetime.datetime, matter_id: int, outcome: str) -> None:
    """A mediation before filing ended: settle the filing, or take it back for acceptance with nothing re-typed."""
    filing = Filing.objects.select_related("matter").get(matter_id=matter_id)
    if outcome == "agreed":
        moves.move(filing, "settle", by=None, at=at)
        publish_decided([filing], "settled", by=None, at=at)
        return
    moves.move(filing, "take_back", by=None, at=at, consents_to_mediation=False)
    start_review([filing], on=china_day(at))
