"""Fields that several rooms share, so that an area is spelt one way everywhere."""

from typing import Any

from django.db import models

AREAS = [(f"A{n}", f"A{n}") for n in range(1, 11)]


class AreaField(models.CharField):  # type: ignore[type-arg]
    """One of the ten gold-standard areas, ``A1`` to ``A10`` (Guide section 4.1). Blank where none was chosen yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 3)
        kwargs.setdefault("choices", AREAS)
        super().__init__(*args, **kwargs)
