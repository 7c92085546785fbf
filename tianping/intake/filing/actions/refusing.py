"""Refusing a suit (不予受理): the clerk proposes, the judge whose turn it is rules, whoever sues reads the ruling."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.intake.filing.actions.receiving import UNTIL_DECIDED
from tianping.intake.filing.actions.reviewing import FIRST_INSTANCE, note_consents
from tianping.intake.filing.actions.telling import publish_decided, tell_plaintiffs
from tianping.intake.filing.models import Filing
from tianping.intake.filing.permissions import REVIEW, check_can_rule
from tianping.intake.filing.queries import judge_on_duty, ruling_of, told_status
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.answers import Refusal
from tianping.law.filing_refusals import GROUNDS, competent_court, grounds_for
from tianping.law.wording import chinese_date
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.queries import Paper, issued_filing_rulings

# Characters: a word says nothing of the condition that is not met.
SHORTEST_REASON = 10
NOT_ACCEPTED = "not_accepted"


@transaction.atomic
def propose_refusal(
    filing: Filing, ground: str, reason: str, *, court: str = "", by: User, at: datetime.datetime
) -> None:
    """Propose to the judge whose turn it is that a filing be refused (提请裁定不予受理); the seven days run on.

    ``ground``: the condition that is not met, of ``law.filing_refusals``; ``court``: which has jurisdiction, where this
    one has none. Raises Refused without a ground and reasons, and where no judge may sit.
    """
    check_may(by, REVIEW)
    _check_ground(ground, filing)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(f"不予受理应当写明不符合哪一项起诉条件，至少{SHORTEST_REASON}个字。")
    elsewhere = _court_elsewhere(ground, court)
    judge = judge_on_duty(filing, on=china_day(at))
    if judge is None:
        raise Refused("没有可以办理的审判员，请庭长安排值班法官后再提请。")
    moves.move(
        filing,
        "propose_refusal",
        by=by,
        at=at,
        reason=reason.strip(),
        refusal_ground=ground,
        refusal_reason=reason.strip(),
        refusal_court=elsewhere,
        refusal_judge_id=judge.pk,
    )
    line = f"提请{judge.full_name}裁定不予受理：{_condition(ground, elsewhere)}。"
    case_actions.note_many([(filing.matter_id, None, line)], by=by, at=at, for_litigants=False)


@transaction.atomic
def return_refusal(filing: Filing, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The judge holds that the suit is to be accepted, or to be looked at again (不同意，退回立案审查)."""
    check_can_rule(by, filing)
    if not reason.strip():
        raise Refused("请写明不同意的理由。")
    moves.move(
        filing,
        "return_refusal",
        by=by,
        at=at,
        reason=reason.strip(),
        refusal_ground="",
        refusal_reason="",
        refusal_court="",
        refusal_judge_id=None,
    )
    line = f"审判员不同意不予受理，退回立案审查：{reason.strip()}"[:300]
    case_actions.note_many([(filing.matter_id, None, line)], by=by, at=at, for_litigants=False)


@transaction.atomic
def refuse(filing: Filing, reason: str, *, ground: str = "", court: str = "", by: User, at: datetime.datetime) -> Paper:
    """The judge rules that a suit is not accepted (裁定不予受理, 民事诉讼法第一百二十六条).

    The matter takes its number of first instance, the judge sits alone, and the ruling is drawn up from what the filing
    holds, with ``reason`` as the judge words it; it is proof-read, signed, issued and served like any other. The seven
    days run until it is issued; whoever sues, and the court that sent the papers, are told then and know of no number
    before.
    ``ground``: the condition that the judge finds not met, ``court``: which has jurisdiction; empty: as was proposed.
    Raises Refused where another condition is found and the reasons are still those of the first.
    """
    check_can_rule(by, filing)
    proposed = filing.refusal_ground
    if not ground:
        ground, court = proposed, filing.refusal_court
    _check_ground(ground, filing)
    elsewhere = _court_elsewhere(ground, court)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(f"不予受理应当写明不符合哪一项起诉条件，至少{SHORTEST_REASON}个字。")
    if ground != proposed:
        _note_other_condition(filing, ground, reason, by=by, at=at)
    moves.move(
        filing,
        "refuse",
        by=by,
        at=at,
        reason=reason.strip(),
        refusal_ground=ground,
        refusal_reason=reason.strip(),
        refusal_court=elsewhere,
    )
    case = _numbered(filing, by=by, at=at)
    paper = _drawn_up(filing, case, by=by, at=at)
    note_consents([filing], by=by, at=at)
    line = f"裁定不予受理，案号{case.number}；裁定书制发以前不告知起诉人，审查期限继续计算。"
    case_actions.note_many([(filing.matter_id, case.pk, line)], by=by, at=at, for_litigants=False)
    return paper


@transaction.atomic
def draw_up_again(filing: Filing, *, by: User, at: datetime.datetime) -> Paper:
    """The ruling was given up before it was issued (作废): it is drawn up anew under the same number."""
    check_can_rule(by, filing)
    moves.require_state(filing, "refused", sentence="本件还没有裁定不予受理，请刷新页面。")
    case = Case.objects.filter(matter=filing.matter_id, type_code=FIRST_INSTANCE).first()
    if case is None or ruling_of(filing) is not None:
        raise Overtaken("裁定书已经拟制，请刷新页面。")
    return _drawn_up(filing, case, by=by, at=at)


def hear_papers_issued(*, at: datetime.datetime, paper_ids: Sequence[int]) -> None:
    """A ruling that a suit is not accepted was issued: the seven days stop, whoever sues is told. Safe to repeat."""
    for paper in issued_filing_rulings(paper_ids):
        filing = Filing.objects.select_related("matter", "refusal_judge").filter(matter=paper.case.matter_id).first()
        if filing is not None:
            if told_status(filing) != filing.status:
                _make_known(filing, paper.case, at=at)
            words = (
                "不予受理裁定书已经制发，请登录“我的案件”，或者凭案号和查询码在“案件进度”的“我的文书”中阅读、下载；"
                f"{filing.sent_on}不服的，可以自收到裁定书之日起十日内上诉。"
            )
            tell_plaintiffs([filing], "ruling", words, cases={filing.matter_id: paper.case}, by=None, at=at)


def _make_known(filing: Filing, case: Case, *, at: datetime.datetime) -> None:
    """The review ends; those who sue see number and outcome from now on, the court that sent the papers is told."""
    case_actions.stop_clocks([filing.matter_id], UNTIL_DECIDED, on=china_day(at), cause="裁定不予受理", by=None)
    line = f"本院裁定不予受理，案号{case.number}；裁定书向起诉人送达。"
    case_actions.note_many([(filing.matter_id, case.pk, line)], by=None, at=at, for_litigants=True)
    publish_decided([filing], "refused", by=filing.refusal_judge, at=at)


def _check_ground(ground: str, filing: Filing) -> None:
    if ground not in grounds_for(filing.matter.cause_name):
        raise Refused("请选择不符合哪一项起诉条件；六个月内又起诉的一项只用于离婚、解除收养关系案件。")


def _court_elsewhere(ground: str, court: str) -> str:
    try:
        return competent_court(ground, court, own=this_court().name)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal


def _condition(ground: str, elsewhere: str) -> str:
    """The condition that is not met, with the court that has jurisdiction."""
    return GROUNDS[ground].words + (f"（有管辖权的是{elsewhere}）" if elsewhere else "")


def _note_other_condition(filing: Filing, ground: str, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The judge finds another condition not met: the reasons are written for it, and what was proposed stays legible.

    Raises Refused where the reasons are still the clerk's.
    """
    proposed, found = GROUNDS[filing.refusal_ground].words, GROUNDS[ground].words
    if "".join(reason.split()) == "".join(filing.refusal_reason.split()):
        raise Refused(f"理由还是按提请的“{proposed}”写的，请按您选择的“{found}”重新写明理由。")
    line = f"审判员认定的情形与提请的不同：提请的是“{proposed}”，裁定的是“{found}”。"
    case_actions.note_many([(filing.matter_id, None, line)], by=by, at=at, for_litigants=False)


def _numbered(filing: Filing, *, by: User, at: datetime.datetime) -> Case:
    """The number of first instance under which the ruling is made, and its judge."""
    (case,) = case_actions.open_cases([filing.matter], FIRST_INSTANCE, by=by, at=at)
    case_actions.seat_many([case_actions.SeatDraft(case.pk, by.pk, Seat.Role.SOLE)], by=by, at=at)
    case_actions.make_responsible({by.pk: [case.pk]}, by=by, at=at)
    case.refresh_from_db()
    return case


def _drawn_up(filing: Filing, case: Case, *, by: User, at: datetime.datetime) -> Paper:
    facts = {
        "ground": filing.refusal_ground,
        "reason": filing.refusal_reason,
        "court": filing.refusal_court,
        "received_on": chinese_date(filing.first_filed_on or china_day(filing.received_at)),
    }
    return paper_actions.draw_up(PaperRequest(case.pk, "ruling", facts, variant=NOT_ACCEPTED), by=by, at=at)
