"""A phone without JavaScript, for tests of the public pages: every page is the answer to a form."""

from dataclasses import dataclass, field

import html5lib
from django.test import Client


@dataclass
class Phone:
    """A browser with JavaScript off: it knows the page it is on, fills fields in and presses buttons."""

    address: str
    client: Client = field(default_factory=Client)
    source: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)

    def open(self) -> "Phone":
        return self._shows(self.client.get(self.address))

    def type(self, **words: str) -> "Phone":
        self.fields |= {name: [value] for name, value in words.items()}
        return self

    def press(self, button: str) -> "Phone":
        tree = html5lib.parse(self.source, namespaceHTMLElements=False)
        [value] = {b.get("value") for b in tree.iter("button") if " ".join("".join(b.itertext()).split()) == button}
        return self._shows(self.client.post(self.address, {**self.fields, "go": value}, follow=True))

    def _shows(self, response) -> "Phone":
        self.response, self.source = response, response.content.decode()
        tree = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(self.source)
        self.fields = {}
        forms = [form for form in tree.iter("form") if form.get("action")]
        self.address = forms[0].get("action") if forms else self.address
        for element in (found for found in tree.iter() if found.tag in ("input", "textarea")):
            kind, name = element.get("type", ""), element.get("name")
            if element.tag == "textarea":
                self.fields[name] = [element.text or ""]
            elif kind not in ("radio", "checkbox") or element.get("checked") is not None:
                self.fields.setdefault(name, []).append(element.get("value", ""))
        self.text = " ".join("".join(tree.find("body").itertext()).split())
        return self
