"""The staff's pages of feedback: what waits with its clock, one voice, its answer."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.community.feedback import actions, queries
from tianping.community.feedback.forms import AnswerForm
from tianping.community.feedback.models import Voice
from tianping.community.feedback.states import VOICE
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.kernel.web.tables import Column, Filter, Table

GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])
WARNS_BEFORE = 3


def _light(row: Voice) -> SafeString:
    """How near the end of the term is; nothing once it was answered."""
    if row.status == "answered":
        return render_to_string("components/status.html", {"label": "已答复", "kind": "done"})
    days = (row.due_on - clock.today()).days
    state = "overdue" if days < 0 else "near" if days <= WARNS_BEFORE else "far"
    label = f"超期{-days}天" if days < 0 else f"还有{days}天"
    kinds = {"overdue": "stopped", "near": "waiting", "far": "waiting"}
    return render_to_string("components/status.html", {"label": label, "kind": kinds[state]})


TABLE = Table(
    caption="群众意见",
    columns=(
        Column("number", "编号", sort=("id",), link=True, nowrap=True),
        Column("kind", "类别", sort=("kind",), value=lambda row: row.get_kind_display(), nowrap=True),
        Column("case.number", "案号", sort=("case__year", "case__sequence"), nowrap=True),
        Column("text", "内容", value=lambda row: row.text[:60], width="wide"),
        Column("received_on", "收到日期", sort=("received_on",), nowrap=True),
        Column("due_on", "答复期限", sort=("due_on",), nowrap=True),
        Column("status", "状态", show=_light, export=lambda row: VOICE.label(row.status), nowrap=True),
    ),
    default_sort="due_on",
    filters=(
        Filter("status", "状态", choices=tuple(VOICE.labels.items())),
        Filter("kind", "类别", choices=tuple((kind.value, str(kind.label)) for kind in Voice.Kind)),
    ),
    search=lambda rows, text: rows.filter(number=text.strip()) | rows.filter(case__number=text.strip()),
    search_label="编号或者案号",
    row_url=lambda row: reverse("voice", args=[row.pk]),
    exportable=False,
    empty_title="没有群众意见",
    empty_text="当事人在案件进展页面提出的感谢、建议、投诉列在这里。",
)


@GET
def listing(request: HttpRequest) -> HttpResponseBase:
    """群众意见: what a person may read, the nearest term first."""
    return TABLE.respond(request, queries.voices(request.user), "feedback/list.html")


@BOTH
@once
def single(request: HttpRequest, pk: int) -> HttpResponse:
    """One voice, and its answer."""
    voice, user = get_object_or_404(queries.voices(request.user), pk=pk), signed_in(request)
    form = AnswerForm(request.POST or None)
    if done(form, lambda: actions.answer(voice, form.cleaned_data["text"], by=user, at=clock.now()), beside="text"):
        messages.success(request, "已经答复，并短信告知当事人。")
        return redirect("voice", pk)
    audit.record_look("voice.view", f"voice:{pk}", by=user, at=clock.now())
    context = {"voice": voice, "form": form, "is_late": _is_late(voice, clock.today())}
    return render(request, "feedback/voice.html", context, status=422 if form.errors else 200)


def _is_late(voice: Voice, on: datetime.date) -> bool:
    return voice.status == "received" and voice.due_on < on
