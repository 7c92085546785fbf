"""The room ``guidance`` (诉讼引导)."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Registers the room."""

    name = "tianping.intake.guidance"
    label = "guidance"
    verbose_name = "诉讼引导"
