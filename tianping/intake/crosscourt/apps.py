"""The room ``crosscourt`` (跨域立案)."""

from django.apps import AppConfig


class CrossCourtConfig(AppConfig):
    """Registers the room."""

    name = "tianping.intake.crosscourt"
    label = "crosscourt"
    verbose_name = "跨域立案"
