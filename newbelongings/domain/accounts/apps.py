from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "newbelongings.domain.accounts"
    label = "accounts"
