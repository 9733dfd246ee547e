"""Questions about posts and pictures. Those of another council are not found."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .consents import Stands, days, stands
from .models import PictureConsent, Post


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A consent for a picture and how it stands; ``who`` is a member's name, only for whoever may know members.

    ``days`` counts since the picture had to come down, or until it must; 0 once it is down.
    """

    id: int
    picture: str
    shown_where: str
    people: int
    forum: str
    who: str
    given_on: dt.date
    ends_on: dt.date
    withdrawn_on: dt.date | None
    taken_down_on: dt.date | None
    stands: Stands
    days: int


def posts(scope: Scope) -> QuerySet[Post]:
    """What the council posted, newest first, with what came back. Only for those who keep the forum: the numbers are
    as they were typed, and go nowhere else (docs/adr/0037)."""
    scope.require(Permission.KEEP_FORUM)
    return Post.objects.filter(authority_id=scope.authority)


def post(scope: Scope, post_id: int) -> Post:
    """One post of the council."""
    found = posts(scope).filter(pk=post_id).first()
    if found is None:
        raise NotFound("There is no such post in your list. Choose one from the page of posts.")
    return found


def consents(scope: Scope, *, on: dt.date | None = None) -> tuple[ConsentView, ...]:
    """Every consent that no later one follows: what must come down first, then what ends soonest, then what is down."""
    scope.require(Permission.KEEP_FORUM)
    latest = PictureConsent.objects.filter(authority_id=scope.authority, followed_by=None)
    views = [_view(scope, row, on or today()) for row in latest.select_related("member", "forum")]
    return tuple(sorted(views, key=_place))


def _place(one: ConsentView) -> tuple[int, int, int]:
    return (list(Stands).index(one.stands), -one.days if one.stands.must_come_down else one.days, one.id)


def consent(scope: Scope, consent_id: int, *, on: dt.date | None = None) -> ConsentView:
    """One consent of the council."""
    return _view(scope, consent_row(scope, consent_id), on or today())


def consent_row(scope: Scope, consent_id: int) -> PictureConsent:
    """The row of one consent, with its member."""
    of_council = PictureConsent.objects.filter(authority_id=scope.authority).select_related("member", "forum")
    scope.require(Permission.KEEP_FORUM)
    found: PictureConsent | None = of_council.filter(pk=consent_id).first()
    if found is None:
        raise NotFound("There is no such picture in your list. Choose one from the page of pictures.")
    return found


def pictures_to_take_down(authority_id: int, on: dt.date) -> int:
    """How many pictures must come down ``on`` that day; in one statement, for whoever has asked for the permission."""
    shown = PictureConsent.objects.filter(authority_id=authority_id, followed_by=None, taken_down_on=None)
    return shown.filter(Q(withdrawn_on__lte=on) | Q(ends_on__lt=on)).count()


def _view(scope: Scope, row: PictureConsent, day: dt.date) -> ConsentView:
    how = stands(row.ends_on, row.withdrawn_on, row.taken_down_on, day)
    knows = scope.may(Permission.KEEP_MEMBERS)
    return ConsentView(
        id=row.pk,
        picture=row.picture,
        shown_where=row.shown_where,
        people=row.people,
        forum=row.forum.name if row.forum else "",
        who=row.member.name if row.member and knows else "",
        given_on=row.given_on,
        ends_on=row.ends_on,
        withdrawn_on=row.withdrawn_on,
        taken_down_on=row.taken_down_on,
        stands=how,
        days=days(row.ends_on, row.withdrawn_on, how, day),
    )
