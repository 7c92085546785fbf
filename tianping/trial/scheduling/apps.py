"""The room ``scheduling`` (排期)."""

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    """Registers the room."""

    name = "tianping.trial.scheduling"
    label = "scheduling"
    verbose_name = "排期"
