"""The kernel: mechanisms that know no court noun."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Registers the kernel as the room ``kernel``."""

    name = "tianping.kernel"
    label = "kernel"
    verbose_name = "机制"
