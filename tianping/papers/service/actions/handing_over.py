"""Handing papers over at the window (当场领取、签收): direct service, with the signature of whoever takes them."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant
from tianping.kernel import files, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Refused
from tianping.law.service import Receiver
from tianping.papers.service.actions.recording import Tried, locked, record
from tianping.papers.service.models import Delivery
from tianping.papers.service.permissions import check_can_serve

AT_THE_WINDOW = "诉讼服务大厅窗口当场签收"


@dataclass(frozen=True)
class HandedOver:
    """What is handed over at the window: which deliveries, who takes them, and what they signed.

    ``scan``: the signed proof of service (送达回证); else ``picture``: the signature drawn on the pad.
    """

    ids: Collection[int]
    receiver: Receiver
    scan: bytes = b""
    picture: bytes = b""


@transaction.atomic
def hand_over(case: Case, litigant: Litigant, handed: HandedOver, *, by: User, at: datetime.datetime) -> list[Delivery]:
    """Hand papers over to a litigant who came to the window (直接送达, 民事诉讼法第八十八条), who signs.

    Raises Refused without a signature, for papers that are not theirs, and for whoever the law does not let take them.
    """
    if not handed.ids:
        raise Refused("请勾选当场签收的文书。")
    rows = locked(list(handed.ids))
    if any(each.litigant_id != litigant.pk or each.paper.case_id != case.pk for each in rows):
        raise Refused("所选文书中有的不是送达给这位当事人的，请刷新页面。")
    check_can_serve(by, {case.pk})
    tried = Tried("direct", china_day(at), receiver=handed.receiver, note=AT_THE_WINDOW)
    served = record(rows, tried, by=by, at=at, signed=_signed(handed))
    line = f"您在诉讼服务大厅领取、签收了{len(served)}份文书。"
    case_actions.tell_many([(case.matter_id, case.pk, litigant.pk, line)], by=by, at=at)
    return served


def _signed(handed: HandedOver) -> StoredFile:
    if handed.scan:
        accepted = uploads.check(handed.scan)
        return files.keep(accepted.content, accepted.media_type)
    if not handed.picture:
        raise Refused("还没有签名：请签收人在签名框内签名，或者上传签了名的送达回证。")
    drawn = uploads.signature(handed.picture)
    return files.keep(drawn.content, drawn.media_type)
