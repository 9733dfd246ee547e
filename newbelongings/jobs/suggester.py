"""The text model of this machine in the shape in which the domain asks for one; neither knows of the other."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from tqdm import tqdm

from newbelongings.adapters.text_model.choosing import text_model
from newbelongings.adapters.text_model.folder import NotAModel
from newbelongings.adapters.text_model.model import TextModel
from newbelongings.adapters.text_model.sense import Sense
from newbelongings.adapters.text_model.weights import WeightsMissing
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.themes.machine import Machine
from newbelongings.domain.themes.text_models import Feeling, Floats, Sensed


@cache
def chosen_model() -> TextModel:
    """The model of the setting NEWBELONGINGS_TEXT_MODEL, one for the process; ``Refused`` where it is none.

    Its numbers are not loaded until it reads. A model from a folder may have to learn first, which is shown.
    """
    try:
        return text_model(settings.TEXT_MODEL, settings.DATA_DIR / "text-models", _Shown())
    except NotAModel as error:
        raise Refused(f"NEWBELONGINGS_TEXT_MODEL: {error}") from error


class _Shown:
    """A bar on standard error while a model learns."""

    bar: "tqdm[None] | None" = None

    def __call__(self, done: int, of: int) -> None:
        self.bar = self.bar or tqdm(total=of, desc="Learning areas for the text model", unit=" texts", file=sys.stderr)
        self.bar.update(done - self.bar.n)
        if done == of:
            self.bar.close()
            self.bar = None


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

    def __init__(self) -> None:
        self._model = chosen_model()
        self.version, self.width = self._model.version, self._model.width

    def sense(self, texts: Sequence[str]) -> list[Sensed]:
        """Raises ``Refused`` where the model turns out not to be readable."""
        try:
            senses = self._model.sense(texts)
        except (NotAModel, WeightsMissing) as error:
            raise Refused(str(error)) from error
        return [
            LocalSensed(
                vector=seen.vector,
                areas=seen.areas,
                feeling=Feeling(seen.feeling.sentiment, seen.feeling.confidence, seen.feeling.because),
                language=seen.language,
                aside=seen.aside,
                _sense=seen,
            )
            for seen in senses
        ]


def local_machine() -> Machine:
    """The text model of this machine, ready to work; it is loaded when the first text is read."""
    return Machine(LocalReader())
