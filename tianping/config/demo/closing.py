"""How the first cases of the demonstration end: agreed in the record, withdrawn, and what waits to be closed."""

import datetime
from typing import Any

from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case, Seat
from tianping.cases.queries import seats_of
from tianping.config.demo.stage import Stage
from tianping.config.pictures import stroke
from tianping.law.settlements import Terms, equal_instalments
from tianping.money.fees.queries import charged_to
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.dossier import actions as dossier_actions
from tianping.trial.closing import actions as closing_actions
from tianping.trial.hearings import actions as hearing_actions
from tianping.trial.hearings.actions import Agreed, Held
from tianping.trial.hearings.models import Record, Settlement, Signature
from tianping.trial.hearings.queries import record_page

PLACE = "第一法庭"
NOT_SERVED = "双方当庭达成调解协议，当庭签名，没有另行制作、送达应诉通知书等文书。"
AGREED, WITHDRAWN, UNDECIDED = 3, 2, 3
# Two of the agreed and one of the withdrawn are closed; the rest waits in the list of cases to be closed.


def cases_are_closed(cases: list[Case], stage: Stage) -> None:
    """Some of the drawn cases that were paid for and have a clerk come to their end."""
    chosen = _with_clerk_and_paid(cases)
    agreed, withdrawn = chosen[:AGREED], chosen[AGREED : AGREED + WITHDRAWN]
    undecided = chosen[AGREED + WITHDRAWN :][:UNDECIDED]
    for case, _judge, clerk in agreed:
        _agree(case, clerk, stage)
    for case, judge, clerk in withdrawn:
        _withdraw(case, judge, clerk, stage)
    for place, (case, _judge, clerk) in enumerate(undecided):
        _leave_undecided(case, clerk, stage, agrees=place == 0)
    for case, _judge, clerk in agreed[:-1]:
        closing_actions.close(case, by=acting(clerk, stage.day), at=stage.at)
    # The ruling is announced in court: the case counts as closed although its paper is still on its way.
    for case, _judge, clerk in withdrawn[:-1]:
        closing_actions.close(case, pronounced_on=stage.day, by=acting(clerk, stage.day), at=stage.at)
    for case, _judge, clerk in agreed[:1]:
        dossier_actions.archive(case, NOT_SERVED, by=acting(clerk, stage.day), at=stage.at)


def _with_clerk_and_paid(cases: list[Case]) -> list[tuple[Case, User, User]]:
    """The cases whose fee is paid and whose bench has a clerk, each with its judge and clerk."""
    ids = [case.pk for case in cases]
    paid = {pk for pk, each in charged_to(ids).items() if each.unpaid_fen == 0}
    found = []
    for case in cases:
        held = {seat.role: seat.user for seat in seats_of([case.pk])[case.pk]}
        if case.pk in paid and Seat.Role.CLERK in held and Seat.Role.SOLE in held:
            found.append((case, held[Seat.Role.SOLE], held[Seat.Role.CLERK]))
    return found


def _agree(case: Case, clerk: User, stage: Stage) -> None:
    # One moment for all of it: the stage's hours of a day come in any order, and a record is signed after it closed.
    clerk, at = acting(clerk, stage.day), stage.at
    (record,) = hearing_actions.hold_many([Held(case.pk, PLACE)], by=clerk, at=at)
    amount = case.matter.claim_fen or 1_000_000
    terms = Terms(amount, equal_instalments(amount, 6, datetime.date(2023, 3, 31)))
    hearing_actions.record_settlements_many([Agreed(record.pk, terms, Settlement.Way.SIGNING)], by=clerk, at=at)
    for each in record_page(record).present:
        hearing_actions.sign(each, stroke(), Signature.Way.PAD, by=clerk, at=at)
    record.refresh_from_db()
    hearing_actions.finish(record, by=clerk, at=at)


def _leave_undecided(case: Case, clerk: User, stage: Stage, *, agrees: bool) -> None:
    """A hearing whose paper is not written yet: a mediation paper, or a judgment."""
    clerk, at = acting(clerk, stage.day), stage.at
    (record,) = hearing_actions.hold_many([Held(case.pk, PLACE)], by=clerk, at=at)
    if not agrees:
        hearing_actions.close_record(record, Record.Outcome.TO_BE_DECIDED, by=clerk, at=at)
        return
    amount = case.matter.claim_fen or 1_000_000
    terms = Terms(amount, equal_instalments(amount, 3, datetime.date(2023, 3, 31)))
    hearing_actions.record_settlements_many([Agreed(record.pk, terms, Settlement.Way.PAPER)], by=clerk, at=at)


def _withdraw(case: Case, judge: User, clerk: User, stage: Stage) -> None:
    judge, clerk = acting(judge, stage.day), acting(clerk, stage.day)
    fee = charged_to([case.pk])[case.pk].paid_fen
    plaintiff = case.matter.litigants.filter(role="plaintiff").first()
    facts: dict[str, Any] = {"reason": "被告已经还款", "fee_fen": fee}
    if plaintiff is not None:
        facts["fee_shares"] = [{"litigant_id": plaintiff.pk, "fen": fee}]
    request = PaperRequest(case.pk, "ruling", facts, variant="withdrawal")
    papers = paper_actions.draw_up_many([request], by=judge, at=stage.at)
    paper_actions.proofread_many(papers, by=clerk, at=stage.at)
    paper_actions.sign_many(papers, by=judge, at=stage.at)
    paper_actions.issue_many(papers, by=clerk, at=stage.at)
