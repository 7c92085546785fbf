"""Corrections on paper (窗口收取补正材料): what was brought, and what is entered from it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.cases.actions import MatterDraft
from tianping.intake.filing.actions.correcting import NOT_CORRECTING, begin_anew, give_receipt, keep_receipts, listed
from tianping.intake.filing.actions.counter import notes_on
from tianping.intake.filing.actions.plausibility import check_plausible
from tianping.intake.filing.actions.receiving import (
    AgentDraft,
    MaterialDraft,
    agents_of,
    digest_of,
    handed_in_before,
    keep_materials,
)
from tianping.intake.filing.actions.telling import tell_plaintiffs
from tianping.intake.filing.differences import differences, sum_apart_from_words
from tianping.intake.filing.models import Filing
from tianping.intake.filing.permissions import REVIEW
from tianping.intake.filing.queries import is_written_here, materials_of, staff_notes
from tianping.intake.filing.receipts import number_of_corrections, points_left
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.wording import chinese_date

LONGEST_LINE = 300
SAME_WORDS = "只更正金额，诉讼请求的文字不改"


@dataclass(frozen=True)
class PaperCorrections:
    """What somebody brought on paper (纸质补正材料): which of the points asked for, by their places, and the scans.

    ``notes``: by the same places, what was received, as the clerk notes it for the receipt. ``service_place``: where
    papers reach the plaintiffs from now on; empty: as before. ``matter``: who and what as the papers correct it, and
    ``agents``: all of them as they are then; None: as before. ``same_words``: the sum claimed is corrected, and the
    words of the claim are right as they stand.
    """

    brought: tuple[int, ...]
    scans: tuple[MaterialDraft, ...] = ()
    service_place: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    matter: MatterDraft | None = None
    agents: tuple[AgentDraft, ...] | None = None
    same_words: bool = False


@transaction.atomic
def take_paper_corrections(filing: Filing, paper: PaperCorrections, *, by: User, at: datetime.datetime) -> None:
    """Corrections were brought on paper to the counter (窗口收取补正材料), with a receipt.

    Once all that was asked for was brought, the seven days begin anew; until then what is missing may still come within
    the period (登记立案规定第七条). Raises Refused where none of what was asked for was brought, and where a pleading
    that is written in the system would be written over.
    """
    check_may(by, REVIEW)
    moves.require_state(filing, "correcting", sentence=NOT_CORRECTING)
    asked = {point.position: point.text for point in filing.points.all()}
    if not paper.brought or not set(paper.brought) <= set(asked):
        raise Refused("请写明当事人带来了哪几项补正材料；一项也没有带来的，不登记。")
    rewritten = _write_anew(filing, paper, paper.matter, at=at) if paper.matter else []
    before = materials_of(filing)
    filing.version += 1
    if paper.service_place:
        filing.service_place = dict(paper.service_place)
    filing.save(update_fields=["version", "service_place", "agents"])
    keep_materials([(filing.pk, filing.version, [*handed_in_before(before), *paper.scans])])
    received = _received(paper, asked, rewritten)
    content = {
        "corrects": filing.content_digest,
        "brought": [asked[position] for position in sorted(paper.brought)],
        "received": received,
        "materials": [asdict(each) for each in paper.scans],
        "service_place": dict(paper.service_place),
        "matter": asdict(paper.matter) if paper.matter is not None else None,
        "agents": filing.agents,
    }
    give_receipt(filing, digest_of(content), brought=sorted(paper.brought), received=received, by=by, at=at)
    if rewritten:
        _note(filing, f"本院按当事人提交的纸质材料更正了：{'、'.join(rewritten)}。", by=by, at=at)
    missing = [point.text for point in points_left(filing)]
    if not missing:
        begin_anew(filing, by=by, at=at)
        return
    _still_missing(filing, missing, by=by, at=at)


def _still_missing(filing: Filing, missing: Sequence[str], *, by: User, at: datetime.datetime) -> None:
    number = number_of_corrections(filing)
    _note(filing, f"起诉人已提交部分补正材料，收据号{number}；还没有补正：{'；'.join(missing)}", by=by, at=at)
    until = f"，请在{chinese_date(filing.correct_by)}前（含当日）补正" if filing.correct_by else ""
    rest = f"还有{len(missing)}项没有补正：{listed(missing)}"
    words = f"{{papers}}的部分补正材料本院已经收到，收据号{number}；{rest}{until}。"
    tell_plaintiffs([filing], f"corrected-{filing.version}", words, by=by, at=at)


def _note(filing: Filing, line: str, *, by: User, at: datetime.datetime) -> None:
    case_actions.note_many([(filing.matter_id, None, line[:LONGEST_LINE])], by=by, at=at, for_litigants=True)


def _write_anew(filing: Filing, paper: PaperCorrections, corrected: MatterDraft, *, at: datetime.datetime) -> list[str]:
    """Write the matter as the papers correct it; what was changed, in words. Its history keeps what stood before."""
    if is_written_here(filing):
        raise Refused("起诉状是在系统中填写的，请由填写人在起诉状中修改；这里只登记收到的材料。")
    changed, before = differences(filing.matter, corrected), agents_of(filing)
    if paper.agents not in (None, before):
        changed.append("委托诉讼代理人")
    if not changed:
        raise Refused("勾选了更正内容，但当事人、代理人、诉讼请求没有改动；请改好以后再登记，没有更正的不勾选。")
    apart = sum_apart_from_words(filing.matter, corrected)
    if apart and not paper.same_words:
        raise Refused(f"{apart}请照材料把文字一并更正；文字不用改的，勾选“{SAME_WORDS}”再登记。")
    check_plausible(corrected, on=china_day(at))
    known = {(note.code, note.text) for note in staff_notes(filing.matter)}
    notes = [note for note in notes_on(corrected, on=china_day(at)) if (note.code, note.text) not in known]
    keep_receipts(filing)
    case_actions.rewrite_matter(filing.matter, corrected, notes, at=at)
    filing.agents = [asdict(each) for each in (before if paper.agents is None else paper.agents)]
    return changed


def _received(paper: PaperCorrections, asked: Mapping[int, str], rewritten: Sequence[str]) -> list[str]:
    """What the receipt says was received: the thing for each point, the scans, the new address, what was entered."""
    lines = [
        f"针对“{asked[position].rstrip('。；')}”收到：{paper.notes.get(position) or '纸质材料'}"
        for position in sorted(paper.brought)
    ]
    lines += [f"扫描件：{each.name}，{each.pages}页" for each in paper.scans]
    place = paper.service_place
    if place:
        lines.append(f"新的送达地址：{place['address']}，{place['recipient']}收，电话{place['phone']}")
    return [*lines, *([f"已按材料更正：{'、'.join(rewritten)}"] if rewritten else [])]
