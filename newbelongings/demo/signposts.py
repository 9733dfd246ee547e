"""What the command prints at the end: who to sign in as, and where to look."""

from django.urls import reverse

from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.permissions import ROLES, Role
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys.queries import rounds

from .councils import PASSWORD

_ORDER = list(Role)


def who_and_where(address: str) -> str:
    """A table of everybody who can sign in, the password they share, and the addresses that need none."""
    return "\n".join(["", *_people(), "", *_addresses(address), ""])


def _people() -> list[str]:
    members = Membership.objects.filter(person__email__endswith="@example.org").select_related("person", "authority")
    members = sorted(members, key=lambda m: (m.authority.code if m.authority else "", _ORDER.index(Role(m.role))))
    rows = [
        (m.authority.name if m.authority else "All three", ROLES[Role(m.role)].name, m.person.email) for m in members
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [f"Everything here is invented. All of them have one password, made up for this: {PASSWORD}", "", *lines]


def _addresses(address: str) -> list[str]:
    lines = [f"Sign in                        {address}{reverse('sign_in')}"]
    for authority in Authority.objects.filter(imagined=True).order_by("code"):
        page = reverse("you_said_we_did", args=[authority.slug])
        lines.append(f"{authority.name + ': you said, we did':<30} {address}{page}")
        survey = rounds(system_scope(authority.pk)).order_by("-closes").first()
        if survey:
            lines.append(f"{authority.name + ': survey':<30} {address}{reverse('start_survey', args=[survey.code])}")
    return lines
