"""What others say of a line of the plan, the answers, and telling the leads that something was said."""

from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from newbelongings.domain.accounts import queries as accounts
from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import ROLES, Permission, Role
from newbelongings.domain.kernel.scope import Scope

from . import checks, versions
from .difference import titles_in
from .models import Action, Comment, DevelopmentArea, Milestone, Objective, Plan

THINGS: Final = ("plan", "objective", "development_area", "action", "milestone")
Lines = dict[tuple[str, int], str]


@transaction.atomic
def comment_on_plan(scope: Scope, *, plan_id: int, thing: str, thing_id: int, words: str) -> Comment:
    """Say something of one line of a plan: of the council's own, or of one that its cluster shares.

    The line's title is kept as it is now. Sent twice, it is one comment.
    """
    plan, lines = open_to(scope, plan_id)
    title = lines.get((thing, thing_id))
    if title is None:
        raise Refused("Choose a line that is in the plan now.", field="line")
    comment, new = Comment.objects.get_or_create(
        plan=plan,
        thing=thing,
        thing_id=thing_id,
        words=checks.text(words, field="words", what="your comment"),
        said_by_id=scope.actor_id,
        answered_at=None,
        defaults={"title": title, "said_name": _name(scope, plan)},
    )
    if new:
        audit.note(scope, "commented_on_plan", comment, thing=thing)
    return comment


@transaction.atomic
def answer_comment(scope: Scope, *, comment_id: int, answer: str) -> Comment:
    """Answer a comment on the council's plan, once. Comment and answer stay as they are."""
    scope.require(Permission.EDIT_PLAN)
    found = comment(scope, comment_id)
    words = checks.text(answer, field="answer", what="your answer")
    mine = Comment.objects.filter(pk=found.pk, answered_at__isnull=True)
    written = mine.update(answer=words, answered_name=scope.actor_name[:160], answered_at=timezone.now())
    found.refresh_from_db()
    if not written:
        raise Refused(f"{found.answered_name or 'A colleague'} answered this meanwhile: {found.answer}", field="answer")
    audit.note(scope, "answered_comment", found)
    return found


def comments(scope: Scope, plan_id: int) -> list[Comment]:
    """What was said of a plan, the oldest first: all of it for those of its council, and for another council of the
    cluster only what whoever asks said, with the answers."""
    scope.require(Permission.COMMENT_ON_PLAN)
    own = _own_plan(scope, plan_id)
    found = Comment.objects.filter(plan=own or versions.shared_version(scope, plan_id).plan)
    if own is None:
        found = found.filter(said_by_id=scope.actor_id) if scope.actor_id else found.none()
    return list(found)


def comment(scope: Scope, comment_id: int) -> Comment:
    """One comment on a plan of the council."""
    scope.require(Permission.COMMENT_ON_PLAN)
    here: QuerySet[Comment] = Comment.objects.filter(plan__cycle__authority_id=scope.authority)
    found = here.select_related("plan").filter(pk=comment_id).first()
    if found is None:
        raise NotFound("This comment is not on your council's plan. Choose one from the list.")
    return found


def open_to(scope: Scope, plan_id: int) -> tuple[Plan, Lines]:
    """A plan that whoever asks may comment on, with its lines by kind and id. Of another council's, the lines are
    those of the version that it shares."""
    scope.require(Permission.COMMENT_ON_PLAN)
    own = _own_plan(scope, plan_id)
    if own is not None:
        return own, standing_lines(own)
    version = versions.shared_version(scope, plan_id)
    return version.plan, {key: title for key, title in titles_in(version.content).items() if key[0] in THINGS}


def _own_plan(scope: Scope, plan_id: int) -> Plan | None:
    return Plan.objects.filter(pk=plan_id, cycle__authority_id=scope.authority).select_related("cycle").first()


def standing_lines(plan: Plan) -> Lines:
    """The lines that are in the plan now, by kind and id, in the order in which they are read; one statement."""
    under = {"objective__plan": plan, "objective__dropped_on__isnull": True}
    kinds: dict[str, QuerySet[Any]] = {
        "objective": Objective.objects.filter(plan=plan, dropped_on__isnull=True),
        "development_area": DevelopmentArea.objects.filter(**under),
        "action": Action.objects.filter(**under),
        "milestone": Milestone.objects.filter(plan=plan).exclude(objective__dropped_on__isnull=False),
    }
    first, *others = (_in_order(rows, THINGS.index(kind)) for kind, rows in kinds.items())
    found = {(THINGS[kind], pk): title for kind, _, pk, title in sorted(first.union(*others, all=True))}
    return {("plan", plan.pk): "The plan itself"} | found


def _in_order(rows: QuerySet[Any], kind: int) -> QuerySet[Any]:
    place = Window(RowNumber(), order_by=rows.model._meta.ordering)
    numbered: QuerySet[Any] = rows.order_by().annotate(kind=Value(kind), place=place)
    return numbered.values_list("kind", "place", "pk", "title")


def tell_of_comments(scope: Scope, *, address: str) -> int:
    """Write to the leads of each plan with new comments, at most once a day and without their words; returns how many
    plans. Nobody is told of what they said themselves. ``address`` is the page of the comments."""
    scope.require(Permission.RUN_THE_SERVICE)
    waiting = Plan.objects.filter(comments__told_on__isnull=True, comments__answered_at__isnull=True)
    due = waiting.exclude(comments__told_on=today()).distinct().select_related("cycle")
    return sum(_tell(scope.at(plan.cycle.authority_id), plan, address) for plan in due)


@transaction.atomic
def _tell(scope: Scope, plan: Plan, address: str) -> int:
    fresh = Comment.objects.select_for_update().filter(plan=plan, told_on__isnull=True, answered_at__isnull=True)
    by_whom = list(fresh.values_list("pk", "said_by_id"))
    counts = {
        lead: sum(said_by != lead.pk for _, said_by in by_whom) for lead in accounts.people_of_role(scope, Role.LEAD)
    }
    if not counts or not by_whom:
        return 0
    Comment.objects.filter(pk__in=[pk for pk, _ in by_whom]).update(told_on=today())
    messages = [
        OutboxMessage(
            key=f"plan-comments-{plan.pk}-{today()}-{lead.pk}",
            channel="email",
            to=lead.email,
            subject=f"{_counted(count)} on your plan",
            body=f"{_counted(count)} on your plan wait to be answered. About 5 minutes.\n{address}\n",
        )
        for lead, count in counts.items()
        if count
    ]
    outbox.post_many(scope, messages)
    audit.note(scope, "told_of_comments", plan, comments=len(by_whom))
    return 1 if messages else 0


def _counted(count: int) -> str:
    return "One new comment" if count == 1 else f"{count} new comments"


def _name(scope: Scope, plan: Plan) -> str:
    """Who said it and as what; of another council, also which."""
    role = ROLES[scope.role].name.lower()
    if plan.cycle.authority_id != scope.authority:
        role = f"{role}, {authorities.own_authority(scope).name}"
    return f"{scope.actor_name}, {role}"[:160]
