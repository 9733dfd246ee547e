"""What the pages of the survey say in the Easy Read layout: one idea a line, a picture for each, short sentences.

Each line is the name of a picture (a symbol of static/pictures.svg) and a sentence or two of at most 15 words.
They promise what the usual page promises, no more: change both together.
"""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

Line = tuple[str, str]
LONGEST_SENTENCE = 15

LINES: dict[str, tuple[Line, ...]] = {
    "start": (
        ("talk", _("{council} wants to know about your life.")),
        ("star", _("What is good? What is bad? What should change?")),
        ("question", _("There are up to {questions} questions.")),
        ("clock", _("It takes about {minutes} minutes.")),
        ("nameless", _("We do not ask your name.")),
        ("stop", _("You can leave out any question. You can stop at any time.")),
        ("pen", _("You can finish later. Press “Finish later” and we give you a code.")),
        ("box", _("Your answers go into a locked box.")),
        ("mix", _("They are mixed with answers from at least {others} other people.")),
        ("calendar", _("When the survey closes, the last few are mixed with each other.")),
        ("people", _("If your words sound like danger, one person reads that one answer today.")),
        ("read", _("Then someone at the council reads them.")),
        ("talk", _("The council says on its page what it will do.")),
        ("calendar", _("You can answer until {day}.")),
    ),
    "personal": (
        ("phone", _("This link is only for you. It works one time.")),
        ("read", _("We see that it was used. We do not see your answers with it.")),
    ),
    "helped": (("people", _("Is someone helping you? Then they will know what you said.")),),
    "name": (("nameless", _("Is there a name in your answers? It is safer to take it out.")),),
    "before_sending": (
        ("mix", _("When you send your answers, they are mixed with other answers.")),
        ("stop", _("After that you cannot change them. You cannot take them back.")),
    ),
    "before_changing": (
        ("pen", _("These answers take the place of your old answers.")),
        ("calendar", _("You can change them again until {day}.")),
    ),
    "sent": (
        ("box", _("Your answers are in the locked box.")),
        ("mix", _("The box opens when at least {others} other people have answered.")),
        ("calendar", _("It also opens when the survey closes on {day}.")),
        ("people", _("If your words sound like danger, one person reads that one answer today.")),
        ("phone", _("A machine can miss things. Do you need help today? Please ring.")),
        ("read", _("Then someone at {council} reads them.")),
        ("talk", _("The council says on its page what it will do.")),
    ),
    "sent_with_code": (
        ("box", _("Your answers are in the locked box.")),
        ("calendar", _("They wait there until {day}.")),
        ("mix", _("Then they are mixed with answers from other people.")),
        ("people", _("If your words sound like danger, one person reads that one answer today.")),
        ("phone", _("A machine can miss things. Do you need help today? Please ring.")),
        ("read", _("Then someone at {council} reads them.")),
        ("talk", _("The council says on its page what it will do.")),
    ),
    "happens": (
        ("box", _("Your words wait in a locked box.")),
        ("people", _("The box opens when at least {others} other people have answered.")),
        ("mix", _("Then all the answers are mixed up.")),
        ("calendar", _("When the survey closes, the last few are mixed with each other.")),
        ("stop", _("Are only one or two left? Then nobody opens them.")),
        ("read", _("Someone at the council reads every answer.")),
        ("nameless", _("They cannot see who wrote it.")),
        ("read", _("A machine looks for words that sound like danger.")),
        ("people", _("If it finds some, one person at the council reads that one answer today.")),
        ("phone", _("A machine can miss things. Do you need help today? Please ring.")),
    ),
}


def lines(name: str, picture: dict[str, SafeString], values: dict[str, object]) -> SafeString:
    """One set of lines as a list. ``picture`` gives each drawing, ``values`` what goes into the sentences."""
    shown = {key: format_html("<bdi>{}</bdi>", value) for key, value in values.items()}
    items = [
        format_html(
            '<li class="nb-lines__line">{}<p>{}</p></li>',
            picture[drawn],
            mark_safe(conditional_escape(gettext(sentence)).format(**shown)),  # noqa: S308  both halves are escaped
        )
        for drawn, sentence in LINES[name]
    ]
    return format_html('<ul class="nb-lines">{}</ul>', mark_safe("".join(items)))  # noqa: S308  made a line above
