"""What the law and the plan demand of a hearing before it is fixed."""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel.clock import CHINA, china_day
from tianping.kernel.refusals import Refused
from tianping.law.calendars import UnknownYear, rest_day_name
from tianping.law.hearings import last_day_of_notice
from tianping.law.wording import chinese_date
from tianping.papers.service.queries import hindrances_to_hearing
from tianping.trial.scheduling.models import Hearing
from tianping.trial.scheduling.planning import MOST_A_DAY

SHORTEST, LONGEST = 10, 480
OPENS, CLOSES = datetime.time(8, 0), datetime.time(20, 0)


def check_times(hearings: Collection[Hearing], *, at: datetime.datetime) -> None:
    """Raise for a hearing in the past, on a rest day or out of hours, or told too late (第一百三十九条)."""
    today = china_day(at)
    for each in hearings:
        number, local, ends = each.case.number, each.starts.astimezone(CHINA), each.ends.astimezone(CHINA)
        if each.starts <= at:
            raise Refused(f"{number}：开庭时间应当晚于现在，请另选时间。")
        if not SHORTEST <= (each.ends - each.starts).total_seconds() / 60 <= LONGEST:
            raise Refused(f"{number}：开庭时长应当在{SHORTEST}分钟至{LONGEST}分钟之间。")
        if local.time() < OPENS or ends.time() > CLOSES or ends.date() != local.date():
            raise Refused(f"{number}：开庭时间应当在8时至20时之间，请另选时间。")
        _check_working_day(number, local.date())
        last = last_day_of_notice(each.case.track, local.date(), on=today)
        if last.value is not None and today > last.value:
            raise Refused(
                f"{number}适用普通程序，应当在开庭三日前通知当事人（{'；'.join(last.because)}），"
                f"{chinese_date(local.date())}开庭最迟{chinese_date(last.value)}通知，请另选日期。"
            )


def check_periods(hearings: Sequence[Hearing]) -> None:
    """Raise for a hearing before everybody was served, or before a period to answer or to bring evidence is over."""
    days = sorted({china_day(each.starts) for each in hearings})
    for day in days:
        on_that_day = [each for each in hearings if china_day(each.starts) == day]
        found = hindrances_to_hearing([each.case_id for each in on_that_day], day)
        for each in on_that_day:
            if found[each.case_id]:
                reasons = "；".join(hindrance.sentence for hindrance in found[each.case_id])
                raise Refused(
                    f"{each.case.number}在{chinese_date(day)}还不能开庭：{reasons}。"
                    "请先送达，或者登记当事人放弃期限，或者另选日期。"
                )


def check_load(hearings: Sequence[Hearing], judges: Mapping[int, User]) -> None:
    """Raise where a judge would have more than seven hearings a day; their rows are locked by the caller."""
    wanted = Counter((each.case.responsible_id, china_day(each.starts)) for each in hearings)
    standing = Counter(
        (judge_id, china_day(starts))
        for judge_id, starts in Hearing.objects.filter(
            case__responsible__in=list(judges),
            status__in=["fixed", "held"],
            starts__gte=min(each.starts for each in hearings) - datetime.timedelta(days=1),
            starts__lte=max(each.starts for each in hearings) + datetime.timedelta(days=1),
        )
        .exclude(pk__in=[each.pk for each in hearings if each.pk])
        .values_list("case__responsible_id", "starts")
    )
    for (judge_id, day), count in sorted(wanted.items(), key=lambda each: each[0][1]):
        if count + standing[judge_id, day] > MOST_A_DAY:
            judge = judges[judge_id or 0]
            raise Refused(
                f"{judge.full_name}{chinese_date(day)}已排{standing[judge_id, day]}件开庭，"
                f"一名法官一日最多{MOST_A_DAY}件，请另选日期。"
            )


def check_benches(cases: Collection[Case]) -> None:
    """Raise where nobody tries the case yet, or its procedure is not known."""
    for case in cases:
        if case.responsible_id is None:
            raise Refused(f"{case.number}尚未确定审判组织，请先分案。")
        if not case.track:
            raise Refused(f"{case.number}尚未确定审理程序，请先分流。")


def _check_working_day(number: str, day: datetime.date) -> None:
    try:
        name = rest_day_name(day)
    except UnknownYear as unknown:
        raise Refused(f"{number}：{unknown.sentence}，不能判断{chinese_date(day)}是否为工作日，请另选日期。") from None
    if name:
        raise Refused(f"{number}：{chinese_date(day)}是{name}，不开庭，请另选工作日。")
