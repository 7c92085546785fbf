"""The room ``service`` (送达)."""

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    """Registers the room."""

    name = "tianping.papers.service"
    label = "service"
    verbose_name = "送达"
