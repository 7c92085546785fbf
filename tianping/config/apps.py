"""The last application: when it is ready, every room is, and the wiring can be connected."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class WiringConfig(AppConfig):
    """Connects events to handlers once all rooms are loaded."""

    name = "tianping.config"
    label = "config"

    def ready(self) -> None:
        """Connect the wiring; by its path, since rooms cannot be imported before they are loaded."""
        import_string("tianping.config.wiring.connect")()
