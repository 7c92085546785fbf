"""The worker beside a browser test: the real command, in a process of its own, on the test's database."""

import os
import subprocess
import sys

from django.conf import settings


def do_queued_jobs(database: str) -> None:
    """Do every job that is queued in `database` and return, as `tianping worker --once` does."""
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "TIANPING_TODAY": settings.TODAY.isoformat(),
        "TIANPING_FILES": str(settings.FILE_STORE),
        "TIANPING_CHECKPOINTS": str(settings.CHECKPOINT_FOLDER),
    }
    subprocess.run([sys.executable, "-m", "tianping.config.cli", "worker", "--once"], env=environment, check=True)
