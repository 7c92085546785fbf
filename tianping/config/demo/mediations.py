"""What becomes of disputes that are mediated before filing: a session, a record, an agreement, its confirmation."""

import datetime
from collections.abc import Callable, Generator

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting, people_with_post
from tianping.cases.models import Case
from tianping.cases.permissions import Looker
from tianping.cases.queries import lookup_code
from tianping.config.demo.fates import MEDIATORS, Days, ask_the_other_side
from tianping.config.demo.stage import Stage
from tianping.intake.filing import actions as filing_actions
from tianping.intake.mediation import actions as mediation
from tianping.intake.mediation.actions import (
    AgreementDraft,
    Payment,
    Referral,
    SessionDraft,
    SessionRecord,
    Signature,
    Way,
    instalments,
    known_dispute,
    known_facts,
)
from tianping.intake.mediation.models import Session
from tianping.intake.mediation.queries import agreement_in
from tianping.kernel.clock import CHINA
from tianping.papers.documents import actions as paper_actions
from tianping.papers.service import actions as service_actions
from tianping.papers.service.actions import Tried
from tianping.papers.service.queries import deliveries
from tianping.trial.confirmation import actions as confirmation
from tianping.trial.confirmation.models import Application
from tianping.trial.confirmation.queries import application_of

Mediation = Generator[int, None, Referral]
# A day after the demonstration day, so that whoever looks sees a session that is still to come.
AHEAD = datetime.datetime(2023, 2, 8, 9, 30, tzinfo=CHINA)
SLOT = 20
PLACE = "诉前调解中心第一调解室"
KIND = Application.Kind


def has_a_session_ahead(stage: Stage) -> Days:
    """The other side is willing, and a session is appointed."""
    referral = yield from _willing(stage)
    draft = SessionDraft(_slot(AHEAD, referral), SLOT, Session.Way.ON_SITE, PLACE)
    mediation.appoint_session(referral, draft, by=stage.mediator, at=stage.at)


def has_a_record(stage: Stage) -> Days:
    """A session was held; both confirmed what they do not dispute."""
    yield from _recorded(stage)


def fails_with_undisputed_facts(stage: Stage) -> Days:
    """No agreement was reached; what is undisputed goes along into the suit."""
    referral = yield from _recorded(stage)
    yield 1
    outcome = "双方对还款期限分歧较大，调解不成。"
    mediation.fail_many([referral.pk], outcome=outcome, by=stage.mediator, at=stage.at)


def is_refused_by_the_other_side(stage: Stage) -> Days:
    """Whoever is sued does not want to be mediated and says so on the phone."""
    referral = yield from _mediated(stage)
    yield 1
    mediation.refuse_mediation(_looker(referral.case, "defendant"), "", at=stage.at)


def is_declined(stage: Stage) -> Days:
    """The mediators do not take it; the court has to name others."""
    filing = stage.receive(consents=True)
    yield 1
    (referral,) = filing_actions.refer_many([filing], MEDIATORS, by=stage.clerk, at=stage.at)
    yield 1
    mediation.decline(referral, "一方当事人是本组织调解员的亲属。", by=stage.mediator, at=stage.at)


def waits_for_signatures(stage: Stage) -> Days:
    """The agreement is written; one has signed."""
    referral = yield from _agreed(stage)
    _sign(referral, "plaintiff", stage)


def has_an_agreement(stage: Stage) -> Days:
    """Everybody has signed; they may apply for its confirmation."""
    yield from _signed(stage)


def one_applies(stage: Stage) -> Days:
    """One of them has applied for the confirmation."""
    referral = yield from _signed(stage)
    confirmation.apply(_looker(referral.case, "plaintiff"), KIND.CONFIRMATION, True, at=stage.at)


def both_apply(stage: Stage) -> Days:
    """Both have applied; the filing division has three days."""
    yield from _applied(stage, KIND.CONFIRMATION)


def is_reviewed(stage: Stage) -> Days:
    """A judge reviews the agreement."""
    yield from _accepted(stage, KIND.CONFIRMATION)


def becomes_a_mediation_paper(stage: Stage) -> Days:
    """Both asked for a mediation paper; it is drawn up."""
    case, judge = yield from _accepted(stage, KIND.PAPER)
    _decide(case, judge, stage)


def is_confirmed(stage: Stage) -> Days:
    """The agreement was confirmed by a ruling that reached both."""
    case, judge = yield from _accepted(stage, KIND.CONFIRMATION)
    yield 1
    _decide(case, judge, stage)
    application = application_of(case)
    if application is None or application.paper is None:
        raise LookupError(f"{case} has no ruling")
    paper_actions.proofread(application.paper, by=stage.clerk, at=stage.at)
    paper_actions.sign(application.paper, by=judge, at=stage.at)
    paper_actions.issue(application.paper, by=judge, at=stage.at)
    stage.deliver()
    rows = [each.pk for each in deliveries().filter(paper=application.paper)]
    service_actions.record_attempts_many(rows, Tried("direct", stage.day), by=judge, at=stage.at)


# How many meet each fate, and how many days it needs to come to its end.
MEDIATED: tuple[tuple[Callable[[Stage], Days], int, int], ...] = (
    (has_a_session_ahead, 3, 6),
    (has_a_record, 1, 10),
    (fails_with_undisputed_facts, 1, 12),
    (is_refused_by_the_other_side, 1, 6),
    (is_declined, 1, 5),
    (waits_for_signatures, 2, 12),
    (has_an_agreement, 1, 12),
    (one_applies, 1, 13),
    (both_apply, 1, 13),
    (is_reviewed, 1, 15),
    (becomes_a_mediation_paper, 1, 15),
    (is_confirmed, 1, 18),
)


def _mediated(stage: Stage) -> Mediation:
    filing = stage.receive(consents=True)
    yield 1
    (referral,) = filing_actions.refer_many([filing], MEDIATORS, by=stage.clerk, at=stage.at)
    yield 1
    mediation.accept_many([referral.pk], by=stage.mediator, at=stage.at)
    referral.refresh_from_db()
    return referral


def _willing(stage: Stage) -> Mediation:
    referral = yield from _mediated(stage)
    yield 1
    ask_the_other_side(stage, referral)
    return referral


def _recorded(stage: Stage) -> Mediation:
    referral = yield from _willing(stage)
    tomorrow = datetime.datetime.combine(stage.day + datetime.timedelta(days=1), datetime.time(9), CHINA)
    draft = SessionDraft(_slot(tomorrow, referral), SLOT, Session.Way.VIDEO)
    session = mediation.appoint_session(referral, draft, by=stage.mediator, at=stage.at)
    yield 3
    litigants = list(referral.case.matter.litigants.all())
    record = SessionRecord(
        [each.pk for each in litigants],
        "申请人陈述请求和理由。\n被申请人认可欠款，希望分期。\n调解员分别做工作，双方对数额没有争议。",
        "双方对欠款的数额没有争议。\n双方对付款的时间没有书面约定。",
    )
    mediation.record_session(session, record, by=stage.mediator, at=stage.at)
    for each in litigants:
        looker = Looker(referral.case, each)
        mediation.confirm_record(looker, session.pk, _code(looker), at=stage.at)
    return referral


def _slot(morning: datetime.datetime, referral: Referral) -> datetime.datetime:
    """A time of its own for each: nobody mediates two at once."""
    return morning + datetime.timedelta(minutes=SLOT * (referral.case.sequence % 24))


def _agreed(stage: Stage) -> Mediation:
    referral = yield from _recorded(stage)
    yield 1
    matter = referral.case.matter
    sides = {each.role: each.pk for each in matter.litigants.all()}
    first = datetime.date(2023, 3, 1)
    total = Payment(sides["defendant"], sides["plaintiff"], matter.claim_fen or 0, first)
    draft = AgreementDraft(
        known_facts(matter.facts_text, matter.cause_name),
        known_dispute(matter.claim_text),
        instalments(total, 1 + referral.pk % 3),
        "任何一期没有按时足额支付的，全部没有支付的款项立即到期；经司法确认或者法院制作调解书的，收款人可以申请强制执行\n"
        "双方再无其他争议",
    )
    mediation.draw_up_agreement(referral, draft, by=stage.mediator, at=stage.at)
    return referral


def _signed(stage: Stage) -> Mediation:
    referral = yield from _agreed(stage)
    _sign(referral, "plaintiff", stage)
    _sign(referral, "defendant", stage)
    yield 1
    return referral


def _applied(stage: Stage, kind: Application.Kind) -> Generator[int, None, Application]:
    referral = yield from _signed(stage)
    for each in referral.case.matter.litigants.all():
        application = confirmation.apply(Looker(referral.case, each), kind, True, at=stage.at)
    application.refresh_from_db()
    return application


def _accepted(stage: Stage, kind: Application.Kind) -> Generator[int, None, tuple[Case, User]]:
    application = yield from _applied(stage, kind)
    yield 1
    judge = acting(people_with_post(Post.JUDGE, stage.day).get(username="judge8"), stage.day)
    return confirmation.accept(application, judge, by=stage.clerk, at=stage.at), judge


def _decide(case: Case, judge: User, stage: Stage) -> None:
    application = application_of(case)
    if application is None:
        raise LookupError(f"{case} has no application")
    confirmation.decide(application, [], "", by=judge, at=stage.at)


def _sign(referral: Referral, role: str, stage: Stage) -> None:
    for each in referral.case.matter.litigants.filter(role=role):
        looker = Looker(referral.case, each)
        mediation.sign_agreement(looker, _wording(referral), _code(looker), at=stage.at)


def _looker(case: Case, role: str) -> Looker:
    return Looker(case, case.matter.litigants.filter(role=role)[0])


def _code(looker: Looker) -> Signature:
    """They type their own code again."""
    return Signature(Way.CODE, code=lookup_code(looker.case, looker.litigant))


def _wording(referral: Referral) -> str:
    agreement = agreement_in(referral)
    return agreement.wording if agreement is not None else ""
