"""The room ``preservation`` (财产保全)."""

from django.apps import AppConfig


class PreservationConfig(AppConfig):
    """Registers the room."""

    name = "tianping.intake.preservation"
    label = "preservation"
    verbose_name = "财产保全"
