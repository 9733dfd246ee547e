from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "newbelongings.domain.themes"
    label = "themes"
