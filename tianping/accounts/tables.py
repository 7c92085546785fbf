"""The staff lists of this room: people, the audit log, local figures."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.accounts.forms import BASES, ROUNDINGS, YES_OR_NO
from tianping.accounts.models import LocalFigure, User
from tianping.accounts.permissions import signed_in
from tianping.accounts.posts import Post
from tianping.accounts.queries import holdings_on, local_figure
from tianping.accounts.words import action_in_words, action_words, detail_in_words, subject_in_words
from tianping.kernel import audit, clock
from tianping.kernel.clock import CHINA
from tianping.kernel.models import AuditEntry
from tianping.kernel.templatetags.tianping import NOTHING
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.law import money

STATES = (("1", "可以登录"), ("0", "已停用"))
A_DAY = datetime.timedelta(days=1)


def words_of(choices: Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Choices with their labels as plain words."""
    return tuple((value, str(label)) for value, label in choices)


def note_export(request: HttpRequest, action: str, rows: int) -> None:
    """Write down that a list left the system, and how long it was."""
    audit.record(action, "register", by=signed_in(request), at=clock.now(), rows=rows)


def with_present_posts(rows: QuerySet[User], day: datetime.date) -> QuerySet[User]:
    """People with the posts they hold on a day read beside them (``present_holdings``)."""
    present = holdings_on(day).select_related("division")
    return rows.prefetch_related(Prefetch("holdings", queryset=present, to_attr="present_holdings"))


def posts_in_words(person: Any) -> str:
    """The posts a person holds, with the division where there is one."""
    return "、".join(
        f"{Post(holding.post).label}（{holding.division.name}）" if holding.division else str(Post(holding.post).label)
        for holding in person.present_holdings
    )


def people_table(day: datetime.date) -> Table:
    """Everybody in the register; the post filter looks at the posts held on the day."""
    return Table(
        caption="人员与岗位",
        columns=(
            Column("full_name", "姓名", sort=("sort_key",), link=True, nowrap=True),
            Column("username", "登录名", sort=("username",)),
            Column("posts", "现任岗位", value=lambda person: posts_in_words(person) or "尚未任命"),
            Column("is_active", "账号", sort=("is_active",), nowrap=True, value=_state),
            Column("last_login", "最近登录", sort=("last_login",), nowrap=True, empty_last=True),
        ),
        default_sort="full_name",
        filters=(
            Filter("post", "岗位", choices=words_of(Post.choices), apply=lambda rows, post: _holding(rows, post, day)),
            Filter("is_active", "账号", choices=STATES, apply=lambda rows, state: rows.filter(is_active=state == "1")),
        ),
        search=lambda rows, text: rows.filter(Q(full_name__icontains=text) | Q(username__icontains=text)),
        search_label="姓名或登录名",
        row_url=lambda person: reverse("person", args=[person.pk]),
        on_export=lambda request, rows: note_export(request, "people.export", rows),
        empty_title="还没有人员",
        empty_text="由系统管理员新增人员，再由安全管理员任命岗位。",
    )


def _state(person: User) -> str:
    if not person.is_active:
        return "已停用"
    return "待修改一次性密码" if person.must_change_password else "可以登录"


def _holding(rows: QuerySet[User], post: str, day: datetime.date) -> QuerySet[User]:
    return rows.filter(pk__in=holdings_on(day).filter(post=post).values("user"))


def _from_day(rows: QuerySet[AuditEntry], text: str) -> QuerySet[AuditEntry]:
    return rows.filter(at__gte=_midnight(text))


def _to_day(rows: QuerySet[AuditEntry], text: str) -> QuerySet[AuditEntry]:
    return rows.filter(at__lt=_midnight(text) + A_DAY)


def _midnight(text: str) -> datetime.datetime:
    return datetime.datetime.combine(datetime.date.fromisoformat(text), datetime.time(), CHINA)


def _who(entry: AuditEntry) -> str:
    return str(entry.by) if entry.by is not None else "系统或未登录者"


def _subject(entry: Any) -> str:
    return entry.person_meant or subject_in_words(entry.subject)


def _detail(entry: AuditEntry) -> str:
    return detail_in_words(entry.detail) or NOTHING


def _summary_html(entry: AuditEntry) -> SafeString:
    return format_html('<span title="{}">{}</span>', entry.action, action_in_words(entry.action))


AUDIT_TABLE = Table(
    caption="审计记录",
    columns=(
        Column("at", "时间", sort=("id",), nowrap=True),
        Column("by", "办理人", value=_who, nowrap=True),
        Column(
            "action",
            "事项",
            show=_summary_html,
            export=lambda entry: action_in_words(entry.action),
            nowrap=True,
        ),
        Column("subject", "对象", value=_subject),
        Column("detail", "说明", value=_detail),
        Column("leaf", "摘要", value=lambda entry: bytes(entry.leaf).hex()[:16], nowrap=True),
    ),
    default_sort="-at",
    filters=(
        Filter("action", "事项", choices=lambda: tuple(action_words().items())),
        Filter("since", "起", apply=_from_day),
        Filter("to", "止", apply=_to_day),
    ),
    search=lambda rows, text: rows.filter(
        Q(by__full_name__icontains=text) | Q(by__username=text) | Q(subject=text) | Q(action=text)
    ),
    search_label="办理人、对象或事项代码",
    on_export=lambda request, rows: note_export(request, "audit.export", rows),
    empty_title="还没有审计记录",
)


def _figure_value(figure: LocalFigure) -> str:
    if figure.name == LocalFigure.Name.AVERAGE_WAGE or figure.name in BASES:
        return f"{money.grouped(money.parse_yuan(figure.value))} 元"
    return {**dict(ROUNDINGS), **dict(YES_OR_NO)}.get(figure.value, figure.value)


def figure_in_force(name: LocalFigure.Name, day: datetime.date) -> dict[str, object]:
    """A figure as it stands on a day: its word, its value in words, since when; no value if none was entered."""
    figure = local_figure(name, day)
    if figure is None:
        return {"name": name.value, "label": name.label}
    return {
        "name": name.value,
        "label": name.label,
        "value": _figure_value(figure),
        "since": figure.valid_from,
        "is_demonstration": figure.is_demonstration,
    }


FIGURE_TABLE = Table(
    caption="本院数据",
    columns=(
        Column("name", "数据项", sort=("name",), value=lambda figure: figure.get_name_display()),
        Column("value", "数值", value=_figure_value, nowrap=True),
        Column("mark", "标记", value=lambda figure: "演示值" if figure.is_demonstration else "", nowrap=True),
        Column("valid_from", "起始日期", sort=("valid_from",), nowrap=True),
        Column("source", "依据"),
        Column("entered_by", "登记人", value=lambda figure: figure.entered_by or "系统", nowrap=True),
        Column("entered_at", "登记时间", sort=("entered_at",), nowrap=True),
    ),
    default_sort="-valid_from",
    filters=(Filter("name", "数据项", choices=words_of(LocalFigure.Name.choices)),),
    exportable=False,
    empty_title="还没有登记本院数据",
    empty_text="没有登记时，系统会在用到该数据的地方说明缺少哪一项，并请办案人员自行判断。",
)
