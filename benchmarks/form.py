"""The survey's form as a phone sends it, with everything filled in."""

import re

from benchmarks import council

_TOKEN = re.compile(rb'name="form" value="([^"]+)"')


def form_token(page: bytes) -> str:
    """The random number of one page."""
    found = _TOKEN.search(page)
    assert found is not None, "the page has no form in it"
    return found.group(1).decode()


def finished(token: str) -> dict[str, str]:
    """Every field of a form that is being sent."""
    fields = {"form": token, "at": "check", "mode": "one", "go": "send", "age": "18-20", "sex": "female"}
    for name in council.OPEN:
        fields |= {f"{name}__{n}": council.WORDS[n] for n in (1, 2, 3)}
    return fields | {"advice__1": council.WORDS[0]}
