"""What the frame around every page needs: who is signed in, for which council, and where they may go."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.permissions import ROLES, Permission, Role
from newbelongings.domain.kernel.scope import Scope

# Name on the page, URL name, and the permissions that open it (any one of them). Whoever runs surveys comes to the
# people to ask by way of the survey.
NAVIGATION: list[tuple[str, str, tuple[Permission, ...]]] = [
    ("Home", "home", (Permission.READ_THREAD,)),
    ("Listen", "listen", (Permission.RUN_SURVEYS, Permission.KEEP_FORUM)),
    ("Ask", "ask", (Permission.HELP_ANSWER,)),
    ("Make sense", "themes", (Permission.SEE_RESULTS,)),
    ("Act", "plan", (Permission.READ_PLAN,)),
    ("People to ask", "own_people", (Permission.HELP_ANSWER,)),
    ("Concerns", "concerns", (Permission.READ_CONCERNS,)),
    ("Your actions", "own_actions", (Permission.UPDATE_OWN_ACTIONS,)),
    ("Answer", "replies", (Permission.WRITE_REPLIES,)),
    ("Prove", "packs", (Permission.READ_PACKS,)),
    ("Councils", "oversight", (Permission.OVERSEE,)),
    ("People", "people", (Permission.MANAGE_PEOPLE,)),
]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Masthead and navigation. Nothing for the public pages, which name their own council."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None or scope.role is Role.PUBLIC:
        return {}
    authority = authorities.own_authority(scope) if scope.authority_id else None
    navigation = [
        {"name": name, "url": reverse(url), "here": request.path.startswith(reverse(url))}
        for name, url, permissions in NAVIGATION
        if any(scope.may(permission) for permission in permissions)
        and not (url == "own_people" and scope.may(Permission.RUN_SURVEYS))
    ]
    return {
        "messages": get_messages(request),
        "own_authority": authority,
        "role_name": ROLES[scope.role].name,
        "navigation": navigation,
        "home_url": navigation[0]["url"] if navigation else reverse("account"),
    }
