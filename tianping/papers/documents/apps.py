"""The room ``documents`` (文书)."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the room."""

    name = "tianping.papers.documents"
    label = "documents"
    verbose_name = "文书"
