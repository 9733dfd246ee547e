"""What a part of the plan says now, for whoever typed over an older version of it."""

from collections.abc import Mapping

from newbelongings.web.parts.forms import Form


def says_now(form: Form, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """What stands, label by label; ``values`` go by the names of the form's fields."""
    return [(str(form.fields[name].label), value) for name, value in values.items()]
