"""What to do next, chosen from where the thread is broken. Pure: the page turns a kind into a link."""

from dataclasses import dataclass

from .thread import HEARD, LATE, UNASKED, UNTOLD, Thread

ASK, READ, PUBLISH, PROVE, TAKE_DOWN = "ask", "read_answers", "publish_replies", "make_pack", "take_down"
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits outside the plan: rounds opened so far, answers nobody has read, replies not published, pictures that
    must come down because nobody agrees to them any more.

    ``unread_round`` is the round with most of the unread answers, where there are any.
    """

    rounds: int = 0
    unread: int = 0
    unread_round: int | None = None
    drafts: int = 0
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to do: its kind, the fact, the step with how long it takes, and the words on its button."""

    kind: str
    fact: str
    step: str
    button: str


def number(count: int, one: str, many: str = "") -> str:
    """``Four things``; above twelve in figures."""
    word = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{word} {one if count == 1 else many or one + 's'}"


def next_things(thread: Thread, waiting: Waiting) -> tuple[NextThing, ...]:
    """Everything there is to do, most pressing first; never empty.

    A picture that may not be shown comes before all. Then telling: it is the shortest step, and the one that care
    leavers wait for.
    """
    if not waiting.rounds and not thread.issues and not waiting.pictures:
        return (_ASK_FIRST,)
    counted = (
        (waiting.pictures, _take_down),
        (len(thread.acted_not_told), _tell),
        (waiting.drafts, _publish),
        (len(thread.promised_and_late), _chase),
        (waiting.unread, _read),
        (len(thread.heard_not_acted_on), _act),
        (len(thread.nobody_asked), _link),
    )
    return tuple(say(count) for count, say in counted if count) or (_prove(thread),)


def next_to_read(thread: Thread) -> NextThing:
    """The one thing for those who read and do not write, such as the board: what to ask about."""
    late = len(thread.promised_and_late)
    if late:
        fact = f"{number(late, 'promise is', 'promises are')} late"
        return NextThing(LATE, fact, "Ask about them when the board next meets. About 2 minutes.", "See what is late")
    if thread.heard_not_acted_on:
        fact = _act(len(thread.heard_not_acted_on)).fact
        return NextThing(HEARD, fact, "Ask what is meant to happen. About 2 minutes.", "See what was heard")
    return NextThing(PROVE, "Nothing is late", "Read the latest evidence. About 10 minutes.", "See the packs")


_ASK_FIRST = NextThing(
    ASK,
    "Nobody has been asked yet",
    "Open a survey and send its link to every care leaver. About 15 minutes.",
    "Open a survey",
)


def _minutes(each: int, count: int) -> str:
    """``About 20 minutes``, in steps of five; from an hour on, in hours."""
    minutes = max(5, 5 * round(each * count / 5))
    if minutes < 60:
        return f"About {minutes} minutes."
    hours = max(1, round(minutes / 60))
    return "About an hour." if hours == 1 else f"About {hours} hours: do some of it now."


def _take_down(n: int) -> NextThing:
    fact = f"{number(n, 'picture')} must come down"
    step = f"Consent has ended or was withdrawn. Take it off wherever it is shown. {_minutes(5, n)}"
    return NextThing(TAKE_DOWN, fact, step, "See which picture" if n == 1 else "See the pictures")


def _tell(n: int) -> NextThing:
    fact = f"{number(n, 'thing is', 'things are')} done, and nobody has been told"
    step = f"Write {number(n, 'short reply', 'short replies').lower()} for the public page. {_minutes(5, n)}"
    return NextThing(UNTOLD, fact, step, "Write the reply" if n == 1 else "Write the replies")


def _publish(n: int) -> NextThing:
    fact = f"{number(n, 'reply is', 'replies are')} written and not published"
    return NextThing(PUBLISH, fact, f"Read once more, then publish. {_minutes(3, n)}", "See the replies")


def _chase(n: int) -> NextThing:
    fact = f"{number(n, 'promise is', 'promises are')} late"
    step = f"Ask whoever leads it what is in the way, and write down how it stands. {_minutes(10, n)}"
    return NextThing(LATE, fact, step, "See what is late")


def _read(n: int) -> NextThing:
    fact = f"{number(n, 'answer has', 'answers have')} not been read"
    return NextThing(READ, fact, f"Read, and say what each is about. {_minutes(1, n)}", "Read the answers")


def _act(n: int) -> NextThing:
    fact = f"{number(n, 'thing was', 'things were')} heard, and nothing came of it"
    step = f"Choose it as a priority, or reply why not. {_minutes(5, n)}"
    return NextThing(HEARD, fact, step, "See what was heard")


def _link(n: int) -> NextThing:
    fact = f"Nobody asked for {number(n, 'line').lower()} of the plan"
    return NextThing(UNASKED, fact, f"Link to what was said, or drop it. {_minutes(5, n)}", "See the lines")


def _prove(thread: Thread) -> NextThing:
    fact = "The thread is whole" if thread.told else "Nothing waits for you"
    return NextThing(PROVE, fact, "Put what was said and done into a pack. About 2 minutes.", "Make a pack")
