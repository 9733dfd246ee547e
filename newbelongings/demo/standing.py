"""What stands in the database before anything is built: nothing, the demonstration, or something it must not touch."""

from django.db import connection

from newbelongings.domain.authorities.models import Authority

from .story import region


def real_councils() -> int:
    """How many councils here are not imagined; 0 in a database that has no tables yet."""
    if Authority._meta.db_table not in connection.introspection.table_names():
        return 0
    return Authority.objects.filter(imagined=False).count()


def is_built() -> bool:
    """Whether the demonstration stands. It is built in one transaction, so one council of it means all."""
    codes = [council["code"] for council in region()["councils"]]
    return Authority.objects.filter(imagined=True, code__in=codes).exists()
