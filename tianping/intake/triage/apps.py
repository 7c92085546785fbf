"""The room ``triage`` (繁简分流)."""

from django.apps import AppConfig


class TriageConfig(AppConfig):
    """Registers the room."""

    name = "tianping.intake.triage"
    label = "triage"
    verbose_name = "繁简分流"
