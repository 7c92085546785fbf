"""What the component partials are given: small frozen facts that a view makes and a template shows."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a description list (components/description_list.html): ``template`` shows the value if given."""

    term: str
    value: object
    change_url: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab (components/tabs.html): a link to a page of its own, so that it can be kept and sent."""

    label: str
    url: str
    active: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list (components/task_list.html); ``state`` is a state of components/status.html."""

    label: str
    url: str
    status: str
    state: str = "waiting"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a timeline (components/timeline.html): when, what, who, and a sentence; ``next`` is yet to come."""

    at: datetime.datetime | datetime.date
    title: str
    who: str = ""
    text: str = ""
    next: bool = False
