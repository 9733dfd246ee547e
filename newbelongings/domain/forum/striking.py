"""Taking the name of somebody who left out of what was written down about their forum.

Notes should hold no names; some do. A name that is an everyday word too ("Will", "Hope") is struck only where it
stands alone, since it cannot be told from the word elsewhere.
"""

import re
from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from newbelongings.domain.kernel.identifying import STANDS_IN, is_everyday_word

from .models import AgendaItem, Decision, Forum, Issue, Meeting, NotesVoice, PictureConsent


def struck(text: str, name: str) -> str:
    """``text`` with a stand-in for each ``name``: a whole word, written as they write it or with a capital."""
    if text.strip().casefold() == name.casefold():
        return STANDS_IN["name"]
    if is_everyday_word(name):
        return text
    forms = "|".join(sorted({re.escape(name), re.escape(name.capitalize()), re.escape(name.upper())}))
    return re.sub(rf"(?<!\w)(?:{forms})(?!\w)", STANDS_IN["name"], text)


def strike(forum: Forum, name: str) -> None:
    """Within the transaction in which somebody leaves."""
    _strike_in(Meeting.objects.filter(forum=forum), ("place", "joining", "notes"), name)
    issues = Issue.objects.filter(meeting__forum=forum)
    _strike_in(issues, ("title", "words"), name)
    _strike_in(Decision.objects.filter(meeting__forum=forum), ("words",), name)
    agenda = AgendaItem.objects.filter(meeting__forum=forum)
    _strike_in(agenda, ("title", "words", "outcome_words", "who"), name)
    _strike_in(NotesVoice.objects.filter(meeting__forum=forum), ("words",), name)
    pictures = PictureConsent.objects.filter(authority_id=forum.authority_id)
    _strike_in(pictures.filter(Q(forum=forum) | Q(member__forum=forum)), ("picture", "shown_where"), name)


def _strike_in(rows: QuerySet[Model], fields: Iterable[str], name: str) -> None:
    for field in fields:
        most = rows.model._meta.get_field(field).max_length  # type: ignore[union-attr]
        for row in rows.filter(**{f"{field}__icontains": name}):
            before = getattr(row, field)
            after = struck(before, name)[:most]
            if after != before:
                setattr(row, field, after)
                row.save(update_fields=[field])
