"""The room ``filing`` (立案)."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Registers the room."""

    name = "tianping.intake.filing"
    label = "filing"
    verbose_name = "立案"
