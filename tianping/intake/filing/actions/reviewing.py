"""Review: accept, refer to mediation."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.actions import CounselDraft
from tianping.cases.models import Case, Litigant, Matter
from tianping.intake.filing.actions.accepted import tell_accepted
from tianping.intake.filing.actions.receiving import UNTIL_DECIDED
from tianping.intake.filing.actions.telling import publish_decided
from tianping.intake.filing.duplicates import doubtful
from tianping.intake.filing.models import Filing
from tianping.intake.filing.permissions import REVIEW
from tianping.intake.filing.service_said import acts_for, bound_by
from tianping.intake.mediation import actions as mediation_actions
from tianping.intake.mediation.actions import Referral
from tianping.intake.triage import actions as triage_actions
from tianping.intake.triage import queries as triage_queries
from tianping.intake.triage.actions import TriageFacts, TriageOverride, TriageRequest
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.fee_kinds import left_to_the_court, not_prepaid
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.actions import Charge
from tianping.money.fees.queries import not_due_yet
from tianping.papers.service import actions as service_actions

# What the pleading says of a postal address (Filing.service_place).
PLACE = ("address", "recipient", "phone")
FIRST_INSTANCE = "民初"
SERVICE_PERIOD = "C-SERVE-5"


@dataclass(frozen=True)
class Acceptance:
    """How filings are accepted: facts for triage, an override where the clerk has one, the team mark.

    ``large_claims_are_simple``: why the clerk holds claims above twice the wage to be simple cases all the same;
    empty: they go as ordinary cases. ``fees_wait``: the court lets the fee wait where the measure leaves it open.
    """

    facts: Mapping[int, TriageFacts] = field(default_factory=dict)
    override: TriageOverride | None = None
    fast_team: bool = False
    large_claims_are_simple: str = ""
    fees_wait: bool = False

    @property
    def if_above_ceiling(self) -> TriageOverride | None:
        """The choice for claims above twice the wage; None where the rules decide."""
        reason = self.large_claims_are_simple.strip()
        return TriageOverride("simple", "sole", reason) if reason else None

    def facts_of(self, filing: Filing) -> TriageFacts:
        """The facts of one filing; where none were given, a clear case as its cause and its sum say."""
        given = self.facts.get(filing.pk)
        return given or triage_queries.facts_for(filing.matter.cause_name, filing.matter.claim_fen)


def check_unremarked(filings: Sequence[Filing]) -> None:
    """Raise Refused where one of these may be a case that is pending already: it is looked at before it is accepted."""
    remarked = doubtful(filings)
    if remarked:
        raise Refused(
            f"{'、'.join(remarked)}可能与未结案件或者其他立案申请重复，没有立案；请打开核对工作提示后逐件办理，其余的可以去掉这些勾选后一并立案。"
        )


@transaction.atomic
def accept_many(filings: Sequence[Filing], acceptance: Acceptance, *, by: User, at: datetime.datetime) -> list[Case]:
    """Accept filings (登记立案): case numbers, procedure, one fee bill per payer, clocks; all or nothing.

    A matter needs no sum where its cause is charged without one; raises Refused where the fee cannot be counted.
    """
    check_may(by, REVIEW)
    day = china_day(at)
    moves.move_many(Filing, [filing.pk for filing in filings], "accept", by=by, at=at)
    matters = [filing.matter for filing in filings]
    cases = case_actions.open_cases(matters, FIRST_INSTANCE, by=by, at=at)
    decisions = triage_actions.decide_many(
        [
            TriageRequest(
                case,
                acceptance.facts_of(filing),
                acceptance.override,
                acceptance.fast_team,
                if_above_ceiling=acceptance.if_above_ceiling,
            )
            for case, filing in zip(cases, filings, strict=True)
        ],
        by=by,
        at=at,
    )
    tracks = [decision.track for decision in decisions]
    if acceptance.fees_wait:
        _let_fees_wait(cases, by=by, at=at)
    _name_counsel(filings, by=by, at=at)
    note_consents(filings, by=by, at=at)
    _raise_bills(matters, cases, tracks, by=by, at=at)
    case_actions.stop_clocks([m.pk for m in matters], UNTIL_DECIDED, on=day, cause="已登记立案", by=by)
    helped = not_due_yet([matter.pk for matter in matters])
    case_actions.start_clocks(
        [start for case, track in zip(cases, tracks, strict=True) for start in _starts(case, track, helped)], on=day
    )
    case_actions.note_many(
        [(case.matter_id, case.pk, f"已登记立案，案号{case.number}。") for case in cases],
        by=by,
        at=at,
        for_litigants=True,
    )
    tell_accepted(filings, cases, helped, by=by, at=at)
    publish_decided(filings, "accepted", by=by, at=at)
    return cases


@transaction.atomic
def refer_many(filings: Sequence[Filing], mediator_name: str, *, by: User, at: datetime.datetime) -> list[Referral]:
    """Refer filings to mediation before filing (诉前委派调解); only where the plaintiff consents."""
    check_may(by, REVIEW)
    if any(not filing.consents_to_mediation for filing in filings):
        raise Refused("起诉人未同意诉前调解的，不得委派调解，请直接登记立案（《人民法院在线调解规则》）。")
    moves.move_many(Filing, [filing.pk for filing in filings], "refer", by=by, at=at)
    matters = [filing.matter for filing in filings]
    case_actions.stop_clocks(
        [matter.pk for matter in matters], UNTIL_DECIDED, on=china_day(at), cause="已委派诉前调解", by=by
    )
    publish_decided(filings, "in_mediation", by=by, at=at)
    note_consents(filings, by=by, at=at)
    referrals = mediation_actions.refer_many(matters, mediator_name, by=by, at=at)
    # What counsel may sign there their mandate says (民事诉讼法第六十二条第二款).
    _name_counsel(filings, by=by, at=at)
    return referrals


def _let_fees_wait(cases: Sequence[Case], *, by: User, at: datetime.datetime) -> None:
    """The court decides that people who sue for what they earned need not pay first; on record, for them to read."""
    persons = Litigant.objects.filter(role=Litigant.Role.PLAINTIFF, kind=Litigant.Kind.NATURAL)
    of_persons = set(persons.filter(matter__in=[case.matter_id for case in cases]).values_list("matter", flat=True))
    for case in cases:
        if not left_to_the_court(case.matter.cause_name) or case.matter_id not in of_persons:
            raise Refused("只有自然人追索劳务报酬的案件，才由法院决定可以不预交案件受理费。")
    case_actions.let_fees_wait(cases)
    lines = [(case.matter_id, case.pk, not_prepaid(case.matter.cause_name, decided=True)) for case in cases]
    case_actions.note_many(lines, by=by, at=at, for_litigants=True)


def _starts(case: Case, track: str, helped: Collection[int]) -> list[case_actions.ClockStart]:
    # Where the fee need not be paid first, or help with it is asked for, no period to pay it runs.
    waits = not_prepaid(case.matter.cause_name, decided=case.fee_waits) or case.matter_id in helped
    kinds = [SERVICE_PERIOD] if waits else [SERVICE_PERIOD, fee_actions.FEE_PERIOD]
    return [
        *(
            case_actions.ClockStart(case.matter_id, case.pk, kind, case.filed_on, Post.FILING_CLERK, case.filed_by_id)
            for kind in kinds
        ),
        triage_actions.trial_limit_start(case, track),
    ]


def _raise_bills(
    matters: Sequence[Matter], cases: Sequence[Case], tracks: Sequence[str], *, by: User, at: datetime.datetime
) -> None:
    """One bill for all cases of the same plaintiffs, so that a batch is paid together."""
    payers: dict[int, list[str]] = {}
    for matter_id, name in Litigant.objects.filter(matter__in=matters, role=Litigant.Role.PLAINTIFF).values_list(
        "matter_id", "name"
    ):
        payers.setdefault(matter_id, []).append(name)
    charges: dict[str, list[Charge]] = {}
    for matter, case, track in zip(matters, cases, tracks, strict=True):
        charge = Charge(case, matter.claim_fen, track != Case.Track.ORDINARY)
        charges.setdefault("、".join(payers[matter.pk]), []).append(charge)
    for payer_name, charged in charges.items():
        fee_actions.raise_bill(charged, payer_name[:120], by=by, at=at)


def _name_counsel(filings: Sequence[Filing], *, by: User, at: datetime.datetime) -> None:
    """Whoever acts for the plaintiffs is counsel from the filing, or from the referral to mediation before it."""
    with_agents = {filing.matter_id: filing.agents for filing in filings if filing.agents}
    plaintiffs = Litigant.objects.filter(matter__in=list(with_agents), role=Litigant.Role.PLAINTIFF)
    suing: dict[int, list[int]] = defaultdict(list)
    for litigant in plaintiffs.order_by("matter", "position"):
        suing[litigant.matter_id].append(litigant.pk)
    drafts = [
        CounselDraft(pk, **{key: value for key, value in agent.items() if key != "acts_for"})
        for matter_id, everybody in suing.items()
        for place, pk in enumerate(everybody, start=1)
        for agent in with_agents[matter_id]
        if acts_for(agent, place)
    ]
    if drafts:
        case_actions.name_counsel_many(drafts, by=by, at=at)


def note_consents(filings: Sequence[Filing], *, by: User, at: datetime.datetime) -> None:
    """Where papers reach the plaintiffs, and whether electronically, stands in the pleading; nobody asks them again."""
    said = _said_by_each([each for each in filings if each.electronic_phone or each.service_place])
    agreed = {pk: phone for pk, _place, phone in said if phone}
    service_actions.take_from_pleadings(agreed, by=by, at=at)
    confirmed = {pk: place for pk, place, _phone in said if place.address}
    if confirmed:
        service_actions.take_places_from_pleadings(confirmed, by=by, at=at)


def _said_by_each(filings: Sequence[Filing]) -> list[tuple[int, service_actions.Place, str]]:
    """What every plaintiff confirmed: litigant id, postal address, the number at which they agreed (empty: did not).

    Nobody is bound by what another signed: each by what they confirmed themselves; where a pleading says it once, those
    whom ``bound_by`` names.
    """
    rows = Litigant.objects.filter(matter__in=[each.matter_id for each in filings], role=Litigant.Role.PLAINTIFF)
    by_matter: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, matter_id, phone in rows.order_by("position").values_list("pk", "matter_id", "phone") if filings else ():
        by_matter[matter_id].append((pk, phone))
    return [each for filing in filings for each in _said_in(filing, by_matter[filing.matter_id])]


def _said_in(filing: Filing, suing: Sequence[tuple[int, str]]) -> Iterator[tuple[int, service_actions.Place, str]]:
    own = {each["plaintiff"]: each for each in filing.service_place.get("each", ())}
    phones = [phone for _pk, phone in suing]
    bound = bound_by(phones, filing.agents, filing.service_place, filing.electronic_phone)
    for place, (pk, _phone) in enumerate(suing, start=1):
        said = own.get(place, {}) if own else filing.service_place if place in bound else {}
        agreed = said.get("electronic_phone", "") if own else filing.electronic_phone if place in bound else ""
        yield pk, service_actions.Place(*(said.get(name, "") for name in PLACE)), agreed
