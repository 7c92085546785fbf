"""Asking to be called, calling, and being done with it."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.kernel import limits, moves
from tianping.kernel.refusals import Refused
from tianping.portal.models import CallBack
from tianping.portal.permissions import CALL_BACK
from tianping.portal.queries import OPEN

GATE, PER_MINUTE = "call_back", 5
MOST_OPEN = 3
SAY = {
    "call": "请写明打电话的情况，例如“无人接听”“已告知补交身份证复印件，等其上传”。",
    "finish": "请写明帮助的结果，例如“已教会上传照片”“已约定周五到大厅办理”。",
}


@dataclass(frozen=True)
class Asked:
    """What somebody who needs help leaves behind."""

    phone: str
    page: str = "/"
    name: str = ""
    words: str = ""


@transaction.atomic
def ask_for_call(asked: Asked, *, by: User | None, at: datetime.datetime, address: str = "") -> CallBack:
    """Leave a telephone for the counter to call (请人帮我).

    ``address``: the network address from which it is left. Raises TooMany past five telephones a minute from one.
    """
    if CallBack.objects.filter(phone=asked.phone, status__in=OPEN).count() >= MOST_OPEN:
        raise Refused("这个电话已经留过几次，工作人员会尽快打给您，不用再留。着急的，请直接拨打12368。")
    if address:
        limits.count_guess(GATE, address, at=at, per_minute=PER_MINUTE)
    made = CallBack.objects.create(
        name=asked.name, phone=asked.phone, page=asked.page, words=asked.words, asked_at=at, asked_by=by
    )
    moves.begin_many(CallBack.machine, [made.pk], by=by, at=at)
    return made


@transaction.atomic
def call(call_back: CallBack, said: str, *, by: User, at: datetime.datetime) -> None:
    """Write down that somebody called and is not done yet: nobody answered, or something is still to be done."""
    check_may(by, CALL_BACK)
    if not said.strip():
        raise Refused(SAY["call"])
    moves.move(call_back, "call", by=by, at=at, reason=said.strip())


@transaction.atomic
def finish(call_back: CallBack, said: str, *, by: User, at: datetime.datetime) -> None:
    """Write down that whoever asked was helped (办完)."""
    check_may(by, CALL_BACK)
    if not said.strip():
        raise Refused(SAY["finish"])
    moves.move(call_back, "finish", by=by, at=at, reason=said.strip())
