"""The room ``portal`` (门户)."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the room."""

    name = "tianping.portal"
    label = "portal"
    verbose_name = "门户"
