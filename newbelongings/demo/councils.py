"""The councils, the people who sign in, the programme over them, and their two years."""

import datetime as dt

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.accounts.queries import scope_of
from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import Scope, system_scope

from .place import Place
from .story import Story

PASSWORD = "marchwater lantern"  # noqa: S105 - printed on the screen; opens nothing but invented councils
MONTHS_BEHIND = 7


def found_council(facts: Story, region: str) -> Place:
    """A council with its helpline."""
    authority = authorities.add_authority(
        system_scope(),
        code=facts["code"],
        name=facts["name"],
        region=region,
        kind="Invented council",
        imagined=True,
        helpline_name=facts["helpline"],
        helpline_phone=facts["phone"],
    )
    answered = {False: facts["answered_last_year"], True: facts["answered_this_year"]}
    return Place(authority, facts["care_leavers"], answered, system_scope(authority.pk))


def bring_person(place: Place, facts: Story) -> None:
    """One person of a council, with the one password of the demonstration."""
    person = accounts.add_person(
        place.system,
        email=email_of(facts["name"]),
        name=facts["name"],
        role=Role(facts["role"]),
        password=PASSWORD,
    )
    place.people[facts["key"]] = scope_of(person)


def email_of(name: str) -> str:
    """``priya.nair@example.org``: nobody can own an address there."""
    return f"{name.lower().replace(' ', '.')}@example.org"


def start_years(place: Place) -> None:
    """Last year and this one, so that this one has run for seven months."""
    for this_year, months in ((False, MONTHS_BEHIND + 12), (True, MONTHS_BEHIND)):
        starts = month_before(today(), months)
        ends = month_before(today(), months - 12) - dt.timedelta(days=1)
        place.cycles[this_year] = authorities.start_cycle(place.lead, starts=starts, ends=ends)


def month_before(day: dt.date, months: int) -> dt.date:
    """The first day of the month that lies ``months`` before that of ``day``; after it, where negative."""
    count = day.year * 12 + day.month - 1 - months
    return dt.date(count // 12, count % 12 + 1, 1)


def join_up(places: list[Place], facts: Story) -> None:
    """The programme with its team, and the cluster."""
    system: Scope = system_scope()
    everyone = [place.authority for place in places]
    programme = authorities.form_programme(system, name=facts["programme"], authorities=everyone)
    authorities.form_cluster(system, name=facts["cluster"], authorities=everyone)
    for person in facts["programme_people"]:
        accounts.add_person(
            system,
            email=email_of(person["name"]),
            name=person["name"],
            role=Role.PROGRAMME,
            password=PASSWORD,
            programme=programme,
        )
