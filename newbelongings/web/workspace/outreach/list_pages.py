"""What the pages of a contact list show, worked out before a template sees it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import reverse

from newbelongings.adapters.tables import open_table
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach import list_columns, queries, reading, standing
from newbelongings.domain.outreach.characteristics import CHARACTERISTICS
from newbelongings.domain.outreach.given import GivenContact
from newbelongings.domain.outreach.models import Sample
from newbelongings.domain.outreach.standing import ContactData, GroupLine, ListStanding
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.web.parts.mapped_files import ColumnsForm, MappedFile
from newbelongings.web.workspace.listen.pages import Next

_FIRST = 3
_BIRTH = "Dates of birth. Only the age band is kept."


class ListFile(MappedFile):
    """A kept file as a contact list of a round. Raises ``Unreadable`` where the file is no table."""

    most_rows = 20_000
    too_many = "This list has more than 20,000 rows: no council has as many care leavers."

    def __init__(self, round_: Round, path: Path) -> None:
        super().__init__(open_table(path, fits=list_columns.is_annex_a_list))
        self.round = round_
        self.is_annex_a = list_columns.is_annex_a_list(self.table.header)

    def targets(self) -> list[tuple[str, str]]:
        return list(list_columns.TARGETS.items())

    def guessed(self) -> dict[int, str]:
        return list_columns.guess(self.table.header)

    def warning(self, place: int, heading: str) -> str:
        return _BIRTH if list_columns.target_of(heading) == list_columns.BIRTH else ""

    def reading(self, scope: Scope, form: ColumnsForm) -> reading.ListReading:
        """What the chosen columns would bring in; ``Refused`` where the choice itself cannot be."""
        list_columns.check_choices(form.chosen(), self.table.header)
        return reading.read(
            self.rows(),
            self.table.header,
            form.chosen(),
            on=today(),
            advisers=queries.advisers(scope),
            there=queries.owners_of_contacts(scope, self.round.pk),
        )


def preview(scope: Scope, found: ListFile, form: ColumnsForm, read: reading.ListReading) -> dict[str, Any]:
    """What would come in, who is new, who is gone from the list, and what is doubtful."""
    there = queries.contact_list(scope, found.round.pk)
    named = [person.reference for person in read.people]
    missing = queries.not_named(scope, found.round.pk, [*named, *read.died]) if there else []
    return {
        "reading": read,
        "first": [_first_line(person) for person in read.people[:_FIRST]],
        "left_out": found.left_out(form),
        "left_alone": sum(person.do_not_contact for person in read.people),
        "unreachable": sum(not (person.email or person.phone or person.address) for person in read.people),
        "is_second": there is not None,
        "missing": len(missing),
        "missing_shown": missing[:20],
        "more_doubts": read.doubted - len(read.doubts),
    }


def _first_line(person: GivenContact) -> dict[str, str]:
    """One of the first people as they would be kept, so that two columns that were mixed up are seen."""
    groups = [
        CHARACTERISTICS[name].label_of(getattr(person, name)) for name in CHARACTERISTICS if getattr(person, name)
    ]
    ways = [person.phone, person.email, ", ".join(person.address.splitlines())]
    return {
        "reference": person.reference,
        "name": person.name,
        "ways": "; ".join(way for way in ways if way),
        "groups": "; ".join(groups),
    }


@dataclass(frozen=True)
class GroupTable:
    """One characteristic: its name on the page and its groups."""

    label: str
    lines: list[GroupLine]


def contacts_page(scope: Scope, round_id: int) -> dict[str, Any]:
    """How the list stands, the one next thing, its groups and how its data held up."""
    round_ = surveys.round_(scope, round_id)
    stands = standing.list_standing(scope, round_id)
    found = standing.groups(scope, round_id)
    data: list[ContactData] = standing.contact_data(scope, round_id)
    return {
        "round": round_,
        "stands": stands,
        "next": _next(round_, stands),
        "sample": _sample_words(stands) if stands else "",
        "groups": [GroupTable(CHARACTERISTICS[name].label, lines) for name, lines in found.items()],
        "data": data,
        "is_over": round_.closes < today(),
    }


def _next(round_: Round, stands: ListStanding | None) -> Next:
    if stands is None:
        return Next(
            "Nobody is on the list yet",
            "Bring in the care leavers of your council from a file: a spreadsheet of your own, or your Annex A list. "
            "About 5 minutes.",
            "Bring in a list",
            reverse("upload_contacts", args=[round_.pk]),
        )
    if stands.contacts.forgotten_on is not None:
        return Next(
            "The contacts are deleted",
            "Nobody can be found from what is left. The groups stay, so that you can see who was missing.",
            "Is it everyone?",
            reverse("everyone", args=[round_.pk]),
        )
    if stands.sample is None:
        return Next(
            f"{_people(stands.may_be_asked)} may be asked",
            "Choose who is: everyone, or a sample that anybody can draw again. About 2 minutes.",
            "Choose who is asked",
            reverse("draw_sample", args=[round_.pk]),
        )
    if round_.closes < today():
        return Next(
            "The survey is closed",
            "Nobody is asked any more. See which groups are missing among the answers.",
            "Is it everyone?",
            reverse("everyone", args=[round_.pk]),
        )
    if not stands.asked:
        return Next(
            f"{_people(stands.chosen)} chosen, and nobody has been asked yet",
            "Send each their own link, by email, text or letter. About 10 minutes.",
            "Invitations and reminders",
            reverse("mailings", args=[round_.pk]),
        )
    return Next(
        "People are being asked",
        "Ring or visit those whom no message reaches, and write down what came of it. Advisers see their own.",
        "People to ask",
        reverse("people_to_ask", args=[round_.pk]),
    )


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"


def _sample_words(stands: ListStanding) -> str:
    """How the sample was drawn, so that anybody can draw it again; empty before."""
    sample = stands.sample
    if sample is None:
        return ""
    day = long_date(sample.drawn_on)
    if sample.method == Sample.EVERYONE:
        return f"Everyone who may be asked, on {day}."
    by = [CHARACTERISTICS[name].label.lower() for name in sample.strata]
    of_each = f"from each group its share (by {' and '.join(by)})" if by else "at random"
    return f"{_people(sample.size)}, {of_each}, drawn on {day} with the seed “{sample.seed}”."
