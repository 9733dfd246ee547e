"""What is kept of a member, shown to themselves, and the way out: no reason, no account, at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newbelongings.adapters.senders import forget_recorded
from newbelongings.domain.forum import members
from newbelongings.domain.forum.member_words import needs_in_words

from .door import Visit, behind_their_link
from .frame import frame
from .section import Section


def what_we_keep(visit: Visit) -> Section:
    """Not the number or address itself: the link may be open on somebody else's screen."""
    shows = {"member": visit.member, "needs": needs_in_words(visit.member), "token": visit.token}
    return Section("public/member/what_we_keep.html", shows)


@behind_their_link
def leave_forum(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What goes and what stays, and one button. Afterwards this link is closed."""
    if request.method == "POST":
        forget_recorded(members.leave_forum(visit.scope, visit.token))
        return render(request, "public/member/left_forum.html", {"authority": visit.authority})
    return render(request, "public/member/leave_forum.html", frame(visit))
