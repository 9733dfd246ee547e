"""A year at one council for the tests of the thread and of packs: rows laid down directly and in bulk,
because what is under test reads them and does not care how they came."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.forum.models import Forum, Issue, Meeting
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.plans.models import Action, Milestone, Objective, Plan, Priority, Update
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.surveys.models import Answer, Instrument, Option, Question, Response, Round
from newbelongings.domain.themes.models import Coding, Quotation, Theme


def ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)


@dataclass
class Year:
    """One cycle of one council to which a test adds what it needs."""

    authority: Authority
    cycle: Cycle
    plan: Plan | None = field(default=None)

    def round(self, *, closed: int = 60, slug: str = "autumn") -> Round:
        """A round that closed so many days ago."""
        instrument, made = Instrument.objects.get_or_create(slug="short", version="1", defaults={"title": "Short one"})
        if made:
            one = Question.objects.create(
                instrument=instrument,
                name="safe",
                number="1",
                position=1,
                kind="one",
                short="Feeling safe",
                text="Do you feel safe where you live?",
                area="A6",
            )
            for position, text in enumerate(["Yes", "Sometimes", "No"], start=1):
                Option.objects.create(question=one, name=text.lower(), position=position, text=text)
            Question.objects.create(
                instrument=instrument, name="change", number="2", position=2, kind="three_things",
                short="What to change", text="What should change?",
            )  # fmt: skip
        return Round.objects.create(
            authority=self.authority, cycle=self.cycle, instrument=instrument, slug=slug, title="Autumn survey",
            code=f"{self.authority.code}{slug}"[:12], opens=ago(closed + 30), closes=ago(closed),
        )  # fmt: skip

    def answers(self, round_: Round, people: int, *, choices: Sequence[int] = ()) -> list[Answer]:
        """So many responses with words; ``choices`` says how many of them chose each option of question 1."""
        responses = Response.objects.bulk_create(
            Response(round=round_, week=round_.opens, way="import") for _ in range(people)
        )
        words = round_.instrument.questions.get(name="change")
        options = list(Option.objects.filter(question__name="safe", question__instrument=round_.instrument))
        chosen = [option for option, count in zip(options, choices, strict=False) for _ in range(count)]
        Answer.objects.bulk_create(
            Answer(response=response, question_id=option.question_id, option=option)
            for response, option in zip(responses, chosen, strict=False)
        )
        return Answer.objects.bulk_create(
            Answer(response=response, question=words, text=f"Answer {n}") for n, response in enumerate(responses)
        )

    def theme(self, name: str, answers: Sequence[Answer] = (), *, area: str = "A6") -> Theme:
        """A theme, with a coding for each of ``answers``."""
        theme = Theme.objects.create(cycle=self.cycle, slug=name.lower().replace(" ", "-"), area=area, name=name)
        Coding.objects.bulk_create(Coding(answer=answer, theme=theme) for answer in answers)
        return theme

    def quotation(self, theme: Theme, words: str) -> Quotation:
        return Quotation.objects.create(theme=theme, words=words, cleared_on=ago(20))

    def issue(self, title: str, *, raised: int = 30) -> Issue:
        forum, _ = Forum.objects.get_or_create(authority=self.authority, name="Care leavers’ forum")
        meeting, _ = Meeting.objects.get_or_create(forum=forum, date=ago(raised))
        return Issue.objects.create(
            authority=self.authority, meeting=meeting, title=title, words=f"{title}, please", area="A8",
            raised_on=ago(raised),
        )  # fmt: skip

    def priority(self, title: str, *, themes: Sequence[Theme] = (), issues: Sequence[Issue] = ()) -> Priority:
        rank = Priority.objects.filter(cycle=self.cycle).count() + 1
        priority = Priority.objects.create(
            cycle=self.cycle, rank=rank, title=title, area="A6", chosen_by="The forum", chosen_on=ago(50)
        )
        priority.themes.set(themes)
        priority.issues.set(issues)
        return priority

    def objective(self, title: str, *priorities: Priority) -> Objective:
        if self.plan is None:
            self.plan = Plan.objects.create(cycle=self.cycle, aim="Better", lead="Lead", agreed_on=ago(40))
        position = self.plan.objectives.count() + 1
        objective = Objective.objects.create(
            plan=self.plan, position=position, title=title, success="People say so", area="A6"
        )
        objective.priorities.set(priorities)
        return objective

    def action(self, objective: Objective, title: str, *, ends: int = -30, rag: str = "", owner: Any = None) -> Action:
        """An action that ends so many days ago (negative: in the future), with one update if ``rag`` says so."""
        action = Action.objects.create(
            objective=objective, title=title, lead="Housing", starts=ago(100), ends=ago(ends), owner=owner
        )
        if rag:
            self.update(rag, action=action)
        return action

    def milestone(self, title: str, *, objective: Objective | None = None, due: int = -30, rag: str = "") -> Milestone:
        if self.plan is None:
            self.objective("First")
        milestone = Milestone.objects.create(plan=self.plan, objective=objective, title=title, due=ago(due))
        if rag:
            self.update(rag, milestone=milestone)
        return milestone

    def update(self, rag: str, *, days: int = 10, **of: Any) -> Update:
        return Update.objects.create(rag=rag, words="So it stands", made_by="Alice", made_on=ago(days), **of)

    def reply(
        self, title: str, *, published: bool = True, withdrawn: bool = False, themes: Sequence[Theme] = (),
        issues: Sequence[Issue] = (), actions: Sequence[Action] = (), milestones: Sequence[Milestone] = (),
    ) -> Reply:  # fmt: skip
        reply = Reply.objects.create(
            cycle=self.cycle, title=title, area="A6", said="You said so", state="did", answer="We did it",
            written_on=ago(5), published_on=ago(4) if published or withdrawn else None,
            withdrawn_on=ago(1) if withdrawn else None, withdrawn_because="It was wrong" if withdrawn else "",
        )  # fmt: skip
        reply.themes.set(themes)
        reply.issues.set(issues)
        reply.actions.set(actions)
        reply.milestones.set(milestones)
        return reply
