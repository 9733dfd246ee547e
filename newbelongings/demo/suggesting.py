"""What the text model on this machine thinks each answer is about."""

from collections.abc import Iterable
from functools import cache, partial

from tqdm import tqdm

from newbelongings.domain.themes.machine import Machine
from newbelongings.domain.themes.suggesting import suggest_for_round
from newbelongings.jobs.suggester import local_machine

from .place import Year


def suggest(year: Year, round_ids: Iterable[int]) -> None:
    """Suggest themes for the answers of these rounds. What is left out is done by the jobs, once it is served."""
    for round_id in round_ids:
        with tqdm(desc="texts read", unit="", leave=False) as bar:
            suggest_for_round(year.place.system, round_id=round_id, machine=_machine(), progress=partial(_show, bar))


def _show(bar: tqdm, done: int, of: int) -> None:
    bar.total, bar.n = of, done
    bar.refresh()


@cache
def _machine() -> Machine:
    """One for all councils, so that it is loaded once and reads each phrase of the codebooks once."""
    return local_machine()
