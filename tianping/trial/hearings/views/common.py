"""What the pages of hearings share: the one 404, the page of a record, a verb with its refusal beside its form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tianping.accounts.permissions import signed_in
from tianping.kernel import audit, clock, refusals
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.kernel.web.forms import HouseForm
from tianping.law import money
from tianping.trial.hearings import queries
from tianping.trial.hearings.forms import AdjournForm, ClaimForm, CloseForm, ExhibitForm, OpinionForm, TermsForm
from tianping.trial.hearings.models import Record, Section
from tianping.trial.hearings.permissions import may_keep
from tianping.trial.hearings.tables import status_html
from tianping.trial.hearings.wording import quick_texts


def record_or_404(request: HttpRequest, pk: int) -> Record:
    """The record, or the one 404 for records that are not there and records that this person may not see."""
    found = queries.visible_record(signed_in(request), pk)
    if found is None:
        refuse(request, f"hearing_record:{pk}")
    return found


def refuse(request: HttpRequest, subject: str) -> NoReturn:
    """Write the refused look down and raise the 404."""
    audit.record("access.refused", subject[:120], by=signed_in(request), at=clock.now())
    raise Http404("没有该笔录，或者您的岗位不能查看。")


def tried(verb: Callable[[], object]) -> Refused | None:
    """Do a verb; its refusal, to be shown beside the form. A forbidden or overtaken one is raised."""
    return refusals.tried(verb, raising=(Forbidden, Overtaken))


def forms_of(page: queries.RecordPage, typed: Mapping[str, HouseForm]) -> dict[str, HouseForm]:
    """The forms of an open record, those that were typed with what was typed."""
    claim = page.record.case.matter.claim_fen
    amount = {"amount": money.format_yuan(claim)} if claim else {}
    fresh: dict[str, HouseForm] = {
        "claim": ClaimForm(prefix="claim", people=page.claimants),
        "exhibit": ExhibitForm(prefix="exhibit", litigants=page.litigants),
        "opinion": OpinionForm(prefix="opinion", exhibits=page.exhibits, litigants=page.litigants),
        "terms": TermsForm(prefix="terms", initial=amount),
        "adjourn": AdjournForm(prefix="adjourn"),
        "close": CloseForm(prefix="close"),
    }
    return {**fresh, **typed}


@dataclass(frozen=True)
class Typed:
    """What was typed in a section, over which version."""

    text: str
    version: int


@dataclass(frozen=True)
class ShownSection:
    """A section with its quick texts, and what was typed in it and not saved."""

    section: Section
    quick: Sequence[str]
    unsaved: Typed | None = None

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.unsaved.text if self.unsaved else self.section.text

    @property
    def version(self) -> int:
        """The version that was read by whoever typed."""
        return self.unsaved.version if self.unsaved else self.section.version

    @property
    def is_stale(self) -> bool:
        """Whether somebody else saved in between: both texts are shown, to be put together."""
        return self.version != self.section.version


def show_record(
    request: HttpRequest,
    record: Record,
    typed: Mapping[str, HouseForm] | None = None,
    *,
    unsaved: Mapping[int, Typed] | None = None,
    refused: str = "",
    status: int = 422,
) -> HttpResponse:
    """The page of a record: sections at the left, people, exhibits and outcome at the right.

    What was refused stands in its form (``typed``), or in the sections (``unsaved``, by id) below why it was
    ``refused``; where no form is left, the sentences stand alone.
    """
    user = signed_in(request)
    page = queries.record_page(record)
    audit.record_look("hearing.view", f"hearing_record:{record.pk}", by=user, at=clock.now())
    may = may_keep(user, record.case)
    context: dict[str, Any] = {
        "page": page,
        "record": record,
        "case": record.case,
        "status": status_html(record),
        "sections": _shown_sections(page, unsaved or {}),
        "may_write": may and record.status == "open",
        "may_sign": may and record.status == "closed",
        "settlement": queries.newest_settlement(record.case),
        "forms": forms_of(page, typed or {}),
        "refused": refused,
        "sentences": [each for form in (typed or {}).values() for errors in form.errors.values() for each in errors],
    }
    return render(request, "hearings/record.html", context, status=status if typed or refused else 200)


def _shown_sections(page: queries.RecordPage, unsaved: Mapping[int, Typed]) -> list[ShownSection]:
    quick = quick_texts(page.record.kind, page.record.case.track)
    lost = {each.pk: typed for each in page.sections if (typed := unsaved.get(each.pk)) and typed.text != each.text}
    return [ShownSection(each, quick.get(each.code, ()), lost.get(each.pk)) for each in page.sections]


def done(request: HttpRequest, record: Record, sentence: str, anchor: str = "") -> HttpResponse:
    """Back to the record, with a sentence."""
    messages.success(request, sentence)
    return redirect(reverse("hearing_record", args=[record.pk]) + anchor)
