"""What becomes of the numbered cases of the demonstration: drawn to judges, notified, heard, some closed.

Whom the lots name differs from one founding to the next, as it must: the seed of a draw is nobody's choice.
"""

import datetime

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting, people_with_post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Counsel
from tianping.config.demo.closing import cases_are_closed
from tianping.config.demo.fates import MEDIATORS
from tianping.config.demo.materials import litigants_answer
from tianping.config.demo.scheduling import hearings_are_fixed
from tianping.config.demo.service import notices_are_served
from tianping.config.demo.stage import Stage
from tianping.intake.mediation import actions as mediation_actions
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.trial.assignment import actions as assignment_actions
from tianping.trial.assignment.models import Member
from tianping.trial.assignment.queries import waiting_for
from tianping.trial.hearings import actions as hearing_actions
from tianping.trial.hearings.actions import RecordDraft

TEAM = "金融审判突击队"
JUDGES = ("judge1", "judge2", "judge3")
HELPERS = (("assistant1", "assistant", 0), ("clerk1", "clerk", 0), ("clerk2", "clerk", 1))
# Cases filed after this day still wait to be drawn on the demonstration day.
DRAWN_UNTIL = datetime.date(2023, 1, 31)
NOTICES = ("acceptance_notice", "response_notice", "evidence_notice", "sole_notice")
NOTIFIED = 8


def cases_come_to_trial(stage: Stage) -> None:
    """A team is set up, its cases are drawn, the first are notified, and the record of one hearing is open."""
    pool = assignment_actions.open_pool(TEAM, tracks=["small_claims", "simple"], by=stage.head, at=stage.at)
    judges = [_named(Post.JUDGE, name, stage) for name in JUDGES]
    for judge in judges:
        assignment_actions.add_member(pool, judge, Member.Role.JUDGE, by=stage.head, at=stage.at)
    for name, role, place in HELPERS:
        post = {"assistant": Post.JUDGE_ASSISTANT, "clerk": Post.COURT_CLERK}[role]
        helper = _named(post, name, stage)
        assignment_actions.add_member(pool, helper, Member.Role(role), serves=judges[place], by=stage.head, at=stage.at)
    committed = assignment_actions.commit(pool, by=stage.clerk, at=stage.at)
    cases = list(waiting_for(pool).filter(filed_on__lte=DRAWN_UNTIL).order_by("year", "sequence"))
    fixed = assignment_actions.fix(committed, [case.pk for case in cases], by=stage.clerk, at=stage.at)
    assignment_actions.draw(fixed, by=stage.clerk, at=stage.at)
    _notify(cases[:NOTIFIED], stage)
    notices_are_served(cases[:NOTIFIED], stage)
    litigants_answer(cases[:NOTIFIED], stage)
    hearings_are_fixed(cases[:NOTIFIED], judges[0], stage)
    _hear(cases[0], stage)
    _name_counsel(cases[0], stage)
    _entrust(cases[-1], stage)
    cases_are_closed(cases[NOTIFIED:-1], stage)


def _notify(cases: list[Case], stage: Stage) -> None:
    requests = [PaperRequest(case.pk, kind) for case in cases for kind in NOTICES]
    papers = paper_actions.draw_up_many(requests, by=stage.clerk, at=stage.at)
    paper_actions.issue_many(papers, by=stage.clerk, at=stage.at)


def _hear(case: Case, stage: Stage) -> None:
    case.refresh_from_db()
    if case.responsible is not None:
        judge = acting(case.responsible, stage.day)
        hearing_actions.open_record(RecordDraft(case.pk, "第一法庭"), by=judge, at=stage.at)


def _name_counsel(case: Case, stage: Stage) -> None:
    """The plaintiff of the case whose hearing is open has a lawyer."""
    lawyer = _named(Post.LAWYER, "lawyer", stage)
    plaintiff = case.matter.litigants.get(role="plaintiff", position=1)
    draft = case_actions.CounselDraft(
        plaintiff.pk,
        lawyer.full_name,
        Counsel.Kind.LAWYER,
        Counsel.Authority.GENERAL,
        firm="甘肃示范律师事务所",
        licence_number="16210202300000001",
        letter="2023年2月2日授权委托书，开庭前当面提交",
        user_id=lawyer.pk,
    )
    case_actions.name_counsel(case, draft, by=stage.clerk, at=stage.at)


def _entrust(case: Case, stage: Stage) -> None:
    """Both sides of a numbered case agree to mediation, and the mediators have accepted it."""
    case.refresh_from_db()
    if case.responsible is not None:
        judge = acting(case.responsible, stage.day)
        referral = mediation_actions.entrust(case, MEDIATORS, "2023年2月3日询问笔录", by=judge, at=stage.at)
        mediation_actions.accept_many([referral.pk], by=stage.mediator, at=stage.at)


def _named(post: Post, username: str, stage: Stage) -> User:
    return acting(people_with_post(post, stage.day).get(username=username), stage.day)
