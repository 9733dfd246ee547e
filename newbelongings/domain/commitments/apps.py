from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "newbelongings.domain.commitments"
    label = "commitments"
