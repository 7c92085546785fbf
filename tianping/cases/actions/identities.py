"""A litigant's document (身份证件), entered where whoever began the matter did not know it (补登)."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.queries import identity_of_user
from tianping.cases.actions.timeline import note_many
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import Looker
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law import identities


@dataclass(frozen=True)
class Document:
    """The paper that shows who somebody is: its kind and its number."""

    kind: str
    number: str


@transaction.atomic
def enter_document(case: Case, litigant: Litigant, document: Document, *, by: User, at: datetime.datetime) -> None:
    """Staff enter the document that a person showed (核对证件后补登), where none is known.

    Raises Refused for a number that cannot be real and for one of somebody else in the matter, Overtaken where one is
    known already.
    """
    kind, number, wrong = identities.read_document(document.kind, document.number, is_person=True, on=china_day(at))
    if wrong or not number:
        raise Refused("；".join(wrong.values()) or "请填写身份证件号码。")
    read = Document(kind, number)
    if (other := _also_of(litigant, read)) is not None:
        raise Refused(f"该证件号码已经登记为本案当事人{other.name}的，请核对证件和当事人。")
    if not _entered(case, litigant, read, f"由{by.full_name}核对身份证件后补登", by=by, at=at):
        raise Overtaken(f"{litigant.name}的身份证件号码已经登记，请刷新页面查看。")


def enter_own_document(looker: Looker, occasion: str, *, at: datetime.datetime) -> None:
    """Whoever is signed in and acts as the litigant themselves says by their log-in which document is theirs.

    It is entered where none is known, with ``occasion``; the timeline tells staff where it came from and whether the
    window has compared it. Nothing happens for counsel, for another name, and for the number of somebody else.
    """
    own = identity_of_user(looker.user.pk) if looker.user is not None else None
    is_person = looker.litigant.kind == Litigant.Kind.NATURAL
    if own is None or looker.acts_for_another or not is_person:
        return
    document = Document(own.identity_kind, own.identity_number)
    if _also_of(looker.litigant, document) is None:
        compared = "已经窗口核验" if own.verified_at is not None else "由本人填写，没有经过窗口核验"
        source = f"按本人登录账号的身份信息补登（{occasion}；账号的身份信息{compared}）"
        _entered(looker.case, looker.litigant, document, source, by=looker.user, at=at)


def _also_of(litigant: Litigant, document: Document) -> Litigant | None:
    """Who else in the matter has this document."""
    others = Litigant.objects.filter(matter=litigant.matter_id).exclude(pk=litigant.pk)
    return others.filter(identity_kind=document.kind, identity_number=document.number).first()


def _entered(
    case: Case, litigant: Litigant, document: Document, source: str, *, by: User | None, at: datetime.datetime
) -> bool:
    """Whether the document was entered: where one is known it stays as it is."""
    unknown = Litigant.objects.filter(pk=litigant.pk, identity_number="")
    if not unknown.update(identity_kind=document.kind, identity_number=document.number):
        return False
    litigant.refresh_from_db(fields=["identity_kind", "identity_number"])
    note_many(
        [(case.matter_id, case.pk, f"{litigant.name}的身份证件号码原来没有登记，{source}。")],
        by=by,
        at=at,
        for_litigants=False,
    )
    audit.record("litigant.document", f"litigant:{litigant.pk}", by=by, at=at)
    return True
