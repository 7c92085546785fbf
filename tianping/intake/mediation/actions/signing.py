"""Signing (签名): on the phone with a finger, by a code, or on paper and scanned."""

import datetime
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tianping.accounts.queries import identity_of_user
from tianping.cases.models import Litigant
from tianping.cases.permissions import Looker
from tianping.cases.queries import lookup_code, plain_code
from tianping.intake.mediation.models import Signed
from tianping.kernel import files, limits, uploads
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Overtaken, Refused

Way = Signed.Way
UNSIGNED = "没有收到签名，请在方框内签名，或者用验证码、查询码确认。"
GATE, WRONG_PER_HOUR = "mediation.sign", 10


@dataclass(frozen=True)
class Signature:
    """How somebody signs: the picture drawn, the look-up code typed, or the telephone proved to be theirs.

    ``phone``: the number to which a code was sent that they gave back; a sheet on paper is ``SignedSheet``.
    """

    way: Signed.Way
    content: bytes = b""
    code: str = ""
    phone: str = ""


@dataclass(frozen=True)
class SignedSheet:
    """A printed sheet that litigants signed by hand (纸质签名): who, what was printed, and its scan or photograph.

    ``wording`` is that of what was printed.
    """

    litigants: Collection[int]
    wording: str
    scan: bytes


def checked(signature: Signature, looker: Looker, *, at: datetime.datetime) -> StoredFile | None:
    """The picture of a litigant's own signature, kept; None without one. Raises Refused for what is no signature."""
    if signature.way == Way.CODE:
        _check_code(signature.code, looker, at=at)
        return None
    if signature.way == Way.SMS:
        _check_telephone(signature.phone, looker)
        return None
    if signature.way != Way.PAD:
        raise Refused("请用手指签名，或者用验证码、查询码确认。")
    return _drawn(signature.content)


def signers_of(sheet: SignedSheet, matter_id: int) -> list[Litigant]:
    """Who signed a sheet. Raises Refused where nobody did, or somebody who is no litigant of the matter."""
    signers = list(Litigant.objects.filter(matter=matter_id, pk__in=list(sheet.litigants)))
    if not signers or len(signers) != len(set(sheet.litigants)):
        raise Refused("请选择在纸上签名的当事人，只能是本案当事人。")
    return signers


def on_paper(sheet: SignedSheet, wording: str) -> dict[str, Any]:
    """What the signatures on a sheet hold, its scan kept.

    Raises Overtaken where ``wording`` is no longer what was printed, Refused without a scan and for one that
    ``uploads.check`` does not take.
    """
    if sheet.wording != wording:
        raise Overtaken("打印以后内容修改过，请重新打印，由当事人阅读以后再签名。")
    if not sheet.scan:
        raise Refused("请上传签了名的扫描件或者照片；没有扫描件的，可以用手机把签了名的每一页拍下来。")
    accepted = uploads.check(sheet.scan)
    return as_columns(Signature(Way.PAPER), files.keep(accepted.content, accepted.media_type), sheet.wording)


def as_columns(signature: Signature, image: StoredFile | None, wording: str) -> dict[str, Any]:
    """What every signature row holds."""
    return {"way": signature.way, "image": image, "wording": wording}


def _check_code(typed: str, looker: Looker, *, at: datetime.datetime) -> None:
    source = f"litigant {looker.litigant.pk}"
    limits.refuse_after_wrong(GATE, source, at=at, per_hour=WRONG_PER_HOUR)
    own = lookup_code(looker.case, looker.litigant)
    if not hmac.compare_digest(plain_code(typed).encode(), own.encode()):
        limits.count_wrong(GATE, source, at=at)
        raise Refused("查询码不对，请输入您本人的查询码（印在法院给您的纸上；没有的，凭身份证到诉讼服务大厅领取）。")


def _check_telephone(phone: str, looker: Looker) -> None:
    own = identity_of_user(looker.user.pk) if looker.user is not None else None
    if own is None or not phone or phone != own.phone:
        raise Refused("手机还没有核验，或者核验已经超过十分钟；请先用短信验证码核验，再确认签名。")


def _drawn(content: bytes) -> StoredFile:
    """The picture that a finger drew, kept. Raises Refused for what is none."""
    if not content:
        raise Refused(UNSIGNED)
    drawn = uploads.signature(content)
    return files.keep(drawn.content, drawn.media_type)
