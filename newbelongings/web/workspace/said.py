"""What care leavers said, as a form offers it to be joined: themes, issues, and sentences that somebody cleared."""

from collections.abc import Iterable
from typing import Any, ClassVar, Protocol

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import area_name
from newbelongings.domain.themes import queries as themes
from newbelongings.domain.themes.models import Theme
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.numbers import numbers
from newbelongings.web.public.council.cards import in_quotation_marks

QUOTATIONS = 5
_OWN_WORDS = ""


class Said(Protocol):
    """The checkboxes of a form as (id, words), and the cleared quotations that may stand as what was said."""

    @property
    def themes(self) -> list[tuple[int, str]]: ...
    @property
    def issues(self) -> list[tuple[int, str]]: ...
    @property
    def quotations(self) -> list[tuple[str, str]]: ...


def theme_choices(scope: Scope, offered: Iterable[Theme], joined: Iterable[Theme] = ()) -> list[tuple[int, str]]:
    """The offered themes, and those joined already; one that was split or merged bears the name of what it became."""
    found = [(theme.pk, f"{theme.name} ({area_name(theme.area)})") for theme in offered]
    known, joined = themes.descent(scope), list(joined)
    became = {
        theme.pk: ", ".join(known.names[now] for now in known.became(theme.pk)) for theme in joined if theme.retired_on
    }
    return with_joined(found, [theme for theme in joined if theme.pk not in became]) + [
        (theme.pk, f"{became[theme.pk]} (was: {theme.name})") for theme in joined if theme.pk in became
    ]


def issue_choices(scope: Scope) -> list[tuple[int, str]]:
    """Every issue of the council, with the day it was raised."""
    return [(issue.pk, f"{issue.title} ({long_date(issue.raised_on)})") for issue in forum.issues(scope)]


def quotation_choices(scope: Scope, theme_ids: set[int]) -> list[tuple[str, str]]:
    """The latest sentences that somebody cleared under these themes, in quotation marks."""
    found = themes.quotations(scope, sorted(theme_ids))[:QUOTATIONS] if theme_ids else []
    return [(str(one.pk), in_quotation_marks(one.words)) for one in found]


def with_joined(offered: list[tuple[int, str]], joined: Iterable[Any]) -> list[tuple[int, str]]:
    """The offered ones, and those already joined that are not offered any more, such as those of another year."""
    known = {pk for pk, _ in offered}
    return offered + [(one.pk, str(one)) for one in joined if one.pk not in known]


def ids(asked: QueryDict, name: str) -> list[int]:
    """The ids of that name in an address or a form; what is no number is left out."""
    return numbers(asked.getlist(name))


def joined(label: str, help_text: str) -> forms.TypedMultipleChoiceField:
    """Checkboxes of what a thing joins."""
    return forms.TypedMultipleChoiceField(
        label=label, help_text=help_text, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )


def said_field(most: int) -> forms.CharField:
    """What they said, in up to so many letters."""
    return forms.CharField(
        label="What they said",
        help_text="A sentence somebody cleared, in quotation marks, or your summary without them. Never a name.",
        max_length=most,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SaidForm(Form):
    """A form in two parts: its words, among them what care leavers said, and what it joins."""

    joins: ClassVar[tuple[str, ...]] = ("themes", "issues")

    quotation = forms.ChoiceField(label="Which words of theirs", widget=forms.RadioSelect, required=False)
    said = said_field(1000)
    themes = joined("Themes of the survey", "What many people said.")
    issues = joined("Issues of the forum", "What was raised at a meeting or to a worker.")

    def __init__(self, choices: Said, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.joins:
            self._choose_from(name, getattr(choices, name))
        own = (_OWN_WORDS, "Other words (write them below)")
        self._choose_from("quotation", [*choices.quotations, own] if choices.quotations else [])

    def _choose_from(self, name: str, choices: list[tuple[Any, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A chosen quotation stands for ``said``, in quotation marks. Words that were typed are never dropped."""
        given = super().clean() or {}
        quotation = given.pop("quotation", _OWN_WORDS)
        if quotation and given.get("said"):
            self.add_error("said", "You chose a sentence above and wrote one too. Empty this, or choose “Other words”.")
        elif quotation:
            given["said"] = dict(self.fields["quotation"].choices)[quotation]  # type: ignore[attr-defined]
        elif not given.get("said") and "said" not in self.errors:
            self.add_error("said", "Write what they said, in their words")
        return given

    def given(self) -> dict[str, Any]:
        """The words, and the ids of what is joined (``theme_ids``). A join that was not offered keeps nothing."""
        words = {name: value for name, value in self.cleaned_data.items() if name not in self.joins}
        return words | {f"{name.removesuffix('s')}_ids": self.cleaned_data.get(name, []) for name in self.joins}

    def words_part(self) -> SafeString:
        """The fields that the public will read, with the hidden ones."""
        return self._draw([name for name in self.fields if name not in self.joins], hidden=True)

    def joins_part(self) -> SafeString:
        """What it joins."""
        return self._draw([name for name in self.fields if name in self.joins], hidden=False)

    def _draw(self, names: list[str], *, hidden: bool) -> SafeString:
        context = self.get_context()
        context["fields"] = [(field, errors) for field, errors in context["fields"] if field.name in names]
        context["hidden_fields"] = context["hidden_fields"] if hidden else []
        return self.render(context=context)
