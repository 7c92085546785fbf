"""Electronic service (电子送达): the message to the confirmed address, at issue or once the addressee has agreed."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.messages import mobile_number
from tianping.kernel.models import Message
from tianping.kernel.refusals import Refused
from tianping.law.electronic_consent import ARRIVAL
from tianping.papers.documents.queries import KINDS, Paper
from tianping.papers.service.actions.recording import check_electronic, locked
from tianping.papers.service.models import Consent, Delivery
from tianping.papers.service.permissions import check_can_serve
from tianping.papers.service.queries import ANNOUNCING, OPEN, consents_of, covers, under_way, with_paper_copies

CHANNELS = {Consent.Channel.SMS: Message.Channel.SMS, Consent.Channel.EMAIL: Message.Channel.MAIL}


def announce(
    rows: Sequence[Delivery], papers: Mapping[int, Paper], *, by: User | None, at: datetime.datetime, again: str = ""
) -> None:
    """Serve those who agreed to electronic service of papers of this step: arrival of the message is the service.

    What goes with a copy that is there on paper only waits to be served in another way.
    ``again``: what tells this sending from the one at issue.
    """
    agreed, by_hand = consents_of({each.litigant_id for each in rows}), with_paper_copies(papers.values())
    litigants = Litigant.objects.in_bulk(list(agreed))
    told = [
        case_actions.CaseMessage(
            key=f"{ANNOUNCING}:{each.pk}{again}",
            litigant=litigants[each.litigant_id],
            text=f"有文书《{KINDS[paper.kind].named(paper.variant)}》向您电子送达。{ARRIVAL}，有关的期限从第二天起计算；"
            "请登录或者用案号、查询码查看、下载。",
            case=paper.case,
            address=agreed[each.litigant_id].address,
            channel=CHANNELS[agreed[each.litigant_id].channel],
        )
        for each in rows
        if covers(agreed.get(each.litigant_id), paper := papers[each.paper_id]) and paper.pk not in by_hand
    ]
    case_actions.message_many(told, by=by, at=at)


@transaction.atomic
def send_many(ids: Sequence[int], *, by: User, at: datetime.datetime) -> list[Delivery]:
    """Send papers that wait, to addressees who agreed after the issue (发送电子送达), all or none, as at the issue.

    Nothing is sent by itself when somebody agrees: consent permits electronic service and the court chooses the way
    (民事诉讼法第九十条“可以”); the paper may be with the post already. Arrival, not this verb, is the service.
    """
    rows = locked(ids)
    check_can_serve(by, {each.paper.case_id for each in rows})
    if any(each.status not in OPEN for each in rows):
        raise Refused("所选文书中有的已经送达，不需要再发送，请刷新页面。")
    check_electronic(rows, on=china_day(at))
    _check_can_leave(rows, on=china_day(at))
    announce(rows, {each.paper_id: each.paper for each in rows}, by=by, at=at, again=f":{int(at.timestamp())}")
    audit.record_many([audit.Fact("delivery.send", f"delivery:{each.pk}") for each in rows], by=by, at=at)
    return rows


def _check_can_leave(rows: Sequence[Delivery], *, on: datetime.date) -> None:
    agreed = consents_of({each.litigant_id for each in rows})
    leaving = under_way(rows, on=on)
    for each in rows:
        consent = agreed[each.litigant_id]
        if consent.channel == Consent.Channel.SMS and mobile_number(consent.address, on=on) is None:
            raise Refused(
                f"{each.litigant.name}确认的电子送达地址不是手机号码，短信发不出去；"
                "请核对后登记撤回，重新登记同意，或者用其他方式送达。"
            )
        if each.pk in leaving:
            raise Refused(f"{each.litigant.name}，{each.paper}：送达信息已经在发送，到达就是送达，请稍后刷新页面。")
