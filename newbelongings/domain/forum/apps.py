from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "newbelongings.domain.forum"
    label = "forum"
