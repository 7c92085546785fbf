"""The counter takes an application in (窗口登记保全申请): all questions on one page."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case
from tianping.cases.permissions import at_window
from tianping.cases.queries import matters_at_window, visible_case
from tianping.intake.preservation import actions
from tianping.intake.preservation.forms.counter import CounterPage, papers_asked
from tianping.intake.preservation.models import Application
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden, Overtaken, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.chosen import TICKED, FilesForm

BOTH = require_http_methods(["GET", "POST"])


@BOTH
def new(request: HttpRequest) -> HttpResponse:
    """登记诉前保全申请."""
    return _page(request, None, _known(request))


@BOTH
def new_in_suit(request: HttpRequest, case_id: int) -> HttpResponse:
    """登记诉讼保全申请."""
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        audit.record("access.refused", f"case:{case_id}", by=user, at=clock.now())
        raise Http404("没有该案件，或者您的岗位不能查看。")
    audit.record_look("preservation.view", f"case:{case.pk}", by=user, at=clock.now())
    return _page(request, case, {"applicant": request.GET.get("applicant") or _side_of(request, case)})


def _known(request: HttpRequest) -> dict[str, str]:
    """Whoever stands at the window (一窗), so that nothing of it is typed again."""
    person = at_window(request, at=clock.now())
    return person.typed if person is not None else {}


def _side_of(request: HttpRequest, case: Case) -> str:
    """The litigant of the case who stands at the window (一窗); nobody where another stands there."""
    there = matters_at_window(person) if (person := at_window(request, at=clock.now())) is not None else []
    return next((str(each.litigant.pk) for each in there if each.litigant.matter_id == case.matter_id), "")


def _page(request: HttpRequest, case: Case | None, known: Mapping[str, str]) -> HttpResponse:
    """The files that were chosen are kept before anything else: nothing of a page that is not taken undoes that."""
    asked, day = papers_asked(case), clock.today()
    if request.method == "GET":
        return _shown(request, CounterPage(case, None, FilesForm(asked, prefix="papers"), known=known, on=day))
    name = f"preservation-{case.pk if case is not None else 'before-suit'}"
    papers = FilesForm.sent(request, asked, name, at=clock.now(), prefix="papers")
    return papers.let_go_with(_sent(request, CounterPage(case, request.POST, papers, known=known, on=day)))


@once
def _sent(request: HttpRequest, page: CounterPage) -> HttpResponse:
    """Receive it, or the page with all that is wrong."""
    made: list[Application] = []

    def receive() -> None:
        made.append(actions.receive(page.draft(), by=signed_in(request), at=clock.now()))
        for kind, name, content in page.papers.papers():
            actions.attach(made[0], name, content, kind=kind)

    if page.is_valid():
        refusal = tried(receive, raising=(Forbidden, Overtaken))
        if refusal is None:
            messages.success(request, f"已收件，编号{made[0].number}。")
            return redirect("preservation", made[0].pk)
        page.refuse(refusal)
    return _shown(request, page, status=422)


def _shown(request: HttpRequest, page: CounterPage, *, status: int = 200) -> HttpResponse:
    errors = page.errors if status != 200 else []
    context = {"case": page.case, "errors": errors, "ticked": TICKED, **page.parts}
    return render(request, "preservation/new.html", context, status=status)
