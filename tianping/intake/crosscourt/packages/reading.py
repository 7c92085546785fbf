"""Reading what another court sent (核对立案包、回执): shape, hashes, papers, answers; each fault has its sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from pydantic import ValidationError

from tianping.intake.crosscourt.packages.archive import AGAIN, digest_of, list_of, unpacked
from tianping.intake.crosscourt.packages.content import Paper, content_digest
from tianping.intake.crosscourt.packages.shapes import Content, Manifest, Reply, Strict
from tianping.kernel import uploads
from tianping.kernel.refusals import Refused
from tianping.kernel.web.questions import answer_field, kept, shown
from tianping.law import causes
from tianping.law.element_forms import form_of, spread

PDF = "application/pdf"
Said = TypeVar("Said", bound=Strict)


@dataclass(frozen=True)
class Package:
    """A package that is in order: its manifest, the manifest's hash, and the papers as they may be kept."""

    manifest: Manifest
    digest: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class ReadReply:
    """A reply that is in order, and the hash of what it says."""

    reply: Reply
    digest: str


def read(content: bytes) -> Package | ReadReply:
    """What a file from another court is. Raises Refused for whatever is not in order in itself.

    Papers are opened by ``open_papers`` only after the receiver has found that the package is meant for it.
    """
    files = unpacked(content)
    if "reply.json" in files:
        said = list_of(files, "reply")
        if len(files) != 2:
            raise Refused(f"回执里有清单以外的文件，已拒收；{AGAIN}")
        return ReadReply(_parsed(said, Reply, "回执"), digest_of(said))
    said = list_of(files, "manifest")
    manifest = _parsed(said, Manifest, "清单")
    return Package(manifest, digest_of(said), _papers(manifest, files))


def open_papers(package: Package) -> tuple[Paper, ...]:
    """The papers of a package, each taken as an upload is. Raises Refused, naming the paper."""
    return tuple(_opened(each) for each in package.papers)


def check_answers(content: Content) -> None:
    """Raise Refused for a cause or an answer that the forms of this court do not know."""
    cause = content.pleading.cause_name
    if causes.by_name(cause) is None:
        raise Refused(f"本院没有叫“{cause}”的案由，请协作法院核对案由后重新发送。")
    suing = [each.name for each in content.litigants if each.role == "plaintiff"]
    questions = {each.key: each for each in spread(form_of(cause), suing).questions}
    unknown = [key for key in content.pleading.elements if key not in questions]
    if unknown:
        raise Refused(f"清单里的要素“{unknown[0][:60]}”不是{cause}要素式起诉状的内容；{AGAIN}")
    for key, answer in content.pleading.elements.items():
        question = questions[key]
        try:
            same = kept(answer_field(question, required=False).clean(shown(question, answer))) == answer
        except (forms.ValidationError, TypeError, ValueError, AttributeError):
            same = False
        if not same:
            raise Refused(f"要素“{question.label}”的回答不合格式，请协作法院核对后重新发送。")


def _parsed(said: bytes, shape: type[Said], word: str) -> Said:
    try:
        json.loads(said, object_pairs_hook=_once, parse_constant=_no_constant)
        return shape.model_validate_json(said)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:80]
        if place == "version":
            raise Refused(f"{word}的格式版本本院还不能读取，请与对方法院核对系统版本。") from None
        raise Refused(f"{word}不合格式（{place or '全文'}），不能登记；{AGAIN}") from None
    except (ValueError, RecursionError):
        raise Refused(f"{word}不是能读取的JSON，不能登记；{AGAIN}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _papers(manifest: Manifest, files: Mapping[str, bytes]) -> tuple[Paper, ...]:
    """The papers as they lie in the package, each as the manifest says; nothing more and nothing less."""
    listed = [each.file for each in manifest.papers]
    there = {name for name in files if name.startswith("papers/")}
    if len(set(listed)) != len(listed) or set(listed) != there:
        raise Refused(f"压缩包里的材料与清单列明的不一致（清单{len(listed)}件，包内{len(there)}件）；{AGAIN}")
    page, papers = 1, []
    for each in manifest.papers:
        content = files[each.file]
        if (len(content), digest_of(content)) != (each.size, each.sha256):
            raise Refused(f"材料“{each.name}”与清单登记的校验值不符，被改动过或者没有传完整；{AGAIN}")
        if (each.first_page, each.last_page) != (page, page + each.pages - 1):
            raise Refused(f"材料“{each.name}”的页码与前后不相连，请协作法院核对页数后重新导出。")
        page = each.last_page + 1
        papers.append(Paper(each.kind, each.name, each.purpose, each.pages, content))
    if manifest.checked.papers != len(papers):
        raise Refused(f"协作法院核对的件数（{manifest.checked.papers}件）与清单（{len(papers)}件）不符；{AGAIN}")
    if content_digest(manifest.content, papers) != manifest.receipt.content_sha256:
        raise Refused(f"起诉内容与收据上的校验值不符，可能在收件以后被改动过；{AGAIN}")
    return tuple(papers)


def _opened(paper: Paper) -> Paper:
    try:
        taken = uploads.check(paper.content, f"{paper.name}.pdf")
    except Refused as refusal:
        raise Refused(f"材料“{paper.name}”不能接收：{refusal}") from refusal
    if taken.media_type != PDF:
        raise Refused(f"材料“{paper.name}”不是PDF；立案包里的材料都应当是PDF，{AGAIN}")
    if taken.pages != paper.pages:
        raise Refused(f"材料“{paper.name}”实际{taken.pages}页，清单写的是{paper.pages}页，请协作法院核对后重新导出。")
    return Paper(paper.kind, paper.name, paper.purpose, taken.pages, taken.content)
