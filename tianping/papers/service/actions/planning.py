"""Planning service: what was issued has to reach its addressees."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.models import Litigant
from tianping.cases.panels import left_from
from tianping.kernel import moves
from tianping.kernel.refusals import Refused
from tianping.papers.documents.queries import HELD_BACK, Paper, concerns, papers_by_id
from tianping.papers.service.actions.sending import announce
from tianping.papers.service.models import Delivery

# What is no paper to be served: proofs of service, the record, and what is put up for everybody.
NOT_SERVED = ("service_return", "electronic_service_receipt", "hearing_record", "hearing_announcement", "public_notice")


def hear_papers_issued(*, at: datetime.datetime, paper_ids: Sequence[int]) -> None:
    """Papers were issued: each has to be served. Repeating plans nothing twice.

    A ruling that may not warn the respondent yet is put on the list by the room that carries it out.
    """
    plan_many([each for each in papers_by_id(paper_ids) if each.variant not in HELD_BACK], by=None, at=at)


@transaction.atomic
def plan_many(
    papers: Sequence[Paper], *, by: User | None, at: datetime.datetime, only: Collection[int] | None = None
) -> list[Delivery]:
    """Put issued papers on the list of what has to be served (待送达): to their addressee, else to every litigant
    whom they concern; not to plaintiffs who have left the case by a ruling.

    ``only``: to none but these litigants. Papers that are on it already are passed over. Gives the new deliveries.
    """
    served = [paper for paper in papers if paper.kind not in NOT_SERVED]
    if any(paper.status != "issued" for paper in served):
        raise Refused("文书制发以后才能送达，请先制发。")
    everybody: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    of_all = [paper.case_id for paper in served if paper.addressee_id is None]
    litigants, left = Litigant.objects.filter(matter__cases__in=of_all), left_from(of_all)
    for case_id, pk, role in litigants.values_list("matter__cases", "pk", "role"):
        if pk not in left.get(case_id, ()):
            everybody[case_id].append((pk, role))
    wanted = {
        (paper.pk, litigant_id)
        for paper in served
        for litigant_id in (
            [paper.addressee_id]
            if paper.addressee_id
            else [pk for pk, role in everybody[paper.case_id] if concerns(paper.variant, role)]
        )
        if only is None or litigant_id in only
    }
    known = Delivery.objects.filter(paper__in=served).values_list("paper_id", "litigant_id")
    rows = [
        Delivery(paper_id=paper_id, litigant_id=litigant_id, planned_at=at, planned_by=by)
        for paper_id, litigant_id in sorted(wanted - set(known))
    ]
    made = Delivery.objects.bulk_create(rows)
    moves.begin_many(Delivery.machine, [each.pk for each in made], by=by, at=at, verb="plan")
    announce(made, {paper.pk: paper for paper in served}, by=by, at=at)
    return made
