"""What the first page shows: each subject in a line, and the one next thing."""

from dataclasses import dataclass

from django.urls import reverse

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.commitments import queries
from newbelongings.domain.commitments.leading_queries import CommitmentView, ReadinessItem
from newbelongings.domain.commitments.pledge_queries import PledgeView
from newbelongings.domain.commitments.promises import Stands
from newbelongings.domain.commitments.protocol_queries import ProtocolView
from newbelongings.domain.commitments.reviewing import Due
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import area_name

from .leader_pages import met_words
from .offer_pages import OffersPage, offers_page
from .role_pages import filled
from .words import days


@dataclass(frozen=True, slots=True)
class Subject:
    """One card: what it is called, how it stands, and what is amiss (empty for nothing)."""

    name: str
    url: str
    stands: str
    amiss: str = ""


@dataclass(frozen=True, slots=True)
class NextThing:
    """The one next thing: a fact, what to do about it, and where."""

    fact: str
    step: str
    button: str
    url: str


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    """Everything on the first page. ``next`` is None where nothing waits, or whoever looks keeps none of it."""

    cycle: Cycle
    subjects: tuple[Subject, ...]
    next: NextThing | None
    may_keep: bool


def commitments_page(scope: Scope, cycle: Cycle) -> CommitmentsPage:
    """One year of the council (protocols and offers: as they stand today)."""
    ready, promised = queries.readiness(scope, cycle.pk), queries.commitments(scope, cycle.pk)
    running = tuple(view for view in queries.protocols(scope) if view.ended_on is None)
    offered = offers_page(scope, cycle.pk)
    keeps, pledge = scope.may(Permission.KEEP_COMMITMENTS), queries.standing_pledge(scope)
    subjects = [
        _readiness(ready),
        _leaders(scope, cycle, promised),
        _pledge(pledge),
        _protocols(running),
        _offers(offered),
        Subject(
            "Roles of care leavers",
            reverse("roles"),
            f"Somebody in {filled(queries.roles(scope, cycle.pk))} of the ten roles",
        ),
    ]
    if scope.may(Permission.KEEP_PAYMENTS):
        lines = len(queries.payments(scope))
        subjects.append(Subject("Payment record", reverse("payments"), f"{lines:,} line{'s' if lines != 1 else ''}"))
    following = next_thing(ready, promised, running, offered, pledge) if keeps else None
    return CommitmentsPage(cycle, tuple(subjects), following, keeps)


def next_thing(
    ready: tuple[ReadinessItem, ...],
    promised: tuple[CommitmentView, ...],
    running: tuple[ProtocolView, ...],
    offered: OffersPage,
    pledge: PledgeView | None = None,
) -> NextThing | None:
    """A late review first, then a late promise, then what nobody has said a word about."""
    late = next((view for view in running if view.due is Due.LATE), None)
    if late:
        return NextThing(
            f"The protocol with {late.partner} was to be reviewed {days(-late.days)} ago",
            "Ask the partner what has changed, and write it down. About 5 minutes.",
            "Add the review",
            reverse("review_protocol", args=[late.id]),
        )
    broken = next((view for view in promised if view.stands is Stands.LATE), None)
    if broken:
        return NextThing(
            f"A promise of the {broken.office_name.lower()} is {days(broken.late_days)} late",
            f"“{broken.words}” Say whether it was kept. About 2 minutes.",
            "Say whether it was kept",
            reverse("close_commitment", args=[broken.id]),
        )
    if pledge and pledge.late:
        promised = pledge.late[0]
        return NextThing(
            f"A promise of the pledge is {days(promised.standing.late_days)} late",
            f"“{promised.promise}” Care leavers can read that it is late. Say why, or that it is done. 2 minutes.",
            "Say how it stands",
            reverse("update_promise", args=[promised.id]),
        )
    unsaid = next((item for item in ready if item.latest is None), None)
    if unsaid:
        return NextThing(
            f"Nobody has said yet: {unsaid.standard.name.lower()}",
            "Is it there? Yes or not yet, and how one can see it. About 2 minutes.",
            "Say how it stands",
            reverse("note_readiness", args=[unsaid.standard.code]),
        )
    return _first_step(promised, running, offered)


def _first_step(
    promised: tuple[CommitmentView, ...], running: tuple[ProtocolView, ...], offered: OffersPage
) -> NextThing | None:
    if not promised:
        return NextThing(
            "Nobody at the top has promised anything this year",
            "Ask the chief executive for one sentence and a day. About 3 minutes to write down.",
            "Write down a promise",
            reverse("make_commitment"),
        )
    if not running:
        return NextThing(
            "No protocol with a partner is in the register",
            "Begin with housing or the jobcentre. About 3 minutes.",
            "Write down a protocol",
            reverse("agree_protocol"),
        )
    if offered.unmet:
        area = offered.unmet[0]
        return NextThing(
            f"{area_name(area.area)}: asked for, and nobody offers anything",
            "Ask an employer or a community group, and write down what they offer. About 3 minutes.",
            "Write down an offer",
            f"{reverse('add_offer')}?area={area.area}",
        )
    return None


def _readiness(ready: tuple[ReadinessItem, ...]) -> Subject:
    there = sum(item.latest is not None and item.latest.ready for item in ready)
    unsaid = sum(item.latest is None for item in ready)
    return Subject(
        "Ready from the outset",
        reverse("readiness"),
        f"{there} of {len(ready)} are there",
        f"Nothing said about {unsaid}" if unsaid else "",
    )


def _leaders(scope: Scope, cycle: Cycle, promised: tuple[CommitmentView, ...]) -> Subject:
    kept = sum(view.stands is Stands.KEPT for view in promised)
    late = sum(view.stands is Stands.LATE for view in promised)
    standing = sum(view.stands is not Stands.WITHDRAWN for view in promised)
    met = queries.meetings(queries.contacts(scope, cycle.pk), promised)
    words = f"{kept} of {standing} promise{'s' if standing != 1 else ''} kept" if standing else "No promise yet"
    for line in met:
        words += f". {line.office_name} met care leavers {met_words(line)}"
    return Subject("Leaders", reverse("leaders"), words, f"{late} late" if late else "")


def _pledge(pledge: PledgeView | None) -> Subject:
    if pledge is None:
        return Subject("The pledge to care leavers", reverse("pledges"), "None stands")
    done, late = sum(one.standing.is_done for one in pledge.promises), len(pledge.late)
    words = f"{done} of {len(pledge.promises)} promises done"
    return Subject("The pledge to care leavers", reverse("pledges"), words, f"{late} late" if late else "")


def _protocols(running: tuple[ProtocolView, ...]) -> Subject:
    late = sum(view.due is Due.LATE for view in running)
    soon = sum(view.due is Due.SOON for view in running)
    words = f"{len(running)} in force" if running else "None yet"
    if soon:
        words += f", {soon} to be reviewed soon"
    return Subject(
        "Protocols with partners",
        reverse("protocols"),
        words,
        f"{late} review{'s' if late != 1 else ''} late" if late else "",
    )


def _offers(offered: OffersPage) -> Subject:
    open_ones = sum(line.offer.is_open for line in offered.offers)
    unmet = len(offered.unmet)
    return Subject(
        "Offers",
        reverse("offers"),
        f"{open_ones} open" if open_ones else "None open",
        f"Nothing for {unmet} area{'s' if unmet != 1 else ''} that care leavers asked about" if unmet else "",
    )
