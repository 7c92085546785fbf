"""What may be done with a pleading: write it, add pieces, sign it, hand it in, give it up."""

from tianping.intake.application.actions.documents import (
    add_sheet,
    add_sheets,
    cut,
    put_document,
    remove_document,
    remove_sheet,
    take_identity_along,
    turn,
)
from tianping.intake.application.actions.drafts import place_of, pleading_of
from tianping.intake.application.actions.handing_in import hand_in, withdraw
from tianping.intake.application.actions.signing import sign
from tianping.intake.application.actions.writing import (
    Carried,
    answer,
    ask_for_relief,
    begin,
    change_cause,
    choose_agent,
    choose_court,
    choose_mediation,
    confirm_service,
    give_up,
    put_person,
    remove_agent,
    remove_person,
)

__all__ = [
    "Carried",
    "add_sheet",
    "add_sheets",
    "answer",
    "ask_for_relief",
    "begin",
    "change_cause",
    "choose_agent",
    "choose_court",
    "choose_mediation",
    "confirm_service",
    "cut",
    "give_up",
    "hand_in",
    "place_of",
    "pleading_of",
    "put_document",
    "put_person",
    "remove_agent",
    "remove_document",
    "remove_person",
    "remove_sheet",
    "sign",
    "take_identity_along",
    "turn",
    "withdraw",
]
