"""What the text model on this machine thinks each answer is about."""

from collections.abc import Iterable
from functools import cache, partial

from tqdm import tqdm

from newbelongings.adapters.text_model.model import TextModel
from newbelongings.domain.themes.suggesting import suggest_for_round

from .place import Year


def suggest(year: Year, round_ids: Iterable[int]) -> None:
    """Suggest themes for the answers of these rounds. What is left out is done by the jobs, once it is served."""
    for round_id in round_ids:
        with tqdm(desc="texts read", unit="", leave=False) as bar:
            suggest_for_round(year.place.system, round_id=round_id, suggester=_model(), progress=partial(_show, bar))


def _show(bar: tqdm, done: int, of: int) -> None:
    bar.total, bar.n = of, done
    bar.refresh()


@cache
def _model() -> TextModel:
    """One for all councils, so that it is loaded once and reads each phrase of the codebooks once."""
    return TextModel()
