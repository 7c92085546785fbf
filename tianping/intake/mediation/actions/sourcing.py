"""Where disputes came from (纠纷来源): noted once when they come, put right by whoever learns more."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases.models import Litigant, Matter
from tianping.intake.mediation.models import Source
from tianping.intake.mediation.permissions import RUN_REFERRAL
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.addresses import township

Channel = Source.Channel


@dataclass(frozen=True)
class SourceDraft:
    """Where a dispute came from: by which way, from which township, who sent it."""

    channel: Source.Channel = Channel.LITIGANT
    township: str = ""
    sent_by: str = ""


@transaction.atomic
def note_sources_many(matters: Sequence[Matter], *, by: User | None, at: datetime.datetime) -> None:
    """Note where disputes came from (登记纠纷来源), in a constant number of statements; what is noted already stays.

    The township is that of whoever is sued, else of whoever sues, as the addresses name it.
    """
    ids = [matter.pk for matter in matters]
    known = set(Source.objects.filter(matter__in=ids).values_list("matter_id", flat=True))
    named: dict[int, str] = {}
    order = {Litigant.Role.DEFENDANT: 0, Litigant.Role.PLAINTIFF: 1}
    rows = Litigant.objects.filter(matter__in=ids, role__in=list(order)).values_list("matter_id", "role", "address")
    for matter_id, _role, address in sorted(rows, key=lambda row: order[row[1]]):
        named[matter_id] = named.get(matter_id, "") or township(address)
    Source.objects.bulk_create(
        [
            Source(matter_id=pk, township=found[:30], inferred=bool(found), noted_on=china_day(at), noted_by=by)
            for pk, found in ((pk, named.get(pk, "")) for pk in ids if pk not in known)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def correct_source(matter: Matter, draft: SourceDraft, *, by: User, at: datetime.datetime) -> None:
    """Put right where a dispute came from (更正纠纷来源); earlier versions stay in the history.

    Raises Refused where somebody else sent it and it is not said who.
    """
    check_may(by, RUN_REFERRAL)
    if draft.channel != Channel.LITIGANT and not draft.sent_by.strip():
        raise Refused(f"来源是“{draft.channel.label}”的，请写明移送单位，例如“孟坝镇综治中心”。")
    Source.objects.update_or_create(
        matter=matter,
        defaults={
            "channel": draft.channel,
            "township": draft.township.strip(),
            "sent_by": draft.sent_by.strip(),
            "inferred": False,
            "noted_on": china_day(at),
            "noted_by": by,
        },
    )
    audit.record("dispute.source", f"matter:{matter.pk}", by=by, at=at)
