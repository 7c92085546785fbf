"""The room ``measures`` (查封扣押冻结登记)."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Registers the room."""

    name = "tianping.measures"
    label = "measures"
    verbose_name = "查封扣押冻结登记"
