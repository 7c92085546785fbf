"""The room ``application`` (起诉)."""

from django.apps import AppConfig


class ApplicationConfig(AppConfig):
    """Registers the room."""

    name = "tianping.intake.application"
    label = "application"
    verbose_name = "起诉"
