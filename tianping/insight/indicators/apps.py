"""The room ``indicators`` (质效指标)."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Registers the room."""

    name = "tianping.insight.indicators"
    label = "indicators"
    verbose_name = "质效指标"
