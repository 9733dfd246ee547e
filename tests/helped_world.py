"""A round whose questionnaire has every kind of question, a condition and private questions; for helped answers."""

import datetime as dt
from typing import Any

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.outreach.models import Contact, ContactList
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Round
from tests.world import World

SPEC: dict[str, Any] = {
    "slug": "every-kind",
    "version": "1",
    "title": "Every kind of question",
    "source": "Written for the tests",
    "questions": [
        {"name": "age", "number": "1", "kind": "age_band", "short": "Age", "text": "How old are you?"},
        {"name": "safe", "number": "2", "kind": "yes_no", "short": "Safe at home", "text": "Do you feel safe at home?"},
        {
            "name": "why-not",
            "number": "2a",
            "kind": "one",
            "short": "Why not",
            "text": "What is the main reason?",
            "condition": {"question": "safe", "any_of": ["no", "not-sure"]},
            "options": [
                {"name": "lock", "text": "The door does not lock"},
                {"name": "people", "text": "People in the building"},
                {"name": "other", "text": "Something else", "other": True},
            ],
        },
        {
            "name": "coping",
            "number": "3",
            "kind": "scale",
            "short": "Coping with money",
            "text": "How well are you coping with money?",
            "ends": ["Not at all", "Completely"],
        },
        {
            "name": "needs",
            "number": "4",
            "kind": "many",
            "short": "What would help",
            "text": "What would help you now?",
            "hint": "Tick as many as you like.",
            "options": [
                {"name": "money", "text": "Help with money"},
                {"name": "work", "text": "Help to find work"},
                {"name": "talk", "text": "Somebody to talk to"},
                {"name": "other", "text": "Something else", "other": True},
            ],
        },
        {
            "name": "best",
            "number": "5",
            "kind": "three_things",
            "short": "Best things",
            "text": "What are the best 3 things about leaving care?",
            "ideas": ["my own front door", "seeing who I want to see"],
        },
        {
            "name": "advice",
            "number": "6",
            "kind": "long_text",
            "short": "Advice",
            "text": "What would you tell others?",
        },
        {
            "name": "adviser",
            "number": "7",
            "kind": "yes_no",
            "short": "Trust in your adviser",
            "text": "Can you trust your adviser?",
            "private": True,
        },
        {
            "name": "adviser-why",
            "number": "7a",
            "kind": "long_text",
            "short": "Why",
            "text": "What would have to change?",
            "private": True,
            "condition": {"question": "adviser", "any_of": ["no", "not-sure"]},
        },
    ],
}


def helped_round(world: World, **more: Any) -> Round:
    """An open round of Ravensmere with that questionnaire."""
    instrument = actions.install_instrument(world.as_system(), spec=SPEC)
    given = {
        "slug": "helped",
        "title": "Winter survey",
        "opens": today() - dt.timedelta(days=10),
        "closes": today() + dt.timedelta(days=30),
    } | more
    return actions.open_round(world.as_alice, cycle_id=world.cycle.pk, instrument_id=instrument.pk, **given)


def contact_of(world: World, round_: Round, reference: str, adviser_id: int | None) -> Contact:
    """Somebody on the round's list, with an invitation of their own."""
    contacts, _ = ContactList.objects.get_or_create(round=round_)
    ((invitation, _),) = actions.invite(world.as_alice, round_id=round_.pk, labels=[reference])
    return Contact.objects.create(
        contacts=contacts, reference=reference, name="Robin", adviser_id=adviser_id, invitation=invitation, chosen=True
    )
