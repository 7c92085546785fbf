"""Cases whose hearing is over and whose decision is not written yet (待拟裁判文书), and what the papers are made of.

Nothing is typed twice: who stayed away, what was agreed, when the hearing was, come from its record; the fee from
its arithmetic; facts and reasons of a loan from its elements.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tianping.cases.models import Case, Litigant, Seat
from tianping.cases.panels import left_from
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.settlements import FeeBearer
from tianping.law.wording import chinese_date
from tianping.money.fees import queries as fee_queries
from tianping.papers.documents import queries as paper_queries
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.dossier import queries as dossier_queries
from tianping.papers.service import queries as service_queries
from tianping.trial.closing.permissions import FIRST_INSTANCE
from tianping.trial.closing.ways import RESTS_ON, Way
from tianping.trial.deliberation import queries as deliberation_queries
from tianping.trial.hearings import queries as hearing_queries
from tianping.trial.hearings.queries import Result

# How a hearing ended → how the case will: these papers hold nothing that the record does not, and are made by list.
BY_LIST: Mapping[str, Case.ClosingWay] = {
    "mediated": Way.MEDIATION,
    "withdrawn": Way.WITHDRAWN,
    "plaintiff_absent": Way.DEEMED_WITHDRAWN,
}
TO_BE_JUDGED = ("to_be_decided", "defendant_absent")
# A reason as a ruling takes it: in one clause (以……为由).
LONGEST_REASON = 40


@dataclass(frozen=True)
class Proposal:
    """What a judgment could say: lines each; ``fee_fen`` is due by the arithmetic of the fee (None: not charged).

    ``answering``: who could answer the claim; ``answers``: what they handed in, by litigant id. ``unproposed``: why
    the elements propose nothing.
    """

    facts_found: Sequence[str]
    reasons: Sequence[str]
    articles: Sequence[Sequence[str | int]]
    orders: Sequence[str]
    result: Result
    fee_fen: int | None
    fee_full_fen: int | None
    answering: Sequence[Litigant]
    answers: Mapping[int, str]
    unproposed: str = ""

    @property
    def absent(self) -> list[str]:
        """Who of those who could answer stayed away."""
        return [each.name for each in self.answering if each.pk in self.result.absent]


def to_decide(user: Any) -> QuerySet[Case]:
    """The open cases in which the person acts, whose hearing is over and for which no decision was drawn up.

    An agreement that binds by the signatures on the record needs no paper.
    """
    seats = Seat.objects.filter(user=user, until__isnull=True).values("case")
    mine = Q(responsible=user) | Q(pk__in=seats)
    rows = Case.objects.filter(mine, status="open", type_code=FIRST_INSTANCE).select_related("matter")
    drawn = paper_queries.ending_papers().filter(case=OuterRef("pk"))
    wanted = Q(result__in=[*BY_LIST, *TO_BE_JUDGED]) & ~Q(result="mediated", agreed_way="signing")
    found = hearing_queries.with_results(rows).filter(wanted, ~Exists(drawn))
    return found.prefetch_related("matter__litigants")


def by_list(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Of ``to_decide`` the cases whose paper follows from the record."""
    return rows.filter(result__in=list(BY_LIST))


def requests_for(cases: Collection[Case], *, on: datetime.date) -> list[PaperRequest]:
    """The papers that follow from the records of these cases, in a constant number of statements.

    Raises Refused for a case that waits for a judgment.
    """
    ids = [case.pk for case in cases]
    results = hearing_queries.results_of(ids)
    ended = {each.case_id: _title(each) for each in paper_queries.ending_papers().filter(case__in=ids)}
    charged = fee_queries.charged_to(ids)
    tariff = fee_queries.tariff_of(on)
    litigants = _litigants(cases)
    requests = []
    for case in cases:
        result = results.get(case.pk)
        way = BY_LIST.get(result.outcome) if result is not None else None
        if result is None or way is None:
            raise Refused(f"{case.number}应当作出判决，请打开案件逐件拟写。")
        if case.pk in ended:
            raise Refused(f"{case.number}已有{ended[case.pk]}，不能再拟制另一种结案文书；请刷新页面。")
        rest = RESTS_ON[way]
        fee = fee_queries.settled_fee(charged[case.pk], case, way, tariff).value if case.pk in charged else None
        facts = _facts(way, result)
        if fee is not None:
            bearer = result.agreement.fee_borne_by if way == Way.MEDIATION and result.agreement else "plaintiff"
            facts |= {"fee_fen": fee.due_fen, "fee_full_fen": fee.full_fen}
            facts["fee_shares"] = shares_of(bearer, fee.due_fen, litigants[case.matter_id])
        requests.append(PaperRequest(case.pk, rest.kind, facts, variant=rest.variant))
    return requests


def request_for_the_fee(case: Case, *, on: datetime.date) -> PaperRequest:
    """The ruling that a suit counts as withdrawn for want of its fee; of a part that was paid it says what is due."""
    return _with_fee(case, Way.DEEMED_WITHDRAWN, {"ground": "fee"}, on=on)


def request_for_withdrawal(case: Case, *, on: datetime.date) -> PaperRequest:
    """The ruling that lets whoever sues withdraw (准许撤诉): when and why they asked, and the fee, which is halved.

    Raises Refused where nobody asked, and while one of several plaintiffs has not: the ruling ends the whole case.
    """
    asked = dossier_queries.withdrawals_waiting(case)
    if not asked:
        raise Refused(f"{case.number}没有待审查的撤诉申请；当庭口头申请的，按笔录在“待拟裁判文书”拟制。")
    if still := dossier_queries.suing_on(case):
        names = "、".join(each.name for each in still)
        raise Refused(f"原告{names}没有申请撤诉；准许撤诉的裁定终结全案，只有部分原告撤诉的，案件对其余原告继续审理。")
    received = [each.received_at for each in asked if each.received_at is not None]
    facts: dict[str, Any] = {"on": chinese_date(china_day(max(received)))}
    if by_counsel := dossier_queries.asked_by_counsel(asked):
        facts["asked_by"] = by_counsel
    why = asked[0].text.strip().rstrip("。；")
    if len(asked) == 1 and why and len(why) <= LONGEST_REASON and "\n" not in why:
        facts["reason"] = why
    return _with_fee(case, Way.WITHDRAWN, facts, on=on)


def _with_fee(case: Case, way: Case.ClosingWay, facts: dict[str, Any], *, on: datetime.date) -> PaperRequest:
    """The ruling on which a case ends so, with what is due of the fee, which whoever sued bears."""
    charged = fee_queries.charged_to([case.pk]).get(case.pk)
    if charged is not None:
        fee = fee_queries.settled_fee(charged, case, way, fee_queries.tariff_of(on)).value
        if fee.due_fen:
            facts |= {"fee_fen": fee.due_fen, "fee_full_fen": fee.full_fen}
            facts["fee_shares"] = shares_of("plaintiff", fee.due_fen, _litigants([case])[case.matter_id])
    rest = RESTS_ON[way]
    return PaperRequest(case.pk, rest.kind, facts, variant=rest.variant)


def proposed_judgment(case: Case, *, on: datetime.date) -> Proposal:
    """What a judgment in this case could say; empty where the matter is no loan.

    Raises Refused before the hearing, where the hearing did not end in a judgment to come or another paper ends the
    case already, and before a panel has deliberated and signed.
    """
    result = hearing_queries.results_of([case.pk]).get(case.pk)
    if result is None:
        raise Refused("本案还没有记录完毕的庭审笔录，不能拟写判决书。")
    _check_may_be_judged(case, result)
    if hindrance := deliberation_queries.hindrance_to_judgment(case, on=on):
        raise Refused(hindrance)
    unproposed = ""
    try:
        proposed = paper_queries.proposed_loan_judgment(case.pk, on=on)
    except Refused as refusal:
        proposed, unproposed = {"facts_found": (), "reasons": (), "articles": (), "orders": ()}, str(refusal)
    charged = fee_queries.charged_to([case.pk]).get(case.pk)
    fee = None
    if charged is not None:
        fee = fee_queries.settled_fee(charged, case, Way.JUDGMENT, fee_queries.tariff_of(on)).value
    return Proposal(
        proposed["facts_found"],
        proposed["reasons"],
        proposed["articles"],
        proposed["orders"],
        result,
        fee.due_fen if fee else None,
        fee.full_fen if fee else None,
        [each for each in _litigants([case])[case.matter_id] if each.role != Litigant.Role.PLAINTIFF],
        dossier_queries.answers_in(case),
        unproposed,
    )


def _check_may_be_judged(case: Case, result: Result) -> None:
    """One decision ends a case; a judgment follows a mediation paper that was not taken (民事诉讼法第一百零二条)."""
    standing = paper_queries.ending_papers().filter(case=case)
    other = standing.exclude(kind__in=["judgment", "mediation_paper"]).order_by("pk").first()
    if other is not None:
        raise Refused(f"本案已有{_title(other)}，不能再拟写判决书；确需判决的，请先作废未制发的文书。")
    if standing.filter(kind="judgment", status="issued").exists():
        raise Refused("本案的判决书已经制发，不能再拟写判决书。")
    mediation = standing.filter(kind="mediation_paper")
    if mediation.exists():
        reached = service_queries.reached_everybody(OuterRef("pk"))
        if mediation.filter(reached).exists() or mediation.exclude(status="issued").exists():
            raise Refused("本案已有调解书，不能再拟写判决书；当事人在签收前反悔的，登记送达结果后再拟写判决书。")
        return
    if result.outcome not in TO_BE_JUDGED:
        raise Refused(
            f"最近一次庭审的结果是“{result.words}”，不能拟写判决书；需要判决的，请再次开庭，庭审结果登记为“择期宣判”。"
        )


def _title(paper: Any) -> str:
    return paper_queries.kind_of(paper.kind).named(paper.variant)


def shares_of(bearer: FeeBearer, fee_fen: int, litigants: Sequence[Litigant]) -> list[dict[str, Any]]:
    """Who bears the fee, as a paper wants it; an odd fen of a half is the defendants'."""
    sides = {role: [each.pk for each in litigants if each.role == role] for role in ("plaintiff", "defendant")}
    if bearer != "half":
        return [{"litigant_ids": sides[bearer], "fen": fee_fen}]
    half = fee_fen // 2
    return [
        {"litigant_ids": sides["plaintiff"], "fen": half},
        {"litigant_ids": sides["defendant"], "fen": fee_fen - half},
    ]


def heard(result: Result) -> dict[str, Any]:
    """What a paper says of the hearings: their days, whether in public, who stayed away from the last."""
    facts: dict[str, Any] = {"absent": list(result.absent), "closed_hearing": not result.is_public}
    if result.before:
        facts["heard_before"] = [day.isoformat() for day in result.before]
    return facts | ({"heard_on": result.held_on.isoformat()} if result.held_on else {})


def _facts(way: Case.ClosingWay, result: Result) -> dict[str, Any]:
    if way == Way.MEDIATION:
        if result.agreement is None:
            raise Refused("笔录中没有调解协议，请先记明协议内容。")
        return {**heard(result), "terms": list(result.agreement.clauses)}
    facts: dict[str, Any] = {"on": chinese_date(result.held_on)} if result.held_on else {}
    if way == Way.WITHDRAWN and result.note:
        facts["reason"] = result.note.rstrip("。；")
    return facts


def _litigants(cases: Collection[Case]) -> dict[int, list[Litigant]]:
    """Matter id → those whom a decision is about: not plaintiffs who have left by a ruling."""
    found: dict[int, list[Litigant]] = {case.matter_id: [] for case in cases}
    gone = {pk for left in left_from([case.pk for case in cases]).values() for pk in left}
    for each in Litigant.objects.filter(matter__in=list(found)).order_by("matter_id", "position"):
        if each.pk not in gone:
            found[each.matter_id].append(each)
    return found
