"""What became of what was raised: who had it, what went to the board, what the forum thinks of it."""

from newbelongings.domain.forum import handing, opinions, queries, referring
from newbelongings.domain.themes.raising import raise_from_theme

from .place import Year, day
from .story import Story


def walk_issues(year: Year, told: Story, forum_name: str) -> None:
    """Every step of the story, written down by the participation worker; nothing where a council tells none."""
    if not told:
        return
    scope = year.place.who("colleague")
    for board in told["boards"]:
        referring.add_board_day(scope, date=day(board["day"]), presentation=board["presentation"])
    for step in told["taken_up"]:
        handing.take_up(scope, issue_id=year.issues[step["issue"]], **_held(step))
    for step in told["handed_over"]:
        handing.hand_over(scope, issue_id=year.issues[step["issue"]], body=step["body"], **_held(step))
    for one in told["referred"]:
        _refer(year, one)
    _present(year, told)
    for raised in told["from_themes"]:
        theme = year.themes[raised["theme"]]
        words = {"title": raised["title"], "words": raised["words"]}
        raise_from_theme(scope, theme_id=theme, raised_on=day(raised["day"]), **words)
    forum = queries.forums(scope).get(name=forum_name)
    for said in told["verdicts"]:
        opinions.record_verdict(
            scope,
            issue_id=year.issues[said["issue"]],
            forum_id=forum.pk,
            change=said["change"],
            people=said["people"],
            words=said["words"],
            said_on=day(said["day"]),
        )


def _held(step: Story) -> Story:
    return {"holder": step["holder"], "on": day(step["day"]), "words": step.get("words", "")}


def _refer(year: Year, one: Story) -> None:
    scope = year.place.who("colleague")
    referral = referring.refer(
        scope,
        issue_id=year.issues[one["issue"]],
        date=day(one["board"]),
        paper=one["paper"],
        asks=one["asks"],
        holder=one["holder"],
        referred_on=day(one["day"]),
    )
    if "decided" in one:
        referring.decide_referral(scope, referral_id=referral.pk, words=one["decided"])


def _present(year: Year, told: Story) -> None:
    scope = year.place.who("colleague")
    for board in told["boards"]:
        if "presented" in board:
            held = referring.add_board_day(scope, date=day(board["day"]))
            referring.present(scope, board_day_id=held.pk, presented=board["presented"])
