"""Questions about meetings, for those who keep the forum and for its members."""

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Meeting, Member


def next_meeting_of(scope: Scope, member: Member) -> Meeting | None:
    """The next meeting of a member's forum, for that member; today's counts. None where no day is set."""
    scope.require(Permission.SPEAK_UP)
    return Meeting.objects.filter(forum=member.forum_id, date__gte=today()).order_by("date").first()
