"""登记法院外达成的协议: the counter enters what a mediation organisation reached by itself, and takes it on."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.posts import Post
from tianping.accounts.queries import people_with_post
from tianping.cases.models import Case
from tianping.cases.permissions import at_window
from tianping.kernel import clock
from tianping.kernel.submissions import once
from tianping.kernel.web.chosen import TICKED, FilesForm
from tianping.kernel.web.forms import done
from tianping.law.laws import CIVIL_PROCEDURE, cite
from tianping.trial.confirmation import actions
from tianping.trial.confirmation.forms import AGREEMENT, PROMISE, OutsideForm, OutsidePartyForm, check_whole, errors_of

# Most agreements have two sides of one; the rest of the rows may stay empty.
ROWS, SIDES = 4, 2


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The agreement and those who made it; the scan that was chosen is kept before anything else, whatever is wrong."""
    if request.method == "GET":
        return _page(request, _form(request), FilesForm([AGREEMENT]), _rows(request))
    scans = FilesForm.sent(request, [AGREEMENT], "confirmation-outside", at=clock.now())
    return scans.let_go_with(_sent(request, scans))


@once
def _sent(request: HttpRequest, scans: FilesForm) -> HttpResponse:
    """Kept, numbered and given to the judge in one go, or the page with all that is wrong."""
    form, rows = _form(request), _rows(request)
    made: list[Case] = []

    def receive() -> None:
        typed = form.cleaned_data
        ((_code, _name, scan),) = scans.papers()
        draft = actions.OutsideDraft(
            litigants=tuple(each for row in rows if (each := row.litigant) is not None),
            cause_name=typed["cause_name"],
            organisation=typed["organisation"],
            connection=actions.Connection(typed["connection"]),
            agreed_on=typed["agreed_on"],
            facts=typed["facts"],
            terms=typed["terms"],
            promised=typed["promised"],
            scan=scan,
        )
        made.append(actions.receive_outside(draft, form.chosen, by=signed_in(request), at=clock.now()))

    # Each is looked into, so that all that is wrong is said at once.
    whole = [part.is_valid() for part in (form, scans, *rows)]
    check_whole(form, rows)
    if all(whole) and done(form, receive):
        messages.success(request, f"已受理，案号{made[0].number}，十五日内审查完毕。")
        return redirect("case", made[0].pk)
    return _page(request, form, scans, rows, errors=errors_of(form, scans, rows))


def _form(request: HttpRequest) -> OutsideForm:
    judges = list(people_with_post(Post.JUDGE, clock.today()).order_by("pk"))
    return OutsideForm(request.POST or None, judges=judges)


def _rows(request: HttpRequest) -> list[OutsidePartyForm]:
    """The sides; whoever stands at the window (一窗) is one of the two."""
    person = at_window(request, at=clock.now())
    known = {0: {**person.typed, "number": person.identity_number}} if person is not None else {}
    return [
        OutsidePartyForm(
            request.POST or None,
            prefix=f"party{place}",
            initial={"side": _side(place), **known.get(place, {})},
            needed=place < SIDES,
        )
        for place in range(ROWS)
    ]


def _page(
    request: HttpRequest,
    form: OutsideForm,
    scans: FilesForm,
    rows: Sequence[OutsidePartyForm],
    *,
    errors: Sequence[tuple[str, str, str]] = (),
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "scans": scans,
        "ticked": TICKED,
        "rows": rows,
        "errors": errors,
        "promise": PROMISE,
        "article": cite(CIVIL_PROCEDURE, 205, clock.today()).text,
    }
    return render(request, "confirmation/outside.html", context, status=422 if request.method == "POST" else 200)


def _side(place: int) -> str:
    return "defendant" if place % 2 else "plaintiff"
