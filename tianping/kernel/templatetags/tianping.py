"""The words of every template: dates, sums, masked numbers and the key that makes a form safe to repeat."""

import datetime
import re
import uuid
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.kernel.clock import CHINA
from tianping.kernel.submissions import FIELD
from tianping.kernel.web.context import shell_of
from tianping.law import masking, money

register = template.Library()

NOTHING = "—"
MOBILE = re.compile(r"(?<!\d)1\d{10}(?!\d)")


@register.filter
def cndate(value: datetime.date | datetime.datetime | None) -> str:
    """A day as 2026年11月23日; moments are read in China standard time; a dash for no day."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime.datetime):
        value = value.astimezone(CHINA) if value.tzinfo else value
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def cndatetime(value: datetime.datetime | None) -> str:
    """A moment as 2026年11月23日 09:05 in China standard time; a dash for none."""
    if value is None or value == "":
        return NOTHING
    local = value.astimezone(CHINA) if value.tzinfo else value
    return f"{cndate(local)} {local:%H:%M}"


@register.filter
def yuan(fen: int | None) -> str:
    """Fen as yuan in groups of three: 4844000 → 48,440.00; a dash for no sum."""
    return NOTHING if fen is None or fen == "" else money.grouped(fen)


@register.filter
def words(fen: int | None) -> str:
    """Fen in capital numerals (大写); a dash for no sum."""
    return NOTHING if fen is None or fen == "" else money.words(fen)


@register.filter
def masked_identity(number: str | None) -> str:
    """An identity or account number with its middle hidden (脱敏): 6227**********0011; a dash for none."""
    return masking.mask_identity(number) if number else NOTHING


@register.filter
def masked_phone(number: str | None) -> str:
    """A telephone number with its middle hidden (脱敏): 138****0000; a dash for none."""
    return masking.mask_phone(number) if number else NOTHING


@register.filter
def masked_phones(text: str) -> str:
    """A sentence in which every mobile number has its middle hidden."""
    return MOBILE.sub(lambda found: masking.mask_phone(found[0]), text)


@register.simple_tag(takes_context=True)
def for_staff(context: template.Context) -> bool:
    """Whether whoever reads works for the court; a cell of a table that was made without a request is for staff."""
    request = getattr(context, "request", None)
    return request is None or shell_of(request).facts.for_staff


@register.simple_tag(takes_context=True)
def query_replace(context: template.Context, **changes: Any) -> str:
    """The present query string with some keys replaced; a key given None is left out."""
    request = getattr(context, "request", None)
    query: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def once_field(context: template.Context, key: uuid.UUID | None = None) -> SafeString:
    """The hidden key that makes a form safe to repeat (防重复编号).

    A form shown again because of its errors keeps the key it was sent with; a room may pass a draft's own
    ``key``. Otherwise the server makes one for browsers without scripts and once.js puts its own in its place.
    """
    request = getattr(context, "request", None)
    sent = request.POST.get(FIELD, "") if request is not None else ""
    kept = sent or (str(key) if key else "")
    return format_html(
        '<input type="hidden" name="{}" value="{}" data-once="{}" autocomplete="off">',
        FIELD,
        kept or uuid.uuid4(),
        "echoed" if kept else "made",
    )


@register.simple_block_tag(takes_context=True)
def fold(context: template.Context, content: SafeString, title: str) -> SafeString:
    """What a page says besides: open on an ordinary page, folded under ``title`` in the elder mode (长辈版)."""
    shell = context.get("shell")
    if shell is not None and shell.elder:
        return format_html('<details class="tp-fold"><summary>{}</summary>{}</details>', title, content)
    return format_html('<details class="tp-fold" open><summary>{}</summary>{}</details>', title, content)
