"""What the pages of packs show, worked out before any template is drawn."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from newbelongings.domain.evidence.models import Pack
from newbelongings.domain.evidence.pack_content import fingerprint
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

FILES = {
    "pdf": ("PDF", "To read and to print. Tagged for screen readers."),
    "xlsx": ("Spreadsheet", "One sheet an exhibit, each line with what it stands on."),
    "json": ("JSON", "For other programs, and to check the fingerprint."),
}


@dataclass(frozen=True, slots=True)
class ExhibitSummary:
    """An exhibit by its title, how many lines it has, and what it says where it has none."""

    letter: str
    title: str
    lines: int
    empty: str


def pack_page(scope: Scope, pack: Pack) -> dict[str, Any]:
    """One pack: its day, its files, its exhibits, and whether it is as it was made."""
    content = pack.content
    return {
        "pack": pack,
        "made_on": dt.date.fromisoformat(content["made"]["on"]),
        "files": [(kind, name, about) for kind, (name, about) in FILES.items()],
        "summary": content["summary"],
        "exhibits": [
            ExhibitSummary(chr(ord("A") + at), each["title"], len(each["lines"]), each["empty"])
            for at, each in enumerate(content["exhibits"])
        ],
        "limit": content["hidden_up_to"],
        "unchanged": fingerprint(content) == pack.sha256,
    }


def file_name(pack: Pack, kind: str) -> str:
    """``ravensmere-evidence-2026-11-22.pdf``."""
    return f"{pack.authority.slug}-evidence-{pack.content['made']['on']}.{kind}"


def packs_page(scope: Scope, packs: list[Pack]) -> dict[str, Any]:
    """The council's packs, newest first."""
    return {"packs": packs, "may_make": scope.may(Permission.MAKE_PACKS)}


def made_words(pack: Pack) -> str:
    """What is said when a pack has been made."""
    return f"The pack of {long_date(dt.date.fromisoformat(pack.content['made']['on']))} is made. It will not change."
