"""Whose address for service a filing states (送达地址确认的效力): nobody is bound by what another signed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any


def acts_for(agent: Mapping[str, Any], place: int) -> bool:
    """Whether an agent acts for the plaintiff at this place; one of whom nothing is said acts for all."""
    return not agent.get("acts_for") or place in agent["acts_for"]


def bound_by(
    phones: Sequence[str], agents: Sequence[Mapping[str, Any]], said: Mapping[str, Any], electronic_phone: str
) -> set[int]:
    """The plaintiffs, by their places, the first 1, whom an address stated once for all of them binds.

    民事诉讼法第六十二条、第九十条: the only plaintiff, all whom one agent represents, those whose own number it names,
    and those whose agent it names, as the recipient or by the telephone. ``phones``: those of the plaintiffs in their
    order. ``said``: address, recipient, phone.
    """
    everybody = set(range(1, len(phones) + 1))
    if len(phones) == 1 or _acts_for_all(agents, everybody):
        return everybody
    numbers = {electronic_phone, str(said.get("phone", ""))} - {""}
    bound = {place for place, phone in enumerate(phones, start=1) if phone in numbers}
    for agent in agents:
        if agent.get("phone") in numbers or agent["name"] == said.get("recipient"):
            bound |= {place for place in everybody if acts_for(agent, place)}
    return bound


def _acts_for_all(agents: Sequence[Mapping[str, Any]], everybody: set[int]) -> bool:
    """Whether one agent acts for all of them: in one entry, or in several by several letters of authority."""
    acting: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for each in agents:
        key = each["name"], each.get("licence_number") or each.get("phone") or ""
        acting[key] |= {place for place in everybody if acts_for(each, place)}
    return any(everybody <= places for places in acting.values())
