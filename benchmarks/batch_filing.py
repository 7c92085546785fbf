"""Filing a batch against its floor: from the stored file to numbered cases with parties, fees, clocks, history, audit.

The floor is the very rows that the batch wrote, in every table, inserted once more by plain multi-row SQL into tables
of the same structure in another schema, in the same run. Prints the ratio for the sample of 312 rows, then the time
per row at 1,000, 3,000 and 10,000 rows, which may not grow.
"""

import importlib
import statistics

from benchmarks.scratch import fresh_database

ROUNDS = 7
SIZES = (1_000, 3_000, 10_000)
TARGET = 4.0


def main() -> int:
    """Measure; 1 if the ratio is above the target."""
    fresh_database("batch_filing")
    # Models can be imported only now that Django knows the database.
    measured = importlib.import_module("benchmarks.batch_filing_measured")
    clerk = measured.build()
    measured.measure(clerk, measured.sample())
    rounds = [measured.measure(clerk, measured.sample()) for _ in range(ROUNDS)]
    ratio = statistics.median(each.ratio for each in rounds)
    middle = min(rounds, key=lambda each: abs(each.ratio - ratio))
    print(
        f"   312 rows  filed {middle.filed_seconds:.3f} s  floor {middle.floor_seconds:.3f} s"
        f"  ({middle.row_count} rows in {middle.table_count} tables)  ratio {ratio:.2f}"
    )
    for size in SIZES:
        each = measured.measure(clerk, measured.list_of(size))
        print(
            f"{size:>6} rows  filed {each.filed_seconds:.3f} s  {1000 * each.filed_seconds / size:.2f} ms a row"
            f"  floor {each.floor_seconds:.3f} s  ratio {each.ratio:.2f}"
        )
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    raise SystemExit(main())
