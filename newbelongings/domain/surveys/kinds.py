"""The options that some kinds of question bring with them: a scale, yes or no, age bands."""

from typing import Final

from .models import Question

OPTIONS_OF_KIND: Final = {
    Question.SCALE: tuple((str(step), str(step)) for step in range(11)),
    Question.YES_NO: (("yes", "Yes"), ("no", "No"), ("not-sure", "Not sure")),
    Question.AGE_BAND: (
        ("under-16", "Under 16"),
        ("16-17", "16 or 17"),
        ("18-20", "18 to 20"),
        ("21-25", "21 to 25"),
        ("over-25", "Over 25"),
        ("rather-not-say", "I’d rather not say"),
    ),
}
OWN_OPTIONS: Final = (Question.ONE, Question.MANY)


def options_of_kind(kind: str) -> list[dict[str, str]]:
    """The options that a kind brings with it. None for the other kinds."""
    return [{"name": name, "text": text} for name, text in OPTIONS_OF_KIND.get(kind, ())]
