"""The counter's page for an application (窗口登记保全申请): all its parts, what is wrong of any said in one round."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import BaseFormSet, formset_factory

from tianping.cases.models import Case, Litigant
from tianping.intake.preservation.actions import PAPERS, ApplicationDraft
from tianping.intake.preservation.forms import answers as answering
from tianping.intake.preservation.forms.agents import ACTS, NONE, AgentForm
from tianping.intake.preservation.forms.questions import (
    AmountForm,
    ApplicantForm,
    ClueForm,
    DisputeForm,
    PersonForm,
    ReasonsForm,
    RespondentsForm,
    SecurityForm,
)
from tianping.intake.preservation.forms.sides import SideForm
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.web.chosen import FILES_HELP, Asked, FilesForm
from tianping.law.mandates import LETTER

ROWS_OF_PEOPLE, ROWS_OF_OTHERS, ROWS_OF_PROPERTY = 3, 2, 4
AUTHORITY = answering.KINDS_OF_FILES["agent"]
# The parts in the order of the page, with the word by which what is wrong is said.
PARTS = {
    "applicant": "申请人",
    "others": "申请人",
    "agent": "代理人",
    "respondents": "被申请人",
    "dispute": "纠纷",
    "amount": "请求",
    "clues": "财产线索",
    "reasons": "理由",
    "security": "担保",
    "papers": "材料",
}
OF_AGENT = Asked(
    AUTHORITY,
    PAPERS[AUTHORITY],
    help_text=f"有代理人的必须上传：委托人签名或者盖章的授权委托书；律师还有律师事务所的函。{FILES_HELP}",
)
OF_ALL = (
    Asked(
        answering.KINDS_OF_FILES["reasons"],
        "证明情况紧急的材料",
        help_text=f"例如出售房屋、车辆的广告，聊天记录，转账记录。{FILES_HELP}",
    ),
    Asked(
        answering.KINDS_OF_FILES["security"],
        "保函、担保书",
        help_text=f"已经有的现在上传；没有的，裁定以前都可以在本申请的页面补交。{FILES_HELP}",
    ),
)


def papers_asked(case: Case | None) -> tuple[Asked, ...]:
    """Which papers the page asks for; in a suit the case knows who acts for the applicant."""
    return OF_ALL if case is not None else (OF_AGENT, *OF_ALL)


class CounterPage:
    """登记保全申请: the parts as they were sent, unsent without ``data``; before a suit there is no ``case``."""

    def __init__(
        self, case: Case | None, data: Any, papers: FilesForm, *, known: Mapping[str, str], on: datetime.date
    ) -> None:
        self.case, self.papers = case, papers
        self._refusals: list[str] = []
        sides = _of_case(case, data, known) if case is not None else _of_dispute(data, known, on)
        names = [f"被申请人{place}" for place in range(1, ROWS_OF_PEOPLE + 1)]
        if case is not None:
            names = [each.name for each in _owners(case)]
        clues = formset_factory(_Clue, extra=ROWS_OF_PROPERTY)
        before_suit = case is None
        self.parts: dict[str, Any] = {
            **sides,
            "clues": clues(data, prefix="clues", form_kwargs={"owners": names}),
            "amount": AmountForm(data, prefix="amount"),
            "reasons": ReasonsForm(data, prefix="reasons", before_suit=before_suit),
            "security": SecurityForm(data, prefix="security", before_suit=before_suit),
            "papers": papers,
        }
        # Over the net each question has its own file; here they stand together, and stay chosen.
        for name in answering.KINDS_OF_FILES.keys() & self.parts.keys():
            del self.parts[name].fields["file"]

    def is_valid(self) -> bool:
        """Whether all parts are in order, and what only several of them show together."""
        for part in self.parts.values():
            part.is_valid()
            if isinstance(part, BaseFormSet):
                # Sent without its rows: nothing else would say so.
                self._refusals += [str(sentence) for sentence in part.non_form_errors()]
        if self.case is None:
            self._look_into_letter()
            self._look_into_people()
        self._look_into_property()
        return not self.errors

    def refuse(self, refusal: Refused) -> None:
        """What else speaks against it."""
        self._refusals.append(str(refusal))

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What is wrong, in the order of the page: with which part, the field's id, the sentence."""
        found = [
            # What is chosen from a list of ticks has no one field; its frame is named instead.
            (part, form[name].id_for_label or form[name].auto_id if name in form.fields else "", str(sentence))
            for part, form in self._labelled()
            for name, sentences in form.errors.items()
            for sentence in sentences
        ]
        return [*found, *(("", "", sentence) for sentence in self._refusals)]

    def draft(self) -> ApplicationDraft:
        """The application as typed. Raises Refused where a question is open."""
        answers: dict[str, Any] = {"stage": {"stage": "before"}}
        for name in ("amount", "reasons", "security"):
            answers[name] = self.parts[name].cleaned_data
        named = self._named()
        clues = [form.cleaned_data for form in self._filled("clues")]
        # Property belongs to a respondent by their place among those who were named.
        answers["clues"] = [{**clue, "owner": named.index(clue["owner"])} for clue in clues]
        if self.case is None:
            answers |= {name: self.parts[name].cleaned_data for name in ("applicant", "agent", "dispute")}
            answers |= {name: [form.cleaned_data for form in self._filled(name)] for name in ("others", "respondents")}
        else:
            applicant = int(self.parts["applicant"].cleaned_data["applicant"])
            respondents = self.parts["respondents"].cleaned_data["respondents"]
            answers |= {"case_id": self.case.pk, "applicant_id": applicant, "respondents": respondents}
        return answering.application(answers, self.case)

    def _look_into_letter(self) -> None:
        """Whoever acts for the applicant shows the letter of authority (民事诉讼法第六十二条第一款)."""
        agent, has_letter = self.parts["agent"], bool(self.papers.chosen_for(AUTHORITY))
        acts = agent["has_agent"].value() == ACTS
        if acts and not has_letter and AUTHORITY not in self.papers.errors:
            self.papers.add_error(AUTHORITY, LETTER)
        elif has_letter and not acts and "has_agent" not in agent.errors:
            agent.add_error("has_agent", "上传了授权委托书，请选择“有”并填写代理人；没有代理人的，去掉授权委托书。")

    def _look_into_people(self) -> None:
        """Against whom it is, and that nobody is named twice, as far as they can be read."""
        rows = self.parts["respondents"].forms
        respondents = [form.cleaned_data for form in self._filled("respondents")]
        if rows and not respondents:
            rows[0].add_error("name", "请填写被申请人的姓名或者名称。")
        applying = [form.cleaned_data for form in (self.parts["applicant"], *self._filled("others"))]
        numbered = [each for each in applying if each.get("identity_number")]
        answers = {"applicant": next(iter(numbered), None), "others": numbered[1:], "respondents": respondents}
        refusal = tried(lambda: answering.check_sides(answers))
        if refusal is not None:
            self.refuse(refusal)

    def _look_into_property(self) -> None:
        """At least one piece of property, each of somebody against whom it is."""
        rows, clues, named = self.parts["clues"].forms, self._filled("clues"), self._named()
        if rows and not clues:
            rows[0].add_error("description", "请至少写明一处财产，例如开户行和账号、房屋坐落、车牌号。")
        for form in clues:
            owner = form.cleaned_data.get("owner")
            if named and owner is not None and owner not in named:
                form.add_error("owner", "所选的人不在被申请人之中，请核对是谁的财产。")

    def _named(self) -> list[str]:
        """Those against whom it is, in their order, as the owner of property names them."""
        if self.case is None:
            return [str(place) for place, form in enumerate(self.parts["respondents"]) if form.has_changed()]
        places = {str(each.pk): str(place) for place, each in enumerate(_owners(self.case))}
        return [places[pk] for pk in self.parts["respondents"].cleaned_data.get("respondents", ())]

    def _filled(self, name: str) -> list[Any]:
        """The rows into which something was typed."""
        return [form for form in self.parts[name] if form.has_changed()]

    def _labelled(self) -> Iterator[tuple[str, Any]]:
        """Each form of the page with the word for it; the first applicant stands alone."""
        for name, word in PARTS.items():
            part = self.parts.get(name)
            if isinstance(part, BaseFormSet):
                first = 2 if name == "others" else 1
                yield from ((f"{word}{place}", form) for place, form in enumerate(part, start=first))
            elif part is not None:
                yield word, part


def _of_dispute(data: Any, known: Mapping[str, str], on: datetime.date) -> dict[str, Any]:
    """Who applies before a suit, against whom, over what."""
    day = {"on": on}
    others = formset_factory(_Other, extra=ROWS_OF_OTHERS)
    respondents = formset_factory(_Respondent, extra=ROWS_OF_PEOPLE)
    return {
        "applicant": ApplicantForm(data, prefix="applicant", initial=known, on=on),
        "others": others(data, prefix="others", form_kwargs=day),
        "agent": _Agent(data, prefix="agent", on=on),
        "respondents": respondents(data, prefix="respondents", form_kwargs=day),
        "dispute": DisputeForm(data, prefix="dispute"),
    }


def _of_case(case: Case, data: Any, known: Mapping[str, str]) -> dict[str, Any]:
    """Who applies in a suit, and against whom, of the litigants of the case."""
    litigants = list(case.matter.litigants.all())
    return {
        "applicant": SideForm(case, litigants, data, prefix="applicant", initial=known),
        "respondents": RespondentsForm(litigants, data, prefix="respondents"),
    }


def _owners(case: Case) -> list[Litigant]:
    """Whose property it may be, in the order in which the page offers them: whoever was sued first."""
    return sorted(case.matter.litigants.all(), key=lambda each: each.role == Litigant.Role.PLAINTIFF)


class _Agent(AgentForm):
    """Nobody acts for the applicant unless the counter says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks: Any = self.fields["has_agent"]
        asks.required, asks.label, asks.help_text = False, "代理人", ""
        asks.choices = [(NONE, "没有"), (ACTS, "有")]


class _Other(ApplicantForm):
    """A row is one only where somebody wrote a name."""

    def has_changed(self) -> bool:
        return bool(self["name"].data)


class _Respondent(PersonForm):
    """A row is one only where somebody wrote a name."""

    def has_changed(self) -> bool:
        return bool(self["name"].data)


class _Clue(ClueForm):
    """A row is one only where somebody wrote what it is."""

    def has_changed(self) -> bool:
        return bool(self["description"].data)
