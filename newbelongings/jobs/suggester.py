"""The text model of this machine in the shape in which the domain asks for one; neither knows of the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newbelongings.adapters.text_model.model import VERSION, Sense, TextModel
from newbelongings.domain.themes.machine import Machine
from newbelongings.domain.themes.text_models import Feeling, Floats, Sensed


@dataclass(slots=True)
class LocalSensed:
    """A text that this machine has read."""

    vector: Floats
    areas: Mapping[str, float]
    feeling: Feeling
    language: str
    aside: str
    _sense: Sense

    def because(self, direction: Floats) -> str:
        return self._sense.because(direction)

    def because_area(self, area: str) -> str:
        return self._sense.because_area(area)


class LocalReader:
    """Reads answers on this machine: nothing leaves it."""

    version = VERSION

    def __init__(self) -> None:
        self._model = TextModel()
        self.width = self._model.width

    def sense(self, texts: Sequence[str]) -> list[Sensed]:
        return [
            LocalSensed(
                vector=seen.vector,
                areas=seen.areas,
                feeling=Feeling(seen.feeling.sentiment, seen.feeling.confidence, seen.feeling.because),
                language=seen.language,
                aside=seen.aside,
                _sense=seen,
            )
            for seen in self._model.sense(texts)
        ]


def local_machine() -> Machine:
    """The text model of this machine, ready to work; it is loaded when the first text is read."""
    return Machine(LocalReader())
