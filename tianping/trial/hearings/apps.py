"""The room ``hearings`` (庭审)."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    """Registers the room."""

    name = "tianping.trial.hearings"
    label = "hearings"
    verbose_name = "庭审"
