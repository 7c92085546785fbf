"""Forms of the review: how a filing is accepted, to whom it is referred, what is to be corrected, why it is refused."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms

from tianping.accounts.queries import this_court
from tianping.cases.models import Case
from tianping.intake.filing.actions import SHORTEST_REASON, Point
from tianping.intake.filing.forms.large_claims import LargeClaimsForm
from tianping.intake.filing.forms.mediators import mediators
from tianping.intake.filing.queries import correction_until
from tianping.intake.triage.actions import TriageFacts, TriageOverride
from tianping.kernel.web.forms import HouseForm
from tianping.law.answers import Refusal
from tianping.law.filing_refusals import competent_court, grounds_for
from tianping.law.laws import REGISTRATION, title
from tianping.law.tracks import SIMPLE_EXCLUSIONS, SMALL_CLAIMS_EXCLUSIONS, SOLO_EXCLUSIONS

BY_RULE = ""
PREFIX = "accept"
MOST_POINTS = 8
# So many points are in sight; the others unfold.
FEW_POINTS = 3


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
    fees_wait = forms.BooleanField(
        label="个人追索劳务报酬，本院决定可以不预交案件受理费",
        required=False,
        help_text="《诉讼费用交纳办法》第二十条第一款只写明追索劳动报酬的案件；劳务报酬由本院决定，决定记入办理记录。",
    )
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
    """All corrections at once (一次性告知): each beside the part of the pleading in which it stands."""

    restored = False

    until = forms.DateField(
        label="补正期限至", widget=forms.DateInput(attrs={"type": "date"}),
        help_text=f"由本院指定，写进补正通知和短信（{title(REGISTRATION)}第七条）。",
    )  # fmt: skip
    corrections = forms.CharField(
        label="其他需要补正的内容",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text="只能告知一次，请写全。补正材料提交后，审查期限从次日起重新计算（《民诉法解释》第一百二十六条）。",
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]] = (), on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": correction_until(on)}, **kwargs)
        self.day, self.words = on, dict(places)
        choices = [("", "请选择"), *places]
        for number in range(1, MOST_POINTS + 1):
            self.fields[f"place_{number}"] = forms.ChoiceField(
                label=f"第{number}项在哪里", choices=choices, required=False
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=f"第{number}项怎样补正", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def clean_until(self) -> datetime.date:
        """A day to come."""
        until: datetime.date = self.cleaned_data["until"]
        if until <= self.day:
            raise forms.ValidationError("指定的补正期限应当晚于今天，请核对日期。")
        return until

    def restore(self, typed: Mapping[str, Sequence[str]]) -> None:
        """Put what was typed and not told back into the form."""
        known = {name: texts[-1] for name in self.fields if (texts := typed.get(self.add_prefix(name)))}
        self.initial.update(known)
        self.restored = any(text for name, text in known.items() if name != "until")

    @property
    def has_more(self) -> bool:
        """Whether more points are filled in than are in sight."""
        return any(self[f"text_{number}"].value() for number in range(FEW_POINTS + 1, MOST_POINTS + 1))

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each point: where, and what."""
        return [(self[f"place_{number}"], self[f"text_{number}"]) for number in range(1, MOST_POINTS + 1)]

    def clean(self) -> dict[str, Any]:
        """A place needs its words; something must be said."""
        given = super().clean() or {}
        for number in range(1, MOST_POINTS + 1):
            if given.get(f"place_{number}") and not (given.get(f"text_{number}") or "").strip():
                self.add_error(f"text_{number}", f"请写明第{number}项怎样补正；不需要的，请取消选择。")
        if not self.errors and not self.points:
            raise forms.ValidationError("请一次性写明全部需要补正的内容。")
        return given

    @property
    def told(self) -> list[tuple[str, str]]:
        """What is to be corrected as it is told: where (empty: no part of the pleading), and what."""
        return [(self.words.get(point.place, ""), point.text) for point in self.points]

    @property
    def points(self) -> list[Point]:
        """What is to be corrected, in the order of the form."""
        given = self.cleaned_data
        named = [
            Point(given[f"text_{number}"].strip(), given[f"place_{number}"])
            for number in range(1, MOST_POINTS + 1)
            if (given.get(f"text_{number}") or "").strip()
        ]
        rest = (given.get("corrections") or "").strip()
        return [*named, *([Point(rest)] if rest else [])]


class ReasonForm(HouseForm):
    """The reasons of a refusal (不予受理), as the ruling will give them."""

    reason = forms.CharField(
        label="不予受理的理由",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST_REASON,
        max_length=4000,
        error_messages={"min_length": f"理由过短，请写明不符合哪一项起诉条件，至少{SHORTEST_REASON}个字。"},
        help_text="写进裁定书“本院经审查认为”部分：写明事实，和不符合哪一项起诉条件。",
    )


class _Elsewhere(forms.CharField):
    """A court that one ground cannot do without and the others do without: the form says which."""

    def validate(self, value: str) -> None:
        """Nothing may stand here; the whole form judges."""


class RefuseForm(ReasonForm):
    """What the clerk proposes to the judge: the condition that is not met, and the reasons (提请裁定不予受理)."""

    ground = forms.ChoiceField(
        label="不符合的起诉条件",
        help_text="裁定书引用该条文（《民事诉讼法》第一百二十二条、第一百二十七条，《民诉法解释》第二百四十七条）。",
    )
    court = _Elsewhere(
        label="有管辖权的法院",
        max_length=60,
        help_text="只有不属于本院管辖的写明，写法院全称；裁定书和短信告知起诉人向该院起诉（《民事诉讼法》第一百二十七条第（四）项）。",
    )
    use_required_attribute = False
    field_order = ("ground", "court", "reason")

    def __init__(self, *args: Any, cause_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(code, each.words) for code, each in grounds_for(cause_name).items()]
        cast(forms.ChoiceField, self.fields["ground"]).choices = [("", "请选择"), *words]

    def clean(self) -> dict[str, Any]:
        """Where this court has no jurisdiction, the one that has it is named."""
        given = super().clean() or {}
        try:
            competent_court(given.get("ground", ""), given.get("court", ""), own=this_court().name)
        except Refusal as refusal:
            self.add_error("court", refusal.sentence)
        return given


class ReturnForm(HouseForm):
    """Why a judge does not refuse (不同意不予受理)."""

    reason = forms.CharField(label="不同意的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
