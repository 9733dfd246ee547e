"""Who may open a page. Every view carries one of these marks; one without is opened to nobody.

``request.scope`` is made here, once per request, and handed to every action and query.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from newbelongings.domain.accounts import queries as accounts
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope, public_scope

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
PUBLIC = "public"
SIGNED_IN = "signed in"


class ScopedRequest(HttpRequest):
    """A request that has been through the gate."""

    scope: Scope


def public(view: View) -> View:
    """A page for anyone, with no account and no cookie."""

    @wraps(view)
    def open_to_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.scope = public_scope()  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    open_to_all.access = PUBLIC  # type: ignore[attr-defined]
    return cast(View, open_to_all)


def signed_in(view: View) -> View:
    """A page for anyone with an account, whatever their role."""
    return _guarded(view, None)


def gate(*permissions: Permission) -> Callable[[View], View]:
    """A page for those whose role has at least one of ``permissions``."""

    def mark(view: View) -> View:
        return _guarded(view, permissions)

    return mark


def _guarded(view: View, permissions: tuple[Permission, ...] | None) -> View:
    @wraps(view)
    def behind_the_gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        scope = accounts.scope_of(request.user, request.session.get("membership"))
        request.scope = scope  # type: ignore[attr-defined]
        if permissions is not None and not any(scope.may(permission) for permission in permissions):
            scope.require(permissions[0])
        return view(request, *args, **kwargs)

    behind_the_gate.access = permissions if permissions is not None else SIGNED_IN  # type: ignore[attr-defined]
    return cast(View, behind_the_gate)


class ClosedByDefault:
    """Refuses to run a view that says nothing about who may open it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        if not hasattr(view, "access"):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} does not say who may open it.")
