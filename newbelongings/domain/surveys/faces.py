"""The rounds that care leavers see now, looked up once a second in each process and not once a page.

When a survey is mentioned on the radio, the same row would be read a thousand times a minute. A round that was
extended, or a council's new helpline, shows within ``SECONDS``; what is written (an invitation, a form that was
sent) is never kept here.
"""

import time
from collections.abc import Callable
from typing import Final

from django.db.models import QuerySet

from .models import Round

SECONDS: Final = 1.0
_MOST: Final = 500
# What a care leaver's page shows. Each column costs: Django builds its statement anew every time.
FACE: Final = ("code", "title", "opens", "closes", "open_link", "mix_at_least", "instrument") + tuple(
    f"authority__{name}" for name in ("slug", "name", "imagined", "helpline_name", "helpline_phone")
)

_kept: dict[int | str, tuple[float, Round]] = {}


def face_by_code(code: str) -> Round | None:
    """The round of an open link, with its council; None where there is none. Do not change what you are given."""
    return _looked_up(code, lambda: _faces().filter(code=code).first())


def face_by_id(round_id: int) -> Round | None:
    """The same by its id."""
    return _looked_up(round_id, lambda: _faces().filter(pk=round_id).first())


def face_of(round_: Round) -> tuple[object, ...]:
    """Everything that a page may show of a round and its council; equal as long as nothing has changed."""
    authority = round_.authority
    council = (authority.slug, authority.name, authority.imagined, authority.helpline_name, authority.helpline_phone)
    about = (round_.title, round_.opens, round_.closes, round_.open_link, round_.mix_at_least, round_.instrument_id)
    return (round_.pk, round_.code, *about, *council)


def forget_faces() -> None:
    """Look everything up anew. Called where a round is changed, for the pages of this process."""
    _kept.clear()


def _faces() -> QuerySet[Round]:
    return Round.objects.select_related("authority").only(*FACE)


def _looked_up(key: int | str, find: Callable[[], Round | None]) -> Round | None:
    now = time.monotonic()
    until, round_ = _kept.get(key, (0.0, None))
    if round_ is not None and now < until:
        return round_
    found = find()
    if found is None:
        _kept.pop(key, None)
        return None
    if len(_kept) >= _MOST:
        _kept.clear()
    _kept[found.pk] = _kept[found.code] = (now + SECONDS, found)
    return found
