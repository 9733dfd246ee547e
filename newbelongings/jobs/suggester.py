"""The text model of this machine in the shape in which the domain asks for one; neither knows of the other."""

from collections.abc import Sequence

from newbelongings.adapters.text_model.areas import VERSION
from newbelongings.adapters.text_model.model import TextModel
from newbelongings.domain.themes.suggesting import Guess, Line


class LocalSuggester:
    """Reads answers on this machine: nothing leaves it."""

    version = VERSION

    def __init__(self) -> None:
        self.model = TextModel()

    def suggest(self, texts: Sequence[str], lines: Sequence[Line]) -> list[list[Guess]]:
        matches = self.model.suggest(texts, lines)
        return [[Guess(match.line, match.confidence, match.because) for match in row] for row in matches]
