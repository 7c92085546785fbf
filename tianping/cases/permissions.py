"""Who may see a case, lengthen its clocks and decide on that; a refusal is a sentence."""

import dataclasses
import datetime
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from tianping.accounts.models import User
from tianping.accounts.permissions import Permission, check_may, held_posts, signed_in
from tianping.accounts.posts import CITIZENS, LEADERS, Post
from tianping.accounts.queries import identity_of_user
from tianping.cases import typed
from tianping.cases.models import Case, Clock, ClockExtension, Counsel, Litigant, LitigantAccess, Seat, Suspension
from tianping.cases.newcomers import newcomer, newest_place
from tianping.kernel import audit, clock
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Refused
from tianping.kernel.web.context import shell_of
from tianping.law.roles import role_in

SEES_ALL_CASES = LEADERS | {Post.FILING_CLERK}
HANDLES_CASES = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK, Post.FILING_CLERK})
TRIES_CASES = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK, Post.DIVISION_HEAD})
# Whoever may have a seat in a case: an assessor sees the cases of the benches that they sit on, and no others.
SITS_IN_CASES = HANDLES_CASES | {Post.PEOPLES_ASSESSOR}

LIST_CASES = Permission("cases.list", "查看案件列表", SEES_ALL_CASES | SITS_IN_CASES)
VIEW_CASE = Permission("cases.view", "查看案件", SEES_ALL_CASES | SITS_IN_CASES)
REVEAL_PERSONAL_DATA = Permission("cases.reveal", "查看当事人证件号码、电话", SEES_ALL_CASES | HANDLES_CASES)
WORK_LIST = Permission("cases.work_list", "查看到期事项", SEES_ALL_CASES | SITS_IN_CASES)
EXPORT_CASES = Permission("cases.export", "导出案件列表", SEES_ALL_CASES | HANDLES_CASES)
PRINT_SLIPS = Permission("cases.slips", "打印立案受理单", SEES_ALL_CASES | HANDLES_CASES)
SEE_TODAY = Permission("cases.today", "查看今日工作", LEADERS | SITS_IN_CASES)
REPLACE_LOOKUP_CODE = Permission("cases.replace_code", "更换查询码", HANDLES_CASES)
NAME_COUNSEL = Permission("cases.counsel", "登记委托诉讼代理人", HANDLES_CASES)
# Citizens who are signed in: what they may do in a case hangs on their access to it.
OWN_CASES = Permission("cases.own", "我的案件", CITIZENS)
AT_WINDOW = Permission("cases.window", "一窗办理", frozenset({Post.FILING_CLERK}))
# Those who try the case; before it is assigned, the head of the division, whose clock it is until then.
LENGTHEN_CLOCK = Permission("cases.lengthen_clock", "扣除审限、申请延长审限", TRIES_CASES)
DECIDE_EXTENSION = Permission(
    "cases.decide_extension", "批准延长审限", frozenset({Post.PRESIDENT, Post.VICE_PRESIDENT})
)

# The trial limits, and by how many months the president of this court may extend each (民事诉讼法第一百五十二条、
# 第一百六十四条、第一百六十八条).
MONTHS_BY_PRESIDENT = {"C-TRIAL-ORD": 6, "C-TRIAL-SIMPLE": 1, "C-TRIAL-SMALL": 1}
TRIAL_LIMITS = frozenset(MONTHS_BY_PRESIDENT)
DAYS_OF_A_MONTH = 30
# Under which key a session remembers who looks, and for how long after the last page.
LOOKING = "progress"
LOOK_OPEN_FOR = datetime.timedelta(minutes=30)
# Under which key a clerk's session remembers who stands at the window, and for how long after the last page.
WINDOW, WINDOW_OPEN_FOR = "window", datetime.timedelta(minutes=15)


def visible_cases(user: Any) -> QuerySet[Case]:
    """The cases that a person may see: leaders and the filing division all, others those they handle or sit in."""
    posts = held_posts(user)
    if posts & SEES_ALL_CASES:
        return Case.objects.all()
    if posts & SITS_IN_CASES:
        seated = Seat.objects.filter(user=user, until__isnull=True).order_by().values("case")
        return Case.objects.filter(pk__in=Case.objects.filter(responsible=user).order_by().values("pk").union(seated))
    return Case.objects.none()


def check_sees(user: Any, case_id: int | None) -> None:
    """Raise unless this person may see the case; nobody sees one that has no number yet."""
    if not visible_cases(user).filter(pk=case_id).exists():
        raise Forbidden("该案件不由您办理，您的岗位不能查看。")


def check_takes_part(user: Any, case_ids: Iterable[int]) -> None:
    """Raise where a request that this person withdraws is not decided yet (民事诉讼法第四十八条第二款).

    What is urgent may still be done: whoever asks this does not ask it for that.
    """
    row = (
        Suspension.objects.filter(user=user, case__in=list(case_ids), until__isnull=True).select_related("case").first()
    )
    if row is not None:
        raise Refused(
            f"当事人已申请您在{row.case.number}中回避，作出决定前应当暂停参与本案工作（《民事诉讼法》第四十八条第二款）。"
            "请等待决定；需要采取紧急措施的，可以办理延期开庭。"
        )


def check_can_name_counsel(user: Any, case: Case) -> None:
    """Raise unless this person may write down who acts in this open case."""
    check_may(user, NAME_COUNSEL)
    check_sees(user, case.pk)
    if case.status != "open":
        raise Refused("本案已经结案，不能再登记诉讼代理人。")


def visible_clocks(user: Any) -> QuerySet[Clock]:
    """The running clocks that a person has to watch: their own, and those of their posts that nobody owns yet."""
    own = Q(owner=user) | Q(owner__isnull=True, owner_post__in=sorted(held_posts(user)))
    return Clock.objects.filter(own, stopped_on__isnull=True)


def check_can_lengthen(user: Any, clock: Clock) -> None:
    """Raise unless this person may lengthen this clock: only running trial limits can be lengthened."""
    check_may(user, LENGTHEN_CLOCK)
    if clock.period_id not in TRIAL_LIMITS:
        raise Refused("只有审理期限可以扣除或者延长；本期间为法定期间，不能由法院变更。")
    check_sees(user, clock.case_id)
    if clock.stopped_on is not None:
        raise Refused("该期限已经停止计算，不能再扣除或者延长。")


def check_can_extend(user: Any, clock: Clock, *, length: int, unit: str, reason: str) -> None:
    """Raise unless this person may ask for this extension, and the president of this court may grant it."""
    check_can_lengthen(user, clock)
    if not reason.strip():
        raise Refused("请写明需要延长的具体情况和理由。")
    if ClockExtension.objects.filter(clock=clock, status="requested").exists():
        raise Refused("该期限已有一份待批准的延长申请，请等待院领导作出决定。")
    # What was granted in the procedure before counts on in this limit and is granted once.
    whole = Q(clock=clock) | Q(clock__followed_by=clock) | Q(clock__followed_by__followed_by=clock)
    approved = ClockExtension.objects.filter(whole, status="approved").values_list("length", "unit")
    days = sum(_in_days(*each) for each in [*approved, (length, unit)])
    months = MONTHS_BY_PRESIDENT[clock.period_id]
    if length < 1 or days > months * DAYS_OF_A_MONTH:
        further = (
            "还需要延长的，报请上级人民法院批准" if clock.period_id == "C-TRIAL-ORD" else "不能审结的，应当转为普通程序"
        )
        raise Refused(f"本期限经本院院长批准累计可以延长{months}个月；{further}。请核对申请延长的时间。")


def check_can_exclude(
    user: Any, clock: Clock, *, first_day: datetime.date, next_day: datetime.date, on: datetime.date
) -> None:
    """Raise unless this person may take these days out of this clock."""
    check_can_lengthen(user, clock)
    if next_day <= first_day:
        raise Refused("恢复计算之日应当晚于扣除开始之日，请核对日期。")
    if first_day > on or next_day > on + datetime.timedelta(days=366):
        raise Refused("只能扣除已经开始的期间，且恢复计算之日不能晚于一年以后，请核对日期。")
    if next_day <= clock.started_on:
        raise Refused("该期间在审理期限开始之前，不需要扣除，请核对日期。")


def check_can_decide_extension(user: Any, extension: ClockExtension) -> None:
    """Raise unless this person may decide on the extension: not the one who asked for it."""
    check_may(user, DECIDE_EXTENSION)
    if extension.requested_by_id == user.pk:
        raise Forbidden("申请人不能批准自己的申请，请由其他院领导审批。")
    if extension.status != "requested":
        raise Refused("该申请已经作出决定，请刷新页面查看。")


def _in_days(length: int, unit: str) -> int:
    return length * DAYS_OF_A_MONTH if unit == "月" else length


@dataclass(frozen=True)
class Looker:
    """Whoever has proved to know a litigant's code: the case, and the litigant as whom they look at it.

    ``user``: the signed-in person whose access (本人案件) opened the case; None for whoever gave the code just now.
    ``as_counsel``: that person acts for the litigant (诉讼代理人).
    """

    case: Case
    litigant: Litigant
    user: User | None = None
    as_counsel: bool = False

    @property
    def acts_for_another(self) -> bool:
        """Whether somebody signed in looks for a litigant who is not themselves: they know whom, and may have more."""
        return self.user is not None and (self.as_counsel or self.user.full_name != self.litigant.name)


def open_look(request: HttpRequest, looker: Looker, *, at: datetime.datetime) -> None:
    """Remember in this browser's session who looks; nothing of it stands in an address."""
    request.session.cycle_key()
    request.session[LOOKING] = {
        "case": looker.case.pk,
        "litigant": looker.litigant.pk,
        "version": looker.litigant.lookup_version,
        "at": at.isoformat(),
    }


def open_own_look(request: HttpRequest, access: LitigantAccess, case: Case, *, at: datetime.datetime) -> None:
    """The same for a signed-in person who has access: it lasts as long as the log-in and the access."""
    request.session[LOOKING] = {"case": case.pk, "access": access.pk, "at": at.isoformat()}


def end_look(request: HttpRequest) -> None:
    """Forget who looked."""
    request.session.pop(LOOKING, None)


def as_litigant(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give a view the ``Looker`` of this session, and write the look down; whoever is none asks for the case first.

    A look ends half an hour after the last page, and at once when the code is replaced; that of a signed-in person
    ends with the log-in, and at once when the access does.
    """

    @functools.wraps(view)
    def looking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        now = clock.now()
        looker = _looker(request, now)
        if looker is None:
            return redirect(_look_ended(request))
        request.session[LOOKING] = {**request.session[LOOKING], "at": now.isoformat()}
        subject, litigant = f"case:{looker.case.pk}", looker.litigant.pk
        if looker.acts_for_another:
            called = f"{role_in(looker.case.type_code, looker.litigant.role)}{looker.litigant.name}"
            shell_of(request).acting_for = f"您代理：{called}" if looker.as_counsel else f"您以{called}的身份办理"
        audit.record_look("progress.view", subject, by=looker.user, at=now, litigant=litigant)
        return view(request, looker, *args, **kwargs)

    return looking


def may_add(request: HttpRequest, looker: Looker) -> bool:
    """Whether a case that was opened by its code can be added to one's own by whoever is signed in (加入我的案件).

    They have said who they are, and cannot open it as this litigant yet.
    """
    user = request.user
    if looker.user is not None or not user.is_authenticated or not OWN_CASES.allows(held_posts(user)):
        return False
    if identity_of_user(signed_in(request).pk) is None:
        return False
    return not own_accesses(user).filter(litigant=looker.litigant).exists()


def looked_up(request: HttpRequest, *, at: datetime.datetime) -> Looker | None:
    """The case that was opened in this browser by its code and is open still."""
    looker = _looker(request, at)
    return looker if looker is not None and looker.user is None else None


def _look_ended(request: HttpRequest) -> str:
    """Forget a look that is over, keep what was typed meanwhile, and say where one looks again."""
    was = request.session.get(LOOKING, {})
    is_kept = typed.keep_late(request, _still_theirs(was))
    kept = "已经填写的内容保留着，重新进入案件以后可以接着填写。" if is_kept else ""
    if "access" in was:
        sentence = "您不再能以当事人身份查看这件案件，请在“我的案件”中核对，或者重新输入案号和查询码。"
    elif was:
        sentence = "查询已经过期，请重新输入案号和查询码。"
    else:
        sentence = "登录或者查询已经过期，请重新进入案件。" if kept else ""
    if sentence:
        messages.warning(request, sentence + kept)
    end_look(request)
    waits = not was and request.user.is_authenticated and typed.waits_for(request.user)
    is_own = "access" in was or waits
    if is_kept or waits:
        typed.remember_way(request)
    return "mine" if is_own else "progress"


def _still_theirs(was: dict[str, Any]) -> tuple[int, int] | None:
    """At which case, and as which litigant, somebody looked whose look ran out, if the code is still the litigant's."""
    if "litigant" not in was:
        return None
    rows = Litigant.objects.filter(pk=was["litigant"], lookup_version=was["version"])
    return (was["case"], was["litigant"]) if rows.exists() else None


def _looker(request: HttpRequest, now: datetime.datetime) -> Looker | None:
    kept = request.session.get(LOOKING)
    if not kept:
        return None
    if "access" in kept:
        return _own_looker(request, kept)
    if now - datetime.datetime.fromisoformat(kept["at"]) > LOOK_OPEN_FOR:
        return None
    litigant = Litigant.objects.filter(pk=kept["litigant"], lookup_version=kept["version"]).first()
    case = Case.objects.select_related("matter", "responsible").filter(pk=kept["case"]).first()
    return Looker(case, litigant) if case is not None and litigant is not None else None


def _own_looker(request: HttpRequest, kept: dict[str, Any]) -> Looker | None:
    if not request.user.is_authenticated or not OWN_CASES.allows(held_posts(request.user)):
        return None
    user = signed_in(request)
    access = own_accesses(user).select_related("litigant").filter(pk=kept["access"]).first()
    if access is None:
        return None
    cases = Case.objects.select_related("matter", "responsible").filter(matter_id=access.litigant.matter_id)
    case = cases.filter(pk=kept["case"]).first()
    if case is None:
        return None
    return Looker(case, access.litigant, user, as_counsel=access.how == LitigantAccess.How.COUNSEL)


def own_accesses(user: Any) -> QuerySet[LitigantAccess]:
    """In which matters a person may act as a litigant now."""
    return LitigantAccess.objects.filter(user=user, ended_at__isnull=True)


@dataclass(frozen=True)
class WindowPerson:
    """Who stands at the window (窗口接待的人), or signed in: what the house knows of them; nothing is asked again.

    ``litigant``: a place in a matter by which they were found; ``user``: the citizen who can sign in; ``counsel``: a
    mandate by which somebody was found who acts for litigants.
    """

    name: str
    identity_kind: str
    identity_number: str
    phone: str
    address: str
    litigant: Litigant | None = None
    user: User | None = None
    counsel: Counsel | None = None

    @property
    def typed(self) -> dict[str, str]:
        """What would have been typed on a page that asks who somebody is; nothing of counsel, who come for others."""
        if self.counsel is not None:
            return {}
        return {
            "kind": Litigant.Kind.LEGAL if self.identity_kind == "uscc" else Litigant.Kind.NATURAL,
            "name": self.name,
            "identity_kind": self.identity_kind,
            "identity_number": self.identity_number,
            "phone": self.phone,
            "address": self.address,
        }


def own_person(user_id: int) -> WindowPerson | None:
    """A citizen who can sign in, as they said who they are; None for staff, and for whoever has said nothing."""
    own = identity_of_user(user_id)
    if own is None:
        return None
    named = (own.user.full_name, own.identity_kind, own.identity_number)
    return WindowPerson(*named, own.phone, own.address, user=own.user)


def open_window(
    request: HttpRequest,
    *,
    litigant_id: int | None,
    user_id: int | None,
    at: datetime.datetime,
    counsel_id: int | None = None,
    typed: str = "",
) -> None:
    """Remember in a clerk's session who stands at the window: ids, or what was ``typed`` for somebody not known yet."""
    who = {"litigant": litigant_id, "user": user_id, "counsel": counsel_id, "typed": typed}
    request.session[WINDOW] = {**who, "at": at.isoformat()}


def recognise(request: HttpRequest, matter_id: int, *, at: datetime.datetime) -> None:
    """Whoever stands at the window for the first time is known from the matter in which they sue from now on."""
    person = at_window(request, at=at)
    if person is not None and not (person.litigant or person.user or person.counsel):
        said = {key: getattr(person, key) for key in ("identity_number", "phone", "name") if getattr(person, key)}
        suing = Litigant.objects.filter(matter=matter_id, role=Litigant.Role.PLAINTIFF, **said).order_by("position")
        if said and (found := suing.first()) is not None:
            open_window(request, litigant_id=found.pk, user_id=None, at=at)


def close_window(request: HttpRequest) -> None:
    """Nobody stands at the window any more."""
    request.session.pop(WINDOW, None)


def at_window(request: HttpRequest, *, at: datetime.datetime) -> WindowPerson | None:
    """Who stands at this clerk's window; nobody after a quarter of an hour without a page."""
    kept = request.session.get(WINDOW)
    if not kept or not AT_WINDOW.allows(held_posts(request.user)):
        return None
    if at - datetime.datetime.fromisoformat(kept["at"]) > WINDOW_OPEN_FOR:
        close_window(request)
        return None
    request.session[WINDOW] = {**kept, "at": at.isoformat()}
    litigant = Litigant.objects.filter(pk=kept["litigant"]).first() if kept["litigant"] else None
    citizen = own_person(kept["user"]) if kept["user"] else None
    if citizen is not None:
        return dataclasses.replace(citizen, litigant=litigant)
    if litigant is None:
        counsel = Counsel.objects.filter(pk=kept["counsel"]).first() if kept.get("counsel") else None
        if counsel is not None:
            return WindowPerson(counsel.name, "", "", counsel.phone, "", counsel=counsel)
        new = newcomer(kept.get("typed", ""), on=china_day(at))
        return WindowPerson(*new) if new is not None else None
    named, newest = (litigant.name, litigant.identity_kind, litigant.identity_number), newest_place(litigant)
    return WindowPerson(*named, newest.phone or litigant.phone, newest.address or litigant.address, litigant)
