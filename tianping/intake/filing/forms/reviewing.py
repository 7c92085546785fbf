"""Forms of the review: how a filing is accepted, to whom it is referred, what is to be corrected, why it is refused."""

from typing import Any

from django import forms

from tianping.cases.models import Case
from tianping.intake.filing.forms.large_claims import LargeClaimsForm
from tianping.intake.filing.forms.mediators import mediators
from tianping.intake.triage.actions import TriageFacts, TriageOverride
from tianping.kernel.web.forms import HouseForm
from tianping.law.tracks import SIMPLE_EXCLUSIONS, SMALL_CLAIMS_EXCLUSIONS, SOLO_EXCLUSIONS

BY_RULE = ""
PREFIX = "accept"


def _listed(label: str, items: Any, hint: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        choices=[(item.words, item.words) for item in items],
    )


class AcceptForm(LargeClaimsForm):
    """What triage looks at, in the statutes' own words, and the clerk's own choice where the rules do not fit."""

    is_clear = forms.BooleanField(
        label="事实清楚、权利义务关系明确、争议不大（《民事诉讼法》第一百六十条）", required=False, initial=True
    )
    is_money_claim = forms.BooleanField(
        label="简单金钱给付案件（《民事诉讼法》第一百六十五条）", required=False, initial=True
    )
    agrees_to_small_claims = forms.BooleanField(label="双方当事人约定适用小额诉讼程序", required=False)
    small_claims_exclusions = _listed(
        "不适用小额诉讼程序的情形", SMALL_CLAIMS_EXCLUSIONS, "《民事诉讼法》第一百六十六条"
    )
    simple_exclusions = _listed("不适用简易程序的情形", SIMPLE_EXCLUSIONS, "《民诉法解释》第二百五十七条")
    sole_exclusions = _listed("不得独任审理的情形", SOLO_EXCLUSIONS, "《民事诉讼法》第四十二条")
    fast_team = forms.BooleanField(label="交速裁团队办理", required=False)
    track = forms.ChoiceField(label="审理程序", choices=[(BY_RULE, "按规则分流"), *Case.Track.choices], required=False)
    composition = forms.ChoiceField(
        label="审判组织", choices=[(BY_RULE, "按规则"), *Case.Composition.choices], required=False
    )
    reason = forms.CharField(label="调整理由", max_length=500, required=False)

    @classmethod
    def showing(cls, facts: TriageFacts) -> "AcceptForm":
        """The form with what the cause and the sum say already."""
        names = (name for name in cls.base_fields if hasattr(facts, name))
        return cls(prefix=PREFIX, initial={name: getattr(facts, name) for name in names})

    def clean(self) -> dict[str, Any]:
        """A procedure of one's own needs its composition and a reason."""
        given = super().clean() or {}
        if given.get("track") and not given.get("composition"):
            self.add_error("composition", "另行指定审理程序的，请同时选择独任或者合议。")
        if given.get("track") and not given.get("reason"):
            self.add_error("reason", "请写明不按规则分流的理由，理由会保存并按月复查。")
        return given

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

    @property
    def override(self) -> TriageOverride | None:
        """The clerk's own choice; None where the rules decide."""
        given = self.cleaned_data
        if not given["track"]:
            return None
        return TriageOverride(given["track"], given["composition"], given["reason"])


class ReferForm(HouseForm):
    """To whom a filing is referred (委派调解)."""

    mediator_name = forms.ChoiceField(label="委派的调解组织", choices=mediators)


class CorrectionForm(HouseForm):
    """All corrections at once (一次性告知)."""

    corrections = forms.CharField(
        label="需要补正的全部内容",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="一次性写明全部内容；补正材料提交后，审查期限从次日起重新计算（《民诉法解释》第一百二十六条）。",
    )


class RefuseForm(HouseForm):
    """The reasons of a refusal (不予受理)."""

    reason = forms.CharField(
        label="不予受理的理由",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="写明不符合哪一项起诉条件；起诉人对裁定不服的，可以上诉（《民事诉讼法》第一百二十六条）。",
    )
