"""Disputes that were mediated before filing, up to an agreement that binds, and what was asked about it."""

import datetime

from tests.support.cases import code_of
from tests.support.court import AT, MEDIATORS, People
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft, open_matters
from tianping.cases.models import Case, Litigant, Matter
from tianping.cases.permissions import Looker
from tianping.intake.mediation import actions as mediation
from tianping.intake.mediation.actions import AgreementDraft, Payment, Referral, Signature, Way
from tianping.trial.confirmation import actions as confirmation
from tianping.trial.confirmation.models import Application

DUE = datetime.date(2023, 3, 1)
KIND = Application.Kind


def dispute(cause: str = "民间借贷纠纷") -> Matter:
    """王原告 against 李被告 about 50,000 yuan."""
    draft = MatterDraft(
        cause_name=cause,
        claim_fen=5_000_000,
        claim_text="请求判令被告归还借款50000元。",
        facts_text="2022年3月，被告向原告借款50000元。",
        litigants=(
            LitigantDraft(role="plaintiff", kind="natural", name="王原告", address="镇原县孟坝镇"),
            LitigantDraft(role="defendant", kind="natural", name="李被告", address="镇原县太平镇"),
        ),
    )
    return open_matters([draft], at=AT)[0]


def looker(case: Case, role: str) -> Looker:
    """The litigant of this role, looking at the case."""
    return Looker(case, Litigant.objects.get(matter=case.matter_id, role=role))


def willing(referral_id: int, by: User) -> Referral:
    """Everybody who was sued in a mediation that was accepted was asked, and is willing."""
    referral = Referral.objects.select_related("case").get(pk=referral_id)
    for each in Litigant.objects.filter(matter=referral.case.matter_id).exclude(role="plaintiff"):
        mediation.note_willingness(referral, each.pk, True, "电话征询，同意调解", by=by, at=AT)
    return referral


def agreed(people: People, matter: Matter | None = None, *, by: User | None = None, to: str = MEDIATORS) -> Referral:
    """A mediation that ended with an agreement that both sides signed."""
    mediator = by or people.mediator
    matter = matter or dispute()
    (referral,) = mediation.refer_many([matter], to, by=people.clerk, at=AT)
    mediation.accept_many([referral.pk], by=mediator, at=AT)
    willing(referral.pk, mediator)
    sides = {each.role: each.pk for each in Litigant.objects.filter(matter=matter)}
    draft = AgreementDraft(
        "2022年3月，被申请人向申请人借款50000元，至今未还。",
        payments=[Payment(sides["defendant"], sides["plaintiff"], 5_000_000, DUE)],
    )
    agreement = mediation.draw_up_agreement(referral, draft, by=mediator, at=AT)
    for role in ("plaintiff", "defendant"):
        signature = Signature(Way.CODE, code=code_of(referral.case, role))
        mediation.sign_agreement(looker(referral.case, role), agreement.wording, signature, at=AT)
    referral.refresh_from_db()
    return referral


def applied(referral: Referral, kind: Application.Kind = KIND.CONFIRMATION) -> Application:
    """Both have applied."""
    for role in ("plaintiff", "defendant"):
        application = confirmation.apply(looker(referral.case, role), kind, True, at=AT)
    application.refresh_from_db()
    return application
