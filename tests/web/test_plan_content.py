"""The plan's content: written one thing a page, kept when refused, and the Guide's two examples entered whole."""

import io
import re

import docx
import pytest
from django.urls import reverse

from newbelongings.demo.place import day
from newbelongings.demo.story import content_story, story
from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions, content_queries, edits, writing
from newbelongings.domain.plans.models import (
    Action,
    Change,
    Coverage,
    DevelopmentArea,
    KeyFact,
    Objective,
    Plan,
    Resource,
)
from tests.full_world import build_full_world


@pytest.fixture
def plan(world):
    return actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Homes to stay in.", lead="Alice")


@pytest.fixture
def objective(world, plan):
    issue = forum.raise_issue(world.as_bob, title="Damp", words="My flat is damp.", area="A6")
    priority = actions.choose_priority(
        world.as_alice, cycle_id=world.cycle.pk, title="Dry homes", area="A6", issue_ids=[issue.pk]
    )
    return actions.set_objective(
        world.as_alice, plan_id=plan.pk, title="All dry", success="None damp.", area="A6", priority_ids=[priority.pk]
    )


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_parts_say_what_is_missing_and_what_comes_next(client, world, plan):
    client.force_login(world.bob)
    page = text(client.get(reverse("plan_parts")))
    assert "What this is about: not written." in page
    client.post(reverse("write_part", args=["definition"]), {"version": "1", "words": "Why we do this."})
    page = text(client.get(reverse("plan_parts")))
    assert "Key facts: no facts." in page
    assert Change.objects.get(field="definition").after == "Why we do this."


def test_the_second_of_two_people_loses_nothing_and_sees_the_first(client, world, plan, objective):
    writing.assess_promise(world.as_alice, plan_id=plan.pk, promise="CH6", version=0, well="Alice’s words", better="")
    client.force_login(world.bob)
    address = reverse("assess_promise", args=["CH6"])
    page = client.post(address, {"version": "0", "well": "Bob’s words", "better": ""})
    assert "Alice changed this at" in text(page)
    assert "Alice’s words" in text(page)
    assert "Bob’s words" in page.content.decode()
    version = page.context["form"]["version"].value()
    assert client.post(address, {"version": version, "well": "Bob’s words", "better": ""}).status_code == 302
    assert content_queries.promise(world.as_alice, plan.pk, "CH6").well == "Bob’s words"


@pytest.mark.parametrize("name", ["write_part", "measure_objective", "edit_development_area"])
def test_no_change_is_taken_from_an_old_form(client, world, plan, objective, name):
    area = writing.add_development_area(world.as_alice, objective_id=objective.pk, title="As it was")
    args, given = {
        "write_part": (["governance"], {"words": "New"}),
        "measure_objective": ([objective.pk], {"measure": "New"}),
        "edit_development_area": ([area.pk], {"title": "New"}),
    }[name]
    client.force_login(world.bob)
    page = client.post(reverse(name, args=args), {"version": "99", **given})
    assert page.status_code == 200
    assert "What it says now" in text(page)
    for row in (Plan.objects.get(), Objective.objects.get(), DevelopmentArea.objects.get()):
        assert row.version == 1


def test_a_gap_is_closed_by_an_objective_or_by_a_sentence_and_never_by_both(client, world, plan, objective):
    client.force_login(world.bob)
    assert "12 gaps." in text(client.get(reverse("plan_coverage")))
    address = reverse("cover_commitment", args=["PC10"])
    assert "or say why none does" in text(client.post(address, {"words": ""}))
    both = client.post(address, {"objectives": [objective.pk], "words": "Another plan does it."})
    assert "Not both" in text(both)
    assert "Another plan does it." in both.content.decode()
    client.post(address, {"objectives": [objective.pk]})
    client.post(reverse("cover_commitment", args=["PC4"]), {"words": "The schools’ plan does it."})
    page = text(client.get(reverse("plan_coverage")))
    assert "10 gaps." in page
    assert "Met by: All dry" in page
    assert "Not in this plan: The schools’ plan does it." in page


def test_a_dropped_objective_leaves_its_gap_open_again(client, world, plan, objective):
    writing.cover_commitment(world.as_alice, plan_id=plan.pk, commitment="PC10", objective_ids=[objective.pk])
    edits.drop_objective(world.as_alice, objective_id=objective.pk, because="No money")
    assert len(content_queries.content(world.as_alice, plan.pk).gaps) == 12


@pytest.mark.parametrize("pounds", ["-1", "lots", "1.234", "99999999999999"])
def test_an_amount_that_is_none_is_refused_and_the_words_stay(client, world, plan, pounds):
    client.force_login(world.bob)
    page = client.post(reverse("add_resource"), {"kind": "money", "words": "Vans", "pounds": pounds})
    assert "Give an amount in pounds" in text(page)
    assert 'value="Vans"' in page.content.decode()
    assert not Resource.objects.exists()


def test_resources_add_up_in_pounds_and_pence(client, world, plan):
    client.force_login(world.bob)
    for kind, pounds in (("money", "42000"), ("staff", "0.50"), ("saving", "1000")):
        client.post(reverse("add_resource"), {"kind": kind, "words": "For this", "pounds": pounds})
    page = text(client.get(reverse("plan_resources")))
    assert "Needed: £42,000.50" in page
    assert "Saved: £1,000" in page
    row = Resource.objects.get(kind="staff")
    client.post(reverse("secure_resource", args=[row.pk]), {"go": "secured"})
    client.post(reverse("remove_resource", args=[Resource.objects.get(kind="saving").pk]))
    row.refresh_from_db()
    assert row.secured
    assert not Resource.objects.filter(kind="saving").exists()


def test_actions_are_put_under_what_must_change(client, world, plan, objective):
    action = actions.add_action(
        world.as_alice,
        objective_id=objective.pk,
        title="Mend",
        lead="Tom",
        starts=world.cycle.starts,
        ends=world.cycle.ends,
    )
    client.force_login(world.bob)
    client.post(reverse("add_development_area", args=[objective.pk]), {"title": "Landlords answer"})
    area = DevelopmentArea.objects.get()
    client.post(reverse("development_areas", args=[objective.pk]), {f"action_{action.pk}": str(area.pk)})
    assert "Area for action 1: Landlords answer" in text(client.get(reverse("plan_delivery")))
    assert Change.objects.filter(thing="action", field="development_area", after="Landlords answer").exists()
    client.post(reverse("remove_development_area", args=[area.pk]))
    assert Action.objects.get().development_area_id is None
    assert "Mend" in text(client.get(reverse("plan_delivery")))


def test_what_must_change_for_another_objective_takes_no_action(client, world, plan, objective):
    other = actions.set_objective(world.as_alice, plan_id=plan.pk, title="Other", success="So.", area="A1")
    area = writing.add_development_area(world.as_alice, objective_id=other.pk, title="Theirs")
    action = actions.add_action(
        world.as_alice,
        objective_id=objective.pk,
        title="Mend",
        lead="Tom",
        starts=world.cycle.starts,
        ends=world.cycle.ends,
    )
    client.force_login(world.bob)
    writing.add_development_area(world.as_alice, objective_id=objective.pk, title="Ours")
    page = client.post(reverse("development_areas", args=[objective.pk]), {f"action_{action.pk}": str(area.pk)})
    assert "Choose again from the list" in text(page)
    assert Action.objects.get().development_area_id is None


OTHERS = [
    ("assess_promise", ["CH1"], {"well": "x"}),
    ("write_part", ["definition"], {"words": "x", "version": "1"}),
    ("add_key_fact", [], {"words": "x", "source": "y"}),
    ("cover_commitment", ["PC1"], {"words": "x"}),
    ("add_resource", [], {"kind": "other", "words": "x"}),
]


@pytest.mark.parametrize("role", [Role.BOARD, Role.CRITICAL_FRIEND, Role.CLUSTER])
def test_readers_see_both_layouts_and_write_nothing(client, world, plan, objective, role):
    client.force_login(world.people[role])
    for name in ("plan_brief", "plan_delivery", "plan_coverage", "priorities"):
        page = client.get(reverse(name))
        assert page.status_code == 200
        assert "Close the" not in text(page)
    for name, args, given in OTHERS:
        assert client.post(reverse(name, args=args), given).status_code == 403
    assert not (KeyFact.objects.exists() or Resource.objects.exists() or Coverage.objects.exists())


def test_charlie_of_the_next_council_reads_and_writes_nothing_of_ravensmere(client, world, plan, objective):
    area = writing.add_development_area(world.as_alice, objective_id=objective.pk, title="Ours")
    fact = writing.add_key_fact(world.as_alice, plan_id=plan.pk, words="Ours", source="Ours")
    paid = writing.add_resource(world.as_alice, plan_id=plan.pk, kind="other", words="Ours")
    theirs = actions.write_plan(world.as_charlie, cycle_id=world.aldersea_cycle.pk, aim="Theirs.", lead="Charlie")
    client.force_login(world.charlie)
    for name, pk in (
        ("measure_objective", objective.pk),
        ("development_areas", objective.pk),
        ("add_development_area", objective.pk),
        ("edit_development_area", area.pk),
    ):
        assert client.get(reverse(name, args=[pk])).status_code == 404
    for name, pk in (
        ("remove_development_area", area.pk),
        ("remove_key_fact", fact.pk),
        ("secure_resource", paid.pk),
        ("remove_resource", paid.pk),
    ):
        assert client.post(reverse(name, args=[pk])).status_code == 404
    page = client.post(reverse("cover_commitment", args=["PC1"]), {"objectives": [objective.pk]})
    assert "Choose again from the list" in text(page)
    for name in ("plan_brief", "plan_delivery"):
        assert client.get(f"{reverse(name)}?year={world.cycle.pk}").status_code == 404
        assert "Homes to stay in" not in text(client.get(reverse(name)))
    assert not Coverage.objects.filter(plan=theirs).exists()
    assert (KeyFact.objects.count(), Resource.objects.count(), DevelopmentArea.objects.count()) == (1, 1, 1)


def test_a_fact_that_is_not_known_here_cannot_be_taken(client, world, plan):
    client.force_login(world.bob)
    for key in ("theme-1", "", "population-999"):
        assert client.post(reverse("draw_key_fact"), {"key": key}).status_code == 404
    assert not KeyFact.objects.exists()


# Appendix C: both examples in their structure, entered by hand through the pages' forms.


def enter(client, world, council):
    """Type a whole plan into the forms, page by page, as its story tells it. Returns the story and its content."""
    told, more = story(council, this_year=True), content_story(council)
    send(client, "write_plan", aim=told["aim"], lead=told["lead"])
    for part in ("definition", "governance", "sustaining"):
        send(client, "write_part", part, version=Plan.objects.get().version, words=more[part].strip())
    for fact in more["facts"]:
        send(client, "add_key_fact", words=fact["words"], source=fact["source"], as_of=day(fact["day"]).isoformat())
    for promise, said in more["promises"].items():
        send(client, "assess_promise", promise, version="0", **said)
    for number, one in enumerate(told["objectives"], 1):
        enter_objective(client, one, [each for each in more["objectives"] if each["number"] == number])
    ids = list(Objective.objects.order_by("position").values_list("pk", flat=True))
    for resource in more["resources"]:
        given = {"kind": resource["kind"], "words": resource["words"], "objective": ids[resource["objective"] - 1]}
        secured = "yes" if resource.get("secured") else ""
        send(client, "add_resource", **given, pounds=resource.get("pounds", ""), secured=secured)
    for commitment, met in more["coverage"].items():
        given = {"words": met} if isinstance(met, str) else {"objectives": [ids[n - 1] for n in met]}
        send(client, "cover_commitment", commitment, **given)
    return told, more


def enter_objective(client, one, shapes):
    made = {}
    send(client, "set_objective", title=one["title"], success=one["success"], area=one["area"])
    objective = Objective.objects.get(title=one["title"])
    for action in one.get("actions", ()):
        dates = {"starts": day(action["starts"]).isoformat(), "ends": day(action["ends"]).isoformat()}
        send(
            client, "add_action", objective=objective.pk, title=action["title"], lead=action["lead"], over="on", **dates
        )
        made[action["key"]] = Action.objects.get(title=action["title"]).pk
    for milestone in one.get("milestones", ()):
        due = day(milestone["due"]).isoformat()
        send(client, "add_milestone", title=milestone["title"], due=due, objective=objective.pk, over="on")
    for shape in shapes:
        measured = {name: shape[name] for name in ("measure", "baseline", "target")}
        send(client, "measure_objective", objective.pk, version=1, **measured)
        places = {}
        for area in shape["areas"]:
            send(client, "add_development_area", objective.pk, title=area["title"])
            pk = DevelopmentArea.objects.get(title=area["title"]).pk
            places |= {f"action_{made[key]}": pk for key in area["actions"]}
        send(client, "development_areas", objective.pk, **places)


def send(client, name, *args, **given):
    response = client.post(reverse(name, args=args), given)
    assert response.status_code == 302, f"{name}: {text(response)}"


@pytest.mark.parametrize("council", ["Ravensmere", "Aldersea"])
def test_an_example_of_appendix_c_is_entered_through_the_forms_and_stands_in_both_layouts(client, world, council):
    client.force_login(world.alice)
    told, more = enter(client, world, council)
    brief, delivery = text(client.get(reverse("plan_brief"))), text(client.get(reverse("plan_delivery")))
    squeezed = {name: " ".join(more[name].split()).replace("'", "&#x27;") for name in ("definition", "governance")}
    for words in squeezed.values():
        assert words[:120] in brief
    for one in told["objectives"]:
        for page in (brief, delivery):
            assert one["title"] in page
            for action in one.get("actions", ()):
                assert action["title"].replace("'", "&#x27;") in page
                assert action["lead"] in page
    for shape in more["objectives"]:
        for area in shape["areas"]:
            assert f"What must change: {area['title']}" in brief
            assert area["title"] in delivery
    for promise in more["promises"].values():
        assert promise["better"] in brief
    assert Resource.objects.filter(secured=True).count() == sum(
        each.get("secured", False) for each in more["resources"]
    )
    assert "Start" in delivery
    assert "Finish" in delivery
    order = ["1. What this is about", "2. How we stand", "3. What we want", "4. Areas for development", "5. Governance"]
    assert [brief.index(part) for part in order] == sorted(brief.index(part) for part in order)


@pytest.mark.parametrize("council", ["Ravensmere", "Aldersea"])
def test_an_example_of_appendix_c_is_exported_in_both_layouts(client, world, council):
    client.force_login(world.alice)
    told, more = enter(client, world, council)
    brief, delivery = written(client, "plan_brief"), written(client, "plan_delivery")
    for one in told["objectives"]:
        for action in one.get("actions", ()):
            assert action["title"] in brief
            assert action["lead"] in delivery
    for promise in more["promises"].values():
        assert promise["better"] in brief
    order = ["1. What this is about", "2. How we stand", "3. What we want", "4. Areas for development", "5. Governance"]
    assert [brief.index(part) for part in order] == sorted(brief.index(part) for part in order)


def written(client, name):
    """The words of a layout's Word document, tables among them, in their order."""
    answer = client.get(reverse(name), {"as": "docx"})
    assert answer["Content-Disposition"].endswith('.docx"')
    return "".join(docx.Document(io.BytesIO(answer.content)).element.body.itertext())


@pytest.mark.parametrize("number", [1, 8])
def test_layouts_and_parts_cost_no_more_statements_for_a_long_plan(
    client, world, plan, objective, django_assert_max_num_queries, number
):
    scope = world.as_alice
    for n in range(number):
        area = writing.add_development_area(scope, objective_id=objective.pk, title=f"Area {n}")
        writing.add_key_fact(scope, plan_id=plan.pk, words=str(n), source="Here")
        writing.add_resource(scope, plan_id=plan.pk, kind="other", words=str(n), objective_id=objective.pk)
        action = actions.add_action(
            scope,
            objective_id=objective.pk,
            title=f"Action {n}",
            lead="Tom",
            starts=world.cycle.starts,
            ends=world.cycle.ends,
        )
        writing.arrange_actions(scope, objective_id=objective.pk, places={action.pk: area.pk})
        writing.cover_commitment(scope, plan_id=plan.pk, commitment=f"PC{n + 1}", objective_ids=[objective.pk])
    client.force_login(world.alice)
    for name, most in (("plan_brief", 18), ("plan_delivery", 18), ("plan_parts", 18), ("plan_coverage", 14)):
        with django_assert_max_num_queries(most):
            client.get(reverse(name))


def test_figures_that_the_service_holds_are_taken_without_typing_and_small_ones_are_not_offered(client, db):
    full = build_full_world()
    client.force_login(full.world.bob)
    before = set(KeyFact.objects.values_list("words", flat=True))
    offered = client.get(reverse("key_facts")).context["offered"]
    assert "283 care leavers were there to ask" in [fact.words for fact in offered]
    assert f"responses-{full.ids['round_id']}" not in [fact.key for fact in offered], "the survey is still open"
    assert all(int(fact.words.split()[0].replace(",", "")) > 5 for fact in offered)
    client.post(reverse("draw_key_fact"), {"key": offered[0].key})
    [taken] = KeyFact.objects.exclude(words__in=before)
    assert (taken.words, taken.source, taken.as_of) == (offered[0].words, offered[0].source, offered[0].as_of)
