"""The room ``deliberation`` (合议与监督管理)."""

from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    """Registers the room."""

    name = "tianping.trial.deliberation"
    label = "deliberation"
    verbose_name = "合议与监督管理"
