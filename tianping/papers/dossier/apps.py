"""The room ``dossier`` (电子卷宗)."""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    """Registers the room."""

    name = "tianping.papers.dossier"
    label = "dossier"
    verbose_name = "电子卷宗"
