"""Checking everything once more, signing, handing in, and the receipt."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.intake.application import actions, queries
from tianping.intake.application.forms.documents import SignForm, WithdrawForm
from tianping.intake.application.models import Application, Person
from tianping.intake.application.permissions import at_counter, is_being_corrected
from tianping.intake.application.views.common import being_written, draft_name, mine, saved, show, status_of
from tianping.intake.filing.queries import materials_of, receipts_of, told_status
from tianping.kernel import clock, files
from tianping.kernel.audit.sealing import proof_of, seal
from tianping.kernel.submissions import once
from tianping.kernel.web.downloads import attachment
from tianping.law.confirmation import may_be_confirmed
from tianping.law.fee_kinds import left_to_the_court, not_prepaid

GET = require_http_methods(["GET"])
BOTH = require_http_methods(["GET", "POST"])


@GET
@being_written
def check(request: HttpRequest, application: Application) -> HttpResponse:
    """核对: every answer with the way to change it; what is missing first."""
    sections = [
        (each, queries.answers_in_words(application, each.key)) for each in queries.form_of(application).sections
    ]
    context = {
        "gaps": queries.gaps_of(application, on=clock.today()),
        "unchanged": queries.places_unchanged(application) if is_being_corrected(application) else [],
        "sides": [
            (word, side, [(each, queries.person_words(each)) for each in application.people.all()
                          if each.role == queries.SIDES[side]])
            for side, word in queries.PEOPLE.items()
        ],
        "sections": sections,
        "agents": queries.agent_words(application),
        "suing": [(each, queries.withholds_contact(application, each)) for each in queries.plaintiffs_of(application)],
        "documents": queries.materials_in(application),
        "court_name": application.court_name or this_court().name,
        "claim_fen": queries.claim_fen(application),
        "hints": queries.hints_of(application, on=clock.today()),
        "won": queries.award_to_enforce(application),
        "elsewhere": [] if is_being_corrected(application) else queries.courts_elsewhere(application, on=clock.today()),
        "unfiled_awards": queries.awards_put_elsewhere(application),
        "capped": queries.above_cap(application, on=clock.today()),
        "mediation": queries.mediation_words(application),
        "mediated": queries.was_mediated(application),
        "relief": queries.relief_words(application),
        "expected": queries.fee_expected(application, on=clock.today()),
        "not_prepaid": not_prepaid(application.cause_name),
        "fee_is_open": left_to_the_court(application.cause_name),
    }  # fmt: skip
    return show(request, "check.html", application, context)


@GET
def pleading(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The pleading as a PDF: as it stands now, or, once it was handed in, the one that was."""
    application = mine(request, pk)
    filed = queries.pleading_handed_in(application)
    content = files.read(filed.file) if filed is not None else actions.pleading_of(application, at=clock.now())
    return attachment(content, f"民事起诉状（{application.cause_name}）.pdf", "application/pdf")


@GET
def place(request: HttpRequest, pk: int) -> HttpResponseBase:
    """送达地址确认书 as a PDF, as it stands while it is written: what the court alone reads."""
    application = mine(request, pk)
    if queries.is_with_the_court(application):
        return redirect("application_receipt", pk)
    content = actions.place_of(application, at=clock.now())
    return attachment(content, "送达地址确认书.pdf", "application/pdf")


@BOTH
@once
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """签名并提交: one plaintiff after the other; with the last it is with the court, from whichever tab."""
    application = mine(request, pk)
    if queries.is_with_the_court(application):
        return redirect("application_receipt", pk)
    several = len(queries.plaintiffs_of(application)) > 1
    form = SignForm(
        request.POST or None,
        request.FILES or None,
        initial={"name": queries.next_signer(application, signed_in(request))},
        unchanged=_to_be_explained(application) if queries.ends_signing(application) else "",
        several=several,
        at_window=at_counter(signed_in(request)),
    )
    left: list[Person] = []
    if saved(request, form, draft_name(application, "sign"), lambda: left.extend(_sign(request, application, form))):
        if not left:
            return redirect("application_receipt", pk)
        names = "、".join(each.name for each in left)
        messages.success(request, f"{form.cleaned_data['name']}已经签名。还要签名的：{names}。")
        return redirect("application_sign", pk)
    context = {
        "form": form,
        "several": several,
        "signatures": queries.signatures_of(application),
        "unsigned": queries.unsigned_of(application),
        "last": queries.ends_signing(application),
        "gaps": queries.gaps_of(application, on=clock.today()),
        "back": reverse("application_check", args=[pk]),
    }
    return show(request, "sign.html", application, context, status_of(request))


@transaction.atomic
def _sign(request: HttpRequest, application: Application, form: SignForm) -> list[Person]:
    """Sign; with the last signature hand in, or neither. Who is still to sign."""
    typed, by, at = form.cleaned_data, signed_in(request), clock.now()
    paper = typed.get("paper")
    actions.sign(application, typed["name"], typed["picture"], paper.read() if paper else None, by=by, at=at)
    left = queries.unsigned_of(application)
    if not left:
        actions.hand_in(application, explanation=typed.get("explanation", ""), by=by, at=at)
        # The receipt can show its proof at once; should sealing fail, the next round seals it.
        transaction.on_commit(seal, robust=True)
    return left


def _to_be_explained(application: Application) -> str:
    """What may stay as it was if it is said why, in words; a package for another court carries no explanation."""
    explains = is_being_corrected(application) and application.forwarding is None
    return queries.unchanged_in_words(application) if explains else ""


@GET
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """收件收据: number, hash and proof; what happens next, and where it stands now."""
    application = mine(request, pk)
    if not queries.is_with_the_court(application):
        return redirect("application", pk)
    if application.forwarding is not None:
        return _forwarded(request, application)
    filing, case = application.filing, queries.case_of(application)
    standing = told_status(filing)
    receipts, litigants = receipts_of(filing), list(filing.matter.litigants.order_by("position"))
    context = {
        "filing": filing,
        "sides": [
            (word, [each for each in litigants if each.role == queries.SIDES[side]])
            for side, word in queries.PEOPLE.items()
        ],
        "materials": materials_of(filing),
        "sealed": all(proof_of(each.entry) for each in receipts),
        # What is to be corrected is told once; whoever was asked is not told that they may be.
        "corrected": len(receipts) > 1 or bool(filing.corrections),
        "standing": standing,
        "status": filing.machine.label(standing),
        "receipts": receipts,
        "ruling": queries.ruling_issued(application),
        "case": case,
        "due": queries.review_due(application),
        "withdrawable": queries.may_be_withdrawn(application),
        "mediated": queries.was_mediated(application),
        "confirmable": may_be_confirmed(application.cause_name, on=clock.today()),
        "not_prepaid": not_prepaid(application.cause_name, decided=case is not None and case.fee_waits),
    }
    return show(request, "receipt.html", application, context)


@BOTH
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤回起诉: asked once more, with the reason; at the window with the paper that was signed."""
    application = mine(request, pk)
    if application.filing is not None and at_counter(signed_in(request)):
        return redirect("filing_withdraw", application.filing.pk)
    form = WithdrawForm(request.POST or None)

    def take_back() -> None:
        actions.withdraw(application, form.cleaned_data["reason"], by=signed_in(request), at=clock.now())

    if not queries.may_be_withdrawn(application):
        if request.method == "POST":
            _tell_not_withdrawn(request, application)
        return redirect("application", pk)
    if saved(request, form, draft_name(application, "withdraw"), take_back):
        return redirect("application_receipt", pk)
    wanting = queries.why_not_withdrawn(application, signed_in(request), on=clock.today())
    return show(request, "withdraw.html", application, {"form": form, "wanting": wanting}, status_of(request))


def _tell_not_withdrawn(request: HttpRequest, application: Application) -> None:
    """Whoever pressed the button on a page that was open meanwhile is told that nothing was withdrawn, and why."""
    standing = told_status(application.filing) if application.filing is not None else ""
    if standing == "accepted":
        way = "现在想撤回的，请在“我的案件”打开本案，申请撤诉（《民事诉讼法》第一百四十八条）。"
        messages.warning(request, f"没有撤回：您打开撤回页面以后，法院已经登记立案。{way}")
    elif standing != "withdrawn":
        messages.warning(request, "没有撤回：您打开撤回页面以后，办理情况已经变化，请看下面现在的情况。")


def _forwarded(request: HttpRequest, application: Application) -> HttpResponse:
    """The receipt of what goes to another court (跨域立案), and where it stands."""
    forwarding = application.forwarding
    context = {
        "forwarding": forwarding,
        "status": forwarding.machine.label(forwarding.status),
        "proof": proof_of(forwarding.receipt_entry),
    }
    return show(request, "forwarded.html", application, context)
