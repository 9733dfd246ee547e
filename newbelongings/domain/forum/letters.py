"""Messages of the forum: to its members, and to those who asked to hear. By day only, and the address goes once sent.

``to_member`` and ``to_listener`` are the occasions for which a sender may have templates of its own.
"""

from typing import Final

from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.scope import Scope

from .models import EMAIL, LETTER, TEXT, Listener, Member

SENT_BY_US: Final = (EMAIL, TEXT, LETTER)
TO_MEMBER: Final = "forum"
TO_LISTENER: Final = "answer"


def write_to_member(scope: Scope, member: Member, *, occasion: str, subject: str, words: str) -> str:
    """Put a message to a member in the outbox; returns its key, or nothing where a person must tell them.

    ``occasion`` (``meeting-12``) makes it one message however often it is asked for.
    """
    if not reached_by_message(member):
        return ""
    key = f"{occasion}{of_member(member.pk)}"
    outbox.post_many(scope, [_message(key, TO_MEMBER, member.channel, member.address, subject, words, {})])
    return key


def reached_by_message(member: Member) -> bool:
    """Whether a message can be written to this member; otherwise a person must tell them."""
    return member.channel in SENT_BY_US and bool(member.address)


def of_member(member_id: int) -> str:
    """How the keys of all messages to a member end, so that they can be taken back."""
    return f"-to-member-{member_id}"


def write_to_listener(scope: Scope, listener: Listener, *, occasion: str, subject: str, words: str, stop: str) -> None:
    """Put a message to somebody who asked to hear in the outbox, once an ``occasion``. ``stop`` ends it all."""
    key = f"{occasion}{of_listener(listener)}"
    message = _message(key, TO_LISTENER, listener.channel, listener.address, subject, words, {"stop": stop})
    outbox.post_many(scope, [message])


def of_listener(listener: Listener) -> str:
    """How the keys of all messages to a listener end."""
    return f"-to-listener-{listener.pk}"


def _message(
    key: str, template: str, channel: str, to: str, subject: str, words: str, fields: dict[str, str]
) -> OutboxMessage:
    return OutboxMessage(key=key, template=template, channel=channel, to=to, subject=subject, body=words, fields=fields)
