"""Which sender the settings name: GOV.UK Notify, a mail server, or the folder of recorded messages."""

from collections.abc import Iterable

from django.conf import settings

from .mail import Recorder, Sender, sender_for
from .notify import Notify


def sender_of_settings() -> Sender:
    """Notify where there is a key, else a mail server where one is named, else the folder."""
    others = sender_for(settings.MAIL_URL, sender=settings.MAIL_FROM, folder=settings.DATA_DIR / "outbox")
    if not settings.NOTIFY_API_KEY:
        return others
    return Notify(settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATES, others, base_url=settings.NOTIFY_BASE_URL)


def forget_recorded(keys: Iterable[str]) -> None:
    """Delete from the folder what was sent to somebody who is to be forgotten. What left this machine is not ours."""
    Recorder(settings.DATA_DIR / "outbox").forget(keys)


def goes_out(occasion: str, channel: str) -> bool:
    """Whether a message of that kind leaves this machine, rather than lying in a folder."""
    if settings.NOTIFY_API_KEY:
        return (occasion, channel) in settings.NOTIFY_TEMPLATES
    return channel == "email" and bool(settings.MAIL_URL)


def channels_to_send() -> set[str]:
    """By which the service sends by itself, or writes down in the folder. Letters only through Notify: a folder of
    letters is of no use to anybody, so without it a council downloads and posts them."""
    letters = bool(settings.NOTIFY_API_KEY) and any(channel == "letter" for _, channel in settings.NOTIFY_TEMPLATES)
    return {"email", "text", "letter"} if letters else {"email", "text"}


def problem_of(sender: Sender, occasion: str, channel: str, fields: Iterable[str]) -> str | None:
    """Why messages of that kind cannot go out now, in one sentence; None where they can."""
    return sender.problem(occasion, channel, fields) if isinstance(sender, Notify) else None


def problem_with(occasion: str, channel: str, fields: Iterable[str]) -> str | None:
    """The same, asked once with the sender that the settings name: for a page."""
    sender = sender_of_settings()
    try:
        return problem_of(sender, occasion, channel, fields)
    finally:
        if isinstance(sender, Notify):
            sender.close()
