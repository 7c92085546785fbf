"""Planning service: what was issued has to reach its addressees; who agrees to be served electronically."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.papers.documents.queries import Paper, papers_by_id
from tianping.papers.service.models import Consent, Delivery
from tianping.papers.service.permissions import check_can_serve

# What is no paper to be served: proofs of service, the record, and what is put up for everybody.
NOT_SERVED = ("service_return", "electronic_service_receipt", "hearing_record", "hearing_announcement", "public_notice")


def hear_papers_issued(*, at: datetime.datetime, paper_ids: Sequence[int]) -> None:
    """Papers were issued: each has to be served. Repeating plans nothing twice."""
    plan_many(papers_by_id(paper_ids), by=None, at=at)


@transaction.atomic
def plan_many(papers: Sequence[Paper], *, by: User | None, at: datetime.datetime) -> list[Delivery]:
    """Put issued papers on the list of what has to be served (待送达): to their addressee, else to every litigant.

    Papers that are on it already are passed over. Gives the new deliveries.
    """
    served = [paper for paper in papers if paper.kind not in NOT_SERVED]
    if any(paper.status != "issued" for paper in served):
        raise Refused("文书制发以后才能送达，请先制发。")
    everybody: defaultdict[int, list[int]] = defaultdict(list)
    of_all = [paper.case_id for paper in served if paper.addressee_id is None]
    for case_id, pk in Litigant.objects.filter(matter__cases__in=of_all).values_list("matter__cases", "pk"):
        everybody[case_id].append(pk)
    wanted = {
        (paper.pk, litigant_id)
        for paper in served
        for litigant_id in ([paper.addressee_id] if paper.addressee_id else everybody[paper.case_id])
    }
    known = Delivery.objects.filter(paper__in=served).values_list("paper_id", "litigant_id")
    rows = [
        Delivery(paper_id=paper_id, litigant_id=litigant_id, planned_at=at, planned_by=by)
        for paper_id, litigant_id in sorted(wanted - set(known))
    ]
    made = Delivery.objects.bulk_create(rows)
    moves.begin_many(Delivery.machine, [each.pk for each in made], by=by, at=at, verb="plan")
    return made


@transaction.atomic
def consent(litigant: Litigant, address: str, evidence: str, *, by: User, at: datetime.datetime) -> Consent:
    """Note that a litigant agrees to electronic service (同意电子送达) at an address that they gave or confirmed."""
    check_can_serve(by, Case.objects.filter(matter=litigant.matter_id, status="open").values_list("pk", flat=True))
    if not address.strip() or not evidence.strip():
        raise Refused("请填写当事人确认的电子送达地址，以及同意电子送达的依据，例如“2023年2月6日送达地址确认书”。")
    if Consent.objects.filter(litigant=litigant).exists():
        raise Refused(f"{litigant.name}已经确认过电子送达地址，不能重复登记。")
    made = Consent.objects.create(
        litigant=litigant,
        address=address.strip(),
        evidence=evidence.strip(),
        given_on=china_day(at),
        noted_at=at,
        noted_by=by,
    )
    audit.record("service.consent", f"litigant:{litigant.pk}", by=by, at=at)
    return made
