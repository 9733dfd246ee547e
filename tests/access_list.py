"""The access list: every address of the service by name, and who may open it.

It is written by hand and on purpose knows nothing of permissions: `tests/repository/test_access_list.py`
opens each address as everybody and holds the code against this list. A new address is one line here.
Ids come from `tests/full_world.py`, by the name that the address gives them.
"""

from dataclasses import dataclass

from newbelongings.domain.kernel.permissions import Role

R = Role
LEAD = frozenset({R.LEAD})
STAFF = frozenset({R.LEAD, R.COLLEAGUE})
BOARD_TOO = STAFF | {R.BOARD}
RESULTS = BOARD_TOO | {R.ADVISER, R.CRITICAL_FRIEND}
PLAN_READERS = RESULTS | {R.CLUSTER}
PROGRAMME = frozenset({R.PROGRAMME})
INSPECTED = BOARD_TOO | {R.INSPECTOR}
OWNERS = frozenset({R.OWNER, R.ADVISER})
SIGNED_IN = frozenset(role for role in R if role not in (R.PUBLIC, R.SYSTEM))
EVERYBODY = SIGNED_IN | {R.PUBLIC}


@dataclass(frozen=True)
class Entry:
    """Who may open one address, and what a GET gives them: a ``page``, a ``file``, or only a ``button``.

    A button is an address that only a POST may use: a GET changes nothing and leads back to a page, or is
    refused as the wrong method. ``query`` is put behind the address.
    """

    roles: frozenset[Role]
    gives: str = "page"
    query: str = ""


def page(roles: frozenset[Role], query: str = "") -> Entry:
    return Entry(roles, "page", query)


def button(roles: frozenset[Role]) -> Entry:
    return Entry(roles, "button")


def file(roles: frozenset[Role], query: str = "") -> Entry:
    return Entry(roles, "file", query)


ACCESS: dict[str, Entry] = {
    # Doors and pages that belong to no subject
    "sign_in": page(EVERYBODY),
    "sign_out": button(SIGNED_IN),
    "accept_invitation": page(EVERYBODY),
    "account": page(SIGNED_IN),
    "choose_membership": button(SIGNED_IN),
    "people": page(LEAD),
    "invite_person": page(LEAD),
    "remove_person": button(LEAD),
    "gallery": page(SIGNED_IN),
    "accessibility": page(EVERYBODY),
    "small_numbers": page(SIGNED_IN),
    # Care leavers
    "front": page(EVERYBODY),
    "you_said_we_did": page(EVERYBODY),
    "what_happens": page(EVERYBODY),
    "start_survey": page(EVERYBODY),
    # The council
    "home": page(SIGNED_IN),
    "listen": page(SIGNED_IN),
    "themes": page(SIGNED_IN),
    "plan": page(SIGNED_IN),
    "own_actions": page(SIGNED_IN),
    "replies": page(SIGNED_IN),
    "packs": page(SIGNED_IN),
    # Visitors
    "oversight": page(SIGNED_IN),
}
