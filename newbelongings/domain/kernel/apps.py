from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "newbelongings.domain.kernel"
    label = "kernel"
