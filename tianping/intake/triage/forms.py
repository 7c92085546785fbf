"""Shape of an override: the clerk's choice with its reason, and the facts in the statutes' own words."""

from typing import Any

from django import forms

from tianping.cases.models import Case
from tianping.intake.triage.actions import TriageFacts, TriageOverride
from tianping.kernel.web.forms import HouseForm
from tianping.law.tracks import SIMPLE_EXCLUSIONS, SMALL_CLAIMS_EXCLUSIONS, SOLO_EXCLUSIONS


def _listed(label: str, items: Any, hint: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        choices=[(item.words, item.words) for item in items],
    )


class OverrideForm(HouseForm):
    """调整审理程序."""

    track = forms.ChoiceField(label="审理程序", choices=Case.Track.choices)
    composition = forms.ChoiceField(label="审判组织", choices=Case.Composition.choices)
    reason = forms.CharField(
        label="调整理由",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text="随案保存，按月复查。",
    )
    agrees_to_small_claims = forms.BooleanField(label="双方当事人约定适用小额诉讼程序", required=False)
    small_claims_exclusions = _listed(
        "不适用小额诉讼程序的情形", SMALL_CLAIMS_EXCLUSIONS, "《民事诉讼法》第一百六十六条"
    )
    simple_exclusions = _listed("不适用简易程序的情形", SIMPLE_EXCLUSIONS, "《民诉法解释》第二百五十七条")
    sole_exclusions = _listed("不得独任审理的情形", SOLO_EXCLUSIONS, "《民事诉讼法》第四十二条")

    @property
    def choice(self) -> TriageOverride:
        """What the clerk chose."""
        given = self.cleaned_data
        return TriageOverride(given["track"], given["composition"], given["reason"])

    def facts(self, claim_fen: int | None) -> TriageFacts:
        """What triage looks at."""
        given = self.cleaned_data
        return TriageFacts(
            claim_fen=claim_fen,
            is_money_claim=claim_fen is not None,
            agrees_to_small_claims=given["agrees_to_small_claims"],
            small_claims_exclusions=tuple(given["small_claims_exclusions"]),
            simple_exclusions=tuple(given["simple_exclusions"]),
            sole_exclusions=tuple(given["sole_exclusions"]),
        )
