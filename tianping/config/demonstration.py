"""When a server shows the demonstration court, and on which day that court lives."""

import os

DAY = "2023-02-06"


def is_demonstration() -> bool:
    """So long as the installation names no court of its own, the demonstration court is served."""
    return not (os.environ.get("TIANPING_COURT") or os.environ.get("TIANPING_COURT_HOSTS"))
