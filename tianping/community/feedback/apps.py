"""The room ``feedback`` (群众评价)."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Registers the room."""

    name = "tianping.community.feedback"
    label = "feedback"
    verbose_name = "群众评价"
