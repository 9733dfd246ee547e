"""One row by its id, among those that whoever asks may see."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from newbelongings.domain.kernel.errors import NotFound

Found = TypeVar("Found", bound=Model)


def one_of(of: QuerySet[Found], pk: int, sentence: str) -> Found:
    """The row of that id among those that may be seen; raises ``NotFound`` with the sentence."""
    found = of.filter(pk=pk).first()
    if found is None:
        raise NotFound(sentence)
    return found
