"""The one list of which facts are heard by which handlers, and which jobs the worker knows."""

from tianping.intake.mediation.events import MediationEnded
from tianping.kernel import outbox, queue

EVENTS = ((MediationEnded, ("tianping.intake.filing.actions.hear_mediation_ended",)),)

JOBS = {
    "deliver": "tianping.kernel.outbox.deliver",
    "file_batch": "tianping.intake.filing.actions.file_queued_batch",
}


def connect() -> None:
    """Wire events to handlers and names to jobs."""
    outbox.wire(EVENTS)
    queue.know(JOBS)
