from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "newbelongings.web"
    label = "web"
