"""已发信息: the SMS and mails that left the court, numbers masked, and those that wait for a person."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.kernel import audit, clock, messages
from tianping.kernel.models import Message
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.states import MESSAGE
from tianping.kernel.submissions import once
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.law import masking

GET, POST = require_http_methods(["GET"]), require_http_methods(["POST"])
CHANNELS = ((Message.Channel.SMS.value, "短信"), (Message.Channel.MAIL.value, "电子邮件"))
HIDDEN = "（验证码，内容不显示）"


def masked_address(message: Message) -> str:
    """A telephone number or mail address with its middle hidden."""
    if message.channel == Message.Channel.SMS:
        return masking.mask_phone(message.address)
    name, at_sign, host = message.address.partition("@")
    return f"{name[:1]}***{at_sign}{host}"


def text_of(message: Message) -> str:
    """What a message said; a code is nobody's but the addressee's."""
    return HIDDEN if message.is_secret else message.text


TABLE = Table(
    caption="已发信息",
    columns=(
        Column("queued_at", "登记时间", sort=("id",), link=True, nowrap=True),
        Column("channel", "方式", value=lambda row: row.get_channel_display(), nowrap=True),
        Column("address", "发往", value=masked_address, nowrap=True),
        Column("text", "内容", value=text_of, width="wide"),
        Column("status", "状态", sort=("status",), value=lambda row: MESSAGE.label(row.status), nowrap=True),
        Column("tries", "次数", sort=("tries",), align="end"),
        Column("sent_at", "发出时间", sort=("sent_at",), nowrap=True, empty_last=True),
        Column("problem", "未发出的原因"),
    ),
    default_sort="-queued_at",
    filters=(
        Filter("status", "状态", choices=tuple(MESSAGE.labels.items())),
        Filter("channel", "方式", choices=CHANNELS),
    ),
    # By a whole number only: nobody is found by a part of it.
    search=lambda rows, text: rows.filter(address=text.strip()),
    search_label="完整的手机号码或邮箱",
    row_url=lambda row: reverse("sent_message", args=[row.pk]),
    exportable=False,
    empty_title="还没有发出的信息",
    empty_text="开庭通知、送达通知和登录验证码发出以后，列在这里。",
)


@GET
def listing(request: HttpRequest) -> HttpResponseBase:
    """The list."""
    return TABLE.respond(request, Message.objects.all(), "accounts/sent_messages.html")


@GET
def single(request: HttpRequest, pk: int) -> HttpResponse:
    """One message, its number masked."""
    message = get_object_or_404(Message, pk=pk)
    audit.record_look("message.view", f"message:{pk}", by=signed_in(request), at=clock.now())
    return _page(request, message)


@POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The number in full, for whoever has to call it; on record first."""
    message = get_object_or_404(Message, pk=pk)
    audit.record("personal_data.reveal", f"message:{pk}", by=signed_in(request), at=clock.now(), what="address")
    return _page(request, message, shown=True)


@POST
@once
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """重新发送."""
    message = get_object_or_404(Message, pk=pk)
    refusal = tried(lambda: messages.try_again(message, by=signed_in(request), at=clock.now()))
    return _done(request, message, refusal, "已重新登记发送。")


@POST
@once
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """登记另行告知."""
    message, how = get_object_or_404(Message, pk=pk), request.POST.get("how", "")
    refusal = tried(lambda: messages.settle(message, how, by=signed_in(request), at=clock.now()))
    return _done(request, message, refusal, "已登记另行告知。")


def _done(request: HttpRequest, message: Message, refusal: Refused | None, done: str) -> HttpResponse:
    if refusal is not None:
        return _page(request, message, refusal=refusal)
    notices.success(request, done)
    return redirect("sent_message", message.pk)


def _page(
    request: HttpRequest, message: Message, *, shown: bool = False, refusal: Refused | None = None
) -> HttpResponse:
    context = {
        "message": message,
        "address": message.address if shown else masked_address(message),
        "text": text_of(message),
        "state": MESSAGE.label(message.status),
        "shown": shown,
        "refusal": refusal,
        "how": request.POST.get("how", ""),
    }
    return render(request, "accounts/sent_message.html", context, status=refusal.status if refusal else 200)
