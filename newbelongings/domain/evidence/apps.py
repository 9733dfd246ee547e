from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "newbelongings.domain.evidence"
    label = "evidence"
