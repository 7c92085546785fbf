"""Who acts for the plaintiffs and where papers reach them, as the clerk types it on the page of the counter."""

from dataclasses import replace
from typing import Any

from tianping.intake.filing.actions import FilingDraft
from tianping.intake.filing.forms.represented import AgentFormSet, ServiceForm
from tianping.kernel.web.forms import HouseForm

AGENTS, PLAINTIFFS, TOTAL = "agent", "plaintiff", "-TOTAL_FORMS"


class Represented:
    """The agents (委托诉讼代理人) and the address for service (送达地址); nothing typed is nobody and none."""

    def __init__(self, data: Any = None) -> None:
        said = data if data is not None and AGENTS + TOTAL in data else None
        suing = str(data.get(PLAINTIFFS + TOTAL, "")) if data is not None else ""
        plaintiffs = int(suing) if suing.isdecimal() and len(suing) < 4 else 1
        self.agents = AgentFormSet(said, prefix=AGENTS, form_kwargs={"plaintiffs": plaintiffs})
        self.service = ServiceForm(data, prefix="service")

    def is_valid(self) -> bool:
        """Whether all that was typed can be taken."""
        are_known = self.agents.is_valid() if self.agents.is_bound else True
        return self.service.is_valid() and are_known

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What has to be corrected: where, the field's id, the sentence."""
        parts: list[tuple[str, HouseForm]] = [
            (f"委托诉讼代理人{place}", form) for place, form in enumerate(self.agents, start=1)
        ]
        return [
            (f"{where}{field.label}" if where else str(field.label), field.id_for_label, str(sentence))
            for where, form in [*parts, ("", self.service)]
            for field in form
            for sentence in field.errors
        ]

    def told(self, draft: FilingDraft) -> FilingDraft:
        """The filing with both."""
        agents = tuple(form.draft for form in self.agents) if self.agents.is_bound else ()
        phone = self.service.cleaned_data["electronic_phone"]
        return replace(draft, agents=agents, electronic_phone=phone, service_place=self.service.place)
