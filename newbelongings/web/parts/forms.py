"""The one base of every form: fields draw themselves in the house's look, and errors are one sentence each."""

from typing import Any

from django import forms

from newbelongings.domain.kernel.errors import Refused

_DJANGOS_ROWS = "10"
_CLASSES = {
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.SelectMultiple: "govuk-select",
    forms.ClearableFileInput: "govuk-file-upload",
    forms.FileInput: "govuk-file-upload",
}


_CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class Form(forms.Form):
    """A plain form in the house's look. ``refuse`` puts a domain's refusal at its field."""

    required_css_class = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for field in self.fields.values():
            _dress(field)

    def refuse(self, refusal: Refused) -> None:
        """Show why the domain refused, at the field it named or above the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class GivingForm(Form):
    """A form that knows what its action takes."""

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, with one sentence for whatever is none."""
    sentence = "Give a whole date: day, month and year"
    return forms.DateField(
        label=label, required=required, help_text=help_text, error_messages={"invalid": sentence, "required": sentence}
    )


def words_field(label: str, help_text: str = "", *, required: bool = True, most: int = 400) -> forms.CharField:
    """A few sentences, in up to so many letters."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def link_field() -> forms.CharField:
    """A whole address of the web, or nothing."""
    return forms.CharField(
        label="Link to it (if there is one)",
        help_text="The whole address, beginning with https://",
        required=False,
        max_length=400,
    )


def _dress(field: forms.Field) -> None:
    _say_what_to_do(field)
    widget = field.widget
    if isinstance(widget, (*_CHOICES, forms.HiddenInput)):
        return
    widget.attrs.setdefault("class", _CLASSES.get(type(widget), "govuk-input"))
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == _DJANGOS_ROWS:
        widget.attrs["rows"] = "4"
    if isinstance(field, forms.DateField):
        widget.input_type = "date"  # type: ignore[attr-defined]
        widget.format = "%Y-%m-%d"  # type: ignore[attr-defined]


def _say_what_to_do(field: forms.Field) -> None:
    """In place of Django's "This field is required", where a form says nothing of its own."""
    unsaid = field.error_messages.get("required") == forms.Field.default_error_messages["required"]
    if field.required and field.label and unsaid:
        verb = "Choose" if isinstance(field.widget, (*_CHOICES, forms.Select)) else "Fill in"
        field.error_messages["required"] = f"{verb}: {str(field.label).lower()}"
