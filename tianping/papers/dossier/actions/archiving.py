"""Archiving (归档): the file of a closed case as one package, with its catalogue, index and hashes, frozen for good."""

import datetime
import hashlib
import io
import json
import zipfile
from typing import Any, NamedTuple

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.cases.queries import seats_of
from tianping.kernel import audit, files, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.roles import role_in
from tianping.law.wording import chinese_date
from tianping.papers.dossier.models import Archive
from tianping.papers.dossier.permissions import check_can_archive
from tianping.papers.dossier.queries import Catalogue, Item, archive_of, catalogue_of, content_of
from tianping.papers.dossier.rendering import pdf_of

ZIP = "application/zip"
INDEX, HASHES = "目录.json", "校验.txt"
VOLUMES = (("正卷", "primary"), ("副卷", "secondary"))
_UNSAFE = dict.fromkeys(map(ord, '\\/:*?"<>|\r\n\t'), "_")
# A package of the same file is the same to the byte.
_MOMENT = (2000, 1, 1, 0, 0, 0)


class _Piece(NamedTuple):
    """One piece of the package: its line of the index, and its bytes."""

    line: dict[str, Any]
    content: bytes


@transaction.atomic
def archive(case: Case, remarks: str = "", *, by: User, at: datetime.datetime) -> Archive:
    """Archive the file of a closed case (归档). What is missing must be explained (备考表)."""
    check_can_archive(by, case)
    locked = Case.objects.select_for_update(of=("self",)).select_related("matter", "responsible").get(pk=case.pk)
    if locked.status != "closed":
        raise Refused("本案还没有结案，结案以后才能归档。")
    if archive_of(locked) is not None:
        raise Overtaken("本案卷宗已经归档，请刷新页面查看。")
    catalogue = catalogue_of(locked)
    if catalogue.missing and not remarks.strip():
        raise Refused("卷宗还不齐全；确需归档的，请在备考表写明缺少的材料和原因。")
    pieces = _pieces(catalogue)
    index = [each.line for each in pieces]
    package = _package(catalogue, pieces, remarks.strip(), by=by, at=at)
    made = Archive.objects.create(
        case=locked,
        index=index,
        missing=catalogue.missing,
        remarks=remarks.strip(),
        page_count=catalogue.page_count,
        package=files.keep(package, ZIP),
        archived_at=at,
        archived_by=by,
    )
    audit.record("dossier.archive", f"case:{locked.pk}", by=by, at=at, pages=made.page_count)
    line = f"卷宗归档，正卷{len(catalogue.primary)}件、副卷{len(catalogue.secondary)}件，共{made.page_count}页。"
    case_actions.note_many([(locked.matter_id, locked.pk, line)], by=by, at=at, for_litigants=False)
    return made


def catalogue_pdf(
    catalogue: Catalogue, volume: str, *, at: datetime.datetime, remarks: str = "", by: str = ""
) -> bytes:
    """Cover, catalogue and closing sheet of one volume (卷皮、卷内目录、备考表), to be printed."""
    court = this_court()
    name = {key: label for label, key in VOLUMES}[volume]
    items = _volume(catalogue, volume)
    lacks = "；".join(catalogue.missing) if volume == "primary" else ""
    return pdf_of(
        {
            "mode": "volume",
            "title": f"{catalogue.case.number}{name}",
            "court": court.name,
            "demonstration": court.is_demonstration,
            "volume": name,
            "cover": _cover(catalogue.case, items, at=at),
            "items": [_line(each) for each in items],
            "remarks": [
                ["本卷情况说明", remarks or lacks or "材料齐全"],
                ["立卷人", by or "　"],
                ["检查人", "　"],
                ["立卷时间", chinese_date(china_day(at))],
            ],
        }
    )


def _pieces(catalogue: Catalogue) -> list[_Piece]:
    """Every piece with the name of its file in the package, its pages and hashes. Raises Refused for damaged bytes."""
    pieces = []
    for label, volume in VOLUMES:
        for each in _volume(catalogue, volume):
            content, media_type = _content(catalogue.case, each)
            name = f"{label}/{each.number:03d}_{each.entry.title[:60].translate(_UNSAFE)}.{uploads.ENDINGS[media_type]}"
            line = {
                "volume": label,
                "number": each.number,
                "place": each.place.title,
                "title": each.entry.title,
                "who": each.entry.who,
                "on": each.entry.on.isoformat() if each.entry.on is not None else "",
                "pages": each.pages,
                "file": name,
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                "sm3": files.sm3(content),
            }
            pieces.append(_Piece(line, content))
    return pieces


def _content(case: Case, each: Item) -> tuple[bytes, str]:
    try:
        return content_of(case, each.entry)
    except files.FileDamaged:
        raise Refused(f"{each.entry.title}的存档文件已损坏，不能归档；请报告系统管理员从备份恢复以后再归档。") from None


def _package(catalogue: Catalogue, pieces: list[_Piece], remarks: str, *, by: User, at: datetime.datetime) -> bytes:
    stream = io.BytesIO()
    index = [each.line for each in pieces]
    with zipfile.ZipFile(stream, "w") as package:
        for label, volume in VOLUMES:
            if _volume(catalogue, volume):
                printed = catalogue_pdf(catalogue, volume, at=at, remarks=remarks, by=by.full_name)
                _put(package, f"{label}/000_卷皮、目录、备考表.pdf", printed)
        for each in pieces:
            _put(package, str(each.line["file"]), each.content)
        whole = {"case": catalogue.case.number, "archived_at": at.isoformat(), "pieces": index}
        _put(package, INDEX, json.dumps(whole, ensure_ascii=False, indent=1).encode())
        lines = [f"{row['sha256']}  {row['file']}" for row in index]
        _put(package, HASHES, ("\n".join(lines) + "\n").encode())
    return stream.getvalue()


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)


def _volume(catalogue: Catalogue, volume: str) -> list[Item]:
    return catalogue.primary if volume == "primary" else catalogue.secondary


def _line(each: Item) -> list[str]:
    on = chinese_date(each.entry.on) if each.entry.on is not None else ""
    return [str(each.number), each.entry.title, each.entry.who, on, each.pages]


def _cover(case: Case, items: list[Item], *, at: datetime.datetime) -> list[list[str]]:
    bench = "、".join(f"{seat.get_role_display()}{seat.user.full_name}" for seat in seats_of([case.pk])[case.pk])
    litigants = "；".join(f"{role_in(case.type_code, each.role)}{each.name}" for each in case.matter.litigants.all())
    return [
        ["案号", case.number],
        ["案由", case.matter.cause_name],
        ["当事人", litigants],
        ["审判人员", bench or "　"],
        ["收案日期", chinese_date(case.filed_on)],
        ["结案日期", chinese_date(case.closed_on) if case.closed_on else "　"],
        ["结案方式", case.get_closing_way_display() or "　"],
        ["立卷日期", chinese_date(china_day(at))],
        ["件数、页数", f"{len(items)}件，{items[-1].last if items else 0}页"],
    ]
