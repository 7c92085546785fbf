"""What an application takes over from the ended case: the title, who performs what by when."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from tianping.cases.models import Case, Litigant
from tianping.enforcement.models import Application
from tianping.intake.mediation.queries import Agreement, Payment, agreement_binding, payments_of
from tianping.kernel.clock import china_day
from tianping.law import settlements
from tianping.law.answers import Answer
from tianping.law.enforcement_applications import DueNow, PeriodNote, Standing, application_period, due_now
from tianping.papers.documents.queries import KINDS
from tianping.trial.closing.queries import ending_of
from tianping.trial.confirmation.queries import application_of
from tianping.trial.hearings.queries import newest_settlement

CONFIRMATION = "诉前调确"


@dataclass(frozen=True)
class Carried:
    """What an application takes over: the title in words, for how much, by when it was to be performed.

    ``terms``: where it stands who performs what; ``standing``: whether the applicant has a claim there.
    """

    title: str
    terms: str
    request: str
    amount_fen: int | None
    due_on: datetime.date | None
    respondents: tuple[Litigant, ...]
    standing: Standing
    parts: tuple[settlements.Instalment, ...] = ()
    # One part missed, and all that is left is due (一期未付，全部到期).
    falls_due: bool = False
    # The clauses in their words, where no elements say who pays what by when.
    lines: tuple[str, ...] = ()

    @property
    def instalment_days(self) -> frozenset[datetime.date]:
        """The days by which a part is to be paid."""
        return frozenset(each.on for each in self.parts)

    def due_now(self, paid_fen: int, *, on: datetime.date) -> Answer[DueNow] | None:
        """What is due on that day; None where nothing is, or nothing says what is to be paid by when."""
        return due_now(self.parts, paid_fen, falls_due=self.falls_due, on=on)


def carried_by(application: Application) -> Carried:
    """What the title of an application says; an outside title says what is on its paper, which a clerk has to read."""
    if application.title_case is not None:
        return carried(application.title_case, application.applicant)
    return Carried(
        title=application.title,
        terms=application.title,
        request=application.request,
        amount_fen=None,
        due_on=None,
        respondents=tuple(application.respondents.order_by("position")),
        standing="unread",
    )


def carried(case: Case, applicant: Litigant) -> Carried:
    """What the ended case already says, so that the applicant types none of it again."""
    title, terms_in = _title(case)
    settlement = newest_settlement(case) if case.closing_way == Case.ClosingWay.MEDIATION else None
    terms = settlements.from_json(settlement.terms) if settlement is not None else None
    agreement = _agreement(case) if terms is None else None
    parts, lines = _parts(applicant, terms, agreement), _lines_outside(case)
    claimed = case.matter.claim_fen if _is_plaintiff(applicant) else None
    against = [each for each in case.matter.litigants.all() if each.role != applicant.role and each.role != "third"]
    return Carried(
        title=title,
        terms=terms_in,
        request=f"请求强制执行{terms_in}确定的给付义务。",
        amount_fen=sum(each.fen for each in parts) if parts else claimed,
        due_on=max((each.on for each in parts), default=None),
        respondents=tuple(against),
        standing=_standing(applicant, terms, agreement, lines),
        parts=parts,
        falls_due=terms.falls_due if terms is not None else _falls_due(agreement),
        lines=tuple(lines),
    )


def _title(case: Case) -> tuple[str, str]:
    """The paper that is enforced, and where its terms stand: a ruling that confirms has them from the agreement.

    民事诉讼法第二百零六条: 裁定调解协议有效, 当事人可以向人民法院申请执行.
    """
    ending = ending_of(case)
    paper = ending.paper if ending is not None else None
    if paper is None:
        asked = application_of(case)
        paper = asked.paper if asked is not None and asked.case_id == case.pk else None
    if paper is None:
        agreement = f"{case.number}调解协议"
        return agreement, agreement
    title = f"{paper.number}{KINDS[paper.kind].title}"
    return title, f"{title}确认的调解协议" if paper.variant == "confirmation" else title


def _agreement(case: Case) -> Agreement | None:
    """The mediated agreement on which the title rests (司法确认裁定、调解书); None where it rests on none."""
    mediated = case.type_code.startswith("诉前调") or case.closing_way == Case.ClosingWay.MEDIATION
    return agreement_binding(case.matter_id) if mediated else None


def _parts(
    applicant: Litigant, terms: settlements.Terms | None, agreement: Agreement | None
) -> tuple[settlements.Instalment, ...]:
    """What the applicant is to be paid by when, as far as the elements of the title say so."""
    if terms is not None:
        return terms.instalments if _is_plaintiff(applicant) else ()
    owed = [each for each in _payments(agreement) if applicant.pk in each.payees]
    return tuple(settlements.Instalment(each.on, each.fen) for each in sorted(owed, key=lambda each: each.on))


def _lines_outside(case: Case) -> list[str]:
    """The clauses of an agreement that was reached outside the court, as the counter entered them; else none."""
    asked = application_of(case) if case.type_code == CONFIRMATION else None
    return list(asked.outside.lines) if asked is not None and asked.outside is not None else []


def _falls_due(agreement: Agreement | None) -> bool:
    return agreement is not None and settlements.falls_due(agreement.others)


def _payments(agreement: Agreement | None) -> list[Payment]:
    return payments_of(agreement.payments) if agreement is not None else []


def _is_plaintiff(applicant: Litigant) -> bool:
    return applicant.role == Litigant.Role.PLAINTIFF


def _standing(
    applicant: Litigant, terms: settlements.Terms | None, agreement: Agreement | None, lines: Sequence[str]
) -> Standing:
    """Whether the title gives the applicant a claim, as far as its elements say so.

    A judgment may give the other side one, and so may clauses of an agreement besides its payments: those are read. Of
    an agreement reached outside (``lines``) the counter entered who may ask for performance, and who performs.
    """
    if lines and not _is_plaintiff(applicant):
        return "clauses" if settlements.claims_of_payer(lines) else "none"
    if any(applicant.pk in each.payees for each in _payments(agreement)):
        return "has"
    if agreement is not None and not agreement.payments:
        return "unread"
    if agreement is not None:
        return "clauses" if settlements.claims_of_payer(agreement.others.splitlines()) else "none"
    if _is_plaintiff(applicant):
        return "has"
    if terms is None:
        return "unread"
    return "clauses" if settlements.claims_of_payer(terms.other) else "none"


def period_note(application: Application) -> Answer[PeriodNote]:
    """The two years, for staff only: the court accepts, and only the debtor may object."""
    day = china_day(application.received_at)
    return application_period(application.performance_due_on, day, on=day)
