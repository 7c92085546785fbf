"""Settling a request of a litigant (管辖权异议、回避申请): the bench notes what came of it; the litigant is told."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.kernel import moves
from tianping.kernel.refusals import Refused
from tianping.papers.dossier.models import HandIn
from tianping.papers.dossier.permissions import check_can_settle
from tianping.papers.dossier.queries import suing_on

LONGEST_OUTCOME = 300


@transaction.atomic
def settle(handed: HandIn, outcome: str, *, granted: bool | None = None, by: User, at: datetime.datetime) -> None:
    """Note what the court did about a request (登记处理结果); the ruling or decision itself is drawn up as always.

    Whoever is asked to withdraw does not note it themselves (民事诉讼法第四十八条第二款). ``granted``: what was ruled
    on a withdrawal; while others sue on it is not noted without that.
    """
    check_can_settle(by, handed)
    if handed.kind == HandIn.Kind.WITHDRAWAL and granted is None and (others := suing_on(handed.case)):
        names = "、".join(each.name for each in others)
        raise Refused(f"本案还有原告{names}没有申请撤诉，请在结案页面登记口头裁定准许或者不准许撤诉。")
    words = outcome.strip()
    if not words:
        raise Refused("请写明处理结果，例如“已经裁定驳回异议”“已经登记，报院长决定”。")
    if len(words) > LONGEST_OUTCOME:
        raise Refused(f"处理结果最多写{LONGEST_OUTCOME}字，请写得简短一些。")
    moves.move(handed, "settle", by=by, at=at, reason=words, outcome=words, granted=granted)
    text = f"您提出的{handed.get_kind_display()}（编号{handed.number}），法院的处理：{words}"
    case_actions.tell_many([(handed.case.matter_id, handed.case_id, handed.litigant_id, text[:300])], by=by, at=at)
