"""The forms of two people who read the same answers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from newbelongings.domain.themes.agreement import margin
from newbelongings.domain.themes.models.fields import Sentiment
from newbelongings.domain.themes.together_actions import MOST
from newbelongings.web.parts.forms import Form

from .forms import DeskForm

SIZES = (30, 60, 100, 200)


def size_choices(available: int) -> list[tuple[int, str]]:
    """How many answers may be drawn, each with what that number is worth, told before anybody has read one."""
    sizes = [size for size in SIZES if size < available]
    if available <= MOST:
        sizes.append(available)
    return [(size, _worth(size, available)) for size in sizes]


def _worth(size: int, available: int) -> str:
    all_ = " (all there are)" if size == available else ""
    return f"{size} answers{all_}: alpha known to within about {margin(size):.2f} either way"


class SharedSampleForm(Form):
    first = forms.TypedChoiceField(label="First reader", coerce=int)
    second = forms.TypedChoiceField(label="Second reader", coerce=int)
    size = forms.TypedChoiceField(
        label="How many answers",
        coerce=int,
        widget=forms.RadioSelect,
        help_text="Alpha says how far two people agree beyond chance: 1 is always, 0 is no more than chance. "
        "The more answers both read, the surer it is. The figures below suppose that they agree on three in four.",
    )
    question = forms.ChoiceField(label="Which question", required=False)
    with_suggestions = forms.TypedChoiceField(
        label="Suggestions of the machine",
        choices=[("no", "Hidden: each reads the words alone"), ("yes", "Shown to both")],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
        help_text="Where both see them, both may lean the same way, and look more alike than they are.",
    )
    seed = forms.IntegerField(
        label="Seed (leave empty for a new one)",
        required=False,
        min_value=0,
        max_value=2**31,
        help_text="The same seed, number and answers give the same sample again, so that anybody can check the draw.",
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[int, str]],
        questions: Sequence[tuple[str, str]],
        sizes: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].choices = [("", "Choose somebody"), *people]  # type: ignore[attr-defined]
        self.fields["question"].choices = [("", "All questions"), *questions]  # type: ignore[attr-defined]
        self.fields["size"].choices = sizes  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        return data | {"first_id": data.pop("first"), "second_id": data.pop("second")}


class JudgeForm(DeskForm):
    """What one person says an answer is about. ``add`` is pressed to tick one more theme, and saves nothing."""

    sentiment = forms.ChoiceField(label="How it is said", required=False, choices=[("", ""), *Sentiment.choices])


class SettleForm(JudgeForm):
    """The one word of both: what ``take`` says of one of the two or both, or else what is ticked."""

    FIRST, SECOND, BOTH = "first", "second", "both"
    take = forms.ChoiceField(required=False, choices=[("", ""), (FIRST, FIRST), (SECOND, SECOND), (BOTH, BOTH)])
    place = forms.IntegerField()
