"""What every room publishes beside its addresses (``urls.py``): entries of the navigation, words of the audit log."""

import functools
import importlib
import importlib.util
from typing import Any

from django.apps import apps


@functools.cache
def published(name: str) -> tuple[Any, ...]:
    """The value of ``name`` in each room's ``urls``, for the rooms that have one, in the order of the settings."""
    rooms = [config.name for config in apps.get_app_configs() if config.name.startswith("tianping.")]
    modules = [
        importlib.import_module(f"{room}.urls")
        for room in rooms
        if importlib.util.find_spec(f"{room}.urls") is not None
    ]
    return tuple(getattr(module, name) for module in modules if hasattr(module, name))
