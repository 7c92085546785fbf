"""What may be done in the register: enter measures, let waiting ones take effect, renew on request, lift; what ends."""

from tianping.measures.actions.keeping import (
    MONEY,
    MeasureDraft,
    lapse_all,
    lapse_due,
    lift_many,
    record_many,
    take_effect,
    take_over,
    tell_owners,
)
from tianping.measures.actions.renewing import (
    RequestDraft,
    ask_renewal,
    receive_request,
    refuse_request,
    renew,
    why_no_renewal,
)

__all__ = [
    "MONEY",
    "MeasureDraft",
    "RequestDraft",
    "ask_renewal",
    "lapse_all",
    "lapse_due",
    "lift_many",
    "receive_request",
    "record_many",
    "refuse_request",
    "renew",
    "take_effect",
    "take_over",
    "tell_owners",
    "why_no_renewal",
]
