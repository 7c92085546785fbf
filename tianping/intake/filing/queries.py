"""Reads of filing: what a spreadsheet says today, the review queue, batches and what became of their rows."""

import datetime
import functools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from tianping.accounts.models import LocalFigure, User
from tianping.accounts.posts import Post
from tianping.accounts.queries import local_figure, people_with_post
from tianping.cases.models import Case, Clock, Litigant, Matter, StaffNote
from tianping.cases.queries import conflicts_over, told_cases
from tianping.intake.filing import handed_in, litigants, places, receipts, told
from tianping.intake.filing.duplicates import existing_contracts
from tianping.intake.filing.models import Batch, Filing, Material
from tianping.intake.filing.spreadsheets.batch import BatchFindings
from tianping.intake.filing.spreadsheets.findings import check_workbook
from tianping.intake.filing.spreadsheets.returned import returned_workbook
from tianping.kernel import files
from tianping.kernel.models import Progress, Step, StoredFile
from tianping.kernel.refusals import Refused
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook
from tianping.law.element_forms import ElementForm, form_of, spread
from tianping.law.filing_review import CORRECTION_DAYS, correction_due
from tianping.law.filing_review import REVIEW as REVIEW_PERIOD
from tianping.papers.documents.queries import Paper, filing_ruling_of

SHEET = "sheet"
FIRST_INSTANCE = "民初"
# What of the papers of a suit its parties get copies of.
COPIED = frozenset({Material.Kind.PLEADING, Material.Kind.EVIDENCE, Material.Kind.AWARD})
# How litigants are read wherever somebody types them, and with which identity papers.
read_litigant, DOCUMENTS = litigants.read_litigant, litigants.DOCUMENTS
places_of = places.places_of
receipts_of, points_left = receipts.receipts_of, receipts.points_left
handed_in_of = handed_in.handed_in_of
told_status, states_in, ended_without_a_case = told.told_status, told.states_in, told.ended_without_a_case


def correction_until(on: datetime.date) -> datetime.date:
    """The last day for corrections asked for on a day (补正期限), as the court gives it; the clerk may set another."""
    figure = local_figure(LocalFigure.Name.CORRECTION_DAYS, on)
    days = int(figure.value) if figure is not None else CORRECTION_DAYS
    due = correction_due(on, on=on, days=days).value
    return due.legal or due.nominal


@dataclass
class Run:
    """Cases of one batch whose numbers follow one another (连号), so that nobody else's case is among them."""

    year: int
    first: int
    last: int
    first_number: str
    last_number: str

    @property
    def case_count(self) -> int:
        """How many cases there are in the run."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Outcome:
    """What became of a batch's rows: numbered cases in runs, by procedure; rows in mediation.

    ``returned_count``: rows that came back from mediation without an agreement and wait to be accepted.
    """

    case_count: int
    runs: tuple[Run, ...]
    by_track: tuple[tuple[str, str, int], ...]
    mediation_count: int
    returned_count: int


def understood_as(
    content: bytes,
    file_name: str,
    *,
    on: datetime.date,
    mapping: Mapping[str, str] | None = None,
    mends: Mapping[str, str] | None = None,
    existing_contracts: Mapping[str, str] | None = None,
    left_out: Mapping[str, str] | None = None,
) -> BatchFindings:
    """What a spreadsheet says; ``mapping`` may name the sheet beside the columns. Refuses a file refused whole."""
    columns = dict(mapping or {})
    sheet = columns.pop(SHEET, None)
    try:
        return check_workbook(
            content,
            filename=file_name,
            on=on,
            mapping=columns or None,
            mends=mends,
            existing_contracts=existing_contracts,
            sheet=sheet,
            left_out={int(row): why for row, why in (left_out or {}).items()},
        )
    except UnreadableWorkbook as unreadable:
        raise Refused(unreadable.sentence) from unreadable


def findings_of(batch: Batch, *, on: datetime.date) -> BatchFindings:
    """Check the batch's file as it came, with the clerk's mapping and mends on top, against the open cases.

    What was read a moment ago is not read again: the answer depends on nothing but what it is asked with.
    """
    if batch.file is None:
        raise Refused("该批次已退回，文件不再保留，请重新上传。")
    source = _Source(batch.file_sha256, batch.file_name, batch.file)
    changes = tuple(json.dumps(part, sort_keys=True) for part in (batch.mapping, batch.mends, batch.left_out))
    first = _read(source, on, changes, "{}")
    existing = existing_contracts(_contracts(first))
    return _read(source, on, changes, json.dumps(existing, sort_keys=True)) if existing else first


@dataclass(frozen=True)
class _Source:
    """An uploaded file, the same whenever its content is."""

    sha256: str
    name: str
    file: StoredFile = field(compare=False)


# A list of 10,000 rows takes seconds to read; the clerk turns its pages and mends it cell by cell.
@functools.lru_cache(maxsize=3)
def _read(source: _Source, on: datetime.date, changes: tuple[str, ...], existing: str) -> BatchFindings:
    mapping, mends, left_out = map(json.loads, changes)
    return understood_as(
        files.read(source.file),
        source.name,
        on=on,
        mapping=mapping,
        mends=mends or None,
        existing_contracts=json.loads(existing),
        left_out=left_out,
    )


def lacks_ruling(batch: Batch, findings: BatchFindings) -> bool:
    """Whether the list speaks of a designated court (指定管辖) and no ruling is recorded yet."""
    return bool(findings.institution.designated_by) and not batch.designation_number


def _contracts(findings: BatchFindings) -> set[str]:
    written = (row.understood.get("contract_number") for row in findings.rows)
    return {number for number in written if isinstance(number, str) and number}


def same_file_filed(batch: Batch) -> Batch | None:
    """Another batch with the very same file that was filed or is being filed; locks what it looks at."""
    same = Batch.objects.select_for_update().filter(file_sha256=batch.file_sha256).order_by("pk")
    return next((other for other in same if other.pk != batch.pk and other.status in ("queued", "filed")), None)


def same_file(batch: Batch) -> Batch | None:
    """Another batch with the very same file that was filed or is being filed, for the clerk to look at."""
    same = Batch.objects.filter(file_sha256=batch.file_sha256, status__in=["queued", "filed"])
    return same.exclude(pk=batch.pk).order_by("-pk").first()


def returned_rows(batch: Batch, *, on: datetime.date) -> bytes:
    """The rows with defects as a spreadsheet: as they went back when the batch was filed, else as they are today."""
    if batch.returned_file is not None:
        return files.read(batch.returned_file)
    findings = findings_of(batch, on=on)
    if batch.file is None or not findings.goes_back:
        raise Refused("没有需要退回的行。")
    return returned_workbook(files.read(batch.file), findings, mends=batch.mends)


def progress_key(batch_id: int) -> str:
    """The name under which a batch's progress is reported."""
    return f"batch:{batch_id}"


def progress_of(batch: Batch) -> Progress | None:
    """How far the worker has come with a batch; None before it begins."""
    return Progress.objects.filter(key=progress_key(batch.pk)).first()


def queued_at(batch: Batch) -> datetime.datetime | None:
    """When the batch was last ordered to be filed."""
    steps = Step.objects.filter(machine="batch", record_id=batch.pk, verb="queue").order_by("-pk")
    return steps.values_list("at", flat=True).first()


def batches() -> QuerySet[Batch]:
    """All batches with whoever uploaded them."""
    return Batch.objects.select_related("uploaded_by")


def outcome_of(batch: Batch) -> Outcome:
    """What became of a batch's rows."""
    cases = Case.objects.filter(
        matter__filing__batch=batch, matter__filing__status="accepted", type_code=FIRST_INSTANCE
    )
    groups = cases.values("track", "composition").annotate(count=Count("pk")).order_by("track", "composition")
    tracks, compositions = dict(Case.Track.choices), dict(Case.Composition.choices)
    return Outcome(
        case_count=sum(row["count"] for row in groups),
        runs=_runs(cases),
        by_track=tuple(
            (str(tracks.get(row["track"], "")), str(compositions.get(row["composition"], "")), row["count"])
            for row in groups
        ),
        mediation_count=Filing.objects.filter(batch=batch, status__in=["in_mediation", "settled"]).count(),
        returned_count=Filing.objects.filter(batch=batch, status="received").count(),
    )


def _runs(cases: QuerySet[Case]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for year, sequence, number in cases.order_by("year", "sequence").values_list("year", "sequence", "number"):
        if runs and (runs[-1].year, runs[-1].last + 1) == (year, sequence):
            runs[-1].last, runs[-1].last_number = sequence, number
        else:
            runs.append(Run(year, sequence, sequence, number, number))
    return tuple(runs)


def matters_of(batch: Batch) -> QuerySet[Matter]:
    """The matters that a batch opened."""
    return Matter.objects.filter(filing__batch=batch)


def filings() -> QuerySet[Filing]:
    """Filings with their matter and litigants at hand, the running review's due day and the case number if any."""
    running = Clock.objects.filter(
        matter=OuterRef("matter"), period_id=REVIEW_PERIOD, stopped_on__isnull=True
    ).order_by("-pk")
    numbered = Case.objects.filter(matter=OuterRef("matter"), type_code=FIRST_INSTANCE).order_by("pk")
    return (
        Filing.objects.select_related("matter", "received_by", "refusal_judge")
        .prefetch_related("matter__litigants")
        .annotate(
            review_due=Subquery(running.values("nominal_due")[:1]),
            review_legal_due=Subquery(running.values("legal_due")[:1]),
            case_number=Subquery(numbered.values("number")[:1]),
            claim_fen=F("matter__claim_fen"),
            cause_name=F("matter__cause_name"),
            from_mediation=Exists(Case.objects.filter(matter=OuterRef("matter"), type_code="诉前调")),
        )
    )


def case_of(filing: Filing) -> Case | None:
    """The newest numbered case that a filing led to, 民初 before 诉前调."""
    cases = Case.objects.filter(matter=filing.matter_id)
    return cases.filter(type_code=FIRST_INSTANCE).first() or cases.order_by("-pk").first()


def case_told_of(filing: Filing) -> Case | None:
    """The same as whoever sues may know it."""
    cases = told_cases().filter(matter=filing.matter_id)
    return cases.filter(type_code=FIRST_INSTANCE).first() or cases.order_by("-pk").first()


def was_mediated(filing: Filing) -> bool:
    """Whether the dispute was mediated before filing and came back without an agreement (调解不成)."""
    if filing.status in ("in_mediation", "settled"):
        return False
    return Case.objects.filter(matter=filing.matter_id, type_code="诉前调").exists()


def ruling_of(filing: Filing) -> Paper | None:
    """The ruling by which a filing was refused (不予受理裁定书), drawn up or issued."""
    return filing_ruling_of(filing.matter_id) if filing.status == "refused" else None


def judge_on_duty(filing: Filing, *, on: datetime.date) -> User | None:
    """Whose turn it is to rule that a suit is not accepted (轮值): of those whom nothing bars, who had the fewest."""
    barred = conflicts_over([filing.matter_id]).get(filing.matter_id, {})
    judges = [judge.pk for judge in people_with_post(Post.JUDGE, on) if judge.pk not in barred]
    ruled = Filing.objects.filter(refusal_judge=OuterRef("pk"), year=on.year).order_by().values("refusal_judge")
    had = Coalesce(Subquery(ruled.annotate(count=Count("pk")).values("count")), 0)
    return User.objects.filter(pk__in=judges).annotate(had=had).order_by("had", "pk").first()


def is_written_here(filing: Filing) -> bool:
    """Whether the pleading itself was written in the system (在系统中填写), and is mended there by whoever wrote it."""
    return Filing.objects.filter(pk=filing.pk, application__isnull=False).exists()


def places_in(filing: Filing) -> list[tuple[str, str]]:
    """The parts of what was handed in in which something can be amiss: (code, words); only what it has.

    Of a pleading that was written in the system the questions that were asked; else what stands on paper.
    """
    if not is_written_here(filing):
        return list(places.ON_PAPER)
    form = _form_of(filing.matter)
    asked = {question.key for question in form.asked(filing.matter.elements)}
    known = {question.key for question in form.questions}
    return [(code, words) for code, words in places_of(form) if code in asked or code not in known]


def filing_of(matter_id: int) -> Filing | None:
    """The filing that opened a matter, with its batch."""
    return Filing.objects.filter(matter=matter_id).select_related("batch", "received_by").first()


def receipts_in(matter_ids: Collection[int]) -> dict[int, str]:
    """The numbers of the receipts by which these matters were handed in; matters that no filing opened are missing."""
    return dict(Filing.objects.filter(matter__in=list(matter_ids)).values_list("matter", "receipt_number"))


def to_be_corrected(matter_ids: Collection[int]) -> dict[int, datetime.date]:
    """Until when what was handed in is to be corrected, by matter; matters in which nothing is asked are missing."""
    rows = Filing.objects.filter(matter__in=list(matter_ids), status="correcting", correct_by__isnull=False)
    return dict(rows.values_list("matter", "correct_by"))


def asked_to_correct(filing: Filing) -> Step | None:
    """When and by whom all corrections were asked for (一次性告知补正); None where none were."""
    rows = Step.objects.filter(machine=Filing.machine.name, record_id=filing.pk, verb="ask_correction")
    return rows.select_related("by").order_by("-pk").first()


def address_of(matter_id: int) -> str | None:
    """The page of a matter that has no number yet: its filing."""
    pk = Filing.objects.filter(matter=matter_id).values_list("pk", flat=True).first()
    return reverse("filing", args=[pk]) if pk else None


def sues_as_person(filing: Filing) -> bool:
    """Whether a natural person sues."""
    plaintiffs = Litigant.objects.filter(matter=filing.matter_id, role=Litigant.Role.PLAINTIFF)
    return plaintiffs.filter(kind=Litigant.Kind.NATURAL).exists()


def materials_of(filing: Filing, version: int | None = None) -> list[Material]:
    """The pieces of a filing as they were handed in last, or with the hand-in of that ``version``."""
    return list(filing.materials.filter(version=version or filing.version).select_related("file"))


def material_of(filing_id: int, pk: int) -> Material | None:
    """One piece of a filing, of whatever version."""
    return Material.objects.filter(filing=filing_id, pk=pk).select_related("file").first()


def answers_of(matter: Matter) -> list[tuple[str, str]]:
    """The elements of a matter in the words of its form (要素): (what was asked, what was answered)."""
    form = _form_of(matter)
    said = [(each.label, each.said(matter.elements.get(each.key))) for each in form.asked(matter.elements)]
    return [(label, words) for label, words in said if words]


def _form_of(matter: Matter) -> ElementForm:
    suing = Litigant.objects.filter(matter=matter, role=Litigant.Role.PLAINTIFF).order_by("position")
    return spread(form_of(matter.cause_name), list(suing.values_list("name", flat=True)))


def counts_by_status() -> dict[str, int]:
    """How many filings stand in each state."""
    return dict(Filing.objects.values_list("status").annotate(Count("pk")))


def search(rows: QuerySet[Filing], text: str) -> QuerySet[Filing]:
    """Filings by receipt number or by a litigant's name."""
    named = Litigant.objects.filter(name__contains=text).values("matter")
    return rows.filter(Q(receipt_number__icontains=text) | Q(matter__in=named))


def waiting_for_review(_user: Any) -> QuerySet[Filing]:
    """The filings that wait for review, whoever reviews them."""
    return Filing.objects.filter(status="received")


def staff_notes(matter: Matter) -> Sequence[StaffNote]:
    """The notes that only staff see on a matter."""
    return list(StaffNote.objects.filter(matter=matter).order_by("pk"))
