"""The form of the coding desk: what an answer and its segments are about, and how it speaks."""

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms

from newbelongings.domain.themes.actions import Segment
from newbelongings.domain.themes.models import Theme
from newbelongings.domain.themes.models.fields import Sentiment

from .forms import DeskForm

_MARK: Final = re.compile(r"(\d{1,18})(?::(\d{1,9}):(\d{1,9}))?")


def as_value(theme_id: int, start: int = 0, end: int = 0) -> str:
    """A theme of the whole answer as ``12``, of a segment of it as ``12:40:95``: how a form sends it."""
    return f"{theme_id}:{start}:{end}" if end else str(theme_id)


def as_segment(value: str) -> Segment | None:
    """What a form sent; None for anything else."""
    found = _MARK.fullmatch(value)
    if found is None:
        return None
    theme_id, start, end = found.groups()
    return Segment(int(theme_id), int(start or 0), int(end or 0))


class SegmentsField(forms.MultipleChoiceField):
    """Themes of the whole answer and of its segments. ``choices`` are the codebook's."""

    def valid_value(self, value: str) -> bool:
        segment = as_segment(value)
        return segment is not None and super().valid_value(str(segment.theme_id))


class CodeForm(DeskForm):
    """What is said of one answer. ``same``: of all with the same words as well."""

    theme = SegmentsField(
        required=False, error_messages={"invalid_choice": "One of these themes is gone. Choose again."}
    )
    sentiment = forms.ChoiceField(required=False, choices=[("", ""), *Sentiment.choices])
    same = forms.BooleanField(required=False)

    def __init__(self, codebook: Sequence[Theme], *args: Any, **kwargs: Any) -> None:
        super().__init__(codebook, *args, **kwargs)
        self.fields["sentiment"].error_messages["invalid_choice"] = "Choose one of the four, or none."

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        chosen = [segment for value in self.cleaned_data["theme"] if (segment := as_segment(value))]
        other = self.cleaned_data["other"]
        return {
            "segments": [*chosen, *([Segment(other.pk)] if other else [])],
            "sentiment": self.cleaned_data["sentiment"],
            "version": self.cleaned_data["version"],
            "with_same_words": self.cleaned_data["same"],
        }
