"""The counter's page for an application on an outside title: all its parts, what is wrong of any said in one round."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms import formset_factory

from tianping.accounts.models import User
from tianping.enforcement.actions import INSISTS, TitleDraft, check_forum, check_not_ours, check_once, check_sides
from tianping.enforcement.forms import answers as answering
from tianping.enforcement.forms.people import ApplicantForm, RespondentForm, litigant
from tianping.enforcement.forms.titles import BankForm, ClaimForm, TitleForm
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.web.chosen import FilesForm
from tianping.kernel.web.forms import HouseForm
from tianping.law.enforcement_titles import TitleFacts

MORE_ROWS = 2


class InsistForm(HouseForm):
    """坚持在本院申请: asked only where another court has jurisdiction, as far as what was typed says so."""

    insists_here = forms.BooleanField(label=INSISTS, required=False)


class TitlePage:
    """登记其他文书的执行申请: the parts as they were sent, unsent without ``data``."""

    def __init__(
        self,
        kind: str,
        data: Any,
        papers: FilesForm,
        *,
        known: Mapping[str, str],
        hints: Mapping[str, Any],
        on: datetime.date,
    ) -> None:
        people = formset_factory(RespondentForm, min_num=1, extra=MORE_ROWS)
        debtor = [{"address": hints["defendant_place"]}] if hints.get("defendant_place") else []
        holder = {"payee_holder": known.get("name", "")}
        self.kind, self.day, self.papers = kind, on, papers
        self.title = TitleForm(kind, data, prefix="title", initial=hints, on=on, at_home=False)
        self.applicant = ApplicantForm(data, prefix="applicant", initial=known, on=on)
        self.respondents = people(data, prefix="respondents", form_kwargs={"on": on}, initial=debtor)
        self.claim = ClaimForm(kind, data, prefix="claim", initial=answering.in_yuan(hints), on=on)
        payee = str(self.applicant["name"].value() or "").strip()
        self.account = BankForm(data, prefix="account", initial=holder, payee=payee, at_home=False)
        self.insist = InsistForm(data, prefix="insist")
        self.asks_to_insist = False

    def is_valid(self, by: User) -> bool:
        """Whether all parts are in order, and the law has nothing against what they say together."""
        parts = (self.title, self.papers, self.applicant, self.respondents, self.claim, self.account, self.insist)
        # The term is read beside the day since when there is a title.
        self.title.is_valid()
        self.claim.made_on = self.title.cleaned_data.get("made_on")
        for part in parts:
            part.is_valid()
        self._look_into_forum()
        self._look_into_people()
        self._look_into_number(by)
        return not self.errors

    def refuse(self, refusal: Refused) -> None:
        """What else speaks against it."""
        self.title.add_error(None, str(refusal))

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What is wrong, in the order of the page: with which part, the field's id, the sentence."""
        named: list[tuple[str, Any]] = [
            ("管辖", self.insist),
            ("执行依据", self.title),
            ("材料", self.papers),
            ("申请执行人", self.applicant),
            *((f"被执行人{place}", form) for place, form in enumerate(self.respondents, start=1)),
            ("请求", self.claim),
            ("收款账户", self.account),
        ]
        return [
            (where, form[name].id_for_label if name in form.fields else "", str(sentence))
            for where, form in named
            for name, sentences in form.errors.items()
            for sentence in sentences
        ]

    def draft(self) -> TitleDraft:
        """The application as typed."""
        parts = ("title", "applicant", "claim", "account", "insist")
        answers: dict[str, Any] = {name: getattr(self, name).cleaned_data for name in parts}
        debtors = [form.cleaned_data for form in self._debtors]
        return answering.application({**answers, "kind": {"kind": self.kind}, "respondents": debtors})

    @property
    def has_more_debtors(self) -> bool:
        """Whether something was typed in a row after the first."""
        return any(form.has_changed() for form in self.respondents.forms[1:]) if self.respondents.is_bound else False

    @property
    def _debtors(self) -> list[RespondentForm]:
        """The rows in which somebody was named; the first one must be."""
        return [form for place, form in enumerate(self.respondents) if place == 0 or form.has_changed()]

    def _look_into_forum(self) -> None:
        """Which court has jurisdiction, as far as places were typed; whoever insists on this one is taken in."""
        if {"tried_by", "body"} & set(self.title.errors):
            return
        facts = TitleFacts(
            self.kind,
            answering.tried_by(self.kind, self.title.cleaned_data),
            tuple(home for form in self._debtors if (home := form.cleaned_data.get("address"))),
            self.claim.cleaned_data.get("assets_place", ""),
            self.claim.cleaned_data.get("amount"),
        )
        refusal = tried(lambda: check_forum(facts, on=self.day))
        self.asks_to_insist = refusal is not None
        if refusal is not None and not self.insist.cleaned_data["insists_here"]:
            self.insist.add_error("insists_here", str(refusal))

    def _look_into_people(self) -> None:
        debtors = [litigant("defendant", form.cleaned_data) for form in self._debtors]
        sides = [litigant("plaintiff", self.applicant.cleaned_data), *debtors]
        self._beside(self.applicant, None, lambda: check_sides(sides))

    def _look_into_number(self, by: User) -> None:
        """Whether this court has the case itself, or the application already."""
        title, applicant = self.title.cleaned_data, litigant("plaintiff", self.applicant.cleaned_data)
        body, number = title.get("body", ""), title.get("number", "")
        if number:
            self._beside(self.title, "number", lambda: check_not_ours(self.kind, number, by))
        if body and number and applicant.name:
            self._beside(self.title, "number", lambda: check_once(self.kind, body, number, applicant))

    def _beside(self, form: forms.Form, name: str | None, check: Callable[[], None]) -> None:
        refusal = tried(check)
        if refusal is not None:
            form.add_error(name, str(refusal))
