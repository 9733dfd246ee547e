"""Rows that are added and never changed: the tables of everything that somebody may have to account for."""

from typing import Any, NoReturn

from django.db import models

from newbelongings.domain.kernel.errors import Refused

_NEVER = "This is kept as it was written. Add a new entry that puts it right."


class KeptRows(models.QuerySet[Any]):
    """Rows that can be read and added, not changed or deleted."""

    def update(self, **values: Any) -> NoReturn:
        raise Refused(_NEVER)

    def delete(self) -> NoReturn:
        raise Refused(_NEVER)


class Kept(models.Model):
    """A row that is written once."""

    objects = KeptRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(_NEVER)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(_NEVER)
