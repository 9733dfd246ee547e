"""Signing in and out, the invitation that brings somebody in, and who belongs to a council."""

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from newbelongings.domain.accounts import actions, queries
from newbelongings.domain.accounts.models import SIGN_IN_ROLES
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import ROLES, Permission, Role
from newbelongings.domain.safeguarding import queries as safeguarding

from .context import NAVIGATION
from .forms import Form
from .gate import gate, public, signed_in

INVITABLE = [
    (value, format_html('{}<span class="nb-choice__why">{}</span>', name, ROLES[Role(value)].sentence))
    for value, name in SIGN_IN_ROLES
    if value != Role.PROGRAMME
]


class SignInForm(Form):
    username = forms.EmailField(label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class PasswordForm(Form):
    password = forms.CharField(
        label="Password",
        help_text="12 letters or more. Three words that do not belong together are good.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class InviteForm(Form):
    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="Email address")
    role = forms.ChoiceField(label="What they are to the council", choices=INVITABLE, widget=forms.RadioSelect)


@public
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by email and password."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = authenticate(
            request,
            username=form.cleaned_data["username"].lower(),
            password=form.cleaned_data["password"],
        )
        if person is not None:
            login(request, person)
            return redirect(_next(request))
        if getattr(request, "axes_locked_out", False):
            return locked_out(request)
        form.add_error("password", "That email and password do not go together. Check both and try again.")
    return render(request, "parts/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    return reverse("account")


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """After too many wrong passwords for one person from one address."""
    words = "Too many wrong passwords. Wait 15 minutes, then try again, or ask your lead for a new invitation."
    form = SignInForm(request.POST or None)
    form.is_valid()
    form.add_error(None, words)
    return render(request, "parts/sign_in.html", {"form": form}, status=429)


@signed_in
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out. By a button only, so that no link or picture elsewhere can do it."""
    if request.method == "POST":
        logout(request)
    return redirect("sign_in")


@public
@sensitive_post_parameters("password")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password and begin."""
    invitation = actions.open_invitation(token)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.accept_invitation(token, password=form.cleaned_data["password"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("account")
    return render(request, "parts/accept_invitation.html", {"form": form, "invitation": invitation})


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Who you are here, and what you can open. With one page to open, go straight there."""
    scope = request.scope  # type: ignore[attr-defined]
    memberships = list(queries.memberships_of(request.user))  # type: ignore[arg-type]
    context = {"card": ROLES[scope.role], "memberships": memberships, "role_names": ROLES}
    if "stay" not in request.GET and request.META.get("HTTP_REFERER", "").endswith(reverse("sign_in")):
        for _, url, permissions in NAVIGATION:
            if any(scope.may(permission) for permission in permissions):
                return redirect(url)
    return render(request, "parts/account.html", context)


@signed_in
def choose_membership(request: HttpRequest) -> HttpResponse:
    """Act for another of the councils that you belong to."""
    chosen = request.POST.get("membership", "")
    mine = queries.memberships_of(request.user)  # type: ignore[arg-type]
    if request.method == "POST" and chosen.isdigit() and mine.filter(pk=int(chosen)).exists():
        request.session["membership"] = int(chosen)
    return redirect("account")


@gate(Permission.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Who belongs to your council, and as what."""
    scope = request.scope  # type: ignore[attr-defined]
    context = {
        "members": queries.people(scope),
        "invited": queries.open_invitations(scope),
        "standing": safeguarding.standing(scope),
        "may_invite": True,
    }
    return render(request, "parts/people.html", context)


@gate(Permission.MANAGE_PEOPLE)
def invite_person(request: HttpRequest) -> HttpResponse:
    """Invite somebody by email."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = request.build_absolute_uri(reverse("accept_invitation", args=["TOKEN"])).replace("TOKEN", "{token}")
        try:
            actions.invite_person(
                request.scope,  # type: ignore[attr-defined]
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=Role(form.cleaned_data["role"]),
                address=address,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{form.cleaned_data['name']} is invited. The email is on its way.")
            return redirect("people")
    return render(request, "parts/invite_person.html", {"form": form})


@gate(Permission.MANAGE_PEOPLE)
def remove_person(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End somebody's membership."""
    if request.method == "POST":
        actions.remove_person(request.scope, membership_id=membership_id)  # type: ignore[attr-defined]
        messages.success(request, "They can no longer sign in for this council.")
    return redirect("people")
