"""Reading the Department for Education's list of local authorities."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from newbelongings.domain.authorities.actions import CouncilFacts
from newbelongings.domain.kernel.errors import Refused

_COLUMNS = {
    "la_code": "code",
    "la_code_new": "ons_code",
    "local_authority_ons_name": "name",
    "region_name": "region",
    "ons_la_type": "kind",
}
_MOST_COMPLAINTS = 5


def read_councils(path: Path) -> tuple[list[CouncilFacts], list[str]]:
    """The councils that exist today, and the names of those that the list says are no more (they have no new code).

    Raises ``Refused`` with one sentence where the file is not such a list, naming the first lines that are wrong.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _councils(csv.DictReader(file, strict=True))
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror}). Check the name.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path.name} is not a CSV file in UTF-8. Save it as one and try again.") from error


def _councils(reader: "csv.DictReader[str]") -> tuple[list[CouncilFacts], list[str]]:
    missing = [name for name in _COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise Refused(f"The first line has no column called {', '.join(missing)}. Use the list of local authorities.")
    stands, gone, wrong = [], [], []
    for row in reader:
        facts = CouncilFacts(**{field: (row[column] or "").strip() for column, field in _COLUMNS.items()})
        if facts.code and not facts.ons_code:
            gone.append(facts.name)
            continue
        wrong += [f"line {reader.line_num}: {problem}" for problem in _problems(facts)]
        stands.append(facts)
    wrong += _doubled(stands)
    if wrong:
        raise Refused(f"Nothing was loaded. {'; '.join(wrong[:_MOST_COMPLAINTS])}. Put these right and try again.")
    if not stands:
        raise Refused("Nothing was loaded: the list has no council in it.")
    return stands, gone


def _problems(facts: CouncilFacts) -> Iterator[str]:
    if not re.fullmatch(r"[0-9]{3}", facts.code):
        yield f"the code {facts.code!r} is not three digits"
    if not re.fullmatch(r"E[0-9]{8}", facts.ons_code):
        yield f"the new code {facts.ons_code!r} is not an E and eight digits"
    if not 0 < len(facts.name) <= 120:
        yield "the name is missing or too long"
    if not 0 < len(facts.region) <= 60:
        yield "the region is missing or too long"
    if len(facts.kind) > 60:
        yield "the type is too long"


def _doubled(councils: list[CouncilFacts]) -> list[str]:
    codes = [council.code for council in councils]
    return [f"the code {code} is there more than once" for code in sorted({c for c in codes if codes.count(c) > 1})]
