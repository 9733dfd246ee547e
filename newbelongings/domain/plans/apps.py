from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "newbelongings.domain.plans"
    label = "plans"
