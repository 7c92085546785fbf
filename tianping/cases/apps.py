"""The room ``cases`` (案件)."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the room."""

    name = "tianping.cases"
    label = "cases"
    verbose_name = "案件"
