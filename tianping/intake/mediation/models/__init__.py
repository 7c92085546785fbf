"""Tables of mediation: the register, referrals, where disputes came from."""

from tianping.intake.mediation.models.referrals import Referral, Source
from tianping.intake.mediation.models.register import Membership, Organisation

__all__ = ["Membership", "Organisation", "Referral", "Source"]
