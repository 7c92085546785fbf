"""Where papers reach a litigant by mail (送达地址): taken from the pleading, confirmed and changed by themselves."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant
from tianping.cases.permissions import Looker
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.papers.service.actions.consenting import IN_THE_PLEADING, ON_THE_PAGE, open_cases, take_numbers
from tianping.papers.service.models import ServicePlace
from tianping.papers.service.permissions import check_can_serve
from tianping.papers.service.queries import places_of


@dataclass(frozen=True)
class Place:
    """A postal address (邮寄地址), who takes what is sent there (收件人), and their telephone."""

    address: str
    recipient: str
    phone: str


@transaction.atomic
def confirm_place(looker: Looker, place: Place, *, at: datetime.datetime) -> ServicePlace:
    """A litigant confirms or changes their postal address themselves (送达地址确认、变更), under a number of its own.

    The one before stays on record; papers that were sent there are not sent again.
    """
    if not place.address.strip() or not place.recipient.strip() or not place.phone.strip():
        raise Refused("请填写文书寄到的地址、收件人和收件人电话。")
    # Locked, so that two tabs that change it meet here.
    litigant = Litigant.objects.select_for_update().get(pk=looker.litigant.pk)
    before = places_of([litigant.pk]).get(litigant.pk)
    if before is not None and _same(before, place):
        raise Refused("这就是现在的送达地址，没有变更，不需要再确认。")
    (number,) = take_numbers(1, at)
    (made,) = _keep([(litigant.pk, place, number)], ON_THE_PAGE, by=None, at=at)
    verb = "确认" if before is None else "更改"
    line = f"您{verb}了邮寄文书的送达地址，编号{number}。"
    case_actions.tell_many([(looker.case.matter_id, looker.case.pk, litigant.pk, line)], by=None, at=at)
    return made


@transaction.atomic
def note_place(litigant: Litigant, place: Place, evidence: str, *, by: User, at: datetime.datetime) -> ServicePlace:
    """Note the postal address that a litigant confirmed on paper at the window (送达地址确认书); the newest counts."""
    check_can_serve(by, open_cases(litigant))
    if not place.address.strip() or not place.recipient.strip() or not place.phone.strip() or not evidence.strip():
        raise Refused("请填写文书寄到的地址、收件人、收件人电话，以及确认的依据，例如“2023年2月6日送达地址确认书”。")
    Litigant.objects.select_for_update().get(pk=litigant.pk)
    before = places_of([litigant.pk]).get(litigant.pk)
    if before is not None and _same(before, place):
        raise Refused("这就是现在的送达地址，没有变更，不需要再登记。")
    (made,) = _keep([(litigant.pk, place, "")], evidence.strip(), by=by, at=at)
    verb = "登记" if before is None else "更改"
    line = f"本院窗口按您签名的送达地址确认书{verb}了邮寄文书的送达地址。"
    case_actions.tell_many([(litigant.matter_id, None, litigant.pk, line)], by=by, at=at)
    return made


@transaction.atomic
def take_places_from_pleadings(places: Mapping[int, Place], *, by: User, at: datetime.datetime) -> None:
    """Litigants confirmed in their pleading where papers reach them: litigant id → place.

    What a litigant confirmed themselves since stays; what a pleading said before gives way to what it says now.
    """
    ids = list(
        Litigant.objects.select_for_update().filter(pk__in=list(places)).order_by("pk").values_list("pk", flat=True)
    )
    known = places_of(ids)
    wanted = [
        (pk, places[pk], "")
        for pk in ids
        if pk not in known or (known[pk].evidence == IN_THE_PLEADING and not _same(known[pk], places[pk]))
    ]
    if wanted:
        _keep(wanted, IN_THE_PLEADING, by=by, at=at)


def _same(known: ServicePlace, place: Place) -> bool:
    return known.words == (place.address.strip(), place.recipient.strip(), place.phone.strip())


def _keep(
    wanted: list[tuple[int, Place, str]], evidence: str, *, by: User | None, at: datetime.datetime
) -> list[ServicePlace]:
    made = ServicePlace.objects.bulk_create(
        [
            ServicePlace(
                litigant_id=pk,
                address=place.address.strip(),
                recipient=place.recipient.strip(),
                phone=place.phone.strip(),
                evidence=evidence,
                number=number,
                confirmed_on=china_day(at),
                noted_at=at,
                noted_by=by,
            )
            for pk, place, number in wanted
        ]
    )
    facts = [audit.Fact("service.place", f"litigant:{pk}") for pk, _place, _number in wanted]
    audit.record_many(facts, by=by, at=at)
    return made
