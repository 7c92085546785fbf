"""Drawing decisions up from the records of hearings (拟制裁判文书): by list what follows, judgments singly."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.settlements import FeeBearer
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.queries import Paper, ending_papers
from tianping.trial.closing.permissions import check_can_close
from tianping.trial.closing.queries import (
    proposed_judgment,
    request_for_the_fee,
    request_for_withdrawal,
    requests_for,
    why_not_for_the_fee,
)
from tianping.trial.closing.queries.deciding import heard, shares_of


@dataclass(frozen=True)
class JudgmentDraft:
    """What the judge wrote: lines of facts, reasons and orders; articles (law, number …); answers by litigant id."""

    facts_found: Sequence[str]
    reasons: Sequence[str]
    articles: Sequence[Sequence[str | int]]
    orders: Sequence[str]
    answers: Sequence[tuple[int, str]] = ()
    fee_borne_by: FeeBearer = "defendant"


@transaction.atomic
def draw_up_decisions_many(case_ids: Sequence[int], *, by: User, at: datetime.datetime) -> list[Paper]:
    """Draw up what follows from the records (成批拟制): mediation papers, rulings on withdrawal; all or none."""
    cases = list(Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk"))
    if not cases:
        raise Refused("请先勾选要拟制文书的案件。")
    check_can_close(by, cases)
    return paper_actions.draw_up_many(requests_for(cases, on=china_day(at)), by=by, at=at)


@transaction.atomic
def draw_up_for_the_fee(case: Case, *, by: User, at: datetime.datetime) -> Paper:
    """Draw up the ruling that a suit counts as withdrawn for want of its fee (未交费按撤诉处理, 解释第二百一十三条).

    Raises Refused before the days to pay are over, while help with the fee waits or was granted, and once it is paid.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    check_can_close(by, [locked])
    if hindrance := why_not_for_the_fee(locked, on=china_day(at)):
        raise Refused(hindrance)
    (paper,) = paper_actions.draw_up_many([request_for_the_fee(locked, on=china_day(at))], by=by, at=at)
    return paper


@transaction.atomic
def draw_up_withdrawal(case: Case, *, by: User, at: datetime.datetime) -> Paper:
    """Draw up the ruling that lets whoever sues withdraw (准许撤诉, 民事诉讼法第一百四十八条第一款), as they asked.

    Raises Refused where nobody asked, and while one of several plaintiffs has not.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    check_can_close(by, [locked])
    if ending_papers().filter(case=locked).exists():
        raise Refused(f"{locked.number}已有结案的文书，请刷新页面。")
    (paper,) = paper_actions.draw_up_many([request_for_withdrawal(locked, on=china_day(at))], by=by, at=at)
    return paper


@transaction.atomic
def draw_up_judgment(case: Case, draft: JudgmentDraft, *, by: User, at: datetime.datetime) -> Paper:
    """Draw up a judgment (拟制判决书): the judge's words, and who came, the day and the fee from what stands."""
    check_can_close(by, [case])
    proposal = proposed_judgment(case, on=china_day(at))
    facts: dict[str, Any] = {
        "facts_found": list(draft.facts_found),
        "reasons": list(draft.reasons),
        "articles": [list(each) for each in draft.articles],
        "orders": list(draft.orders),
        "answers": [{"litigant_id": pk, "text": text} for pk, text in draft.answers],
        **heard(proposal.result),
    }
    if proposal.fee_fen is not None:
        litigants = list(Litigant.objects.filter(matter=case.matter_id).order_by("position"))
        facts |= {"fee_fen": proposal.fee_fen, "fee_full_fen": proposal.fee_full_fen}
        facts["fee_shares"] = shares_of(draft.fee_borne_by, proposal.fee_fen, litigants)
    return paper_actions.draw_up(PaperRequest(case.pk, "judgment", facts), by=by, at=at)
