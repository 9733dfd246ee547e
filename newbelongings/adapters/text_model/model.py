"""The text model as others use it: loaded on first use, versioned, and able to sense a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .heads import Heads, shipped
from .minilm import SIZES, encoder
from .sense import Reader, Sense, sense

# Change anything that changes what is suggested, and count it up: answers are then read again.
VERSION = "minilm-areas-3"


def _shipped() -> tuple[Reader, Heads]:
    return encoder(), shipped()


@dataclass(slots=True)
class TextModel:
    """Loads its 90 MB on first use, not before: a web process that never suggests never holds them.

    Without arguments, the model that comes with the package. ``load`` gives another one and what stands above it.
    """

    version: str = VERSION
    width: int = SIZES.width
    load: Callable[[], tuple[Reader, Heads]] = _shipped
    _loaded: tuple[Reader, Heads] | None = None

    def sense(self, texts: Sequence[str]) -> list[Sense]:
        """Each text as the model sees it, in the order given."""
        if self._loaded is None:
            self._loaded = self.load()
        return sense(texts, *self._loaded)
