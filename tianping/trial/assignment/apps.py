"""The room ``assignment`` (分案)."""

from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    """Registers the room."""

    name = "tianping.trial.assignment"
    label = "assignment"
    verbose_name = "分案"
