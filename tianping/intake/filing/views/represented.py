"""Who acts for the plaintiffs and where papers reach them, as the clerk types it on the page of the counter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tianping.intake.filing.actions import FilingDraft
from tianping.intake.filing.forms.represented import AgentFormSet, ServiceForm
from tianping.kernel.web.forms import HouseForm

AGENTS, PLAINTIFFS, TOTAL = "agent", "plaintiff", "-TOTAL_FORMS"
MOST_OF_ONE, CITED = 2, "请只填写两名，其余的不能作为诉讼代理人登记（《民事诉讼法》第六十一条）。"


class Represented:
    """The agents (委托诉讼代理人) and the address for service (送达地址); nothing typed is nobody and none."""

    def __init__(self, data: Any = None, *, known: Mapping[str, str] | None = None) -> None:
        """``known``: the agent with whom the rows begin."""
        said = data if data is not None and AGENTS + TOTAL in data else None
        suing = str(data.get(PLAINTIFFS + TOTAL, "")) if data is not None else ""
        self.plaintiffs = int(suing) if suing.isdecimal() and len(suing) < 4 else 1
        self.agents = AgentFormSet(
            said, prefix=AGENTS, initial=[known] if known else None, form_kwargs={"plaintiffs": self.plaintiffs}
        )
        self.service = ServiceForm(data, prefix="service")

    def is_valid(self) -> bool:
        """Whether all that was typed can be taken."""
        are_known = self.agents.is_valid() if self.agents.is_bound else True
        return self.service.is_valid() and are_known and not self._too_many()

    def _too_many(self) -> list[tuple[str, str, str]]:
        """Of whoever has more than two agents (民事诉讼法第六十一条): where that is said, as ``errors`` has it."""
        if not self.agents.is_bound or not self.agents.is_valid():
            return []
        acting = Counter(
            place for form in self.agents for place in form.draft.acts_for or range(1, self.plaintiffs + 1)
        )
        above = [str(place) for place, many in sorted(acting.items()) if many > MOST_OF_ONE]
        if not above:
            return []
        whose = f"原告{'、'.join(above)}" if self.plaintiffs > 1 else "原告"
        last = self.agents[len(self.agents) - 1]["name"].id_for_label
        return [
            ("委托诉讼代理人", last, f"{whose}委托了两人以上，每名当事人最多委托{MOST_OF_ONE}名诉讼代理人。{CITED}")
        ]

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What has to be corrected: where, the field's id, the sentence."""
        parts: list[tuple[str, HouseForm]] = [
            (f"委托诉讼代理人{place}", form) for place, form in enumerate(self.agents, start=1)
        ]
        wrong = [
            (f"{where}{field.label}" if where else str(field.label), field.id_for_label, str(sentence))
            for where, form in [*parts, ("", self.service)]
            for field in form
            for sentence in field.errors
        ]
        return [*wrong, *self._too_many()]

    def told(self, draft: FilingDraft) -> FilingDraft:
        """The filing with both."""
        agents = tuple(form.draft for form in self.agents) if self.agents.is_bound else ()
        phone = self.service.cleaned_data["electronic_phone"]
        return replace(draft, agents=agents, electronic_phone=phone, service_place=self.service.place)
