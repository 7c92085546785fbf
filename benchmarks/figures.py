"""Figures at 100,000 cases: each against the plain SQL that a person would write for the same number.

Prints for each figure the medians and their ratio (at most 2), and refuses to go on where the two numbers differ.
"""

import importlib
import statistics
import sys

from benchmarks.scratch import fresh_database

HOW_MANY = 100_000


def main() -> int:
    """Build the court, let it grow, measure."""
    fresh_database("figures")
    # Models can be imported only now that Django knows the database.
    pages = importlib.import_module("benchmarks.pages_measured")
    measured = importlib.import_module("benchmarks.figures_measured")
    pages.build()
    print(f"{pages.grow(HOW_MANY)} cases, {measured.close_some()} of them closed")
    for name, real, bare in measured.compare():
        ours, floor = statistics.median(real), statistics.median(bare)
        print(f"{name:<32} ours {ours * 1000:7.1f} ms  plain {floor * 1000:7.1f} ms  ratio {ours / floor:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
