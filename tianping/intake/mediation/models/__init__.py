"""Tables of mediation: the register, referrals, where disputes came from, sessions, agreements."""

from tianping.intake.mediation.models.agreements import Agreement, AgreementSignature
from tianping.intake.mediation.models.referrals import Referral, Source
from tianping.intake.mediation.models.register import Membership, Organisation
from tianping.intake.mediation.models.sessions import RecordSignature, Session, Signed, Willingness

__all__ = [
    "Agreement",
    "AgreementSignature",
    "Membership",
    "Organisation",
    "RecordSignature",
    "Referral",
    "Session",
    "Signed",
    "Source",
    "Willingness",
]
