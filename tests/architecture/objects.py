"""Samples for the matrix of objects: one's own and somebody else's of every kind that is bound to people.

A room that brings addresses with objects adds one line to ``BOUND`` (and its sample to ``Sample``), or to ``OF_COURT``
if whoever holds the permission sees all objects of the court.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.cases import open_cases
from tests.support.court import AT, MEDIATORS, OTHER_MEDIATORS, People
from tests.support.hearings import planned_hearing
from tests.support.mediated import agreed, applied
from tests.support.uploads import PHOTO
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import LEADERS, Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, Counsel, Seat
from tianping.config.docs_permissions import Route
from tianping.intake.mediation.actions import SessionDraft, accept_many, appoint_session, refer_many
from tianping.intake.mediation.models import Session
from tianping.intake.preservation.actions import ApplicationDraft, ClueDraft, SecurityDraft, accept, receive
from tianping.intake.preservation.models import Proof
from tianping.kernel import files
from tianping.measures.actions import MeasureDraft, RequestDraft, receive_request, record_many
from tianping.measures.models import Measure, RenewalRequest
from tianping.papers.documents.actions import PaperRequest, draw_up_many, issue_many
from tianping.papers.dossier.actions import Upload, take
from tianping.papers.dossier.models import HandIn
from tianping.papers.service.actions import plan_many
from tianping.trial.assignment.actions import raise_recusal, request_reassignment
from tianping.trial.assignment.models import Recusal
from tianping.trial.confirmation import actions as confirmation_actions
from tianping.trial.confirmation.models import Application as Confirmation
from tianping.trial.deliberation.actions import Said, Sitting, mark_supervised, record_deliberation
from tianping.trial.deliberation.models import Deliberation, Supervision
from tianping.trial.deliberation.queries import members_of
from tianping.trial.hearings.actions import RecordDraft, open_record

Ids = Mapping[str, object]
# Addresses (their beginning) whose object is bound to people, with the kind of the object; the longest one counts.
BOUND = {
    "cases/": "case",
    "cases/clocks/": "clock",
    "cases/extensions/": "extension",
    "cases/matter/": "matter",
    "triage/cases/": "case",
    "deliberations/": "deliberation",
    "deliberations/cases/": "case",
    "supervised/": "supervision",
    "supervised/cases/": "case",
    "documents/": "paper",
    "documents/cases/": "case",
    "service/": "delivery",
    "dossier/materials/": "material",
    "dossier/files/": "handed_file",
    "dossier/cases/": "case",
    "assignment/cases/": "case",
    "assignment/reassignments/": "reassignment",
    "assignment/recusals/": "recusal",
    "scheduling/": "planned",
    "scheduling/cases/": "case",
    "hearings/": "record",
    "hearings/cases/": "case",
    "closing/cases/": "case",
    "closing/decisions/": "case",
    "mediation/": "referral",
    "mediation/cases/": "case",
    "confirmations/": "confirmation",
    "confirmations/cases/": "case",
    "measures/": "measure",
    "measures/cases/": "case",
    "measures/requests/": "renewal_request",
    "preservation/": "preservation",
    "preservation/cases/": "case",
    "enforcement/cases/": "case",
    "api/v1/cases/": "case",
    "api/v1/papers/": "paper",
}
# Addresses whose objects are the whole court's: whoever has the permission sees each of them. Print runs are their
# maker's alone, and are proved in their own room.
OF_COURT = (
    "accounts/",
    "api/v1/batches/",
    "api/v1/bills/",
    "api/v1/draws/",
    "api/v1/figures/",
    "api/v1/filings/",
    "assignment/draws/",
    "assignment/pools/",
    "calls/",
    "crosscourt/",
    "design/",
    "documents/runs/",
    "draws/",
    # To a judge nothing but what is put before them, proved in the room.
    "enforcement/",
    "fees/",
    # Complaints are kept from all but one post; proved in the room.
    "feedback/",
    "figures/",
    # A refusal is before one judge alone, proved in the room.
    "filing/",
    "mediation/organisations/",
    "mediators/",
    "statements/",
    # A citizen's own, proved in the room.
    "preservation/apply/",
    "scheduling/absences/",
    "scheduling/calendar/",
    "scheduling/places/",
    # A pleading is its writer's alone, proved in the room.
    "apply/",
    # A litigant's own, proved in the room: nothing is there for whoever has no code of the case.
    "progress/",
    # Addresses name paths and questions, the same for everybody; answers are in the browser's own session.
    "guide/",
    # A signed-in citizen's own, proved in the room: nothing is there for whoever has no access to the matter.
    "mine/",
    # Of the person at the clerk's own window and of nobody else.
    "window/",
    "service/window/",
)
# Who sees every object of a kind, whoever it belongs to.
SEES_ALL = {
    "referral": LEADERS | {Post.FILING_CLERK},
    "measure": LEADERS | {Post.FILING_CLERK, Post.ENFORCEMENT_OFFICER},
    "renewal_request": LEADERS | {Post.FILING_CLERK, Post.ENFORCEMENT_OFFICER},
    "preservation": LEADERS | {Post.FILING_CLERK},
}
SEES_ALL_CASES = LEADERS | {Post.FILING_CLERK}
# Posts whose holders sit in cases or mediate, each with the role in which the sample seats them.
SEATED = {
    Post.JUDGE: Seat.Role.SOLE,
    Post.JUDGE_ASSISTANT: Seat.Role.ASSISTANT,
    Post.COURT_CLERK: Seat.Role.CLERK,
    Post.PEOPLES_ASSESSOR: Seat.Role.ASSESSOR,
}


@dataclass(frozen=True)
class Sample:
    """The objects of one case and one mediation, by kind: what stands in the addresses."""

    ids: Mapping[str, Ids]

    def address(self, route: Route) -> str:
        """The address of the route that leads to the object of this sample."""
        known = self.ids[kind_of(route) or ""]
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(known[found[1]]), route.address)


def kind_of(route: Route) -> str | None:
    """The kind of the route's object, if it is bound to people."""
    fitting = [start for start in (*BOUND, *OF_COURT) if route.address.startswith(start)]
    return BOUND.get(max(fitting, key=len)) if fitting else None


def is_known(route: Route) -> bool:
    """Whether the register above says to whom the route's object belongs."""
    return any(route.address.startswith(start) for start in (*BOUND, *OF_COURT))


def seated_people() -> dict[Post, User]:
    """Somebody of each post that sits in cases."""
    people = {}
    for number, post in enumerate(SEATED):
        person = add_person(f"sits{number}", f"坐堂{number}", "tianping-2023", by=None, at=AT)
        appoint(person, post, since=datetime.date(2023, 1, 1), by=None, at=AT)
        people[post] = acting(person, AT.date())
    return people


def samples(people: People, seated: Mapping[Post, User]) -> tuple[Sample, Sample]:
    """The objects in which ``seated`` and the first mediator have their part, and those of others."""
    own, other = open_cases(people.clerk, ["黄小明", "黄晓明"])
    judges = {own: seated[Post.JUDGE], other: people.second_judge}
    case_actions.seat_many(
        [case_actions.SeatDraft(own.pk, seated[post].pk, role) for post, role in SEATED.items()],
        by=people.head,
        at=AT,
    )
    case_actions.seat_many(
        [case_actions.SeatDraft(other.pk, people.second_judge.pk, Seat.Role.SOLE)], by=people.head, at=AT
    )
    for case, judge in judges.items():
        case_actions.make_responsible({judge.pk: [case.pk]}, by=people.head, at=AT)
    helpers = {SEATED[post]: seated[post] for post in (Post.JUDGE_ASSISTANT, Post.COURT_CLERK)}
    return (
        _sample(own, judges[own], people, MEDIATORS, helpers),
        _sample(other, judges[other], people, OTHER_MEDIATORS, {}),
    )


def _sample(case: Case, judge: User, people: People, mediators: str, helpers: Mapping[Seat.Role, User]) -> Sample:
    case.refresh_from_db()
    clock = Clock.objects.get(case=case, period_id="C-TRIAL-SIMPLE")
    extension = case_actions.request_extension(clock, length=10, unit="日", reason="等待鉴定意见", by=judge, at=AT)
    supervision = mark_supervised(case, Supervision.Kind.GRAVE, "案情重大", by=people.head, at=AT)
    (paper,) = draw_up_many([PaperRequest(case.pk, "acceptance_notice")], by=judge, at=AT)
    issue_many([paper], by=judge, at=AT)
    paper.refresh_from_db()
    (delivery,) = plan_many([paper], by=judge, at=AT)
    reassignment = request_reassignment(case, "工作调动", by=judge, at=AT)
    defendant = case.matter.litigants.get(role="defendant")
    recusal = raise_recusal(
        case, people.cashier, Recusal.Ground.values[0], "系原告近亲属", by=judge, at=AT, applicant=defendant
    )
    planned = planned_hearing(case, judge, people.clerk, at=AT)
    record = open_record(RecordDraft(case.pk, "第一法庭"), by=judge, at=AT)
    mediator = people.mediator if mediators == MEDIATORS else people.second_mediator
    (referral,) = refer_many([case.matter], mediators, by=people.clerk, at=AT)
    accept_many([referral.pk], by=mediator, at=AT)
    meets = SessionDraft(AT + datetime.timedelta(days=1), 60, Session.Way.PHONE)
    session = appoint_session(referral, meets, by=mediator, at=AT)
    litigant = case.matter.litigants.get(role="defendant")
    scan = Upload(PHOTO, "借条", "证明已经还款")
    material = take(case, litigant, HandIn.Kind.EVIDENCE, [scan], by=judge, at=AT)
    letter = case_actions.CounselDraft(litigant.pk, "卢师言", Counsel.Kind.RELATIVE, Counsel.Authority.GENERAL)
    (counsel,) = case_actions.name_counsel_many([letter], by=judge, at=AT)
    measure = _measured(case, judge)
    return Sample(
        {
            "case": {
                "case_id": case.pk,
                "litigant_id": litigant.pk,
                "counsel_id": counsel.pk,
                "hand_in_id": material.pk,
                "what": "phone",
                "volume": "primary",
            },
            "clock": {"clock_id": clock.pk},
            "measure": {"pk": measure.pk},
            "renewal_request": {"pk": _renewal_asked(measure, people).pk},
            "preservation": _preserved(case, people),
            "extension": {"extension_id": extension.pk},
            "matter": {"matter_id": case.matter_id},
            "supervision": {"pk": supervision.pk},
            "deliberation": {"pk": _deliberated(case, judge, people).pk},
            "delivery": {"pk": delivery.pk},
            "material": {"pk": material.pk},
            "handed_file": {"pk": material.files.values_list("pk", flat=True)[0]},
            "paper": {"pk": paper.pk, "paper_id": paper.pk},
            "reassignment": {"pk": reassignment.pk},
            "recusal": {"pk": recusal.pk},
            "record": {"pk": record.pk, "section_id": record.sections.values_list("pk", flat=True)[0]},
            "planned": {"pk": planned.pk},
            "referral": {"pk": referral.pk, "litigant_id": litigant.pk, "session_id": session.pk},
            "confirmation": {"pk": _confirmed(judge, people, mediator, mediators, helpers).pk},
        }
    )


def _preserved(case: Case, people: People) -> Ids:
    """The plaintiff asks for preservation at the counter; the bench has to rule."""
    litigants = {each.role: each.pk for each in case.matter.litigants.all()}
    asked = ApplicationDraft(
        amount_fen=4_844_000,
        reasons="被告正在变卖车辆。",
        clues=(ClueDraft(0, "vehicle", "甘M·0001演"),),
        security=SecurityDraft("none", exemption="bank"),
        case=case,
        applicant_id=litigants["plaintiff"],
        respondent_ids=(litigants["defendant"],),
    )
    made = accept(receive(asked, by=people.clerk, at=AT), by=people.clerk, at=AT)
    proof = Proof.objects.create(application=made, name="广告", file=files.keep(PHOTO, "image/png"), pages=1)
    return {"pk": made.pk, "proof_id": proof.pk}


def _measured(case: Case, judge: User) -> Measure:
    """The bench has the defendant's car sealed."""
    litigants = {each.role: each.pk for each in case.matter.litigants.all()}
    car = MeasureDraft(
        case_id=case.pk,
        applicant_id=litigants["plaintiff"],
        owner_id=litigants["defendant"],
        way="seal",
        property_kind="vehicle",
        description="甘M·0001演",
        basis=f"{case.number}之一",
        taken_on=AT.date(),
    )
    return record_many([car], by=judge, at=AT)[0]


def _renewal_asked(measure: Measure, people: People) -> RenewalRequest:
    """The plaintiff hands in at the window that the car stay sealed."""
    draft = RequestDraft("被告尚未履行。", AT.date(), ("续行申请书.png", PHOTO))
    return receive_request(measure, draft, by=people.clerk, at=AT)


def _confirmed(
    judge: User, people: People, mediator: User, mediators: str, helpers: Mapping[Seat.Role, User]
) -> Confirmation:
    """An agreement on its way to be confirmed by the judge."""
    application = applied(agreed(people, by=mediator, to=mediators))
    case = confirmation_actions.accept(application, judge, by=people.clerk, at=AT)
    seats = [case_actions.SeatDraft(case.pk, user.pk, role) for role, user in helpers.items()]
    case_actions.seat_many(seats, by=people.head, at=AT)
    return application


def _deliberated(case: Case, judge: User, people: People) -> Deliberation:
    """The case goes over to a panel, which deliberates."""
    case_actions.set_tracks({("ordinary", "panel", False): [case.pk]})
    more = [people.assessor, people.stranger]
    drafts = [case_actions.SeatDraft(case.pk, user.pk, Seat.Role.JUDGE) for user in more]
    case_actions.seat_many(drafts, by=people.head, at=AT)
    said = {seat.user_id: Said("借款属实", agrees=True) for seat in members_of(case)}
    return record_deliberation(case, Sitting(AT.date(), "合议室", said, "判令还款"), by=judge, at=AT)
