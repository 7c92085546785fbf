"""What is cleared away every hour in every court: bytes, counts and sessions that nothing needs any more."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from tianping.kernel import clock, files, limits


def tidy() -> None:
    """Clear away; safe at any time and to repeat. Audit entries, steps and history are never cleared."""
    files.sweep()
    limits.forget_guesses(at=clock.now())
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
