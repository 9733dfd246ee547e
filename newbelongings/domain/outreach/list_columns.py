"""Which column of a contact list is what: what may be chosen, and what a heading suggests. Pure.

Headings vary and are misspelt, so they are matched by pattern. The council's own list for inspectors (Annex A,
list 9, care leavers) is known by its headings among the sheets of a workbook.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.surveys.personal_columns import is_birth_heading

REFERENCE: Final = "reference"
BIRTH: Final = "birth"
ACCOMMODATION: Final = "accommodation"
IN_TOUCH: Final = "in_touch"
ADVISER: Final = "adviser"

TARGETS: Final[Mapping[str, str]] = {
    REFERENCE: "Your reference",
    "name": "Name",
    "email": "Email",
    "phone": "Telephone",
    "address": "Address",
    "language": "Language",
    "format": "Format (Easy Read, large text …)",
    "do_not_contact": "Do not contact",
    ADVISER: "Personal adviser (email or name)",
    BIRTH: "Date of birth (only the age band is kept)",
    "age": "Age",
    "sex": "Sex",
    "stage": "Stage of leaving care (eligibility)",
    "area": "Where they live (ward or town)",
    "disability": "Disability",
    "uasc": "Came alone to seek asylum (UASC)",
    "out_of_area": "Lives outside your area",
    "in_custody": "In custody",
    ACCOMMODATION: "Type of accommodation (tells who is in custody)",
    IN_TOUCH: "In touch (tells who has died or refused)",
}
# Several columns may go to these, joined in their order.
SEVERAL: Final = frozenset({"name", "address"})
# The fields of a contact that each target speaks of, where they are called differently.
_SPEAKS_OF: Final = {
    ADVISER: "adviser_id",
    BIRTH: "age_band",
    "age": "age_band",
    ACCOMMODATION: "in_custody",
    IN_TOUCH: "do_not_contact",
}

_WHO: Final = r"(the )?(child|client|person|young person|care leaver|service user|yp)('?s)?"
_ACCOMMODATION: Final = re.compile(r"\bac+om+[oa]?d")
_ELIGIBILITY: Final = re.compile(r"\belig")
_IN_TOUCH: Final = re.compile(r"in touch")
# The first that fits, from the top: what is narrow comes before what is wide.
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("", r"\b(nhs|upn|national insurance|family (id|no)|urn|placement|suitab|ethnic|activity|pathway|team|latest)"),
        ("do_not_contact", r"do not (contact|ask)|don'?t contact|\bdnc\b|opt(ed)? ?out|no contact"),
        ("out_of_area", r"out( |-)?of( |-)?(area|borough|county|city|authority|la)|\booa\b|outside"),
        ("in_custody", r"custod|prison|\byoi\b"),
        ("uasc", r"uasc|asylum"),
        ("disability", r"disab"),
        (ADVISER, r"advis[eo]r|^pa\b|\bkey ?worker|allocated worker|(pa|worker)('?s)? e ?mail"),
        ("email", r"e-? ?mail"),
        ("phone", r"phone|mobile|^tel\b|contact number"),
        ("language", r"language"),
        ("format", r"format|communication need|how to ask"),
        (IN_TOUCH, _IN_TOUCH.pattern),
        ("stage", rf"{_ELIGIBILITY.pattern}|^(leaving care |care )?(stage|category)$|care leaver (status|type)"),
        (ACCOMMODATION, _ACCOMMODATION.pattern),
        ("age", r"^age\b|^age$"),
        ("sex", r"^(sex|gender)\b"),
        ("area", r"^(area|ward|district|locality|town|city)\b|where .*liv"),
        ("address", r"address|post ?code|^street"),
        ("name", rf"^({_WHO} )?(full |first |last |middle |given |family |preferred |sur|fore)?name$"),
        (REFERENCE, rf"^(({_WHO}|unique|local|case|our|your|system|mosaic|lcs|ics|eclipse) )*"
                    r"(id|identifier|ref|reference|number|no)( (number|no|code))?$"),
    )
)  # fmt: skip


def guess(header: Sequence[str]) -> dict[int, str]:
    """The target that each heading suggests, by its place; each target once, but for those of several columns."""
    found: dict[int, str] = {}
    # A personal adviser is asked before an allocated worker.
    for place in sorted(range(len(header)), key=lambda place: ("worker" in header[place].lower(), place)):
        name = target_of(header[place])
        if name and (name in SEVERAL or name not in found.values()):
            found[place] = name
    return found


def target_of(heading: str) -> str:
    """The target that a heading suggests; empty where it suggests none."""
    words = _plain(heading)
    if is_birth_heading(words):
        return BIRTH
    return next((name for name, pattern in _PATTERNS if pattern.search(words)), "")


def _plain(heading: str) -> str:
    """A heading in small letters with single blanks, also where it was ``WrittenTogether`` or ``with_lines``."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return re.sub(r"[\s_./:()?]+", " ", apart).strip().lower()


def is_annex_a_list(cells: Iterable[str]) -> bool:
    """Whether cells are the headings of Annex A's list of care leavers: eligibility, accommodation and in touch."""
    words = [_plain(cell) for cell in cells]
    wanted = (_ELIGIBILITY, _ACCOMMODATION, _IN_TOUCH)
    return all(any(pattern.search(word) for word in words) for pattern in wanted)


def check_choices(choices: Mapping[int, str], header: Sequence[str]) -> None:
    """Refuse a choice of columns without a reference, or with two for one thing."""
    if REFERENCE not in choices.values():
        raise Refused(
            "Choose which column is your reference. It tells your people apart, so that a second list doubles nobody."
        )
    for place, name in choices.items():
        if name not in TARGETS:
            raise Refused(f"Choose where “{header[place]}” goes from the list.")
        twice = next((other for other, same in choices.items() if same == name and other < place), None)
        if twice is not None and name not in SEVERAL:
            raise Refused(f"“{header[twice]}” and “{header[place]}” both go to the same place: leave one of them out.")


def fields_given(choices: Mapping[int, str]) -> frozenset[str]:
    """The fields of a contact that a choice of columns speaks of."""
    return frozenset(_SPEAKS_OF.get(name, name) for name in choices.values() if name != REFERENCE)
