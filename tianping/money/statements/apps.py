"""The room ``statements`` (银行流水)."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Registers the room."""

    name = "tianping.money.statements"
    label = "statements"
    verbose_name = "银行流水"
