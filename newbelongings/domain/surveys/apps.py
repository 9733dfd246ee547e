from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "newbelongings.domain.surveys"
    label = "surveys"
