"""The words of every kind of paper (文书样式): from a case and what its maker gave to paragraphs with roles."""

from collections.abc import Callable, Mapping

from tianping.kernel.refusals import Refused
from tianping.papers.documents.kinds import CONFIRMATION, ENFORCEMENT_RULINGS, FILING_RULINGS, PRESERVATION_RULINGS
from tianping.papers.documents.paragraphs import Body, Paragraph
from tianping.papers.documents.wording import (
    agreements,
    confirmations,
    decisions,
    enforcement,
    hearings,
    notices,
    preservation,
    refusals,
    rulings,
    service,
)
from tianping.papers.documents.wording.sheet import Order

__all__ = ["Order", "compose"]

_WRITERS: Mapping[str, Callable[[Order], list[Paragraph]]] = {
    "acceptance_notice": notices.acceptance_notice,
    "response_notice": notices.response_notice,
    "evidence_notice": notices.evidence_notice,
    "sole_notice": notices.sole_notice,
    "panel_notice": notices.panel_notice,
    "summons": hearings.summons,
    "hearing_announcement": hearings.hearing_announcement,
    "hearing_record": hearings.hearing_record,
    "mediation_paper": decisions.mediation_paper,
    "mediation_agreement": agreements.mediation_agreement,
    "judgment": decisions.judgment,
    "ruling": rulings.ruling,
    "public_notice": service.public_notice,
    "copy_notice": service.copy_notice,
    "service_return": service.service_return,
    "electronic_service_receipt": service.electronic_service_receipt,
    "fee_refund_notice": service.fee_refund_notice,
}


def compose(order: Order) -> Body:
    """The text of a paper. Raises Refused where something is missing that the paper cannot do without."""
    kind = order.kind
    if kind.variants and order.variant not in kind.variants:
        raise Refused(f"请选择{kind.title}的种类：{'、'.join(kind.variants.values())}。")
    for name, called in kind.needs.items():
        if not order.facts.get(name):
            raise Refused(f"制作{kind.title}需要填写{called}，请补充后再制作。")
    if kind.formal and not any(seat.role in ("sole", "presiding") for seat in order.file.seats):
        raise Refused(f"{order.file.case.number}还没有确定审判人员，请先分案。")
    if order.variant in PRESERVATION_RULINGS:
        return tuple(preservation.ruling(order))
    if order.variant in FILING_RULINGS:
        return tuple(refusals.ruling(order))
    if order.variant in ENFORCEMENT_RULINGS:
        return tuple(enforcement.ruling(order))
    if kind.code == "acceptance_notice" and order.file.case.type_code == CONFIRMATION:
        return tuple(confirmations.acceptance_notice(order))
    return tuple(_WRITERS[kind.code](order))
