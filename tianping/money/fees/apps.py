"""The room ``fees`` (诉讼费)."""

from django.apps import AppConfig


class FeesConfig(AppConfig):
    """Registers the room."""

    name = "tianping.money.fees"
    label = "fees"
    verbose_name = "诉讼费"
