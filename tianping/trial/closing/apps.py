"""The room ``closing`` (结案)."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """Registers the room."""

    name = "tianping.trial.closing"
    label = "closing"
    verbose_name = "结案"
