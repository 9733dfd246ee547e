from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "newbelongings.demo"
    label = "demo"
