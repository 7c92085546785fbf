"""What was handed in, as packages say it: from a filing's draft, and back; and the hash over all of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.intake.crosscourt.packages.archive import digest_of
from tianping.intake.crosscourt.packages.shapes import AgentSaid, Content, LitigantSaid, PleadingSaid, ServiceSaid
from tianping.intake.filing.actions import AgentDraft, FilingDraft, MaterialDraft


@dataclass(frozen=True)
class Paper:
    """A paper of a package: kind (of filing's materials), name, what it proves, pages, and the PDF itself."""

    kind: str
    name: str
    purpose: str
    pages: int
    content: bytes


def content_of(draft: FilingDraft) -> Content:
    """Everything of a draft but its papers; who signed in where is nobody else's business."""
    matter = draft.matter
    return Content(
        pleading=PleadingSaid(
            cause_name=matter.cause_name,
            claim_fen=matter.claim_fen,
            claim_text=matter.claim_text,
            facts_text=matter.facts_text,
            elements=dict(matter.elements),
        ),
        litigants=[LitigantSaid(**asdict(each)) for each in matter.litigants],
        agents=[_agent_said(each) for each in draft.agents],
        consents_to_mediation=draft.consents_to_mediation,
        service=[
            ServiceSaid(**{name: each[name] for name in ServiceSaid.model_fields})
            for each in draft.service_place.get("each", ())
        ],
    )  # fmt: skip


def _agent_said(agent: AgentDraft) -> AgentSaid:
    said = {key: value for key, value in asdict(agent).items() if key != "user_id"}
    return AgentSaid.model_validate({**said, "acts_for": list(agent.acts_for)})


def draft_of(content: Content, materials: Sequence[MaterialDraft]) -> FilingDraft:
    """The filing that this content is: nothing of it is typed again."""
    said = content.pleading
    matter = MatterDraft(
        cause_name=said.cause_name,
        claim_fen=said.claim_fen,
        litigants=tuple(LitigantDraft(**each.model_dump()) for each in content.litigants),
        claim_text=said.claim_text,
        facts_text=said.facts_text,
        elements=said.elements,
    )
    agents = tuple(
        replace(AgentDraft(**each.model_dump(exclude={"acts_for"})), acts_for=tuple(each.acts_for))
        for each in content.agents
    )
    return FilingDraft(
        matter,
        content.consents_to_mediation,
        materials=tuple(materials),
        agents=agents,
        electronic_phone=content.service[0].electronic_phone if content.service else "",
        service_place=_places(content),
    )


def _places(content: Content) -> dict[str, Any]:
    """Where papers reach each plaintiff, as a filing keeps it: the first one's, and every one's of their own."""
    if not content.service:
        return {}
    suing = [each.name for each in content.litigants if each.role == "plaintiff"]
    each = [
        {**said.model_dump(), "name": suing[said.plaintiff - 1]}
        for said in content.service
        if said.plaintiff <= len(suing)
    ]
    return {**content.service[0].model_dump(include={"address", "recipient", "phone"}), "each": each}


def content_digest(content: Content, papers: Sequence[Paper]) -> str:
    """SHA-256 over everything that was handed in, the same at both courts; it is printed on the receipt.

    What was not said at all is left out, so that a later field changes no earlier hash.
    """
    listed = [
        {"kind": each.kind, "name": each.name, "purpose": each.purpose, "pages": each.pages,
         "sha256": digest_of(each.content)}
        for each in papers
    ]  # fmt: skip
    return digest_of(canonical({"content": content.model_dump(mode="json", exclude_defaults=True), "papers": listed}))


def canonical(said: Mapping[str, Any]) -> bytes:
    """JSON in its one form: keys in order, no spaces."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
