"""Reading what the six steps and the next thing need to know. A fixed number of statements."""

from django.db.models import Count, Exists, Max, OuterRef

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.forum.models import Issue, Meeting
from newbelongings.domain.kernel.suppression import show_count
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.surveys.models import Answer, Question, Round
from newbelongings.domain.themes.models import Reading

from .next_things import Waiting
from .steps import SurveyFacts, YearFacts
from .thread import Thread


def year_facts(cycle: Cycle, thread: Thread) -> YearFacts:
    """What is known of the steps of one cycle."""
    met = Meeting.objects.filter(
        forum__authority_id=cycle.authority_id, date__gte=cycle.starts, date__lte=cycle.ends
    ).aggregate(n=Count("pk"), last=Max("date"))
    issues = Issue.objects.filter(
        authority_id=cycle.authority_id, raised_on__gte=cycle.starts, raised_on__lte=cycle.ends
    ).aggregate(n=Count("pk", distinct=True), decided=Count("decisions__issue", distinct=True))
    return YearFacts(
        survey=latest_survey(cycle),
        meetings=met["n"],
        last_met=met["last"],
        issues=issues["n"],
        decided=issues["decided"],
        planned=thread.actions + thread.milestones,
        done=thread.done,
        late=len(thread.promised_and_late),
    )


def latest_survey(cycle: Cycle) -> SurveyFacts | None:
    """The cycle's latest round with how many answered."""
    found = Round.objects.filter(cycle=cycle).annotate(answered=Count("responses")).order_by("-opens", "-pk").first()
    if found is None:
        return None
    limit = cycle.authority.hide_up_to
    shown = show_count(found.answered, base=found.population, limit=limit)
    return SurveyFacts(found.answered, shown, found.population, found.closes)


def waiting(cycle: Cycle) -> Waiting:
    """What waits outside the plan: answers in words that nobody has read, replies not published."""
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
    )
