"""Verbs of an open record: saving what is typed, who came, rights, exhibits, agreement, adjournment, closing."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.kernel import clock, refusals
from tianping.kernel.refusals import Overtaken, Refused
from tianping.kernel.submissions import answer_once, once
from tianping.kernel.web.forms import HouseForm
from tianping.law.answers import Refusal
from tianping.trial.hearings import actions, queries
from tianping.trial.hearings.forms import AdjournForm, ClaimForm, CloseForm, ExhibitForm, OpinionForm, TermsForm
from tianping.trial.hearings.models import Record, Section, Settlement
from tianping.trial.hearings.permissions import check_can_keep
from tianping.trial.hearings.views.common import Typed, done, record_or_404, refuse, show_record, tried

Verb = Callable[[Record, HouseForm, dict[str, Any]], object]
LONGEST_VERSION = 9
SAVED_BETWEEN = "有的部分刚才由他人保存过，没有覆盖。您的文字都在下面，请与他人保存的内容合并后，再点“保存笔录”。"


@require_http_methods(["POST"])
def save_section(request: HttpRequest, pk: int, section_id: int) -> JsonResponse:
    """Save one section as it is typed; answers with its version, or with a sentence why not (409, 422)."""
    found = record_or_404(request, pk)
    section = Section.objects.filter(record=found, pk=section_id).first()
    if section is None:
        refuse(request, f"hearing_record:{pk}")

    def work() -> tuple[int, dict[str, int]]:
        text, before = _typed(request)
        version = actions.save_section(section, text, version=before, by=signed_in(request), at=clock.now())
        return 200, {"version": version}

    try:
        status, answer = answer_once(request, work)
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=refusal.status)
    return JsonResponse(answer, status=status)


def _typed(request: HttpRequest) -> tuple[str, int]:
    text, version = request.POST.get("text", ""), request.POST.get("version", "")
    if not version.isdecimal() or len(version) > LONGEST_VERSION:
        raise Refused("没有收到笔录的版本，请刷新页面后重试。")
    return text, int(version)


@require_http_methods(["GET", "POST"])
@once
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """保存笔录: all sections at once, for browsers without scripts; what cannot be saved stays in its field."""
    found = record_or_404(request, pk)
    if request.method == "GET":
        return redirect("hearing_record", pk)
    typed = _typed_sections(request, found)
    refused = refusals.tried(lambda: _save(request, typed))
    if refused is None:
        return done(request, found, "笔录已保存。")
    unsaved = {section.pk: said for section, said in typed.items()}
    sentence = SAVED_BETWEEN if isinstance(refused, Overtaken) else str(refused)
    return show_record(request, found, unsaved=unsaved, refused=sentence, status=refused.status)


def _typed_sections(request: HttpRequest, record: Record) -> dict[Section, Typed]:
    """What was typed by section; where somebody only read an earlier version, nothing was."""
    sections = Section.objects.filter(record=record).order_by("ordinal")
    typed = {each: said for each in sections if (said := _typed_in(request, each))}
    return {each: said for each, said in typed.items() if not queries.stood_earlier(each, said.text, said.version)}


def _typed_in(request: HttpRequest, section: Section) -> Typed | None:
    text, version = request.POST.get(f"text-{section.pk}"), request.POST.get(f"version-{section.pk}", "")
    if text is None or not version.isdecimal() or len(version) > LONGEST_VERSION:
        return None
    return Typed(text.replace("\r\n", "\n"), int(version))


@transaction.atomic
def _save(request: HttpRequest, typed: Mapping[Section, Typed]) -> None:
    for section, said in typed.items():
        actions.save_section(section, said.text, version=said.version, by=signed_in(request), at=clock.now())


@require_http_methods(["GET", "POST"])
@once
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """到庭情况: everybody at once."""
    found = record_or_404(request, pk)
    if request.method == "GET":
        return redirect("hearing_record", pk)
    for row in queries.record_page(found).attendances:
        came = request.POST.get(f"came-{row.pk}")
        if came not in ("yes", "no"):
            continue
        said = actions.Came(
            appeared=came == "yes",
            reason=request.POST.get(f"reason-{row.pk}", "")[:200],
            excused=f"excused-{row.pk}" in request.POST,
            summoned=request.POST.get(f"summoned-{row.pk}", "")[:200],
        )
        actions.note_attendance(row, said, by=signed_in(request), at=clock.now())
    return done(request, found, "到庭情况已记明。", "#attendance")


@require_http_methods(["GET", "POST"])
@once
def rights(request: HttpRequest, pk: int) -> HttpResponse:
    """已告知权利义务."""
    found = record_or_404(request, pk)
    if request.method == "GET":
        return redirect("hearing_record", pk)
    actions.tell_rights(found, by=signed_in(request), at=clock.now())
    return done(request, found, "已记明告知权利义务、询问回避。", "#attendance")


@require_http_methods(["GET", "POST"])
@once
def exhibit(request: HttpRequest, pk: int) -> HttpResponse:
    """举证."""

    def verb(found: Record, _form: HouseForm, typed: dict[str, Any]) -> object:
        litigants = {each.pk: each for each in queries.record_page(found).litigants}
        return actions.offer_exhibit(
            found, litigants[typed["litigant"]], typed["name"], typed["purpose"], by=signed_in(request), at=clock.now()
        )

    def form_of(page: queries.RecordPage) -> HouseForm:
        return ExhibitForm(request.POST, prefix="exhibit", litigants=page.litigants)

    return _do(request, pk, "exhibit", form_of, verb, "证据已记入。")


@require_http_methods(["GET", "POST"])
@once
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """质证."""

    def verb(found: Record, _form: HouseForm, typed: dict[str, Any]) -> object:
        page = queries.record_page(found)
        shown = {each.pk: each for each in page.exhibits}
        litigants = {each.pk: each for each in page.litigants}
        said = actions.Said(typed["genuine"], typed["lawful"], typed["relevant"], typed["text"])
        return actions.say_of_exhibit(
            shown[typed["exhibit"]], litigants[typed["litigant"]], said, by=signed_in(request), at=clock.now()
        )

    def form_of(page: queries.RecordPage) -> HouseForm:
        return OpinionForm(request.POST, prefix="opinion", exhibits=page.exhibits, litigants=page.litigants)

    return _do(request, pk, "opinion", form_of, verb, "质证意见已记入。")


@require_http_methods(["GET", "POST"])
@once
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """变更诉讼请求、反诉."""

    def verb(found: Record, _form: HouseForm, typed: dict[str, Any]) -> object:
        people = {each.pk: each for each in queries.record_page(found).claimants}
        claimed = actions.Claimed(typed["kind"], typed["stage"], typed["text"], typed["amount"])
        return actions.change_claim(people[typed["attendance"]], claimed, by=signed_in(request), at=clock.now())

    def form_of(page: queries.RecordPage) -> HouseForm:
        return ClaimForm(request.POST, prefix="claim", people=page.claimants)

    return _do(request, pk, "claim", form_of, verb, "已记入笔录；案件受理费和审理程序已重新核对。")


@require_http_methods(["GET", "POST"])
@once
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """达成调解协议."""

    def verb(found: Record, form: HouseForm, typed: dict[str, Any]) -> object:
        terms = form.terms() if isinstance(form, TermsForm) else None
        if terms is None:
            raise Refused("请填写协议内容。")
        return actions.settle(found, terms, Settlement.Way(typed["way"]), by=signed_in(request), at=clock.now())

    return _do(request, pk, "terms", lambda _page: TermsForm(request.POST, prefix="terms"), verb, "协议已记入笔录。")


@require_http_methods(["GET", "POST"])
@once
def adjourn(request: HttpRequest, pk: int) -> HttpResponse:
    """延期开庭."""

    def verb(found: Record, _form: HouseForm, typed: dict[str, Any]) -> object:
        return actions.adjourn(found, actions.Asked(**typed), by=signed_in(request), at=clock.now())

    return _do(
        request, pk, "adjourn", lambda _page: AdjournForm(request.POST, prefix="adjourn"), verb, "已记明延期开庭。"
    )


@require_http_methods(["GET", "POST"])
@once
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """记录完毕."""

    def verb(found: Record, _form: HouseForm, typed: dict[str, Any]) -> object:
        outcome = Record.Outcome(typed["outcome"])
        return actions.close_record(found, outcome, typed["note"], by=signed_in(request), at=clock.now())

    return _do(
        request,
        pk,
        "close",
        lambda _page: CloseForm(request.POST, prefix="close"),
        verb,
        "笔录已记录完毕，请到庭人员核对、签名。",
    )


def _do(
    request: HttpRequest,
    pk: int,
    name: str,
    form_of: Callable[[queries.RecordPage], HouseForm],
    verb: Verb,
    sentence: str,
) -> HttpResponse:
    found = record_or_404(request, pk)
    if request.method == "GET":
        return redirect("hearing_record", pk)
    check_can_keep(signed_in(request), [found.case], urgent=name == "adjourn")
    form = form_of(queries.record_page(found))
    if form.is_valid():
        refused = tried(lambda: _lawfully(lambda: verb(found, form, form.cleaned_data)))
        if refused is None:
            return done(request, found, sentence, f"#{name}")
        form.add_error(None, str(refused))
    return show_record(request, found, {name: form})


def _lawfully(verb: Callable[[], object]) -> None:
    """A refusal of the law, met while the form is read, is ours."""
    try:
        verb()
    except Refusal as refusal:
        raise Refused(refusal.sentence) from None
