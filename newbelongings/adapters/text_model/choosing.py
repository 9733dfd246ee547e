"""Which text model a council has chosen, by one setting: the one that comes along, letters alone, or a folder."""

from collections.abc import Callable
from pathlib import Path

from . import letters
from .folder import open_folder
from .heads import Heads, shipped
from .learnt import heads_for
from .model import TextModel
from .sense import Reader
from .train import Progress

LETTERS = "letters"


def text_model(chosen: str, kept: Path, progress: Progress) -> TextModel:
    """``chosen``: empty, ``letters``, or the path of a folder with a sentence model.

    What is learnt above a model that is not the one that comes along lies in ``kept``; learning is told to
    ``progress``. Raises ``NotAModel``, now or when it is loaded.
    """
    if not chosen:
        return TextModel()

    def learning(load: Callable[[], Reader], fingerprint: str) -> Callable[[], tuple[Reader, Heads]]:
        def loaded() -> tuple[Reader, Heads]:
            reader = load()
            return reader, heads_for(reader, fingerprint, kept, progress)

        return loaded

    if chosen == LETTERS:
        load = learning(lambda: letters.LettersReader(shipped().vocabulary), letters.VERSION)
        return TextModel(letters.VERSION, letters.WIDTH, load)
    folder = open_folder(Path(chosen))
    return TextModel(folder.version, folder.sizes.width, learning(folder.encoder, folder.fingerprint))
