from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "newbelongings.domain.outreach"
    label = "outreach"
