from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "newbelongings.domain.safeguarding"
    label = "safeguarding"
