"""What may be kept of a member: a first name, and an address that fits the channel. Pure."""

from collections.abc import Callable
from typing import Final

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.identifying import says_more_than_a_first_name
from newbelongings.domain.kernel.reaching import email_of, phone_of, takes_texts
from newbelongings.domain.kernel.text import needed, optional

from .models.groups import CHANNELS, EMAIL, IN_PERSON, LETTER, PHONE, TEXT

_LONGEST_NAME, _LONGEST_ADDRESS = 40, 254
_FEWEST_WORDS = 3  # of a postal address


def checked_name(name: str) -> str:
    """A first name or a nickname on one line; refused where it looks like more."""
    kept = needed(" ".join(name.split()), field="name", ask="Give the name they want to go by.", most=_LONGEST_NAME)
    if says_more_than_a_first_name(kept):
        raise Refused(
            "Keep a first name or a nickname only, such as Jay or Mary-Ann: no surname, number or address.",
            field="name",
        )
    return kept


def checked_address(channel: str, address: str) -> str:
    """The address that this channel needs, as it is written to; empty where a person tells them."""
    if channel not in dict(CHANNELS):
        raise Refused("Choose how they like to be reached.", field="channel")
    kept = optional(address, field="address", most=_LONGEST_ADDRESS)
    found = _FINDS[channel](kept)
    if found is None:
        raise Refused(_ASKS[channel], field="address")
    return found


def _mobile_of(text: str) -> str | None:
    return phone_of(text) if takes_texts(text) else None


def _postal_address(text: str) -> str | None:
    return text if len(text.split()) >= _FEWEST_WORDS else None


_FINDS: Final[dict[str, Callable[[str], str | None]]] = {
    EMAIL: email_of,
    TEXT: _mobile_of,
    LETTER: _postal_address,
    PHONE: phone_of,
    IN_PERSON: str,
}
_ASKS: Final = {
    EMAIL: "Give one email address, such as name@example.org, or choose another way to reach them.",
    TEXT: "Give one mobile number, such as 07700 900123, or choose another way to reach them.",
    LETTER: "Give the address as it stands on an envelope, or choose another way to reach them.",
    PHONE: "Give one telephone number with its zero, or choose another way to reach them.",
}
