"""The catalogue of a case's file (卷内目录): every piece in the order of the law, its pages numbered through."""

import datetime
import functools
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry, Sheet, entries_of_file
from tianping.cases.queries import counsel_of
from tianping.kernel import files
from tianping.kernel.clock import china_day
from tianping.kernel.models import StoredFile
from tianping.law import dossiers
from tianping.law.roles import role_in
from tianping.law.wording import chinese_date
from tianping.papers.documents.queries import FORMAL, KINDS, Paper, issued_papers_of
from tianping.papers.dossier.models import PDF, Archive, HandIn
from tianping.papers.dossier.queries.handed_in import MATERIALS, TARGETS, hand_ins_of
from tianping.papers.dossier.rendering import sheet_pdf
from tianping.papers.service.queries import Delivery, attempts_of_many, deliveries_of, scans_of

PLACE_OF_PAPER = {
    "acceptance_notice": "acceptance",
    "response_notice": "response",
    "evidence_notice": "response",
    "sole_notice": "response",
    "panel_notice": "response",
    "copy_notice": "service",
    "summons": "summons",
    "hearing_announcement": "summons",
    "hearing_record": "hearing",
    "mediation_agreement": "mediation",
    "mediation_paper": "decision",
    "judgment": "decision",
    "ruling": "decision",
    "fee_refund_notice": "fee",
    "public_notice": "service",
    "service_return": "service",
    "electronic_service_receipt": "service",
}
PLACES = {
    HandIn.Kind.ANSWER: "answer",
    HandIn.Kind.EVIDENCE: "evidence",
    HandIn.Kind.WITHDRAWAL: "withdrawal",
}
NEVER_LATE = (HandIn.Kind.RECUSAL, HandIn.Kind.WITHDRAWAL)


@dataclass(frozen=True)
class Item:
    """One line of the catalogue: what it is, whose, of which day, and on which pages of its volume."""

    number: int
    entry: FileEntry
    first: int
    last: int

    @property
    def pages(self) -> str:
        """The pages as a catalogue writes them: 3, or 3-5."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def place(self) -> dossiers.Place:
        """Where it stands in the order."""
        return dossiers.BY_CODE[self.entry.place]


@dataclass(frozen=True)
class Catalogue:
    """The two volumes of a case's file, and what they lack."""

    case: Case
    primary: list[Item]
    secondary: list[Item]
    missing: list[str]

    @property
    def page_count(self) -> int:
        """All pages of both volumes."""
        return sum(volume[-1].last for volume in (self.primary, self.secondary) if volume)


def catalogue_of(case: Case) -> Catalogue:
    """The catalogue as the records stand now; nothing of it is typed by anybody."""
    entries = sorted(_entries(case), key=_order)
    primary = _numbered([each for each in entries if not dossiers.BY_CODE[each.place].secondary])
    secondary = _numbered([each for each in entries if dossiers.BY_CODE[each.place].secondary])
    return Catalogue(case, primary, secondary, dossiers.missing(_facts(case, entries)))


def archive_of(case: Case) -> Archive | None:
    """The file as it was archived; None while it was not."""
    return Archive.objects.filter(case=case).select_related("package", "archived_by").first()


def content_of(case: Case, entry: FileEntry) -> tuple[bytes, str]:
    """The bytes of a piece and its media type. Raises kernel.files.FileDamaged where a stored one is damaged."""
    if entry.file is not None:
        return files.read(entry.file), entry.file.media_type
    return sheet_pdf(case.number, entry.sheet or Sheet(entry.title, ())), PDF


def _entries(case: Case) -> Iterable[FileEntry]:
    of_rooms = list(entries_of_file(case))
    # A pleading that was handed in as such stands for itself.
    if all(each.place != "complaint" for each in of_rooms):
        yield _complaint(case)
    for paper in issued_papers_of([case.pk]):
        yield _paper(paper)
        if paper.kind in FORMAL:
            yield _paper(paper, place="original")
    yield from _proofs(case)
    for handed in hand_ins_of(case):
        yield from _handed_in(handed)
    yield from of_rooms


def _complaint(case: Case) -> FileEntry:
    """What was claimed, as it was received: typed once when the case was filed."""
    matter = case.matter
    rows = [(role_in(case.type_code, each.role), each.name) for each in matter.litigants.all()]
    lines = [f"诉讼请求：{matter.claim_text or '——'}", f"事实和理由：{matter.facts_text or '——'}"]
    sheet = Sheet("起诉状（立案登记内容）", (("案由", matter.cause_name), *rows), tuple(lines))
    plaintiffs = "、".join(each.name for each in matter.litigants.all() if each.role == "plaintiff")
    return FileEntry("complaint", "起诉状", matter.received_on, plaintiffs, sheet=sheet)


def _paper(paper: Paper, place: str = "") -> FileEntry:
    to = f"（{paper.addressee.name}）" if paper.addressee is not None else ""
    title = KINDS[paper.kind].named(paper.variant)
    on = china_day(paper.issued_at) if paper.issued_at is not None else None
    where = place or PLACE_OF_PAPER.get(paper.kind, "other")
    return FileEntry(where, f"{title}{'原本' if place else to}", on, "本院", number=paper.number, file=paper.pdf)


def _proofs(case: Case) -> Iterable[FileEntry]:
    """送达回证 and 电子送达凭证: one for all papers that reached a litigant on one day in one way."""
    served: defaultdict[tuple[int, datetime.date, str], list[Delivery]] = defaultdict(list)
    for each in deliveries_of(case.pk).filter(status="served"):
        if each.effective_on is not None:
            served[each.litigant_id, each.effective_on, each.method].append(each)
    tries = attempts_of_many([each.pk for rows in served.values() for each in rows])
    for (_litigant, day, method), rows in sorted(served.items(), key=lambda item: (item[0][1], item[0][0])):
        first = rows[0]
        title = "电子送达凭证" if method == "electronic" else "送达回证"
        attempts = [line for each in rows for line in tries[each.pk]]
        sheet = Sheet(
            title,
            (
                ("案由", case.matter.cause_name),
                ("受送达人", first.litigant.name),
                ("送达文书", "；".join(KINDS[each.paper.kind].named(each.paper.variant) for each in rows)),
                ("送达方式", first.get_method_display()),
                ("送达日期", chinese_date(day)),
                ("依据", "；".join(first.because)),
                *((f"经过{place}", line) for place, line in enumerate(dict.fromkeys(attempts), start=1)),
            ),
        )
        yield FileEntry("service", f"{title}（{first.litigant.name}）", day, first.litigant.name, sheet=sheet)
    for scan, who, day in scans_of(case.pk):
        yield FileEntry("service", f"送达回证签收件（{who}）", day, who, file=scan)


def _handed_in(handed: Any) -> Iterable[FileEntry]:
    place = PLACES.get(HandIn.Kind(handed.kind), "other")
    who, on = handed.by_whom, china_day(handed.received_at) if handed.received_at else None
    if handed.text:
        late = [] if handed.kind in NEVER_LATE else [("是否逾期", "逾期" if handed.late else "未逾期")]
        asked = [(TARGETS[handed.kind], handed.target)] if handed.target else []
        settled = [("处理结果", handed.outcome)] if handed.outcome else []
        mandate = [("代理权限", handed.mandate)] if handed.mandate else []
        rows = (("提交人", who), *mandate, ("编号", handed.number), *late, *asked, *settled)
        sheet = Sheet(handed.get_kind_display(), rows, tuple(handed.text.splitlines()))
        yield FileEntry(
            place, f"{handed.get_kind_display()}（{handed.litigant.name}）", on, who, number=handed.number, sheet=sheet
        )
    for each in handed.files.all():
        yield FileEntry(place, each.name, on, who, number=handed.number, file=each.file, pages=each.pages)


def _order(entry: FileEntry) -> tuple[int, datetime.date]:
    places = [place.code for place in dossiers.PLACES]
    return places.index(entry.place), entry.on or datetime.date.min


def _numbered(entries: Sequence[FileEntry]) -> list[Item]:
    items: list[Item] = []
    last = 0
    for number, each in enumerate(entries, start=1):
        first, last = last + 1, last + _pages(each)
        items.append(Item(number, each, first, last))
    return items


def _pages(entry: FileEntry) -> int:
    if entry.pages:
        return entry.pages
    if entry.file is None:
        return _pages_of_sheet("", entry.sheet or Sheet(entry.title, ()))
    return _pages_of_file(entry.file) if entry.file.media_type == PDF else 1


@functools.lru_cache(maxsize=2_000)
def _pages_of_sheet(number: str, sheet: Sheet) -> int:
    with pikepdf.open(io.BytesIO(sheet_pdf(number, sheet))) as opened:
        return len(opened.pages)


def _pages_of_file(stored: StoredFile) -> int:
    """Pages of a stored PDF; one that cannot be opened is one page of the file."""
    try:
        with pikepdf.open(files.path_of(stored.sha256)) as opened:
            return len(opened.pages)
    except pikepdf.PdfError:
        return 1


def _facts(case: Case, entries: Iterable[FileEntry]) -> dossiers.FileFacts:
    acting = counsel_of([each.pk for each in case.matter.litigants.all()])
    has = frozenset(each.place for each in entries)
    return dossiers.FileFacts(
        has=has,
        way=case.closing_way or ("closed" if case.status == "closed" else ""),
        panel=case.composition == Case.Composition.PANEL,
        charged="fee" in has,
        counsel=[counsel.name for each in acting.values() for counsel in each],
        effective=case.effective_on is not None,
        open_ends=list(_open_ends(case)),
    )


def _open_ends(case: Case) -> Iterable[str]:
    for each in deliveries_of(case.pk).exclude(status="served"):
        yield f"{KINDS[each.paper.kind].named(each.paper.variant)}还没有送达{each.litigant.name}，请送达或者登记结果。"
    for handed in HandIn.objects.filter(case=case, status="asked").select_related("litigant"):
        yield f"{handed.litigant.name}的{handed.get_kind_display()}，编号{handed.number}，还没有登记处理结果，请登记。"
    for handed in HandIn.objects.filter(case=case, status="received", kind__in=MATERIALS).select_related("litigant"):
        yield f"{handed.litigant.name}提交的{handed.get_kind_display()}，编号{handed.number}，还没有转送对方，请转送。"
