"""Signing a pleading (签名): every plaintiff, or who speaks or acts for them, one after the other."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.intake.application import queries
from tianping.intake.application.actions.writing import end_signatures, locked
from tianping.intake.application.models import Application, Signature
from tianping.intake.application.permissions import check_can_write
from tianping.kernel import audit, files, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Refused


@transaction.atomic
def sign(
    application: Application,
    name: str,
    picture: bytes | None = None,
    paper: bytes | None = None,
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    """Sign a pleading (具状人签名): by hand on the screen, on paper of which there is a photo, or by one's own name.

    Every plaintiff signs, or whoever speaks or acts for them; on the page of one of them one after the other. Raises
    Refused while something is missing, for a name that is none of theirs, and for the mere name of anybody but
    whoever is signed in: at the window a clerk types what others sign.
    """
    held, name = locked(application), name.strip()
    check_can_write(by, held)
    check_whole(held, on=china_day(at))
    if not queries.unsigned_of(held):
        end_signatures(held)
    signers = queries.signers_for(held, by)
    if not signers:
        raise Refused(queries.why_not_signer(held, by))
    signing = queries.signed_by(held, name)
    if not signing:
        raise Refused(f"签名的人应当是{'、'.join(sorted(signers))}，请核对姓名。")
    way, file = _written(picture, paper)
    if file is None and held.channel == Application.Channel.COUNTER:
        raise Refused(
            f"{name}还没有签名。请{name}在手写板上签名，或者在打印的起诉状上签名后上传扫描件；工作人员不能代签。"
        )
    if file is None and name not in queries.own_names(held, by):
        raise Refused(f"登录的账号不是{name}本人，请{name}在屏幕上手写签名，或者上传{name}在纸上签名的照片。")
    for each in signing:
        Signature.objects.create(
            application=held, person=each, name=name, way=way, file=file, signed_at=at, signed_by=by
        )
    audit.record("application.sign", f"application:{held.pk}", by=by, at=at, way=way)


def _written(picture: bytes | None, paper: bytes | None) -> tuple[Signature.Way, StoredFile | None]:
    if picture:
        taken = uploads.signature(picture)
        return Signature.Way.PAD, files.keep(taken.content, taken.media_type)
    if paper:
        taken = uploads.check(paper, "")
        return Signature.Way.PAPER, files.keep(taken.content, taken.media_type)
    return Signature.Way.TYPED, None


def check_whole(application: Application, *, on: datetime.date) -> None:
    """Raise Refused while anything is missing, or cannot be."""
    gaps = queries.gaps_of(application, on=on)
    if gaps:
        raise Refused(f"还有{len(gaps)}处没有填完或者要改，改好以后再签名。{gaps[0].sentence}")
