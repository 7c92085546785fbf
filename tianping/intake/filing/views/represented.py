"""Who acts for the plaintiffs and where papers reach them, as the clerk types it on the page of the counter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tianping.intake.filing.actions import AgentDraft, FilingDraft
from tianping.intake.filing.forms.represented import AgentFormSet, ServiceForm

AGENTS, PLAINTIFFS, TOTAL = "agent", "plaintiff", "-TOTAL_FORMS"
MOST_OF_ONE, CITED = 2, "请只填写两名，其余的不能作为诉讼代理人登记（《民事诉讼法》第六十一条）。"


class Agents:
    """Who acts for the plaintiffs (委托诉讼代理人), as their rows were typed; without rows nobody does."""

    def __init__(self, data: Any = None, *, known: Sequence[Mapping[str, Any]] = (), plaintiffs: int = 1) -> None:
        """``known``: the agents with whom the rows begin; ``plaintiffs``: how many sue, where nothing is typed yet."""
        said = data if data is not None and AGENTS + TOTAL in data else None
        suing = str(data.get(PLAINTIFFS + TOTAL, "")) if data is not None else ""
        self.plaintiffs = int(suing) if suing.isdecimal() and len(suing) < 4 else plaintiffs
        form_kwargs = {"plaintiffs": self.plaintiffs}
        self.rows = AgentFormSet(said, prefix=AGENTS, initial=list(known), form_kwargs=form_kwargs)

    def is_valid(self) -> bool:
        """Whether all that was typed can be taken."""
        return not self.rows.is_bound or (self.rows.is_valid() and not self._too_many())

    @property
    def drafts(self) -> tuple[AgentDraft, ...]:
        """The agents as they were typed."""
        return tuple(form.draft for form in self.rows) if self.rows.is_bound else ()

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What has to be corrected: where, the field's id, the sentence."""
        wrong = [
            (f"委托诉讼代理人{place}{field.label}", field.id_for_label, str(sentence))
            for place, form in enumerate(self.rows, start=1)
            for field in form
            for sentence in field.errors
        ]
        return [*wrong, *self._too_many()]

    def _too_many(self) -> list[tuple[str, str, str]]:
        """Of whoever has more than two agents (民事诉讼法第六十一条): where that is said, as ``errors`` has it."""
        if not self.rows.is_bound or not self.rows.is_valid():
            return []
        everybody = range(1, self.plaintiffs + 1)
        acting = Counter(place for draft in self.drafts for place in draft.acts_for or everybody)
        above = [str(place) for place, many in sorted(acting.items()) if many > MOST_OF_ONE]
        if not above:
            return []
        whose = f"原告{'、'.join(above)}" if self.plaintiffs > 1 else "原告"
        last = self.rows[len(self.rows) - 1]["name"].id_for_label
        return [
            ("委托诉讼代理人", last, f"{whose}委托了两人以上，每名当事人最多委托{MOST_OF_ONE}名诉讼代理人。{CITED}")
        ]


class Represented:
    """The agents and the address for service (送达地址) of a filing; nothing typed is nobody and none."""

    def __init__(self, data: Any = None, *, known: Sequence[Mapping[str, Any]] = ()) -> None:
        """``known``: the agents with whom the rows begin."""
        self.agents = Agents(data, known=known)
        self.service = ServiceForm(data, prefix="service")

    def is_valid(self) -> bool:
        """Whether all that was typed can be taken."""
        are_known = self.agents.is_valid()
        return self.service.is_valid() and are_known

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What has to be corrected: where, the field's id, the sentence."""
        of_service = [
            (str(field.label), field.id_for_label, str(sentence)) for field in self.service for sentence in field.errors
        ]
        return [*self.agents.errors, *of_service]

    def told(self, draft: FilingDraft) -> FilingDraft:
        """The filing with both."""
        phone = self.service.cleaned_data["electronic_phone"]
        return replace(draft, agents=self.agents.drafts, electronic_phone=phone, service_place=self.service.place)
