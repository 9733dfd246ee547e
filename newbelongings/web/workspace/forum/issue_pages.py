"""What the pages of issues show: the list with its clocks, and one issue as its thread with one next thing to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from newbelongings.domain.forum import board_queries, queries
from newbelongings.domain.forum.clocks import ANSWERED, DECIDED, RAISED, TAKEN_UP, WITH, Clock
from newbelongings.domain.forum.models import BOARD, FORUM, SERVICE, Issue, Referral
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.replies.paths import STANDS, TAKEN_BACK, IssuePath, issue_path, paths
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.themes.models import Theme
from newbelongings.domain.themes.raising import themes_raised
from newbelongings.web.parts.counted_days import counted_days
from newbelongings.web.parts.knots import REPLY_KNOTS

FILTERS: Final = ("step", "area", "source")


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from above the issues."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """The issues that were chosen, the longest in their step first and the answered ones last."""

    paths: tuple[IssuePath, ...]
    choices: tuple[Choice, ...]
    waiting: int
    everything: int
    may_write: bool


@dataclass(frozen=True, slots=True)
class ThreadStop:
    """One stop of an issue's thread. ``clock`` says how long it lasted; ``link`` leads to more."""

    knot: str
    label: str
    words: str = ""
    source: str = ""
    clock: str = ""
    line: str = ""
    tied: bool = False
    said: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can be done: its words and its address."""

    words: str
    link: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one next thing: what it is and how long it takes, its button, and the other things that can be done."""

    fact: str
    button: Step
    others: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue with its thread and its one next thing."""

    path: IssuePath
    stops: tuple[ThreadStop, ...]
    theme: Theme | None
    drafts: tuple[Reply, ...]
    next: NextStep
    may_write: bool

    @property
    def issue(self) -> Issue:
        return self.path.issue


def issues_page(scope: Scope, asked: Mapping[str, str]) -> IssuesPage:
    """Everything that was raised, or as much of it as was ``asked`` for by step, area and source."""
    all_ = paths(scope, queries.issues_on_their_way(scope))
    choices = tuple(_choice(name, asked.get(name, "")) for name in FILTERS)
    chosen = [path for path in all_ if all(_fits(path, choice) for choice in choices)]
    return IssuesPage(
        paths=tuple(sorted(chosen, key=lambda path: (path.days is None, -(path.days or 0), -path.waited))),
        choices=choices,
        waiting=sum(path.answered_on is None for path in all_),
        everything=len(all_),
        may_write=scope.may(Permission.KEEP_FORUM),
    )


def _choice(name: str, asked: str) -> Choice:
    label, all_words, options = {
        "step": ("Where it stands", "Every step", tuple(STANDS.items())),
        "area": ("What it is about", "Every area", tuple((area.code, area.plain) for area in areas())),
        "source": ("How it came", "Every way", tuple(Issue.SOURCES)),
    }[name]
    return Choice(name, label, (("", all_words), *options), asked if asked in dict(options) else "")


def _fits(path: IssuePath, choice: Choice) -> bool:
    if not choice.chosen:
        return True
    return choice.chosen == (path.step if choice.name == "step" else getattr(path.issue, choice.name))


def issue_page(scope: Scope, issue_id: int) -> IssuePage:
    """One issue of the council, from what was said to what was answered."""
    path = issue_path(scope, issue_id)
    answers = list(replies.replies_to_issue(scope, issue_id))
    published = [reply for reply in answers if reply.published_on and not reply.withdrawn_on]
    drafts = tuple(reply for reply in answers if not reply.published_on)
    return IssuePage(
        path=path,
        stops=thread_of(path, published),
        theme=themes_raised(scope, [issue_id]).get(issue_id),
        drafts=drafts,
        next=next_step(path, drafts, board_queries.undecided(scope, issue_id)),
        may_write=scope.may(Permission.KEEP_FORUM),
    )


def thread_of(path: IssuePath, published: list[Reply]) -> tuple[ThreadStop, ...]:
    """The stops with their clocks, then what they were told, or that they were not."""
    stops = [_stop(path, number) for number in range(len(path.clocks))]
    told = [_told(reply) for reply in sorted(published, key=lambda reply: (str(reply.published_on), reply.pk))]
    return (*stops, *(told or [_not_told(path)]))


def _stop(path: IssuePath, number: int) -> ThreadStop:
    clock = path.clocks[number]
    after = path.clocks[number + 1] if number + 1 < len(path.clocks) else None
    stop, issue = clock.stop, path.issue
    clock_words = _clock_words(clock, after)
    day = f"{long_date(stop.on)}."
    if stop.step == RAISED:
        where = f"{issue.get_source_display()}, "
        where = f"{issue.meeting.forum.name}, " if issue.meeting else where
        public = "These words may stand on the public page." if issue.quotable else _TITLE_ONLY
        return ThreadStop("said", "They said", issue.words, f"{where}{day} {public}", clock_words, said=True)
    knot, said = _KNOTS[stop.step]
    if stop.step == WITH:
        said = _WITH[stop.body]
    label = said.format(holder=stop.holder)
    return ThreadStop(knot, label, stop.words, day, clock_words, tied=knot == "tied")


_KNOTS: Final = {
    TAKEN_UP: ("said", "Taken up by {holder}"),
    WITH: ("doing", ""),
    DECIDED: ("did", "{holder} decided"),
    ANSWERED: ("tied", "Answered, and taken back later"),
    TAKEN_BACK: ("owed", "The answer was taken back"),
}
_WITH: Final = {
    FORUM: "Back with the forum: {holder}",
    SERVICE: "With {holder}",
    BOARD: "With the board, brought by {holder}",
}
_TITLE_ONLY: Final = "Only the title stands on the public page."


def _clock_words(clock: Clock, after: Clock | None) -> str:
    if clock.days is None:
        return ""
    if clock.running:
        return f"{counted_days(clock.days)} so far"
    if after is None or after.days is None or after.stop.on != clock.until:
        return f"{counted_days(clock.days)} until the answer"
    until = {
        TAKEN_UP: "somebody took it up",
        WITH: "it was handed over",
        DECIDED: "it was decided",
        ANSWERED: "the answer",
        TAKEN_BACK: "it was taken back",
    }[after.stop.step]
    return f"{counted_days(clock.days)} until {until}"


def _told(reply: Reply) -> ThreadStop:
    knot = REPLY_KNOTS[reply.state]
    day = f"Published {long_date(reply.published_on)}." if reply.published_on else ""
    label = f"They were told: {reply.get_state_display().lower()}"
    return ThreadStop(knot, label, reply.answer, day, tied=knot == "tied")


def _not_told(path: IssuePath) -> ThreadStop:
    waits = f"They have waited {counted_days(path.waited)}."
    return ThreadStop("owed", "Not answered yet", "Nobody has written to those who raised this.", waits)


def next_step(path: IssuePath, drafts: tuple[Reply, ...], referral: Referral | None) -> NextStep:
    """Exactly one thing: finish what is written, say who has it, ask the board, write down what was decided, answer."""
    others = _others(path)
    if path.answered_on is not None:
        fact = (
            f"Answered after {counted_days(path.waited)}. Ask members at the next meeting whether it changed anything."
        )
        return NextStep(fact, others["record_verdict"], (others["decide"],))
    if drafts:
        finish = Step("Finish the reply", reverse("edit_reply", args=[drafts[0].pk]))
        return NextStep("A reply is written and not published. About 5 minutes.", finish, (others["decide"],))
    if path.step == WITH and referral is not None:
        return _at_the_board(referral, others)
    fact, first = {
        RAISED: ("Nobody has taken this up. Say who does. About 1 minute.", "take_up"),
        TAKEN_UP: ("It is taken up. Say who can settle it. About 1 minute.", "hand_over"),
        WITH: (f"{path.holder} has it. Write down what was decided. About 2 minutes.", "decide"),
    }.get(path.step, ("It is decided. Tell those who raised it. About 5 minutes.", "write_reply"))
    if path.step == TAKEN_BACK:
        fact = "The answer was taken back, so an answer is owed again. About 5 minutes."
    hidden = {first, "record_verdict"} | ({"take_up"} if path.step != RAISED else set())
    rest = tuple(step for name, step in others.items() if name not in hidden)
    return NextStep(fact, others[first], rest)


def _at_the_board(referral: Referral, others: dict[str, Step]) -> NextStep:
    day = referral.board_day.date
    rest = (others["hand_over"], others["decide"], others["write_reply"])
    if day > today():
        paper = Step("See the page for the board", reverse("board_day", args=[referral.board_day_id]))
        return NextStep(f"It goes to the board on {long_date(day)}. Nothing to do until then.", paper, rest)
    decided = Step("Write down what it decided", reverse("decide_referral", args=[referral.pk]))
    return NextStep(f"The board met on {long_date(day)}. About 2 minutes.", decided, rest)


def _others(path: IssuePath) -> dict[str, Step]:
    pk = path.issue.pk
    return {
        "take_up": Step("Take it up", reverse("take_up", args=[pk])),
        "hand_over": Step("Hand it over", reverse("hand_over", args=[pk])),
        "refer": Step("Bring it to the board", reverse("refer", args=[pk])),
        "decide": Step("Add a decision", reverse("decide", args=[pk])),
        "record_verdict": Step("Write down what members think", reverse("record_verdict", args=[pk])),
        "write_reply": Step("Write the reply", f"{reverse('write_reply')}?issue={pk}"),
    }
