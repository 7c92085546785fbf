"""312 hearings of three judges planned: read, proposed, and fixed with everybody who is taken. At most 2 s to plan.

Planning is what the clerk waits for: the cases, what stands against each, who must be there, what is taken, and the
proposal. Fixing (checks, rows, summonses drawn up) is printed beside it.
"""

import importlib
import os
import statistics
import tempfile
from pathlib import Path

from benchmarks.scratch import fresh_database

ROUNDS = 5
TARGET_SECONDS = 2.0


def main() -> int:
    """Measure; 1 if planning takes longer than the target."""
    with tempfile.TemporaryDirectory(prefix="plan-", dir=Path(__file__).parent) as store:
        os.environ["TIANPING_FILES"] = store
        fresh_database("plan")
        # Models can be imported only now that Django knows the database.
        measured = importlib.import_module("benchmarks.plan_measured")
        court = measured.build()
        rounds = [measured.propose(court) for _ in range(ROUNDS)]
        planned = rounds[0].hearings
        seconds = statistics.median(each.seconds for each in rounds)
        print(f"{planned} hearings proposed in {seconds:.2f} s (at most {TARGET_SECONDS:.0f} s), median of {ROUNDS}")
        print(f"the same fixed, with their summonses drawn up: {measured.adopt(court):.2f} s")
    return 0 if planned == measured.CASES and seconds <= TARGET_SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
