"""How somebody wants to be told."""

from typing import Any

from django.http import HttpRequest

from newbelongings.domain.forum.listening import ASK_FOR_WAY
from newbelongings.web.parts.guarded import GuardedForm
from newbelongings.web.public.reporting.forms import area_field, contact_field


class HearForm(GuardedForm):
    contact = contact_field(
        "Your email or mobile number",
        "We use it to tell you, and for nothing else. We don’t ask your name.",
        error_messages={"required": ASK_FOR_WAY},
    )
    area = area_field("What do you want to hear about?", "Everything")

    def __init__(self, request: HttpRequest, *, about: str) -> None:
        super().__init__(request)
        self.about = about
        self.fields["contact"].widget.attrs |= {"autocomplete": "email", "inputmode": "email"}
        if about:
            del self.fields["area"]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return {"contact": self.cleaned_data["contact"], "area": self.cleaned_data.get("area", ""), "about": self.about}
