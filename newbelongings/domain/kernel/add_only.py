"""Rows that are added and read, and never changed or taken away: what somebody may have to account for."""

from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

from .errors import Refused

Row = TypeVar("Row", bound="AddOnly", covariant=True)


class AddOnlyRows(models.QuerySet[Row]):
    """Guarded against the ways around ``AddOnly.save``; each raises ``Refused`` with the model's own sentence."""

    def update(self, **values: Any) -> NoReturn:
        raise Refused(self.model.NEVER)

    def delete(self) -> NoReturn:
        raise Refused(self.model.NEVER)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(self.model.NEVER)


class AddOnly(models.Model):
    """A row that is written once. ``NEVER`` says in one sentence that it stays, and what to do instead."""

    NEVER: ClassVar[str]

    objects = AddOnlyRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; raises ``Refused`` for one that is already written."""
        if not self._state.adding:
            raise Refused(self.NEVER)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Always raises ``Refused``."""
        raise Refused(self.NEVER)
