"""The verdict on who is missing, in plain words, with what to do about it. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newbelongings.domain.kernel.suppression import Hidden

from .representing import Share, Standing, Within

# A group as the subject of a sentence. What the council names itself (an area) comes after the words for it.
_PEOPLE: Final = {
    ("age_band", "under-16"): "Those under 16",
    ("age_band", "16-17"): "16 and 17-year-olds",
    ("age_band", "18-20"): "18 to 20-year-olds",
    ("age_band", "21-25"): "21 to 25-year-olds",
    ("age_band", "over-25"): "Those over 25",
    ("sex", "male"): "Young men",
    ("sex", "female"): "Young women",
    ("sex", "another-way"): "Those who say their sex another way",
    ("stage", "eligible"): "Those under 18 who are still in care",
    ("stage", "relevant"): "Those under 18 who have left care",
    ("stage", "former-relevant"): "Those of 18 and over who have left care",
    ("stage", "qualifying"): "Those who were in care for a shorter time",
    ("disability", "yes"): "Disabled care leavers",
    ("disability", "no"): "Care leavers who are not disabled",
    ("uasc", "yes"): "Those who came alone to seek asylum",
    ("uasc", "no"): "Those who did not come alone to seek asylum",
    ("out_of_area", "yes"): "Those who live outside your area",
    ("out_of_area", "no"): "Those who live in your area",
    ("in_custody", "yes"): "Those in custody",
    ("in_custody", "no"): "Those who are not in custody",
}
# What has worked for a group: people whom it sees anyway, or another way to answer.
_ADVICE: Final = {
    ("age_band", "under-16"): "Ask their foster carers and children’s homes to mention it.",
    ("age_band", "16-17"): "Ask their supported lodgings, foster carers and children’s homes to mention it.",
    ("age_band", "18-20"): "Ask their personal advisers to bring it up at the next visit.",
    ("age_band", "21-25"): "Send a text: many of this age no longer see an adviser every month.",
    ("age_band", "over-25"): "Send a text: many of this age no longer see an adviser at all.",
    ("sex", "male"): "Ask football, gym and youth workers, and their advisers, to mention it to them by name.",
    ("stage", "eligible"): "Ask their foster carers and children’s homes to mention it.",
    ("stage", "relevant"): "Ask their supported accommodation to mention it.",
    ("stage", "qualifying"): "Ring them: they may not know that you mean them too.",
    ("disability", "yes"): "Offer it Easy Read, read aloud, or together with somebody they trust.",
    ("uasc", "yes"): "Offer it in their own languages, with an interpreter, or at their group.",
    ("out_of_area", "yes"): "Ring them, or ask the council where they live to pass on the link.",
    ("in_custody", "yes"): "Write to them, or go: they have no phone for a link. Take the paper form.",
}
_ANY_ADVICE: Final = "Ask the people who see them anyway to mention it, and offer another way to answer."
_AREA_ADVICE: Final = "Ask the team and the housing providers there to mention it, or hold a group there."


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence for the top of the page, what it rests on, and what to do. ``advice`` may be empty."""

    sentence: str
    because: str
    advice: str = ""


def people_of(characteristic: str, group: str) -> str:
    """A group as the subject of a sentence, such as ``16 and 17-year-olds``."""
    if characteristic == "area":
        return f"Those who live in {group}"
    return _PEOPLE.get((characteristic, group), group)


def advice_for(characteristic: str, group: str) -> str:
    """What to do so that a group is heard."""
    if characteristic == "area":
        return _AREA_ADVICE
    return _ADVICE.get((characteristic, group), _ANY_ADVICE)


def verdict(found: Sequence[tuple[str, Sequence[Share]]], *, enough: bool) -> Verdict:
    """The one thing to know, of the shares by each characteristic: the group that is missing most, if one is.

    ``enough`` says whether ten or more people answered, so that anything can be said at all.
    """
    missing = [(name, share) for name, lines in found for share in lines if share.standing is Standing.MISSING]
    if missing:
        return _of_missing(*max(missing, key=lambda pair: (_gap(pair[1]), _size(pair[1]))))
    if not found:
        return Verdict(
            "We cannot say yet who is missing",
            "For that we need to know who there is to ask: your contact list, or your SSDA903 return.",
        )
    if not enough:
        return Verdict(
            "Too few have answered to say who is missing",
            "Once ten people have answered, this page holds them against everybody there is to ask.",
        )
    return Verdict(
        "No group is clearly missing so far",
        "Each group that is large enough to show has answered about as often as the others, as far as so many "
        "answers can tell. A group that is hidden may still be missing.",
    )


def _of_missing(characteristic: str, share: Share) -> Verdict:
    return Verdict(
        f"{people_of(characteristic, share.group)} are missing",
        f"{share.known_percent} in every 100 of your care leavers, {_heard_in_words(share)}.",
        advice_for(characteristic, share.group),
    )


def _heard_in_words(share: Share) -> str:
    if isinstance(share.heard, Within):
        return f"and {share.heard} of them among the answers"
    if isinstance(share.heard_percent, Hidden):
        return "and so few answers that the number is hidden"
    if share.heard == 0:
        return "and no answers"
    return f"{share.heard_percent} in every 100 answers"


def _gap(share: Share) -> int:
    heard = share.heard_percent if isinstance(share.heard_percent, int) else 0
    return share.known_percent - heard if isinstance(share.known_percent, int) else 0


def _size(share: Share) -> int:
    return share.known if isinstance(share.known, int) else 0
