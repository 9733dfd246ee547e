"""A world with something on every page: the shared world, and one run of the thread through it.

``ids`` gives each address its ids, by the name the address gives them; where two addresses use one
name for different things, the key is the pair of address and name. An id may be a function of the person who
opens the page, where each has their own.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from newbelongings.adapters import uploads
from newbelongings.adapters.evidence_store import keeping
from newbelongings.adapters.xlsform import write_sheets
from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.accounts.models import Membership, Person
from newbelongings.domain.evidence import actions as evidence
from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.outreach import actions as outreach
from newbelongings.domain.outreach import coverage_actions, mailings
from newbelongings.domain.outreach.given import GivenContact
from newbelongings.domain.outreach.mailing_words import STANDARD
from newbelongings.domain.outreach.models import Contact
from newbelongings.domain.outreach.sending import Addresses, send_due_mailings
from newbelongings.domain.plans import actions as plans
from newbelongings.domain.plans import ranking
from newbelongings.domain.plans.given import GivenFile
from newbelongings.domain.plans.links import new_link
from newbelongings.domain.plans.models import Action
from newbelongings.domain.safeguarding import actions as safeguarding
from newbelongings.domain.safeguarding import queries as safeguarding_queries
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import groups
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.domain.surveys.codes import invitation_token
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.keying import key_sheet_first
from newbelongings.domain.surveys.specs import spec_of
from newbelongings.domain.surveys.xlsform import to_sheets
from newbelongings.domain.themes import actions as themes
from newbelongings.domain.themes import together_actions
from newbelongings.domain.themes.finding import find_emerging
from tests import meetings_world, path_world, plan_world, public_forum_world, reach_world, replies_world
from tests.coding import file_of_codes, suggest
from tests.commitments_world import promise
from tests.emerging import strays_of
from tests.forum_members_world import build_members
from tests.pledge_world import pledge
from tests.review_world import review_plan
from tests.whole_plan import plan_upload
from tests.world import World, build_world

PEOPLE = 40
UNREAD = 10
HOME = "1 High Street\nRavensmere\nRA1 1AA"
LIST = "Ref,Name,DOB,Mobile\nLC-3,Person 3,1 May 2006,07700 900103\nLC-77,Noor,02/03/2005,07700 900104\n"
BOOK = """<CodeBook><Codes><Code name="Home"><Code name="Cold rooms"/></Code></Codes></CodeBook>"""
TABLE = "best_1,worst_1,age\nMy key worker rang,Moving three times,18 to 20\nThe flat,Bus fares,21 to 25\n"


@dataclass
class FullWorld:
    """The shared world, and the ids of what was built in it."""

    world: World
    ids: dict[str | tuple[str, str], Any] = field(default_factory=dict)

    def values(self, name: str, wanted: list[str], person: Person | None = None) -> dict[str, Any]:
        """The ids for the address called ``name``; raises ``KeyError`` where the world has none."""
        found = {key: self.ids[(name, key)] if (name, key) in self.ids else self.ids[key] for key in wanted}
        return {key: value(person) if callable(value) else value for key, value in found.items()}


def ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)


def build_full_world() -> FullWorld:
    """Build it by calling actions, as people would."""
    full = FullWorld(build_world())
    full.ids["slug"] = "ravensmere"
    _invite_dana(full)
    _ask(full)
    _write_a_questionnaire(full)
    _write(full)
    _raise_a_concern(full)
    _make_sense(full)
    _read_together(full)
    _hear_the_forum(full)
    _plan(full)
    full.ids |= promise(full.world)
    full.ids |= pledge(full.world)
    full.ids |= reach_world.share(full.world)
    replies_world.write_replies(full.world, full.ids)
    full.ids |= review_plan(full.world)
    full.ids["pack_id"] = evidence.make_pack(full.world.as_alice, cycle_id=full.world.cycle.pk).pk
    full.ids |= {
        ("breaks", "kind"): "promised_and_late",
        ("download_pack", "kind"): "pdf",
        ("board_file", "kind"): "pdf",
    }
    return full


def _invite_dana(full: FullWorld) -> None:
    _, link = accounts.invite_person(
        full.world.as_alice,
        email="dana@example.org",
        name="Dana",
        role=Role.COLLEAGUE,
        address="http://localhost/join/{token}/",
    )
    full.ids["accept_invitation", "token"] = link.rpartition("/join/")[2].strip("/")
    full.ids["membership_id"] = Membership.objects.get(person=full.world.bob).pk


def _ask(full: FullWorld) -> None:
    scope = full.world.as_alice
    instrument = next(
        i for i in surveys.install_shipped_instruments(full.world.as_system()) if i.slug == "new-belongings-2015"
    )
    round_ = surveys.open_round(
        scope,
        cycle_id=full.world.cycle.pk,
        instrument_id=instrument.pk,
        slug="autumn",
        title="Autumn survey",
        opens=ago(40),
        closes=ago(-20),
        population=283,
    )
    (_, token), *_ = surveys.invite(scope, round_id=round_.pk, labels=["K 17", "K 18"])
    surveys.import_responses(scope, round_id=round_.pk, responses=[_response(n) for n in range(PEOPLE)])
    surveys.record_forum_interest(
        full.world.as_system(), authority_id=full.world.ravensmere.pk, name="Kit", contact="01632 960 077"
    )
    _count_who_there_is(full, round_.pk)
    full.ids["other_id"] = _asked_before(full, instrument.pk)
    full.ids |= {"round_id": round_.pk, "code": round_.code, ("start_invited_survey", "token"): token}
    full.ids["session_id"] = groups.record_group_session(
        full.world.as_bob, round_id=round_.pk, kind="voices", held_on=ago(3), people=8, place="The Old Library"
    ).pk
    key_sheet_first(
        full.world.as_bob, round_id=round_.pk, number="12", answers=[GivenAnswer("advice", text="Ask twice")]
    )
    full.ids["upload"] = lambda person: _upload(person or full.world.alice, round_.pk)
    for name in ("map_codings", "check_codings", "bring_in_codings"):
        full.ids[name, "upload"] = lambda person: _codings_upload(person or full.world.alice, round_.pk)
    full.ids["check_codebook", "upload"] = lambda person: _codebook_upload(person or full.world.alice)


def _write(full: FullWorld) -> None:
    """People to write to, an invitation that went out today, and a reminder that is planned."""
    scope, round_id = full.world.as_alice, full.ids["round_id"]
    adviser = full.world.people[Role.ADVISER]
    people = [
        GivenContact(
            f"LC-{n}",
            f"Person {n}",
            email=f"p{n}@example.org" if n % 2 else "",
            phone=f"07700 9001{n:02}",
            adviser_id=adviser.pk if n < 4 else None,
            age_band=["16-17", "18-20", "21-25"][n % 3],
            language="Polish" if n == 2 else "",
        )
        for n in range(1, 31)
    ]
    outreach.bring_in_contacts(scope, round_id=round_id, people=[*people, GivenContact("LC-31", "Kit", address=HOME)])
    outreach.draw_sample(scope, round_id=round_id, method="everyone")
    for kind, day in (("invitation", ago(0)), ("reminder", ago(-14))):
        words = [STANDARD[kind, channel] for channel in ("email", "text", "letter")]
        planned = mailings.plan_mailing(scope, round_id=round_id, kind=kind, send_on=day, texts=words)
    addresses = Addresses("http://localhost/i/{token}/", "http://localhost/stop/{token}/")
    send_due_mailings(full.world.as_system(), addresses=addresses, channels=("email", "text"))
    for contact in Contact.objects.filter(contacts__round_id=round_id, reference__in=["LC-1", "LC-2"]):
        outreach.record_attempt(scope, contact_id=contact.pk, channel="phone", outcome="no_answer", made_on=ago(1))
    invited = Contact.objects.get(contacts__round_id=round_id, reference="LC-1").invitation
    full.ids |= {"contact_id": invited.contact.pk, "reference_column": "reference"}
    for name in ("map_contacts", "check_contacts", "bring_in_contacts"):
        full.ids[name, "upload"] = lambda person: _list_upload(person or full.world.alice, round_id)
    full.ids |= {("stop", "token"): invitation_token(invited.seed), "mailing_id": planned[-1].pk}


def _write_a_questionnaire(full: FullWorld) -> None:
    scope = full.world.as_alice
    draft = surveys.start_instrument(scope, title="Work & <pay>")
    job = {"kind": "one", "text": "Do you have a job?", "options": [{"text": "Yes"}, {"text": "Not now"}]}
    happy = {"kind": "scale", "text": "How is it going at work?", "ends": ["badly", "well"]}
    why = {"kind": "long_text", "text": "What is in the way?", "ideas": ["buses"], "hint": "Big or small."}
    first, _, last = (
        surveys.add_question(scope, instrument_id=draft.pk, question=question) for question in (job, happy, why)
    )
    surveys.set_condition(
        scope, instrument_id=draft.pk, name=last, condition={"question": first, "any_of": ["not-now"]}
    )
    full.ids["instrument_file"] = lambda person: uploads.keep_upload(
        [write_sheets(to_sheets(spec_of(draft)))], owner=f"{(person or full.world.alice).pk}-questions"
    )
    full.ids |= {"instrument_id": draft.pk, "question_kind": "one", "earlier_question": first}
    full.ids |= {(view, "name"): last for view in ("change_question", "set_condition", "move_question")}
    full.ids["remove_question", "name"] = last


def _count_who_there_is(full: FullWorld, round_id: int) -> None:
    scope = full.world.as_alice
    counts = {"age_band": {"16-17": 40, "18-20": 130, "21-25": 113}, "sex": {"male": 160, "female": 120, "": 3}}
    coverage_actions.count_population(scope, round_id=round_id, counts=counts)
    goal = coverage_actions.set_goal(scope, round_id=round_id, characteristic="age_band", group="16-17", percent=50)
    full.ids["goal_id"] = goal.pk


def _asked_before(full: FullWorld, instrument_id: int) -> int:
    """An earlier survey of the same questions, closed."""
    scope = full.world.as_alice
    earlier = surveys.open_round(
        scope,
        cycle_id=full.world.cycle.pk,
        instrument_id=instrument_id,
        slug="last-year",
        title="Last year’s survey",
        opens=ago(400),
        closes=ago(350),
    )
    said = [ImportedResponse(_response(n).answers[:2]) for n in range(0, PEOPLE, 2)]
    surveys.import_responses(scope, round_id=earlier.pk, responses=said)
    return earlier.pk


def _upload(person: Person, round_id: int) -> str:
    """A file that this person has sent and not yet brought in."""
    return uploads.keep_upload([TABLE.encode()], owner=f"{person.pk}-{round_id}")


def _codings_upload(person: Person, round_id: int) -> str:
    """A file of codes that this person has sent and not yet brought in."""
    return uploads.keep_upload([file_of_codes(round_id)], owner=f"{person.pk}-{round_id}-codings")


def _codebook_upload(person: Person) -> str:
    """A codebook of another tool that this person has sent."""
    council = person.memberships.first().authority_id
    return uploads.keep_upload([BOOK.encode()], owner=f"{person.pk}-{council}-codebook")


def _list_upload(person: Person, round_id: int) -> str:
    """A contact list that this person has sent and not yet brought in."""
    return uploads.keep_upload([LIST.encode()], owner=f"{person.pk}-{round_id}-contacts")


def _response(number: int) -> ImportedResponse:
    ages = ["16-17", "18-20", "21-25"]
    return ImportedResponse(
        [
            GivenAnswer("age", option=ages[number % len(ages)]),
            GivenAnswer("sex", option="female" if number % 2 else "male"),
            GivenAnswer("best", text=f"Somebody rang me on birthday {number}", position=1),
            GivenAnswer("worst", text=f"They moved me {number} times & nobody said <why>", position=1),
        ]
    )


def _raise_a_concern(full: FullWorld) -> None:
    safeguarding.raise_concerns(
        full.world.as_system(),
        authority_id=full.world.ravensmere.pk,
        said=[("What is the worst thing?", "He gets heavy handed when he has had a drink & then I hide.")],
        on=ago(2),
        address="http://localhost",
    )
    scope = full.world.scope(full.world.people[Role.SAFEGUARDING])
    full.ids["concern_id"] = safeguarding_queries.concerns(scope).get().pk
    safeguarding.act_on_concern(scope, concern_id=full.ids["concern_id"], words="Spoke with the duty team.")


def _make_sense(full: FullWorld) -> None:
    scope, cycle_id = full.world.as_alice, full.world.cycle.pk
    themes.ensure_codebook(scope, cycle_id=cycle_id)
    moving = themes.add_theme(scope, cycle_id=cycle_id, area="A6", name="Moved without being told")
    ringing = themes.add_theme(scope, cycle_id=cycle_id, area="A8", name="Somebody who rings")
    for theme, question in ((moving, "worst"), (ringing, "best")):
        found = survey_queries.open_answers(scope, round_id=full.ids["round_id"]).filter(question__name=question)
        for answer in found:
            suggest(
                answer,
                (theme, 0.8),
                *([(ringing, 0.3)] if theme != ringing else []),
                sentiment="negative",
                sentiment_because=answer.text[:9],
            )
        themes.code_answers(scope, codings={answer.pk: [theme.pk] for answer in found[: PEOPLE - UNREAD]})
    themes.clear_quotation(scope, theme_id=moving.pk, words="They moved me and nobody said why.", cleared_on=ago(10))
    full.ids |= {"theme_id": moving.pk, "other_theme_id": ringing.pk}
    _change_the_codebook(full)
    full.ids["merge_themes", "theme_id"] = f"{moving.pk}&theme={ringing.pk}"
    full.ids |= {"least": "50&seed=7", "first_column": "text&c1=themes"}


def _change_the_codebook(full: FullWorld) -> None:
    """Two themes of this year merged, and one split: both stand in the history."""
    scope, cycle_id = full.world.as_alice, full.world.cycle.pk
    late, dear = (themes.add_theme(scope, cycle_id=cycle_id, area="A7", name=n) for n in ("Late buses", "Dear buses"))
    merged = themes.merge_themes(scope, theme_ids=[late.pk, dear.pk], name="Buses")
    full.ids["change_id"] = merged.pk
    themes.split_theme(scope, theme_id=merged.descents.get(old=late).new_id, names=["Bus times", "Bus fares"])


def _read_together(full: FullWorld) -> None:
    """One sample that Alice and Bob are still reading, and one they have read and not settled."""
    alice, bob = full.world.as_alice, full.world.as_bob
    people = {"first_id": full.world.alice.pk, "second_id": full.world.bob.pk}
    done, running = (
        together_actions.make_shared_sample(alice, round_id=full.ids["round_id"], size=10, seed=n, **people)
        for n in (1, 2)
    )
    themes_of = ([full.ids["theme_id"]], [full.ids["other_theme_id"]])
    for place in range(1, 11):
        for scope, sides in ((alice, themes_of), (bob, themes_of[::-1] if place < 4 else themes_of)):
            together_actions.judge_shared_answer(scope, sample_id=done.pk, place=place, theme_ids=sides[place % 2])
    full.ids |= {"sample_id": running.pk, "emerging_id": _what_emerges(full)}
    full.ids |= {(name, "sample_id"): done.pk for name in ("agreement", "take_over_agreed", "settle_difference")}


def _what_emerges(full: FullWorld) -> int:
    """Answers that nobody has read and no theme fits; one group of them waits for a person."""
    round_ = strays_of(full.world)
    find_emerging(full.world.as_system(), round_id=round_.pk)
    return round_.emerging.get().pk


def _hear_the_forum(full: FullWorld) -> None:
    scope = full.world.as_bob
    started = forum.start_forum(scope, name="Ravensmere care leavers’ forum")
    meeting = forum.hold_meeting(scope, forum_id=started.pk, date=ago(61), place="The Old Library", attended=9)
    raised = forum.raise_issue(
        scope, title="Letters that scare people", words="The letter said court.", area="A7", meeting_id=meeting.pk
    )
    forum.decide(scope, issue_id=raised.pk, body="board", words="Write them again", decided_on=ago(30))
    waiting = forum.raise_issue(scope, title="Bus passes", words="It costs 4.80 a day.", area="A3", raised_on=ago(20))
    full.ids |= meetings_world.meet(full.world, started.pk)
    full.ids |= path_world.walk(full.world, started.pk, waiting)
    full.ids |= public_forum_world.come_in(full.world)
    full.ids |= {
        "issue_id": raised.pk,
        "waiting_issue_id": waiting.pk,
        "forum_id": started.pk,
        "meeting_id": meeting.pk,
    }
    full.ids |= build_members(full.world, started.pk)


def _plan(full: FullWorld) -> None:
    world, scope = full.world, full.world.as_alice
    priority = plans.choose_priority(
        scope,
        cycle_id=world.cycle.pk,
        title="Tell us before you move us",
        area="A6",
        chosen_by="The forum and the board",
        chosen_on=ago(55),
        theme_ids=[full.ids["theme_id"]],
        issue_ids=[full.ids["issue_id"]],
    )
    ground = ranking.ground_priority(
        scope, priority_id=priority.pk, kind="indicator", words="31 moves in a year", source="Return of March"
    )
    full.ids["ground_id"] = ground.pk
    full.ids |= plan_world.hold_votes(scope, world.cycle.pk)
    plan = plans.write_plan(scope, cycle_id=world.cycle.pk, aim="Nobody is moved unasked", lead="Head of service")
    full.ids["plan_id"] = plan.pk
    for name in ("map_plan", "bring_in_plan"):
        full.ids[name, "upload"] = lambda person: plan_upload(person or full.world.alice, plan.pk)
    objective = plans.set_objective(
        scope,
        plan_id=plan.pk,
        title="A say in every move",
        success="Everyone has met whoever they move in with",
        area="A6",
        priority_ids=[priority.pk],
    )
    own = {
        role: plans.add_action(
            scope,
            objective_id=objective.pk,
            title=f"Two weeks' notice of a move ({role})",
            lead="Housing",
            starts=ago(50),
            ends=ago(5),
            owner_id=world.people[role].pk,
        ).pk
        for role in (Role.OWNER, Role.ADVISER)
    }
    milestone = plans.add_milestone(
        scope, plan_id=plan.pk, title="New rule agreed", due=ago(-30), objective_id=objective.pk
    )
    evidence_of = {}
    for role in own:
        with keeping([b"Two of three.\n"]) as (stored,):
            minutes = GivenFile("minutes.txt", "text/plain", 14, "0" * 64, stored)
            said = plans.add_update(
                scope,
                rag="amber",
                words="Two of three teams agree",
                action_id=own[role],
                made_on=ago(8),
                evidence=[minutes],
            )
            evidence_of[role] = said.evidence.get().pk
    plans.add_update(scope, rag="green", words="On the agenda", milestone_id=milestone.pk, made_on=ago(3))
    full.ids |= plan_world.write_the_rest(scope, plan.pk, objective.pk)
    full.ids |= {"priority_id": priority.pk, "objective_id": objective.pk, "milestone_id": milestone.pk}
    theirs = Action.objects.get(pk=own[Role.OWNER])
    full.ids["update_by_link", "token"] = new_link(theirs, sent_to=theirs.owner.email)

    def of_theirs(ids: dict[Role, int]) -> Callable[[Person | None], int]:
        return lambda person: ids[Role.ADVISER if person == world.people[Role.ADVISER] else Role.OWNER]

    full.ids |= {"action_id": of_theirs(own), "evidence_id": of_theirs(evidence_of)}
