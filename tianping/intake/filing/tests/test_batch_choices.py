"""What the clerk chose for a batch reaches the worker whole."""

import json
from dataclasses import asdict

import pytest

from tianping.intake.filing.actions import BatchChoices
from tianping.intake.triage.actions import TriageOverride

NAMED = BatchChoices(
    only_clean_rows=True,
    institution_name="镇原农村商业银行",
    institution_code="916210007202000000",
    representative="某某",
    not_repeated=True,
)
OVERRIDDEN = BatchChoices(fast_team=True, override=TriageOverride("simple", "sole", "标的额较大"))


@pytest.mark.parametrize("choices", [BatchChoices(), NAMED, OVERRIDDEN])
def test_choices_come_back_from_where_they_are_stored_as_they_were_made(choices: BatchChoices) -> None:
    assert BatchChoices.from_json(json.loads(json.dumps(asdict(choices)))) == choices
