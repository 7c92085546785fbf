"""Corrections (补正): asked for once, all of them; handed in again under the first receipt; back from mediation."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may, held_posts
from tianping.accounts.queries import hall_on
from tianping.cases import actions as case_actions
from tianping.cases.actions import NoteDraft
from tianping.intake.filing.actions.counter import notes_on
from tianping.intake.filing.actions.plausibility import check_plausible
from tianping.intake.filing.actions.receiving import (
    UNTIL_DECIDED,
    FilingDraft,
    content_digest,
    handed_in_before,
    keep_materials,
    start_review,
)
from tianping.intake.filing.actions.telling import publish_decided, tell_plaintiffs, texts_for
from tianping.intake.filing.models import CorrectionPoint, CorrectionReceipt, Filing, Material, ReceiptAsIssued
from tianping.intake.filing.permissions import FILE, REVIEW
from tianping.intake.filing.queries import correction_until, materials_of, was_mediated
from tianping.intake.filing.receipts import as_it_stands, number_of_corrections, receipts_of
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.laws import REGISTRATION, title
from tianping.law.wording import chinese_date

# So long a list of what is to be corrected is sent by SMS.
LONGEST_LIST = 200
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
            f"（{title(REGISTRATION)}第七条）。"
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
    own, window = correction_words(filing, points, last, on=china_day(at))
    tell_plaintiffs([filing], "ask_correction", own, to_others=window, by=by, at=at)
    publish_decided([filing], "correcting", by=by, at=at)


def correction_messages(
    filing: Filing, points: Sequence[Point], until: datetime.date, *, on: datetime.date
) -> list[str]:
    """What the plaintiffs will be sent (补正短信), each text once."""
    own, window = correction_words(filing, points, until, on=on)
    return list(dict.fromkeys(text for _litigant, text in texts_for([filing], own, window)))


def correction_words(
    filing: Filing, points: Sequence[Point], until: datetime.date, *, on: datetime.date
) -> tuple[str, str]:
    """With ``{papers}`` in it: for whoever wrote the pleading over the net and mends it there; and for all others.

    Who cannot mend it by logging in brings what is asked for to the window, and so reads what that is.
    """
    last, count = f"在{chinese_date(until)}前（含当日）", len(points)
    window = hall_on(on).window
    place = f"{filing.assisting_court}，或者{window}" if filing.assisting_court else window
    online = "，或者由提交的人在网上补正" if filing.channel == Filing.Channel.ONLINE else ""
    items = listed([point.text for point in points])
    return (
        f"{{papers}}有{count}项需要补正，请{last}登录“我的起诉”，按要求修改以后重新提交；也可以把材料带到{place}。",
        f"{{papers}}有{count}项需要补正：{items}。请{last}把补正材料带到{place}{online}。",
    )


def listed(texts: Sequence[str]) -> str:
    """Things asked for as a message lists them; what does not fit is read on the notice."""
    numbered = [f"{number}.{text.strip().rstrip('。；')}" for number, text in enumerate(texts, start=1)]
    fitting = [each for place, each in enumerate(numbered) if len("；".join(numbered[: place + 1])) <= LONGEST_LIST]
    if len(fitting) == len(numbered):
        return "；".join(numbered)
    return "；".join([*fitting, "其余见补正通知，可以到窗口领取"])


@transaction.atomic
def hand_in_corrections(
    filing: Filing, draft: FilingDraft, *, explanation: str = "", changes: str = "", by: User, at: datetime.datetime
) -> None:
    """The corrections were handed in (补正); the seven days begin anew the next day (解释第126条).

    ``draft``: the pleading and its pieces as they are now. The first receipt and its day stay; what was handed in now
    has a receipt of its own, and what was handed in before stays readable. ``explanation``: for staff, why something
    was left; ``changes``: a note (工作提示) of what was done about each point.
    """
    check_may(by, FILE)
    _take_anew(filing, draft, changes, by=by, at=at)
    give_receipt(filing, content_digest(draft), by=by, at=at)
    begin_anew(filing, by=by, at=at)
    if explanation:
        case_actions.note_many([(filing.matter_id, None, explanation)], by=by, at=at, for_litigants=False)


def begin_anew(filing: Filing, *, by: User, at: datetime.datetime) -> None:
    """All that was asked for came: the seven days begin anew (解释第126条), the plaintiffs are told."""
    moves.move(filing, "correct", by=by, at=at)
    start_review([filing], on=china_day(at))
    number = number_of_corrections(filing)
    line = f"起诉人已提交补正材料，收据号{number}。"
    case_actions.note_many([(filing.matter_id, None, line)], by=by, at=at, for_litigants=True)
    words = f"{{papers}}的补正材料本院已经收到，收据号{number}，自次日起七日内决定是否立案，结果另行通知。"
    tell_plaintiffs([filing], f"corrected-{filing.version}", words, by=by, at=at)


def give_receipt(
    filing: Filing,
    digest: str,
    *,
    brought: Sequence[int] = (),
    received: Sequence[str] = (),
    by: User,
    at: datetime.datetime,
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
        received=list(received),
        received_at=at,
        received_by=by if REVIEW.allows(held_posts(by)) else None,
    )


def keep_receipts(filing: Filing) -> None:
    """Before a suit is written anew: what its receipts say is kept, so that they stay as they were issued."""
    kept = set(ReceiptAsIssued.objects.filter(filing=filing).values_list("version", flat=True))
    versions = [each.version for each in receipts_of(filing) if each.version not in kept]
    ReceiptAsIssued.objects.bulk_create([as_it_stands(filing, version) for version in versions])


def _take_anew(filing: Filing, draft: FilingDraft, changes: str = "", *, by: User, at: datetime.datetime) -> None:
    """The matter is written as it was corrected, under the first receipt; the hash of what came stands in the log."""
    moves.require_state(filing, "correcting", sentence=NOT_CORRECTING)
    check_plausible(draft.matter, on=china_day(at))
    # Who agreed once was taken at their word: what was mediated in vain is not referred a second time.
    mediated = was_mediated(filing)
    notes = [*([NoteDraft("corrected", changes)] if changes else []), *notes_on(draft.matter, on=china_day(at))]
    on_paper = _brought_on_paper(filing)
    keep_receipts(filing)
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
