"""A form that anybody may send, guarded without a puzzle: too quick, too old and too often are said in one sentence.

Nothing typed is lost by any of it. See docs/adr/0034.
"""

import time
from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.core import signing
from django.http import HttpRequest

from newbelongings.domain.kernel.errors import Refused

from .floods import is_flood
from .forms import Form

SALT: Final = "newbelongings.guarded"
QUICK: Final = 3  # seconds in which nobody reads a page and answers it
OLD: Final = 24 * 60 * 60
TOO_QUICK: Final = "That was very quick. Look at it once more, then press the button again."
TOO_OLD: Final = "This page was open for a long time. What you typed is still here: press the button again."
TOO_MANY: Final = (
    "Too much came from your network just now. What you typed is still here: wait ten minutes, then press the button "
    "again."
)


def moment(at: float | None = None, *, asked_again: bool = False) -> str:
    """When a form was drawn, signed. ``asked_again`` once somebody was told to look again: the next press counts."""
    return signing.dumps([int(time.time() if at is None else at), asked_again], salt=SALT)


class GuardedForm(Form):
    """``drawn`` is when it was drawn; ``homepage`` is a field that people do not see."""

    drawn = forms.CharField(widget=forms.HiddenInput, required=False)
    homepage = forms.CharField(label="Leave this empty", required=False)
    flooded = False

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        initial = {"drawn": moment()} | kwargs.pop("initial", {})
        super().__init__(request.POST.copy() if request.method == "POST" else None, *args, initial=initial, **kwargs)
        self.request = request
        self.fields["homepage"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            self._look_at_moment(given.get("drawn", ""))
        return given

    def _look_at_moment(self, drawn: str) -> None:
        try:
            at, asked_again = signing.loads(drawn, salt=SALT)
        except (signing.BadSignature, ValueError, TypeError):
            at, asked_again = 0, False
        age = time.time() - at
        if age > OLD:
            self._draw_again(TOO_OLD)
        elif age < QUICK and not asked_again:
            self._draw_again(TOO_QUICK)

    def _draw_again(self, sentence: str) -> None:
        self.data["drawn"] = moment(asked_again=True)  # type: ignore[index]
        self.add_error(None, sentence)

    @property
    def trapped(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data["homepage"])

    def sent(self, what: str, authority_id: int, act: Callable[[], Any]) -> Any:
        """What ``act`` gives back, or None where the form is to be drawn again with the reason why."""
        if self.request.method != "POST" or not self.is_valid():
            return None
        if is_flood(self.request, what, authority_id=authority_id):
            self.flooded = True
            self.add_error(None, TOO_MANY)
            return None
        try:
            return act()
        except Refused as refusal:
            self.refuse(refusal)
            return None

    @property
    def status(self) -> int:
        """The status of the answer in which the form is drawn."""
        return 429 if self.flooded else 200
