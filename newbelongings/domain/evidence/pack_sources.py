"""Reading all that a pack is made from. The number of statements does not grow with the answers."""

import datetime as dt

from django.db.models import Q

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden
from newbelongings.domain.plans import queries as plans
from newbelongings.domain.replies.checks import read_by_forum
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.standards.vocabularies import areas, crosswalk, vocabulary
from newbelongings.domain.themes.descent import Descent
from newbelongings.domain.themes.queries import descent, quotations

from .breaks import themes_heard
from .counted_facts import question_facts, round_facts, theme_facts
from .pack_facts import AreaFact, Facts, Header, IssueFact, QuotationFact, ReplyFact, ThemeFact
from .queries import thread_of
from .shown_before import shown_before


def facts_of(scope: Scope, cycle: Cycle) -> Facts:
    """Everything that the pack of a cycle holds, as it stands today."""
    day = today()
    before = shown_before(cycle)
    heard = themes_heard(cycle)
    known = descent(scope)
    themes = theme_facts(scope, cycle, heard, known, before, day)
    plan = plans.plan(scope, cycle.pk, on=day)
    return Facts(
        header=_header(scope, cycle, day),
        thread=thread_of(cycle, heard),
        areas=_areas(),
        rounds=round_facts(cycle, before, day),
        questions=question_facts(cycle, before, day),
        themes=themes,
        quotations=_quotations(scope, themes, known),
        issues=_issues(cycle),
        priorities=plan.priorities if plan else plans.priority_views(scope, cycle.pk),
        plan=plan,
        replies=_replies(cycle, known),
    )


def _header(scope: Scope, cycle: Cycle, day: dt.date) -> Header:
    authority = cycle.authority
    return Header(
        council=authority.name,
        code=authority.code,
        region=authority.region,
        invented=authority.imagined,
        year=cycle.number,
        starts=cycle.starts,
        ends=cycle.ends,
        made_on=day,
        made_by=scope.actor_name or "New Belongings",
        limit=authority.hide_up_to,
    )


def _areas() -> tuple[AreaFact, ...]:
    themes = {entry.code: entry.name for entry in vocabulary("inspection").entries}
    return tuple(
        AreaFact(area.code, area.name, area.plain, tuple(themes[code] for code in crosswalk(area.code)["inspection"]))
        for area in areas()
    )


def _quotations(scope: Scope, themes: tuple[ThemeFact, ...], known: Descent) -> tuple[QuotationFact, ...]:
    """Cleared words, only under themes whose count may be shown: two people's theme is not quoted either.

    Words cleared under a theme that was split or merged stand under what it became, the first of them.
    """
    shown = {theme.id for theme in themes if not isinstance(theme.people.people, Hidden)}
    found = [(each, shown.intersection(known.became(each.theme_id))) for each in quotations(scope, sorted(shown))]
    return tuple(QuotationFact(each.pk, min(under), each.words) for each, under in found if under)


def _issues(cycle: Cycle) -> tuple[IssueFact, ...]:
    """Issues raised in the cycle, older ones that it took up, and older ones that still wait."""
    mine = Q(raised_on__gte=cycle.starts) | Q(priorities__cycle=cycle) | Q(replies__cycle=cycle)
    waiting = Q(replies__isnull=True, priorities__isnull=True)
    found = Issue.objects.filter(mine | waiting, authority_id=cycle.authority_id, raised_on__lte=cycle.ends)
    return tuple(_issue(issue) for issue in found.distinct().order_by("raised_on", "pk").prefetch_related("decisions"))


def _issue(issue: Issue) -> IssueFact:
    return IssueFact(
        id=issue.pk,
        title=issue.title,
        words=issue.words if issue.quotable else "",
        area=issue.area,
        raised_on=issue.raised_on,
        decisions=tuple(
            f"{each.get_body_display()}, {long_date(each.decided_on)}: {each.words}" for each in issue.decisions.all()
        ),
    )


def _replies(cycle: Cycle, known: Descent) -> tuple[ReplyFact, ...]:
    found = Reply.objects.filter(cycle=cycle, published_on__isnull=False).order_by("published_on", "pk")
    return tuple(
        _reply(each, known) for each in found.prefetch_related("themes", "issues", "actions", "milestones", "checks")
    )


def _reply(each: Reply, known: Descent) -> ReplyFact:
    """A reply with its words; one that was taken back without them, for they may be why it was."""
    stands = each.withdrawn_on is None
    return ReplyFact(
        id=each.pk,
        title=each.title if stands else "A reply that was taken back",
        area=each.area,
        said=each.said if stands else "",
        state=each.state if stands else "",
        answer=each.answer if stands else "",
        changed=each.changed if stands else "",
        promised=_promised(each) if stands else "",
        published_on=each.published_on or each.written_on,
        withdrawn=f"{long_date(each.withdrawn_on)}: {each.withdrawn_because}" if each.withdrawn_on else "",
        read_first="A forum agreed to it" if read_by_forum(each) else each.unchecked_because,
        theme_ids=tuple(sorted(known.all_became(theme.pk for theme in each.themes.all()))),
        issue_ids=tuple(issue.pk for issue in each.issues.all()),
        action_ids=tuple(action.pk for action in each.actions.all()),
        milestone_ids=tuple(milestone.pk for milestone in each.milestones.all()),
    )


def _promised(reply: Reply) -> str:
    if reply.promised_by is None:
        return ""
    by = f"by {long_date(reply.promised_by)}"
    return f"{by}, {reply.promised_who}" if reply.promised_who else by
