from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "newbelongings.jobs"
    label = "jobs"
