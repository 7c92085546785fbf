"""Every period that a room starts can be chosen on the work list."""

import ast

from tests.architecture.source import modules
from tianping.cases.queries.clocks import KINDS
from tianping.law.period_rules import period_rules

# Guidance says how long a suit will take, and starts no period.
TELL_OF_PERIODS = {"tianping.intake.guidance"}


def test_the_work_list_offers_every_kind_of_period_that_a_room_names() -> None:
    words = {
        node.value
        for module in modules("tianping")
        if module.room and module.room not in TELL_OF_PERIODS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    running = {period_id for period_id, rule in period_rules().items() if not rule.backwards}
    assert sorted(words & running - set(KINDS)) == []
