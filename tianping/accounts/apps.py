"""The court's own register: its identity, people, posts, log-in, local figures."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the room ``accounts``."""

    name = "tianping.accounts"
    label = "accounts"
    verbose_name = "人员与岗位"
