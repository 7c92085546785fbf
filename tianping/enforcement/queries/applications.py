"""Reads of applications for enforcement: lists, one application, what is told of it and to whom."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts
from tianping.accounts.posts import Post
from tianping.accounts.queries import people_with_post
from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.permissions import WindowPerson, visible_cases
from tianping.cases.queries import conflicts_over, matching, matters_at_window
from tianping.enforcement.models import Application, ApplicationDraft, Correction, Notice, TitlePaper
from tianping.enforcement.permissions import TITLES, check_is_title, own_applications, visible_applications
from tianping.enforcement.queries.carried import CONFIRMATION
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.enforcement_applications import filing_due
from tianping.law.roles import role_in
from tianping.measures.queries import owners_told
from tianping.papers.documents.queries import NOT_ENFORCED, Paper, issued_in, ruling_in
from tianping.papers.service.queries import deliveries

CASE_TYPE, MOST_FOUND = "执", 50
# The period within which the notice of enforcement is sent (执行通知).
NOTICE = "EX-NOTICE-10"
# What is over and bars no new application on the same title.
OVER = ("withdrawn", "refused")


def applications(user: Any) -> QuerySet[Application]:
    """The applications that a person may see, with their title and sides."""
    rows = visible_applications(user).select_related("title_case__matter", "outside", "applicant__matter", "case")
    rows = rows.select_related("refusal_judge", "applied_by")
    return rows.prefetch_related("respondents")


def search(rows: QuerySet[Application], text: str) -> QuerySet[Application]:
    """Applications by receipt, by the number of the title or of the enforcement, or by a litigant's name."""
    word = text.strip()
    cases = matching(Case.objects.all(), word).values("pk")
    borne = Application.objects.filter(respondents__name__contains=word).values("pk")
    named = Q(number__icontains=word) | Q(applicant__name__contains=word) | Q(pk__in=borne)
    named |= Q(outside__number__icontains=word) | Q(outside__body__contains=word)
    return rows.filter(named | Q(title_case__in=cases) | Q(case__in=cases))


def counts_by_status(user: Any) -> dict[str, int]:
    """How many of the applications that a person may see stand in each state."""
    return dict(visible_applications(user).order_by().values_list("status").annotate(Count("pk")))


def waiting_for(user: Any) -> QuerySet[Application]:
    """What waits for a person to be accepted."""
    if Post.FILING_CLERK not in held_posts(user):
        return Application.objects.none()
    return Application.objects.filter(status="received")


def of_case(case: Case) -> list[Application]:
    """The applications on a case as their title, and the one by which an enforcement was opened."""
    rows = Application.objects.filter(Q(title_case=case) | Q(case=case))
    rows = rows.select_related("case", "applicant", "outside")
    return list(rows.prefetch_related("respondents").order_by("pk"))


def known_to(case: Case, litigant: Litigant) -> list[Application]:
    """Of those the ones of which this litigant knows: their own, and against them once they were told."""
    rows = of_case(case)
    borne = [row for row in rows if row.case is not None and litigant in row.respondents.all()]
    withheld = {case_id for _litigant, case_id in withheld_from([litigant.pk])} if borne else set()
    told = {row.pk for row in borne if row.case_id not in withheld}
    return [row for row in rows if row.applicant_id == litigant.pk or row.pk in told]


@dataclass(frozen=True)
class Title:
    """A case from which somebody wants to enforce (执行依据): as whom, and why not yet; empty where it can be done."""

    case: Case
    applicant: Litigant | None
    why_not: str
    application: Application | None = None

    @property
    def sides(self) -> str:
        """Those on the other sides of whoever applies; without an applicant everybody, as they are called there."""
        own = self.applicant
        sides = [each for each in self.case.matter.litigants.all() if own is None or each.role != own.role]
        return "、".join(f"{role_in(self.case.type_code, each.role)}{each.name}" for each in sides)

    @property
    def ending(self) -> str:
        """How the case ended (结案方式), also where what was applied for was confirmed (民事诉讼法第二百零二条)."""
        confirmed = self.case.type_code == CONFIRMATION and self.case.effective_on is not None
        return "裁定确认调解协议有效" if confirmed else self.case.get_closing_way_display()


def titles_of(person: WindowPerson, *, on: datetime.date) -> list[Title]:
    """The cases of whoever stands at the window that may bind somebody, the newest first; few statements."""
    rows = [
        (case, each.litigant)
        for each in matters_at_window(person)
        for case in each.cases
        if case.type_code in TITLES and case.status == "closed"
    ]
    prefetch_related_objects([case for case, _ in rows], "matter__litigants")
    applied = {
        (each.title_case_id, each.applicant_id): each
        for each in Application.objects.filter(title_case__in=[case.pk for case, _ in rows]).exclude(status__in=OVER)
    }
    return [Title(case, litigant, why_not(case, on), applied.get((case.pk, litigant.pk))) for case, litigant in rows]


def titles_found(user: Any, text: str, *, on: datetime.date) -> list[Title]:
    """The cases that a person may see, by number or by a litigant's name."""
    if not text.strip():
        return []
    rows = matching(visible_cases(user).filter(type_code__in=TITLES), text).select_related("matter")
    rows = rows.prefetch_related("matter__litigants")
    return [Title(case, None, why_not(case, on)) for case in rows.order_by("-filed_on", "-pk")[:MOST_FOUND]]


def why_not(case: Case, on: datetime.date) -> str:
    """Why nobody can apply from this case on that day; empty where they can."""
    try:
        check_is_title(case, on=on)
    except Refused as refusal:
        return str(refusal)
    return ""


def against(application: Application) -> list[Application]:
    """What was applied for on the same title against whoever applies here, and was not withdrawn."""
    rows = Application.objects.filter(title_case=application.title_case_id, respondents=application.applicant_id)
    return list(rows.exclude(status__in=OVER).select_related("case", "applicant").order_by("pk"))


def withheld_from(litigant_ids: Collection[int]) -> set[tuple[int, int]]:
    """(litigant, case) of enforcements of which whoever is enforced against is not told yet.

    They learn of it by the notice, by a paper that was served, or by a measure of which they were told: measures may
    be taken at once when the notice is sent (民事诉讼法第二百五十一条).
    """
    rows = Application.objects.filter(respondents__in=list(litigant_ids), case__isnull=False)
    borne = set(rows.values_list("respondents", "case")) if litigant_ids else set()
    borne = {(litigant, case) for litigant, case in borne if litigant in set(litigant_ids)}
    borne |= _not_issued(litigant_ids)
    if not borne:
        return borne
    cases = {case for _litigant, case in borne}
    noticed = Notice.objects.filter(application__case__in=cases).values_list("respondent", "application__case")
    served = deliveries().filter(paper__case__in=cases, status="served").values_list("litigant", "paper__case")
    return borne - set(noticed) - set(served) - owners_told(cases)


def _not_issued(litigant_ids: Collection[int]) -> set[tuple[int, int]]:
    """(applicant, case) of refusals whose ruling is not issued yet: until then there is none."""
    rows = Application.objects.filter(applicant__in=list(litigant_ids), status="refused", case__isnull=False)
    ruled = {pair for pair in rows.values_list("applicant", "case") if pair[1] is not None} if litigant_ids else set()
    return {pair for pair in ruled if pair[1] not in issued_in({case for _litigant, case in ruled}, NOT_ENFORCED)}


def judge_on_duty(application: Application, *, on: datetime.date) -> User | None:
    """Whose turn it is to rule on a refusal (轮值): of those whom nothing bars, who had the fewest this year."""
    matter = application.applicant.matter_id
    barred = conflicts_over([matter]).get(matter, {})
    judges = [judge.pk for judge in people_with_post(Post.JUDGE, on) if judge.pk not in barred]
    this_year = Application.objects.filter(refusal_judge=OuterRef("pk"), received_at__year=on.year).order_by()
    counted = this_year.values("refusal_judge").annotate(count=Count("pk")).values("count")
    had = Coalesce(Subquery(counted), 0)
    return User.objects.filter(pk__in=judges).annotate(had=had).order_by("had", "pk").first()


def before_judge(user: Any) -> QuerySet[Application]:
    """The applications of which a refusal was put before this judge."""
    rows = Application.objects.filter(refusal_judge=user).select_related("title_case__matter", "outside", "case")
    return rows.select_related("applicant__matter", "refusal_judge", "applied_by").prefetch_related("respondents")


def ruling_of(application: Application) -> Paper | None:
    """The ruling by which an application was refused, drawn up or issued; None where it was given up."""
    return ruling_in(application.case_id, NOT_ENFORCED) if application.case_id is not None else None


def own(user: Any) -> QuerySet[Application]:
    """What a citizen may read of their applications on outside titles."""
    rows = own_applications(user).select_related("case", "outside", "applicant__matter", "applied_by")
    return rows.prefetch_related("respondents").distinct()


def papers_of(found: Application | ApplicationDraft) -> list[TitlePaper]:
    """The files of an application, or of one that is being written."""
    of = {"draft": found} if isinstance(found, ApplicationDraft) else {"application": found}
    return list(TitlePaper.objects.filter(**of).select_related("file"))


@dataclass(frozen=True)
class Point:
    """One thing to be corrected (补正事项), by its place from 1, and what came for it."""

    place: int
    text: str
    came: Correction | None


def points_of(application: Application) -> list[Point]:
    """What was to be corrected, point by point, with what was brought to the counter for each."""
    came = {each.point: each for each in Correction.objects.filter(application=application, point__isnull=False)}
    return [Point(at, text, came.get(at)) for at, text in enumerate(application.corrections.splitlines(), start=1)]


def explained_at_home(application: Application) -> list[Correction]:
    """What was handed in over the net of what was to be corrected."""
    return list(Correction.objects.filter(application=application, point__isnull=True))


def to_notify(application: Application) -> list[Litigant]:
    """On whom the notice of an enforcement was not served yet."""
    served = Notice.objects.filter(application=application).values("respondent")
    return list(application.respondents.exclude(pk__in=served).order_by("position"))


def notices_of(application: Application) -> list[Notice]:
    """The notices that were served, oldest first."""
    return list(Notice.objects.filter(application=application).select_related("respondent").order_by("pk"))


def handed_in_by(case: Case, applicant: Litigant) -> Application | None:
    """What this litigant has applied for on this title, if it was not withdrawn and they know of no refusal."""
    rows = Application.objects.filter(title_case=case, applicant=applicant).exclude(status="withdrawn")
    newest = rows.select_related("case").order_by("-pk").first()
    return None if newest is not None and newest.status == "refused" and is_told(newest) else newest


def is_told(application: Application) -> bool:
    """Whether the applicant may read how it stands: of a refusal from the issue of its ruling on."""
    if application.status != "refused" or application.case_id is None:
        return True
    return bool(issued_in({application.case_id}, NOT_ENFORCED))


def acts_by(application: Application) -> datetime.date | None:
    """Until when the court must act (七日内决定, 十日内发出执行通知), for the applicant; None where no day runs.

    Where corrections were asked for, the seven days from the receipt say nothing to them any more.
    """
    if application.status == "accepted" and application.case_id is not None:
        running = Clock.objects.filter(case=application.case_id, period_id=NOTICE, stopped_on__isnull=True).first()
        return (running.legal_due or running.nominal_due) if running is not None else None
    is_decided = application.status not in ("received", "refusing") and is_told(application)
    if is_decided or application.corrections:
        return None
    day = china_day(application.received_at)
    due = filing_due(day, on=day).value
    return due.legal or due.nominal
