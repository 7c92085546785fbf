"""Proof that it cannot wait (证明情况紧急的材料), and the signature of whoever applies (申请人签名)."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from tianping.accounts.models import User
from tianping.intake.preservation.actions.applying import tell
from tianping.intake.preservation.models import Application, ApplicationDraft, Proof
from tianping.intake.preservation.permissions import check_can_add
from tianping.intake.preservation.queries import OPEN
from tianping.kernel import audit, files, moves, uploads
from tianping.kernel.refusals import Refused

MOST_PROOFS = 20
PAPERS: Mapping[str, str] = {"security": "保函、担保材料", "evidence": "证明材料", "authority": "授权委托书"}


@transaction.atomic
def attach(to: Application | ApplicationDraft, name: str, content: bytes, *, kind: str = "evidence") -> Proof:
    """Add a file to an application, or to one that is being written. Raises Refused for one that cannot go on file.

    ``kind``: evidence, what stands for the security (保函、担保书), a letter of authority; the names of these say so.
    """
    of = {"draft": to} if isinstance(to, ApplicationDraft) else {"application": to}
    type(to).objects.select_for_update(of=("self",)).get(pk=to.pk)
    if Proof.objects.filter(**of).count() >= MOST_PROOFS:
        raise Refused(f"最多上传{MOST_PROOFS}个文件，请合并以后再上传。")
    accepted = uploads.check(content)
    stored = files.keep(accepted.content, accepted.media_type)
    title = name.strip() or "证明材料"
    if kind != "evidence":
        title = f"{PAPERS[kind]}：{title}"
    return Proof.objects.create(**of, kind=kind, name=title[:120], file=stored, pages=accepted.pages)


@transaction.atomic
def add_paper(
    application: Application, kind: str, name: str, content: bytes, *, by: User, at: datetime.datetime
) -> Proof:
    """The applicant adds a paper before it is decided (补交材料): security that was asked for, further evidence.

    ``by``: the applicant, or the counter to which it was brought. Raises Refused for anybody else, and once it is
    decided.
    """
    check_can_add(by, application)
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    moves.require_state(application, *OPEN[:3], sentence="该保全申请已经裁定或者撤回，不能再补交材料；请联系承办法官。")
    title = name.strip() if kind != "evidence" else f"{PAPERS[kind]}：{name.strip()}"
    added = attach(application, title, content, kind=kind)
    Proof.objects.filter(pk=added.pk).update(added_at=at, added_by=by)
    audit.record("preservation.add_paper", f"preservation:{application.pk}", by=by, at=at)
    tell(application, f"申请人补交{PAPERS[kind]}（{added.pages}页）。", by=by, at=at)
    return added


@transaction.atomic
def detach(draft: ApplicationDraft, proof_id: int) -> None:
    """Take a file out again before the application is handed in."""
    row = Proof.objects.filter(draft=draft, pk=proof_id).select_related("file").first()
    if row is not None:
        row.delete()
        files.forget(row.file)


@transaction.atomic
def sign(
    application: Application,
    name: str,
    picture: bytes | None = None,
    *,
    draft: ApplicationDraft,
    by: User,
    at: datetime.datetime,
) -> None:
    """Sign an application that was just received (申请人签名), and take over the files of its draft.

    Over the net nobody signs in the name of anybody but whoever is signed in: the applicant, who represents it, or an
    agent. Raises Refused for any other name.
    """
    if name.strip() != by.full_name:
        raise Refused(f"签名的人应当是登录的{by.full_name}本人，请核对姓名。")
    application.signed_name = name.strip()
    if picture:
        taken = uploads.signature(picture)
        application.signature = files.keep(taken.content, taken.media_type)
    application.save(update_fields=["signed_name", "signature"])
    Proof.objects.filter(draft=draft).update(draft=None, application=application)
    way = "pad" if picture else "typed"
    audit.record("preservation.sign", f"preservation:{application.pk}", by=by, at=at, way=way)
