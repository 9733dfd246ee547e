"""Who is asked in the survey that is open now: an invented list, a sample of it, and what telephoning found out.

Nobody on it exists. Addresses end in example.org, and the numbers are kept free for stories (07700 900, 01632 960).
"""

import datetime as dt
from random import Random

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.outreach import actions, queries
from newbelongings.domain.outreach.given import GivenContact

from .place import Year

FIRST = "Ade Bel Cal Dara Eve Finn Grace Hana Idris Jo Kit Lena Musa Nia Omar Pip Quinn Rosa Sami Vic Wren Yusuf Zoë"
LAST = "Ashdown Brook Calloway Dunmore Ellery Fairway Glebe Hollow Inkpen Kestrel Lowland Marsh Northam Oakes Penrose"
PLACES = ("Quayside", "Hill End", "Old Town", "Harbour Road")
OUTCOMES = ("reached",) * 5 + ("no_answer",) * 3 + ("out_of_date",) * 3 + ("refused",)
OF_THE_ADVISER, RUNG = 14, 60


def list_contacts(year: Year, round_id: int) -> None:
    """Bring the list in, draw the sample, and ring some of those who are in it."""
    lead = year.place.lead
    chance = Random(f"{year.place.name} contacts")
    people = [_person(year, number, chance) for number in range(1, year.place.care_leavers + 1)]
    actions.bring_in_contacts(lead, round_id=round_id, people=people, source="An invented list")
    size = year.place.care_leavers * 2 // 3
    strata = ["age_band", "sex"]
    actions.draw_sample(lead, round_id=round_id, method="stratified", size=size, strata=strata, seed="invented")
    for number, person in enumerate(queries.people_to_ask(lead, round_id)[:RUNG]):
        day = today() - dt.timedelta(days=chance.randint(1, 20))
        outcome = chance.choice(OUTCOMES)
        channel = "visit" if number % 6 == 0 else "phone"
        actions.record_attempt(lead, contact_id=person.pk, channel=channel, outcome=outcome, made_on=day)


def _person(year: Year, number: int, chance: Random) -> GivenContact:
    first, last = chance.choice(FIRST.split()), chance.choice(LAST.split())
    adviser = year.place.people.get("adviser")
    return GivenContact(
        reference=f"{year.place.name[0]}C-{number:03}",
        name=f"{first} {last}",
        email=f"care.leaver.{number}@example.org" if chance.random() < 0.6 else "",
        phone=f"07700 900{number % 1000:03}" if chance.random() < 0.8 else "",
        address=f"{number} Invented Street\n{year.place.name}" if chance.random() < 0.9 else "",
        language=chance.choice(["", "", "", "", "", "", "", "Tigrinya", "Arabic", "Polish"]),
        format=chance.choice(["standard"] * 8 + ["easy_read", "large_text"]),
        do_not_contact=number % 40 == 0,
        adviser_id=adviser.actor_id if adviser and number <= OF_THE_ADVISER else None,
        age_band=chance.choice(["16-17", "18-20", "18-20", "21-25", "21-25"]),
        sex=chance.choice(["female", "male", "male"]),
        stage=chance.choice(["eligible", "relevant"] + ["former-relevant"] * 6),
        area=chance.choice(PLACES),
        disability=chance.choice(["yes", "no", "no", "no", "no"]),
        uasc=chance.choice(["yes", "no", "no", "no"]),
        out_of_area=chance.choice(["yes", "no", "no", "no"]),
        in_custody="yes" if chance.random() < 0.04 else "no",
    )
