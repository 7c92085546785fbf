"""Shapes of what is typed on the pages of assignment."""

from typing import Any

from django import forms

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.web.forms import HouseForm
from tianping.law.benches import Bench
from tianping.law.roles import role_in
from tianping.trial.assignment.models import Member, Pool, Recusal

LONG = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
PANELS = {
    "3-0": "审判员三人",
    "1-2": "审判员一人、人民陪审员二人",
    "2-1": "审判员二人、人民陪审员一人",
    "3-4": "审判员三人、人民陪审员四人（七人合议庭）",
}


class CommitForm(HouseForm):
    """公布承诺: for which pool."""

    pool = forms.ChoiceField(label="分案团队")

    def __init__(self, pools: list[Pool], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pools = {str(pool.pk): pool for pool in pools}
        self.fields["pool"] = _choice("分案团队", [(key, pool.name) for key, pool in self._pools.items()])

    @property
    def chosen(self) -> Pool:
        """The pool that was chosen."""
        return self._pools[self.cleaned_data["pool"]]


class FixForm(HouseForm):
    """固定名册: the panel of those cases that a panel tries."""

    panel = forms.ChoiceField(
        label="合议庭组成",
        required=False,
        choices=[("", "没有合议庭审理的案件"), *PANELS.items()],
        help_text="所选案件中有应当组成合议庭的，请选择；独任审理的案件不受影响。",
    )

    @property
    def bench(self) -> Bench | None:
        """The panel that was chosen."""
        chosen = self.cleaned_data["panel"]
        return Bench(*(int(part) for part in chosen.split("-"))) if chosen else None


class ReasonForm(HouseForm):
    """Why."""

    use_required_attribute = False
    reason = forms.CharField(label="理由", max_length=300, widget=LONG)


class VoidForm(ReasonForm):
    """作废."""

    reason = forms.CharField(label="作废的原因", max_length=300, widget=LONG, help_text="在公开页面上显示。")


class PoolForm(HouseForm):
    """设立团队."""

    use_required_attribute = False
    name = forms.CharField(label="团队名称", max_length=60)
    tracks = forms.MultipleChoiceField(
        label="收案程序", required=False, choices=Case.Track.choices, widget=forms.CheckboxSelectMultiple,
        help_text="都不选表示不限。",
    )  # fmt: skip
    causes = forms.CharField(
        label="收案案由", required=False, max_length=1000, widget=LONG, help_text="每行一个案由；不填表示不限。"
    )

    def clean_causes(self) -> list[str]:
        """The causes, one a line."""
        return [line.strip() for line in self.cleaned_data["causes"].splitlines() if line.strip()]


class MemberForm(HouseForm):
    """增加成员: a judge with a weight, or who serves one of the judges."""

    use_required_attribute = False
    user = forms.ChoiceField(label="人员")
    serves = forms.ChoiceField(label="配合的法官", required=False, help_text="法官助理、书记员填写。")
    weight = forms.IntegerField(
        label="分案权数", min_value=1, max_value=100, initial=100, help_text="法官填写：100为满额，50为半额。"
    )

    def __init__(self, people: dict[str, tuple[User, Member.Role]], judges: list[User], *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self._people, self._judges = people, {str(judge.pk): judge for judge in judges}
        shown = [(key, f"{user.full_name}（{role.label}）") for key, (user, role) in people.items()]
        self.fields["user"] = _choice("人员", shown)
        self.fields["serves"] = _choice(
            "配合的法官", [(key, each.full_name) for key, each in self._judges.items()], empty="不填（法官）"
        )
        self.fields["serves"].help_text = "法官助理、书记员选择。"

    @property
    def person(self) -> tuple[User, Member.Role]:
        """Who, and as what."""
        return self._people[self.cleaned_data["user"]]

    @property
    def judge(self) -> User | None:
        """Whom they serve."""
        return self._judges.get(self.cleaned_data["serves"])


class PauseForm(HouseForm):
    """暂停分案."""

    use_required_attribute = False
    user = forms.ChoiceField(label="人员")
    since = forms.DateField(label="暂停之日", widget=DAY)
    until = forms.DateField(label="恢复之日", required=False, widget=DAY, help_text="不填表示恢复时间待定。")
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, people: list[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(user.pk): user for user in people}
        self.fields["user"] = _choice("人员", [(key, user.full_name) for key, user in self._people.items()])

    @property
    def person(self) -> User:
        """Who."""
        return self._people[self.cleaned_data["user"]]


class ReassignForm(HouseForm):
    """申请变更审判人员: who leaves the bench, who comes."""

    leaving = forms.ChoiceField(label="更换谁")
    to_user = forms.ChoiceField(label="由谁接任", required=False)
    reason = forms.CharField(label="变更的理由", max_length=500, widget=LONG)

    def __init__(self, bench: dict[str, tuple[User, str]], others: dict[str, tuple[User, str]], *args: Any, **kw: Any):
        super().__init__(*args, **kw)
        self._bench, self._others = bench, others
        self.fields["leaving"] = _choice("更换谁", _with_words(bench))
        self.fields["to_user"] = _choice("由谁接任", _with_words(others), empty="批准后重新随机抽取")

    @property
    def who(self) -> User:
        """Who is to leave."""
        return self._bench[self.cleaned_data["leaving"]][0]

    @property
    def successor(self) -> User | None:
        """Who is to take over; None where it is to be drawn."""
        chosen = self.cleaned_data["to_user"]
        return self._others[chosen][0] if chosen else None


class RecusalForm(HouseForm):
    """登记回避."""

    person = forms.ChoiceField(label="应当回避的人员")
    applicant = forms.ChoiceField(label="由谁提出", required=False)
    ground = forms.ChoiceField(label="回避情形", choices=Recusal.Ground.choices)
    reason = forms.CharField(label="具体理由", max_length=500, widget=LONG)

    def __init__(
        self, case: Case, people: dict[str, tuple[User, str]], litigants: list[Litigant], *args: Any, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self._people, self._litigants = people, {str(each.pk): each for each in litigants}
        self.fields["person"] = _choice("应当回避的人员", _with_words(people))
        self.fields["applicant"] = _choice(
            "由谁提出",
            [(key, f"{role_in(case.type_code, each.role)}{each.name}申请") for key, each in self._litigants.items()],
            empty="本人自行回避",
        )

    @property
    def who(self) -> User:
        """Who is to withdraw."""
        return self._people[self.cleaned_data["person"]][0]

    @property
    def asks(self) -> Litigant | None:
        """Which litigant asks; None where the person withdraws."""
        return self._litigants.get(self.cleaned_data["applicant"])


class DecisionForm(HouseForm):
    """决定 on a recusal."""

    use_required_attribute = False
    reason = forms.CharField(label="决定的理由", max_length=500, widget=LONG)


def _with_words(people: dict[str, tuple[User, str]]) -> list[tuple[str, str]]:
    return [(key, f"{user.full_name}（{word}）") for key, (user, word) in people.items()]


def _choice(label: str, choices: list[tuple[str, str]], *, empty: str = "") -> forms.ChoiceField:
    """A choice that is read from the database; house sentences for what is missing or not in the list."""
    messages = {"required": f"请选择{label}。", "invalid_choice": f"“{label}”的选择不在列出的范围内，请重新选择。"}
    first = [("", empty)] if empty else [("", "请选择")]
    return forms.ChoiceField(label=label, choices=[*first, *choices], required=not empty, error_messages=messages)
