"""Shape of a change of procedure: what triage looks at, in the statutes' own words, and the choice with its reason."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Case
from tianping.intake.triage.actions import TriageFacts, TriageOverride
from tianping.kernel.web.forms import HouseForm
from tianping.law.tracks import SIMPLE_EXCLUSIONS, SMALL_CLAIMS_EXCLUSIONS, SOLO_EXCLUSIONS

BY_RULE = "rule"
CHOICES = (
    (BY_RULE, "按规则重新分流：由上面的情形决定"),
    ("small_claims sole", "小额诉讼程序，独任"),
    ("simple sole", "简易程序，独任"),
    ("ordinary sole", "普通程序，独任"),
    ("ordinary panel", "普通程序，合议"),
)


def _listed(label: str, items: Sequence[Any], hint: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        choices=[(item.words, item.words) for item in items],
    )


class OverrideForm(HouseForm):
    """调整审理程序: by the rules on other facts, or by the clerk's own choice; either with a reason."""

    is_clear = forms.BooleanField(
        label="事实清楚、权利义务关系明确、争议不大（《民事诉讼法》第一百六十条）", required=False
    )
    is_money_claim = forms.BooleanField(label="简单金钱给付案件（《民事诉讼法》第一百六十五条）", required=False)
    agrees_to_small_claims = forms.BooleanField(
        label="双方当事人约定适用小额诉讼程序（《民事诉讼法》第一百六十五条第二款）", required=False
    )
    small_claims_exclusions = _listed(
        "不适用小额诉讼程序的情形", SMALL_CLAIMS_EXCLUSIONS, "《民事诉讼法》第一百六十六条"
    )
    simple_exclusions = _listed("不适用简易程序的情形", SIMPLE_EXCLUSIONS, "《民诉法解释》第二百五十七条")
    sole_exclusions = _listed("不得独任审理的情形", SOLO_EXCLUSIONS, "《民事诉讼法》第四十二条")
    choice = forms.ChoiceField(label="调整为", choices=CHOICES, widget=forms.RadioSelect, initial=BY_RULE)
    reason = forms.CharField(
        label="理由", widget=forms.Textarea(attrs={"rows": 3}), max_length=500, help_text="随案保存，按月复查。"
    )

    @classmethod
    def showing(cls, facts: TriageFacts) -> "OverrideForm":
        """The form with the facts on which the decision in force rests."""
        names = (name for name in cls.base_fields if hasattr(facts, name))
        return cls(initial={name: getattr(facts, name) for name in names})

    @property
    def override(self) -> TriageOverride | None:
        """What the clerk chose; None where the rules are to decide."""
        given = self.cleaned_data
        if given["choice"] == BY_RULE:
            return None
        track, composition = given["choice"].split()
        return TriageOverride(str(Case.Track(track)), str(Case.Composition(composition)), given["reason"])

    def facts(self, claim_fen: int | None) -> TriageFacts:
        """What triage looks at."""
        given = self.cleaned_data
        return TriageFacts(
            claim_fen=claim_fen,
            is_money_claim=given["is_money_claim"] and claim_fen is not None,
            is_clear=given["is_clear"],
            agrees_to_small_claims=given["agrees_to_small_claims"],
            small_claims_exclusions=tuple(given["small_claims_exclusions"]),
            simple_exclusions=tuple(given["simple_exclusions"]),
            sole_exclusions=tuple(given["sole_exclusions"]),
        )
