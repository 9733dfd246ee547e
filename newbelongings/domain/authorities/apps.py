from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    name = "newbelongings.domain.authorities"
    label = "authorities"
