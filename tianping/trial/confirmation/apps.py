"""The room ``confirmation`` (司法确认)."""

from django.apps import AppConfig


class ConfirmationConfig(AppConfig):
    """Registers the room."""

    name = "tianping.trial.confirmation"
    label = "confirmation"
    verbose_name = "司法确认"
