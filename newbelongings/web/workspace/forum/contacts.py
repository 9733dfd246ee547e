"""What somebody wrote of how to reach them, as a channel and its address: a guess for the worker to look at. Pure."""

from newbelongings.domain.forum.models.groups import EMAIL, IN_PERSON, PHONE, TEXT
from newbelongings.domain.kernel.reaching import email_of, phone_of, takes_texts


def reached_by(contact: str) -> tuple[str, str]:
    """An email address, a mobile number, another number; anything else is for a person to follow up."""
    if email := email_of(contact):
        return EMAIL, email
    if phone := phone_of(contact):
        return (TEXT if takes_texts(phone) else PHONE), phone
    return IN_PERSON, contact
