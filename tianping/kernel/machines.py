"""Machines: which verbs lead a record from which state to which, and who has it in each state."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Move:
    """One verb of a machine: from which states to which, who does it, by which article."""

    verb: str
    source: str | tuple[str, ...]
    target: str
    who: str
    law: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The states from which the verb may be done."""
        return (self.source,) if isinstance(self.source, str) else self.source


@dataclass(frozen=True)
class Machine:
    """A small state machine of one kind of record (状态机). ``owners`` says who has a record in each state."""

    name: str
    title: str
    initial: str
    owners: Mapping[str, str]
    moves: tuple[Move, ...]
    labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        states = {self.initial, *(state for step in self.moves for state in (*step.sources, step.target))}
        for state in sorted(states - self.owners.keys()):
            raise ValueError(f"{self.name}: state {state!r} has no owner")
        if len({step.verb for step in self.moves}) != len(self.moves):
            raise ValueError(f"{self.name}: a verb stands twice")
        if self.name in MACHINES:
            raise ValueError(f"there are two machines {self.name}")
        MACHINES[self.name] = self

    def verb(self, name: str) -> Move:
        """The move of that verb. Raises KeyError if the machine has none."""
        for step in self.moves:
            if step.verb == name:
                return step
        raise KeyError(f"{self.name} has no verb {name}")

    def label(self, state: str) -> str:
        """The court's word for a state."""
        return self.labels.get(state, state)


MACHINES: dict[str, Machine] = {}
