"""Reading what the six steps and the next thing need to know. A fixed number of statements."""

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.forum.models import Issue, Meeting
from newbelongings.domain.forum.reach_queries import pictures_to_take_down
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.suppression import show_count
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.surveys.models import Answer, Question, Round
from newbelongings.domain.themes.models import Reading

from .next_things import Waiting
from .steps import SurveyFacts, YearFacts
from .thread import PROMISE, Thread


def year_facts(cycle: Cycle, thread: Thread) -> YearFacts:
    """What is known of the steps of one cycle."""
    within = Q(forum__authority_id=cycle.authority_id, date__gte=cycle.starts, date__lte=cycle.ends)
    past, coming = Q(date__lte=today()), Q(date__gt=today())
    met = Meeting.objects.filter(within).aggregate(
        n=Count("pk", filter=past), last=Max("date", filter=past), next=Min("date", filter=coming)
    )
    issues = Issue.objects.filter(
        authority_id=cycle.authority_id, raised_on__gte=cycle.starts, raised_on__lte=cycle.ends
    ).aggregate(n=Count("pk", distinct=True), decided=Count("decisions__issue", distinct=True))
    return YearFacts(
        survey=survey_facts(cycle),
        meetings=met["n"],
        last_met=met["last"],
        meets_next=met["next"],
        issues=issues["n"],
        decided=issues["decided"],
        planned=thread.actions + thread.milestones,
        done=thread.done,
        late=sum(each.kind != PROMISE for each in thread.promised_and_late),
    )


def survey_facts(cycle: Cycle) -> SurveyFacts | None:
    """The cycle's rounds and how many answered them."""
    rounds = list(Round.objects.filter(cycle=cycle).annotate(people=Count("responses")).order_by("-opens", "-pk"))
    if not rounds:
        return None
    latest = rounds[0]
    answered = sum(round_.people for round_ in rounds)
    shown = show_count(answered, base=latest.population if len(rounds) == 1 else None, limit=cycle.authority.hide_up_to)
    return SurveyFacts(len(rounds), answered, shown, latest.population, latest.closes)


def waiting(cycle: Cycle) -> Waiting:
    """What waits outside the plan: words that nobody has read, replies not published, pictures to take down."""
    unread = (
        Answer.objects.filter(
            ~Exists(Reading.objects.filter(answer=OuterRef("pk"))),
            response__round__cycle=cycle,
            question__kind__in=Question.OPEN,
        )
        .exclude(text="")
        .order_by()
        .values_list("response__round_id")
        .annotate(n=Count("pk"))
    )
    by_round = dict(unread)
    return Waiting(
        rounds=Round.objects.filter(cycle=cycle).count(),
        unread=sum(by_round.values()),
        unread_round=max(by_round, key=lambda round_id: by_round[round_id], default=None),
        drafts=Reply.objects.filter(cycle=cycle, published_on__isnull=True).count(),
        pictures=pictures_to_take_down(cycle.authority_id, today()),
    )
