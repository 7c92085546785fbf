"""The room ``mediation`` (诉前调解)."""

from django.apps import AppConfig


class MediationConfig(AppConfig):
    """Registers the room."""

    name = "tianping.intake.mediation"
    label = "mediation"
    verbose_name = "诉前调解"
