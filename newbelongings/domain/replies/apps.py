from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "newbelongings.domain.replies"
    label = "replies"
