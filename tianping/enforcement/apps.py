"""The room ``enforcement`` (执行)."""

from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    """Registers the room."""

    name = "tianping.enforcement"
    label = "enforcement"
    verbose_name = "执行"
