"""Reads of the court's own register."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from django.db import connection
from django.db.models import BigIntegerField, Exists, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.urls import is_valid_path

from tianping.accounts.models import Court, Identity, LocalFigure, PostHolding, User
from tianping.accounts.navigation import Entry, entries
from tianping.accounts.permissions import held_posts
from tianping.accounts.posts import EVERYBODYS_FIRST_PAGE, FIRST_PAGES, Post
from tianping.kernel.models import AuditEntry, Message
from tianping.law import identities as law_identities


def this_court() -> Court:
    """The court that the current schema is. Raises Court.DoesNotExist before it is set up."""
    return Court.objects.get()


def court_if_founded() -> Court | None:
    """The court that the current schema is; None before it is set up."""
    return Court.objects.first()


def holdings_on(day: datetime.date) -> QuerySet[PostHolding]:
    """Every post held on a day, by anybody."""
    return PostHolding.objects.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


def posts_on(user: User, day: datetime.date) -> frozenset[Post]:
    """The posts that a person holds on a day."""
    return frozenset(Post(value) for value in holdings_on(day).filter(user=user).values_list("post", flat=True))


def people() -> QuerySet[User]:
    """Everybody in the register, in the order of their names."""
    return User.objects.order_by("sort_key", "pk")


def people_with_post(post: Post, day: datetime.date) -> QuerySet[User]:
    """Those who may sign in and hold a post on a day, in the order of their names."""
    held = holdings_on(day).filter(user=OuterRef("pk"), post=post)
    return people().filter(Exists(held), is_active=True)


def is_last_holder(user: User, post: Post, day: datetime.date) -> bool:
    """Whether nobody else who may sign in holds the post on that day."""
    return not people_with_post(post, day).exclude(pk=user.pk).exists()


def holdings_of(user: User) -> QuerySet[PostHolding]:
    """A person's posts, past and present, newest first."""
    return (
        PostHolding.objects.filter(user=user)
        .select_related("division", "appointed_by", "ended_by")
        .order_by("-since", "-pk")
    )


def identity_of(user: Any) -> Identity | None:
    """Who a signed-in citizen is; None for staff, and for whoever has said nothing."""
    return identity_of_user(user.pk)


def identity_of_user(user_id: int) -> Identity | None:
    """The same, by the person's id."""
    return Identity.objects.select_related("user").filter(user=user_id).first()


def identity_with_phone(phone: str) -> Identity | None:
    """The citizen who signs in with a number."""
    return Identity.objects.select_related("user").filter(phone=phone, user__is_active=True).first()


def confirmed_lawyers(licences: Collection[str]) -> dict[tuple[str, str], int]:
    """Those who sign in and whose licence a clerk has seen: (licence number, name) → the person's id."""
    rows = Identity.objects.filter(
        licence_number__in=[each for each in licences if each], licence_confirmed_at__isnull=False, user__is_active=True
    )
    return {
        (number, name): user for number, name, user in rows.values_list("licence_number", "user__full_name", "user")
    }


def identities() -> QuerySet[Identity]:
    """Every citizen who has signed up, the newest first."""
    return Identity.objects.select_related("user", "verified_by", "licence_confirmed_by").order_by("-pk")


def identities_of(typed: str) -> QuerySet[Identity]:
    """Citizens by a whole document number, a whole telephone number or a whole name; nobody by a part of one."""
    wanted = law_identities.normalised(typed)
    whole = Q(identity_number=wanted) | Q(phone=wanted) | Q(user__full_name=typed.strip())
    return identities().filter(whole) if wanted else Identity.objects.none()


def local_figure(name: str, on: datetime.date) -> LocalFigure | None:
    """The court's own figure in force on a day; None if the court has entered none."""
    return LocalFigure.objects.filter(name=name, valid_from__lte=on).order_by("-valid_from").first()


@dataclass(frozen=True)
class Hall:
    """Where people come to the court (诉讼服务大厅): as the court entered it, empty where it entered nothing."""

    address: str = ""
    hours: str = ""
    phone: str = ""

    @property
    def window(self) -> str:
        """The window to which papers are brought, as messages and notices name it."""
        phone = f"电话{self.phone}" if self.phone else ""
        where = "，".join(filter(None, (self.address, self.hours or "工作日上班时间", phone)))
        return f"本院诉讼服务大厅立案窗口（{where}）"


def hall_on(day: datetime.date) -> Hall:
    """The court's hall on a day, in one statement."""
    names = LocalFigure.Name
    return Hall(*_said_on(day, names.HALL_ADDRESS, names.HALL_HOURS, names.HALL_PHONE))


@dataclass(frozen=True)
class FeeAccount:
    """Where court fees are paid into (诉讼费收款账户): as the court entered it, empty where it is not whole."""

    name: str = ""
    bank: str = ""
    number: str = ""

    @property
    def whole(self) -> bool:
        """Whether somebody can pay into it: a part alone leads money astray."""
        return bool(self.name and self.bank and self.number)


def fee_account_on(day: datetime.date) -> FeeAccount:
    """The account for court fees on a day, in one statement."""
    names = LocalFigure.Name
    return FeeAccount(*_said_on(day, names.FEE_ACCOUNT_NAME, names.FEE_ACCOUNT_BANK, names.FEE_ACCOUNT_NUMBER))


def _said_on(day: datetime.date, *names: str) -> list[str]:
    """What the court says under each name on a day, empty where it says nothing."""
    rows = LocalFigure.objects.filter(name__in=names, valid_from__lte=day)
    said = dict(rows.order_by("name", "-valid_from").distinct("name").values_list("name", "value"))
    return [said.get(name, "") for name in names]


def local_figures_on(day: datetime.date) -> dict[str, LocalFigure]:
    """Every figure in force on a day by its name, in one statement."""
    rows = LocalFigure.objects.filter(valid_from__lte=day).order_by("name", "-valid_from").distinct("name")
    return {row.name: row for row in rows}


def local_figures() -> QuerySet[LocalFigure]:
    """Every figure that was ever entered, newest first."""
    return LocalFigure.objects.select_related("entered_by").order_by("-valid_from", "-pk")


def unsent_messages(_user: Any) -> QuerySet[Message]:
    """Messages that could not be sent: somebody has to be told in another way."""
    return Message.objects.filter(status="given_up", is_secret=False)


def audit_entries() -> QuerySet[AuditEntry]:
    """The audit log with the names of those who acted and of those acted upon (``person_meant``)."""
    number = Func(OuterRef("subject"), Value(r"^person:(\d+)$"), function="SUBSTRING")
    meant = User.objects.filter(pk=Cast(number, BigIntegerField())).values("full_name")
    return AuditEntry.objects.select_related("by").annotate(person_meant=Subquery(meant))


def first_page(user: User, day: datetime.date) -> str:
    """Where a person's work begins: the page of the first of their posts that this installation has."""
    return first_page_of(posts_on(user, day))


def first_page_of(held: frozenset[Post]) -> str:
    """Where work begins for somebody with these posts."""
    pages = (page for post, page in FIRST_PAGES if post in held and is_valid_path(page))
    return next(pages, EVERYBODYS_FIRST_PAGE)


def navigation(user: User) -> tuple[Entry, ...]:
    """The entries of the staff shell that the person's posts open; ``user.posts`` as the middleware read them."""
    held = held_posts(user)
    return tuple(entry for entry in entries() if entry.permission.allows(held))


def acting(user: User, day: datetime.date) -> User:
    """The person with the posts of that day on them, for work that comes without a request (worker, command)."""
    cast(Any, user).posts = posts_on(user, day)
    return user


def connection_facts() -> dict[str, Any]:
    """How another connection reaches the database of this court; without the web's own adaptations of types."""
    facts = connection.get_connection_params()
    web_only = {"context", "cursor_factory", "prepare_threshold"}
    return {key: value for key, value in facts.items() if key not in web_only}
