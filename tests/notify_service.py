"""A small GOV.UK Notify on this machine, as the official client speaks to it: a double of a service that is not ours.

It keeps what it took, answers as the documentation says (checked keys, errors, references, statuses), and can be told
to behave badly: each word put into ``mishaps`` is used up by one message that is sent to it.

    busy        429
    broken      500
    lose        takes the message, and closes the line without an answer
    silent      takes the message, and says nothing until the caller hangs up
"""

import json
import re
import threading
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))
KEY = f"tests-{SERVICE}-{SECRET}"
_ADDRESSES = {"sms": "phone_number", "email": "email_address", "letter": "personalisation"}


@dataclass
class Service:
    """What Notify knows. ``taken`` are the messages in their order."""

    taken: list[dict] = field(default_factory=list)
    templates: dict[str, dict] = field(default_factory=dict)
    mishaps: list[str] = field(default_factory=list)
    down: bool = False
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def template(self, kind: str, body: str, subject: str | None = None) -> str:
        """Set up a template; returns its id."""
        name = str(uuid.uuid4())
        self.templates[name] = {"id": name, "type": kind, "body": body, "subject": subject, "version": 1}
        return name

    def becomes(self, status: str, *, to: str | None = None) -> None:
        """What becomes of the messages (to somebody)."""
        for message in self.taken:
            if to is None or message["to"] == to:
                message["status"] = status

    def to(self, person: str) -> list[dict]:
        return [message for message in self.taken if message["to"] == person]


class _Notify(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""

    @property
    def service(self) -> Service:
        return self.server.service  # type: ignore[attr-defined]

    def do_GET(self) -> None:  # noqa: N802
        parts = urlsplit(self.path)
        self.service.asked.append(self.path)
        if not self._lets_in():
            return
        if parts.path == "/v2/notifications":
            (reference,) = parse_qs(parts.query)["reference"]
            found = [message for message in self.service.taken if message["reference"] == reference]
            self._answer(200, {"notifications": found, "links": {}})
        elif found := re.fullmatch(r"/v2/template/(.+)", parts.path):
            template = self.service.templates.get(found[1])
            self._answer(200, template) if template else self._refuse(404, "NoResultFound", "No result found")
        else:
            name = parts.path.rpartition("/")[2]
            there = [message for message in self.service.taken if message["id"] == name]
            self._answer(200, there[0]) if there else self._refuse(404, "NoResultFound", "No result found")

    def do_POST(self) -> None:  # noqa: N802
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._lets_in():
            return
        mishap = self.service.mishaps.pop(0) if self.service.mishaps else ""
        if mishap == "busy":
            self._refuse(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds")
        elif mishap == "broken":
            self._refuse(500, "Exception", "Internal server error")
        elif (refusal := self._wrong(sent)) is not None:
            self._refuse(400, "ValidationError", refusal)
        else:
            self._take(sent, mishap)

    def _take(self, sent: dict, mishap: str) -> None:
        kind = self.path.rpartition("/")[2]
        filled = sent["personalisation"]
        to = filled["address_line_1"] if kind == "letter" else sent[_ADDRESSES[kind]]
        message = {"id": str(uuid.uuid4()), "type": kind, "to": to, "status": "created", **sent}
        self.service.taken.append(message)
        if mishap == "silent":
            self.rfile.read(1)  # comes back when the caller hangs up
        if mishap in ("lose", "silent"):
            self.close_connection = True
            return
        self._answer(201, {"id": message["id"], "reference": sent["reference"], "content": {}})

    def _wrong(self, sent: dict) -> str | None:
        kind = self.path.rpartition("/")[2]
        template = self.service.templates[sent["template_id"]]
        for name in re.findall(r"\(\((.+?)\)\)", template["body"]):
            if name not in sent["personalisation"]:
                return f"Missing personalisation: {name}"
        if kind == "sms" and not re.fullmatch(r"07[0-9]{9}", sent["phone_number"].replace(" ", "")):
            return "phone_number Not a UK mobile number"
        if kind == "email" and "." not in sent["email_address"]:
            return "email_address Not a valid email address"
        lines = [value for name, value in sorted(sent["personalisation"].items()) if name.startswith("address_line")]
        if kind == "letter" and not re.search(r"[A-Z][0-9]+ [0-9][A-Z]{2}$", lines[-1]):
            return "Last line of address must be a real UK postcode or another country"
        return None

    def _lets_in(self) -> bool:
        if self.service.down:
            self._refuse(503, "Exception", "Service unavailable")
            return False
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            jwt.decode(token, SECRET, algorithms=["HS256"], issuer=SERVICE, options={"verify_iat": False})
        except jwt.InvalidTokenError:
            self._refuse(403, "AuthError", "Invalid token: API key not found")
            return False
        return True

    def _refuse(self, status: int, error: str, message: str) -> None:
        self._answer(status, {"status_code": status, "errors": [{"error": error, "message": message}]})

    def _answer(self, status: int, said: object) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running_notify():
    """A Notify that runs until the end of the block."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Notify) as server:
        server.service = Service(url=f"http://127.0.0.1:{server.server_address[1]}")  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.service  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            thread.join()


TEMPLATES = {
    ("invitation", "email"): ("email", "((subject))", "((words))"),
    ("invitation", "text"): ("sms", None, "((words))"),
    ("invitation", "letter"): ("letter", "((subject))", "((words))"),
    ("reminder", "email"): ("email", "((subject))", "((words))"),
    ("reminder", "text"): ("sms", None, "((words))"),
    ("reminder", "letter"): ("letter", "((subject))", "((words))"),
    ("message", "email"): ("email", "((subject))", "((words))"),
}


def set_up_templates(service: Service) -> dict[tuple[str, str], str]:
    """The templates that docs/how-to/messages.md asks for; returns their ids."""
    return {occasion: service.template(kind, body, subject) for occasion, (kind, subject, body) in TEMPLATES.items()}
