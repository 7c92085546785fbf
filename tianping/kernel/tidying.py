"""What is set in order every hour in every court: entries that no sealing saw; bytes, counts, drafts, sessions."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from tianping.kernel import chosen_files, clock, drafts, files, limits
from tianping.kernel.audit import sealing


def tidy() -> None:
    """Set in order; safe at any time and to repeat. Audit entries, steps and history are never cleared."""
    sealing.seal(from_the_first=True)
    files.sweep()
    limits.forget_guesses(at=clock.now())
    drafts.forget_old(at=clock.now())
    chosen_files.forget_old(at=clock.now())
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
