"""A batch: an institution's spreadsheet is checked, mended, then filed in one transaction by the worker."""

import contextlib
import datetime
import gc
import hashlib
import logging
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import OperationalError, transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.intake.filing.actions.loans import drafts_from, plaintiff_of
from tianping.intake.filing.actions.receiving import receive_many
from tianping.intake.filing.actions.reviewing import Acceptance, accept_many, refer_many
from tianping.intake.filing.models import Batch, Filing
from tianping.intake.filing.permissions import FILE_BATCH
from tianping.intake.filing.queries import filings, findings_of, progress_key, same_file_filed, understood_as
from tianping.intake.filing.spreadsheets.batch import BatchFindings
from tianping.intake.filing.spreadsheets.returned import returned_workbook
from tianping.intake.triage.actions import TriageOverride
from tianping.kernel import audit, files, moves, queue
from tianping.kernel.clock import china_day
from tianping.kernel.models import Progress, StoredFile
from tianping.kernel.progress import Reporter, reporting
from tianping.kernel.refusals import Refused
from tianping.law import case_numbers, courts
from tianping.law.answers import Refusal

log = logging.getLogger(__name__)
LONGEST_REASON = 200
# Defects of the whole list that a clerk may pass over when only the clean rows are filed.
PASSABLE = frozenset({"total_differs", "institution_code_invalid"})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class BatchChoices:
    """What the clerk chose for a batch (办理方式), and the plaintiff where the list does not name it rightly.

    ``not_repeated``: the clerk looked and says that the same file, filed before, is to be filed once more.
    """

    only_clean_rows: bool = False
    refer_consenting: bool = False
    mediator_name: str = ""
    fast_team: bool = False
    override: TriageOverride | None = None
    institution_name: str = ""
    institution_code: str = ""
    representative: str = ""
    not_repeated: bool = False
    large_claims_are_simple: str = ""

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "BatchChoices":
        """The choices as they were stored with the batch."""
        chosen = stored["override"]
        given: dict[str, Any] = {**stored, "override": TriageOverride(**chosen) if chosen else None}
        return cls(**given)


@transaction.atomic
def upload_batch(content: bytes, file_name: str, *, by: User, at: datetime.datetime) -> Batch:
    """Take a spreadsheet for checking (上传); an unreadable or hostile file is refused and nothing is kept."""
    check_may(by, FILE_BATCH)
    findings = understood_as(content, file_name, on=china_day(at))
    batch = Batch.objects.create(
        file=files.keep(content, XLSX),
        file_name=file_name[-200:],
        file_sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=at,
        uploaded_by=by,
        row_count=len(findings.rows),
        defect_count=len(findings.defects),
    )
    moves.begin_many(Batch.machine, [batch.pk], by=by, at=at, verb="upload")
    return batch


@transaction.atomic
def map_columns(batch: Batch, mapping: Mapping[str, str], *, by: User, at: datetime.datetime) -> None:
    """Say which columns hold which field (列对应): field → letters, ``headings.UNUSED`` for those that hold none."""
    held = _held(batch, by=by)
    held.mapping = dict(mapping)
    _keep(held, "map", by=by, at=at)


@transaction.atomic
def mend_cells(batch: Batch, mends: Mapping[str, str], *, by: User, at: datetime.datetime) -> None:
    """Mend cells in place (就地更正): cell → what it should say; the file itself stays as it came."""
    held = _held(batch, by=by)
    held.mends = {**held.mends, **mends}
    _keep(held, "mend", by=by, at=at)


@transaction.atomic
def leave_out_rows(batch: Batch, rows: Mapping[int, str], *, by: User, at: datetime.datetime) -> None:
    """Do not file these rows (不立案的行), each for its reason; they go back to the institution with it."""
    if not all(why.strip() for why in rows.values()):
        raise Refused("请写明本行不立案、退回机构的原因。")
    held = _held(batch, by=by)
    held.left_out = {**held.left_out, **{str(row): why.strip()[:LONGEST_REASON] for row, why in rows.items()}}
    _keep(held, "leave_out", by=by, at=at)


@transaction.atomic
def put_back_rows(batch: Batch, rows: Sequence[int], *, by: User, at: datetime.datetime) -> None:
    """Take rows that were left out up again (恢复); they are checked anew."""
    held = _held(batch, by=by)
    held.left_out = {row: why for row, why in held.left_out.items() if int(row) not in rows}
    _keep(held, "put_back", by=by, at=at)


@transaction.atomic
def set_designation(
    batch: Batch, *, court: str, number: str, on: datetime.date, by: User, at: datetime.datetime
) -> None:
    """Record the ruling that designates this court (指定管辖裁定); its number must be one of a 民辖 ruling."""
    if not court.strip():
        raise Refused("请填写作出指定管辖裁定的法院。")
    if on > china_day(at):
        raise Refused("指定管辖裁定的日期晚于今天，请对照裁定书更正。")
    held = _held(batch, by=by)
    held.designated_by = court.strip()
    held.designation_number = _ruling_number(number, court.strip())
    held.designated_on = on
    _keep(held, "designate", by=by, at=at)


@transaction.atomic
def queue_batch(batch: Batch, choices: BatchChoices, *, by: User, at: datetime.datetime) -> None:
    """Order the batch to be filed (确认立案); the worker does it. Refuses while there are defects, unless the
    clerk chose to file the clean rows and give back the rest."""
    check_may(by, FILE_BATCH)
    findings = findings_of(batch, on=china_day(at))
    _check_fileable(findings, choices)
    plaintiff_of(findings, choices.institution_name, choices.institution_code, on=china_day(at))
    if choices.refer_consenting and not choices.mediator_name.strip():
        raise Refused("请填写诉前调解委派给哪个调解组织。")
    if not choices.not_repeated and same_file_filed(batch):
        raise Refused(
            "同一文件已经立案或者正在立案。请先核对是否重复起诉；确需再次立案的，请勾选“已核对，不是重复起诉”。"
        )
    moves.move(batch, "queue", by=by, at=at, choices=asdict(choices), failure="")
    queue.defer("file_batch", batch_id=batch.pk, by_id=by.pk, at=at.isoformat())


@transaction.atomic
def abandon_batch(batch: Batch, *, by: User, at: datetime.datetime) -> None:
    """Give the file back (退回整批): its bytes and mends are removed, only its hash and count of defects stay."""
    check_may(by, FILE_BATCH)
    file = batch.file
    shared = Batch.objects.filter(file=file).exclude(pk=batch.pk).exists()
    moves.move(batch, "abandon", by=by, at=at, file=None, mends={}, mapping={}, left_out={})
    if file is not None and not shared:
        files.forget(file)


@transaction.atomic
def accept_returned(batch: Batch, *, by: User, at: datetime.datetime) -> list[Case]:
    """Accept the rows that came back from mediation without an agreement (调解不成的，登记立案), all or none.

    They are accepted as the clerk chose for the batch; nothing is typed again.
    """
    # Locked, so that of two presses at once the second finds nothing left.
    Batch.objects.select_for_update().get(pk=batch.pk)
    returned = list(filings().filter(batch=batch, status="received").order_by("row_number"))
    if not returned:
        raise Refused("没有调解不成、等待立案的行，请刷新页面查看。")
    return accept_many(returned, _acceptance(BatchChoices.from_json(batch.choices)), by=by, at=at)


def file_queued_batch(*, batch_id: int, by_id: int, at: str) -> None:
    """The worker's work: file every clean row in one transaction, or none and give the batch back with the reason.

    Safe to repeat: a batch that is no longer queued is left alone. A database that is away is no reason to give
    back: the job fails and is tried again.
    """
    moment = datetime.datetime.fromisoformat(at)
    by = acting(User.objects.get(pk=by_id), china_day(moment))
    try:
        with _no_collecting(), reporting(progress_key(batch_id)) as progress, transaction.atomic():
            batch = Batch.objects.select_for_update().get(pk=batch_id)
            if batch.status == "queued":
                _file(batch, progress, by=by, at=moment)
    except Refused as refusal:
        _give_back(batch_id, str(refusal), at=moment)
    except OperationalError:
        raise
    except Exception:
        log.exception("batch %s could not be filed", batch_id)
        _give_back(
            batch_id, "系统办理中出现错误，整批未立案，数据没有变化。请重试；仍不成功请联系系统管理员。", at=moment
        )


@contextlib.contextmanager
def _no_collecting() -> Generator[None]:
    """Rest the cycle collector: at 10,000 rows it would take 40 % of the time walking live rows again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _give_back(batch_id: int, why: str, *, at: datetime.datetime) -> None:
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        moves.move(batch, "give_back", by=None, at=at, reason=why, failure=why)
        Progress.objects.filter(key=progress_key(batch_id)).delete()


def _file(batch: Batch, progress: Reporter, *, by: User, at: datetime.datetime) -> None:
    choices = BatchChoices.from_json(batch.choices)
    progress.report(0, 5, "正在核对表格")
    findings = findings_of(batch, on=china_day(at))
    _check_fileable(findings, choices)
    bank = plaintiff_of(findings, choices.institution_name, choices.institution_code, on=china_day(at))
    progress.report(1, 5, "正在登记收案")
    drafts = drafts_from(findings, batch, replace(bank, representative=choices.representative or bank.representative))
    filings = receive_many(drafts, channel="batch", batch=batch, by=by, at=at)
    progress.report(2, 5, "正在委派诉前调解")
    referred = [row for row in filings if choices.refer_consenting and row.consents_to_mediation]
    if referred:
        refer_many(referred, choices.mediator_name, by=by, at=at)
    progress.report(3, 5, "正在编立案号、分流、计算诉讼费")
    _accept_rest(filings, referred, choices, by=by, at=at)
    progress.report(4, 5, "正在整理退回的行")
    returned = _keep_returned(findings, batch)
    moves.move(batch, "file", by=by, at=at, filed_count=len(filings), returned_file=returned)
    progress.report(5, 5, "立案完成")


def _check_fileable(findings: BatchFindings, choices: BatchChoices) -> None:
    """Refuse while something stands against filing: any defect, or, for the clean rows alone, one of the list."""
    given = {"institution_code_invalid"} if choices.institution_code else set()
    if choices.only_clean_rows:
        standing = [defect for defect in findings.file_defects if defect.code not in PASSABLE]
    else:
        standing = [defect for defect in findings.defects if defect.code not in given]
    if standing and not choices.only_clean_rows:
        raise Refused(
            f"还有{len(standing)}处问题未更正，整批不能立案。请更正后再提交，或者选择“只立合格的行，其余退回”。"
        )
    if standing:
        raise Refused(f"表格本身还有问题：{standing[0].what}{standing[0].mend}")
    if not findings.loans:
        raise Refused("没有可以立案的行，请更正后再提交。")


def _ruling_number(text: str, court: str) -> str:
    try:
        number = case_numbers.parse(text)
    except Refusal as refusal:
        raise Refused(f"指定管辖裁定的案号有误：{refusal.sentence}") from refusal
    if not number.type_code.startswith("民辖"):
        raise Refused(f"“{number.canonical}”不是管辖案件的案号，指定管辖裁定的案号应为“（2023）甘10民辖1号”的样式。")
    known = courts.by_code(number.court_code)
    if known is not None and not (known.name.endswith(court) or court.endswith(known.name)):
        raise Refused(f"案号“{number.canonical}”是{known.name}的案号，与所填法院“{court}”不一致，请对照裁定书更正。")
    return number.canonical


def _accept_rest(
    filings: Sequence[Filing],
    referred: Sequence[Filing],
    choices: BatchChoices,
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    gone = {row.pk for row in referred}
    rest = [row for row in filings if row.pk not in gone]
    if rest:
        accept_many(rest, _acceptance(choices), by=by, at=at)


def _acceptance(choices: BatchChoices) -> Acceptance:
    return Acceptance(
        override=choices.override,
        fast_team=choices.fast_team,
        large_claims_are_simple=choices.large_claims_are_simple,
    )


def _keep_returned(findings: BatchFindings, batch: Batch) -> StoredFile | None:
    if not findings.goes_back or batch.file is None:
        return None
    content = returned_workbook(files.read(batch.file), findings, mends=batch.mends)
    return files.keep(content, XLSX)


def _held(batch: Batch, *, by: User) -> Batch:
    """The batch as it stands now, held against everybody else until the change is kept."""
    check_may(by, FILE_BATCH)
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    moves.require_state(held, "checked", sentence="该批次已提交或者已退回，不能再修改。")
    return held


def _keep(held: Batch, what: str, *, by: User, at: datetime.datetime) -> None:
    findings = findings_of(held, on=china_day(at))
    held.row_count, held.defect_count = len(findings.rows), len(findings.defects)
    held.save()
    audit.record(f"batch.{what}", f"batch:{held.pk}", by=by, at=at)
