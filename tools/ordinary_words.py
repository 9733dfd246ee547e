"""Write the list of ordinary words: ``python -m tools.ordinary_words``.

They are the words of our own training texts and the familiar words of the plain-words check. Words that
only ever stand there with a capital, and names and places, are left out.
"""

import re
from pathlib import Path

from newbelongings.domain.replies.plainer import FAMILIAR

ROOT = Path(__file__).resolve().parent.parent
TEXTS = (
    *sorted((ROOT / "newbelongings/adapters/text_model/data/training").glob("*.txt")),
    *sorted((ROOT / "newbelongings/domain/safeguarding/data").glob("*.txt")),
)
DATA = ROOT / "newbelongings/domain/kernel/identifying/data"
LIST = DATA / "ordinary.txt"
HEAD = "# Words of our own training texts that name nobody; written by tools/ordinary_words.py, not by hand.\n"
_WORD = re.compile(r"\b[a-z]+(?:['’-][a-z]+)*")


def ordinary_words() -> list[str]:
    """The words, in order."""
    said = [line.rsplit("|", 1)[-1] for file in TEXTS for line in file.read_text("utf-8").splitlines()]
    words = {word.replace("’", "'") for line in said for word in _WORD.findall(line)} | set(FAMILIAR)
    names = (_listed("first_names.txt") | _listed("places.txt")) - _listed("also_words.txt")
    return sorted(words - names)


def _listed(name: str) -> set[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


if __name__ == "__main__":
    words = ordinary_words()
    LIST.write_text(HEAD + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words):,} words in {LIST.relative_to(ROOT)}.")
