"""For whom an agent may still be named (委托诉讼代理人): two of each plaintiff, nobody twice (民事诉讼法第六十一条)."""

from collections.abc import Mapping
from typing import Any

from tianping.intake.application.models import Agent, Application, Person
from tianping.intake.application.queries.pleading import agents_of, plaintiffs_of

MOST_AGENTS = 2
# What stays the same of an agent, whatever each letter of authority says.
OF_ONE = ("name", "kind", "firm", "licence_number", "phone")


def agent_key(said: Mapping[str, Any]) -> tuple[str, str]:
    """Who an agent is: one person may stand in several entries, by several letters of authority."""
    return said["name"], said["licence_number"] or said["phone"]


def said_of(agent: Agent) -> dict[str, str]:
    """What an entry says of the agent themselves."""
    return {name: getattr(agent, name) for name in OF_ONE}


def share_an_agent(application: Application, one: Person, other: Person) -> bool:
    """Whether the same person acts for both of these plaintiffs, in one entry or in two."""
    return bool(_keys(application, one) & _keys(application, other))


def unrepresented(application: Application) -> list[Person]:
    """The plaintiffs for whom nobody acts yet."""
    return [each for each in plaintiffs_of(application) if not agents_of(application, each)]


def open_to(
    application: Application, said: Mapping[str, Any] | None = None, entry: Agent | None = None
) -> list[Person]:
    """The plaintiffs who may be chosen in an entry: they have fewer than two agents, and not this one already.

    ``said``: who the agent is, where that is known; ``entry``: the entry that is changed, which does not count.
    """
    key = agent_key(said) if said else None
    found = []
    for each in plaintiffs_of(application):
        others = [one for one in agents_of(application, each) if entry is None or one.pk != entry.pk]
        if len(others) < MOST_AGENTS and key not in {agent_key(said_of(one)) for one in others}:
            found.append(each)
    return found


def _keys(application: Application, person: Person) -> set[tuple[str, str]]:
    return {agent_key(said_of(each)) for each in agents_of(application, person)}
