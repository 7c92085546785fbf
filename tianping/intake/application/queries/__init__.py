"""Reads of pleadings being written."""

from tianping.intake.application.queries.corrections import corrections_asked
from tianping.intake.application.queries.courts import courts_elsewhere, courts_proposed
from tianping.intake.application.queries.fees import fee_expected
from tianping.intake.application.queries.finding import (
    application_of,
    applications,
    begun_from,
    case_of,
    document_of,
    is_with_the_court,
    materials_in,
    mediation_words,
    person_of,
    review_due,
    sheet_of,
    was_mediated,
)
from tianping.intake.application.queries.parts import (
    PEOPLE,
    Gap,
    Part,
    gaps_of,
    next_question,
    parts_of,
    previous_question,
    url_of_place,
)
from tianping.intake.application.queries.places import digests_by_place, is_uncorrected, places_unchanged
from tianping.intake.application.queries.pleading import (
    DETAILS,
    SIDE_OF,
    SIDES,
    agent_words,
    answers_asked,
    answers_in_words,
    claim_fen,
    form_of,
    person_words,
    words_of,
)
from tianping.intake.application.queries.serving import why_not_electronic
from tianping.intake.application.queries.signing import only_signer, signers_for, signers_of, why_not_signer

__all__ = [
    "DETAILS",
    "PEOPLE",
    "SIDES",
    "SIDE_OF",
    "Gap",
    "Part",
    "agent_words",
    "answers_asked",
    "answers_in_words",
    "application_of",
    "applications",
    "begun_from",
    "case_of",
    "claim_fen",
    "corrections_asked",
    "courts_elsewhere",
    "courts_proposed",
    "digests_by_place",
    "document_of",
    "fee_expected",
    "form_of",
    "gaps_of",
    "is_uncorrected",
    "is_with_the_court",
    "materials_in",
    "mediation_words",
    "next_question",
    "only_signer",
    "parts_of",
    "person_of",
    "person_words",
    "places_unchanged",
    "previous_question",
    "review_due",
    "sheet_of",
    "signers_for",
    "signers_of",
    "url_of_place",
    "was_mediated",
    "why_not_electronic",
    "why_not_signer",
    "words_of",
]
