"""Sending through GOV.UK Notify: emails, texts and letters, each once, and what became of them.

Notify keeps no promise that a message sent twice arrives once. So every message carries the mark of its occasion as
Notify's ``reference``, and a message that was tried before is looked for by that mark before it is sent again.
"""

import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from .mail import Letter, Sender, Undeliverable

TIMEOUT: Final = 20
MESSAGE: Final = "message"
ADDRESS_LINES: Final = 7
# The client writes Notify's answers into its log, and an answer may repeat what we sent.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)

_PLACEHOLDER: Final = re.compile(r"\(\(\s*([^()?]+?)\s*(?:\?\?.*?)?\)\)", re.DOTALL)
_BAD_ADDRESS: Final = (
    "phone_number",
    "email_address",
    "phoneerror",
    "emailerror",
    "mobile number",
    "address",
    "postcode",
)
_KEY_LENGTH: Final = 73
_RECEIPTS: Final = {
    "delivered": "delivered",
    "permanent-failure": "out_of_date",
    "temporary-failure": "failed",
    "technical-failure": "failed",
    "cancelled": "failed",
    "validation-failed": "failed",
    "virus-scan-failed": "failed",
    "sent": "posted",
    "received": "posted",
}


class NotifyProblem(OSError):
    """Notify could not be used now. The words are a sentence that says why, without anything personal."""


def plain_name(placeholder: str) -> str:
    """A placeholder as Notify compares it: capitals, spaces, dashes and underscores make no difference."""
    return re.sub(r"[\s_-]", "", placeholder).lower()


def placeholders(*texts: str | None) -> list[str]:
    """The names between double brackets, each once, in their order. ``((late??You are late))`` is called ``late``."""
    seen: dict[str, str] = {}
    for text in texts:
        for name in _PLACEHOLDER.findall(text or ""):
            seen.setdefault(plain_name(name), name)
    return list(seen.values())


def address_lines(address: str) -> dict[str, str]:
    """A postal address as Notify wants it: seven lines at most, the postcode last. What is too many is put together."""
    lines = [line.strip() for line in address.splitlines() if line.strip()]
    if len(lines) > ADDRESS_LINES:
        middle = ", ".join(lines[ADDRESS_LINES - 2 : -1])
        lines = [*lines[: ADDRESS_LINES - 2], middle, lines[-1]]
    return {f"address_line_{number}": line for number, line in enumerate(lines, 1)}


class Notify:
    """Sends what has a template here; anything else goes to ``others``.

    ``templates`` maps an occasion and a channel to the id of a template at Notify. A letter without an occasion of
    its own is a ``message``.
    """

    def __init__(
        self,
        key: str,
        templates: Mapping[tuple[str, str], str],
        others: Sender,
        *,
        base_url: str,
        timeout: float = TIMEOUT,
    ) -> None:
        if len(key) < _KEY_LENGTH:
            raise ValueError("NOTIFY_API_KEY is not a key of GOV.UK Notify: copy the whole of it.")
        self.templates = templates
        self.others = others
        client: Any = NotificationsAPIClient(key, base_url=base_url, timeout=timeout)  # type: ignore[no-untyped-call]
        self.client = client

    def close(self) -> None:
        """Hang up."""
        self.client.request_session.close()

    def send(self, letter: Letter) -> str:
        template = self.templates.get((letter.template or MESSAGE, letter.channel))
        if template is None:
            if letter.template:
                raise NotifyProblem(_no_template(letter.template, letter.channel))
            return self.others.send(letter)
        try:
            if letter.again and (name := self._arrived(letter.mark)):
                return name
            return str(self._post(letter, template)["id"])
        except APIError as error:
            if _address_is_wrong(error):
                raise Undeliverable(letter.channel) from None
            raise NotifyProblem(_why(error)) from None

    def receipt(self, name: str) -> str | None:
        """What became of a message; None while Notify does not know, or does not know the message."""
        try:
            found = self.client.get_notification_by_id(name)
        except APIError as error:
            if error.status_code == 404:
                return None
            raise NotifyProblem(_why(error)) from None
        # A letter that fails was not printed: that says nothing about the address.
        if found.get("type") == "letter" and found["status"] == "permanent-failure":
            return "failed"
        return _RECEIPTS.get(found["status"])

    def problem(self, occasion: str, channel: str, fields: Iterable[str]) -> str | None:
        """Why a mailing cannot go out with its template: one sentence, or None where it can.

        ``fields`` are the names of what we can fill in.
        """
        template = self.templates.get((occasion, channel))
        if template is None:
            return _no_template(occasion, channel)
        try:
            found = self.client.get_template(template)
        except APIError as error:
            return _why(error)
        if found["type"] != _TYPES[channel]:
            return f"The Notify template for {occasion} by {channel} is of another kind. Check its id."
        return _missing(found, occasion, channel, {plain_name(name) for name in fields})

    def _arrived(self, mark: str) -> str | None:
        """What Notify calls the message of that mark, if it has one."""
        found = self.client.get_all_notifications(reference=mark)["notifications"]
        return str(found[0]["id"]) if found else None

    def _post(self, letter: Letter, template: str) -> Any:
        fields = {**letter.fields, "subject": letter.subject, "words": letter.body}
        if letter.channel == "letter":
            fields |= address_lines(fields.pop("address", letter.to))
            return self.client.send_letter_notification(template, fields, reference=letter.mark)
        if letter.channel == "text":
            return self.client.send_sms_notification(letter.to, template, fields, reference=letter.mark)
        stop = letter.fields.get("stop", "")
        return self.client.send_email_notification(
            letter.to,
            template,
            fields,
            reference=letter.mark,
            one_click_unsubscribe_url=stop if stop.startswith("https://") else None,
        )


_TYPES: Final = {"email": "email", "text": "sms", "letter": "letter"}


def _missing(template: Mapping[str, Any], occasion: str, channel: str, given: set[str]) -> str | None:
    here = f"The Notify template for {occasion} by {channel}"
    named = placeholders(template.get("subject"), template.get("body"), *_listed(template))
    for name in named:
        plain = plain_name(name)
        if plain not in given and not plain.startswith("addressline") and plain != "postcode":
            return f"{here} asks for (({name})), which we do not have. Take it out of the template."
    there = {plain_name(name) for name in named}
    for name in ("link", "stop"):
        if occasion != MESSAGE and name not in there and "words" not in there:
            return f"{here} has no (({name})). Put it in, or put in ((words)), which holds it."
    return None


def _listed(template: Mapping[str, Any]) -> list[str]:
    """The placeholders that Notify itself lists, written as in a text."""
    return [f"(({name}))" for name in template.get("personalisation") or {}]


def _no_template(occasion: str, channel: str) -> str:
    setting = f"NOTIFY_TEMPLATE_{occasion}_{channel}".upper()
    return f"There is no Notify template for {occasion} by {channel}. Ask whoever runs the service to set {setting}."


def _address_is_wrong(error: APIError) -> bool:
    if error.status_code != 400:
        return False
    said = str(error.message).lower()
    return any(words in said for words in _BAD_ADDRESS)


def _why(error: APIError) -> str:
    """A sentence of our own: Notify's words may repeat what was sent."""
    status = error.status_code
    if status in (401, 403):
        return "GOV.UK Notify does not take our key. Check NOTIFY_API_KEY and the clock of this machine."
    if status == 404:
        return "GOV.UK Notify does not know the template. Check its id."
    if status == 429:
        return "GOV.UK Notify takes no more for now. It is tried again later."
    if status >= 500:
        return "GOV.UK Notify cannot be reached. It is tried again later."
    return f"GOV.UK Notify refused (error {status}). Check that the service is live and its templates are right."
