"""What stands around every public page of a council: the council, and what one can do there today. One statement."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.commitments import queries as commitments
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """The survey that anyone may answer today by its open link."""

    code: str
    closes: dt.date
    mix_at_least: int


@dataclass(frozen=True, slots=True)
class Around:
    """A council as its public pages show it. A page hands it to its template as ``around``."""

    authority: Authority
    survey: OpenSurvey | None
    has_pledge: bool


def around(scope: Scope, slug: str) -> Around:
    """What surrounds the pages of the council of that short name; raises ``NotFound`` where there is none.

    All of it is read with the council, in one statement: each fact is a column beside it.
    """
    survey = surveys.open_to_everyone(scope, OuterRef("pk"))
    columns = ("code", "closes", "mix_at_least")
    authority = authorities.authority_by_slug(
        scope,
        slug,
        has_pledge=Exists(commitments.published_pledges(scope, OuterRef("pk"))),
        **{f"survey_{column}": Subquery(survey.values(column)[:1]) for column in columns},
    )
    found = {column: getattr(authority, f"survey_{column}") for column in columns}
    return Around(
        authority=authority,
        survey=OpenSurvey(**found) if found["code"] else None,
        has_pledge=authority.has_pledge,  # type: ignore[attr-defined]
    )
