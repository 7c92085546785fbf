"""A draft goes out as Word and comes back (导出、收回): only its own words may have changed."""

import datetime

from django.db import transaction

from tianping.accounts.models import Court, User
from tianping.accounts.queries import this_court
from tianping.kernel import audit, files, moves
from tianping.kernel.refusals import Refused
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import Paper
from tianping.papers.documents.paragraphs import FIXED, ROLES, Body, Paragraph, from_json, to_json
from tianping.papers.documents.permissions import check_can_draw_up
from tianping.papers.documents.queries import body_of
from tianping.papers.documents.rendering import safety, word

LONGEST_TEXT = 200_000


def word_of_paper(paper: Paper, court: Court) -> bytes:
    """The paper as it stands, as .docx."""
    return word.word_of(
        body_of(paper),
        title=f"{paper.number} {KINDS[paper.kind].title}",
        court=court.name,
        key=_key(paper, court),
        demonstration=court.is_demonstration,
    )


@transaction.atomic
def take_back(paper: Paper, content: bytes, *, by: User, at: datetime.datetime) -> None:
    """Take an edited .docx back as the paper's wording (收回修改稿); whoever hands it in is now its writer.

    Raises Refused for a file that is not this paper's, that acts, or in which something fixed was changed.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("case").get(pk=paper.pk)
    check_can_draw_up(by, {paper.case_id: paper.case}, {paper.case_id: {paper.kind}})
    moves.require_state(paper, "draft", sentence="只有拟稿中的文书可以修改；已校对的请先退回修改，已制发的不能修改。")
    safety.check(content)
    key, body = word.body_of(content)
    if key != _key(paper, this_court()):
        raise Refused(f"这份文档不是从本文书导出的。{safety.MEND}")
    _check_fixed(from_json(paper.body), body)
    paper.body = to_json(_split(body))
    paper.docx, paper.drawn_by, paper.drawn_at = files.keep(content, word.MEDIA_TYPE), by, at
    paper.save(update_fields=["body", "docx", "drawn_by", "drawn_at"])
    audit.record("paper.edit", f"paper:{paper.pk}", by=by, at=at, sha256=paper.docx.sha256)


def _key(paper: Paper, court: Court) -> str:
    return f"tianping:{court.code}:paper:{paper.pk}"


def _check_fixed(before: Body, after: Body) -> None:
    for role in sorted(FIXED - {"date"}):
        kept, found = _of(before, role), _of(after, role)
        if kept != found:
            should = "；".join(f"{label} {text}".strip() for label, text in kept) or "空"
            raise Refused(f"“{ROLES[role]}”由系统按案件记载写入，不能在文档中修改，应为：{should}。请改回后再上传。")
    if sum(len(each.text) for each in after) > LONGEST_TEXT:
        raise Refused("文书超过二十万字，请核对是否误贴了其他内容。")
    if not any(each.role in ("text", "order", "row") and each.text.strip() for each in after):
        raise Refused("文档里没有正文，请核对上传的文件。")


def _of(body: Body, role: str) -> list[tuple[str, str]]:
    return [(each.label, "".join(each.text.split())) for each in body if each.role == role]


def _split(body: Body) -> list[Paragraph]:
    """A line that was broken inside a paragraph becomes a paragraph; the day is written at the issue."""
    lines: list[Paragraph] = []
    for each in body:
        if each.role == "date":
            lines.append(Paragraph("date", ""))
        elif each.role == "row":
            lines.append(each)
        else:
            lines += [Paragraph(each.role, part, each.label) for part in each.text.splitlines() if part.strip()]
    return lines
