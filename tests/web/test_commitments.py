"""Promises and partners on their pages."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions as plans
from tests.answering import publish
from tests.commitments_world import ago, promise

MARK = re.compile(r'name="mark" value="([0-9a-f-]{36})"')


@pytest.fixture
def alice(client, world) -> Client:
    client.force_login(world.alice)
    return client


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_from_nothing_the_next_thing_leads_on(alice, world):
    page = text(alice.get(reverse("commitments")))
    assert "Nobody has said yet: visible commitment of the chief executive" in page
    sent = {"ready": "no", "office": "Chief executive", "on": today(), "words": "On no agenda."}
    for item in queries.readiness(world.as_alice, world.cycle.pk):
        answer = alice.post(reverse("note_readiness", args=[item.standard.code]), sent, follow=True)
    assert "0 of 7 are there" in text(answer) and "Say how the next one stands" not in text(answer)
    assert "Nobody at the top has promised anything this year" in text(alice.get(reverse("commitments")))
    sent = {
        "office": "chief_executive",
        "name": "Ann Pell",
        "line": "CE1",
        "words": "Ten apprenticeships",
        "promised_on": ago(9),
        "due": ago(1),
    }
    assert "Ten apprenticeships" in text(alice.post(reverse("make_commitment"), sent, follow=True))
    assert "A promise of the chief executive is 1 day late" in text(alice.get(reverse("commitments")))


def test_a_refusal_keeps_what_was_typed_and_stands_at_its_field(alice, world):
    sent = {
        "office": "leader",
        "name": "Tom <Reeve>",
        "line": "CE1",
        "words": "I will ask",
        "promised_on": ago(9),
        "due": ago(1),
    }
    page = text(alice.post(reverse("make_commitment"), sent))
    assert page.count("The Guide asks this of another post.") == 2
    assert "Tom &lt;Reeve&gt;" in page and "I will ask" in page
    assert queries.commitments(world.as_alice, world.cycle.pk) == ()


def test_what_was_asked_for_stands_beside_what_is_offered(alice, world):
    raised = forum.raise_issue(world.as_alice, title="Bus passes", words="It costs 4.80 a day.", area="A3")
    plans.choose_priority(
        world.as_alice, cycle_id=world.cycle.pk, title="A first job", area="A4", chosen_by="the forum", issue_ids=[]
    )
    promise(world)
    page = text(alice.get(reverse("offers")))
    unmet, _, rest = page.partition("Offered, and nobody has taken it up")
    assert "Bus passes" in unmet and "?area=A3" in unmet and "A first job" not in unmet
    untaken, _, rest = rest.partition('id="met-title"')
    assert "Theatre tickets" in untaken and "Jobs on the quay" not in untaken
    assert "A first job" in rest and "priority 1" in rest and "Nobody has asked for it." in rest
    publish(world, issue_ids=[raised.pk])
    assert "Bus passes" not in text(alice.get(reverse("offers")))
    assert 'value="A3" selected' in text(alice.get(reverse("add_offer") + "?area=A3"))
    assert text(alice.get(reverse("add_offer") + "?area=<script>"))


def test_a_form_sent_twice_is_one_payment_and_one_take_up(alice, world):
    promise(world)
    made = actions.add_offer(
        world.as_alice,
        kind="job",
        title="Cooks",
        giver="The inn",
        area="A4",
        places=5,
        starts=ago(9),
        contact="The inn's office",
    )
    address = reverse("record_take_up", args=[made.pk])
    sent = {"places": 2, "on": today(), "mark": MARK.search(text(alice.get(address))).group(1)}
    for _ in range(2):
        alice.post(address, sent)
    assert queries.offer(world.as_alice, made.pk).taken == 2
    address = reverse("record_payment")
    sent = {
        "on": ago(1),
        "role": "RO5",
        "reference": "PO-7",
        "kind": "pay",
        "amount": "12.60",
        "approved_by": "Finance manager",
        "mark": MARK.search(text(alice.get(address))).group(1),
    }
    before = len(queries.payments(world.as_alice))
    for _ in range(2):
        alice.post(address, sent)
    lines = queries.payments(world.as_alice)
    assert len(lines) == before + 1 and lines[-1].amount_pence == 1260


def hostile(world):
    wrong = actions.record_payment(
        world.as_alice,
        on=ago(3),
        role="RO5",
        reference="PO-7",
        amount_pence=2650,
        kind="pay",
        approved_by='=HYPERLINK("https://a.example")',
    )
    actions.undo_payment(world.as_alice, payment_id=wrong.pk, because="@SUM(1)", approved_by="+1")


def test_the_csv_runs_nothing_and_adds_up(alice, world):
    hostile(world)
    answer = alice.get(reverse("download_payments", args=["csv"]))
    assert answer["Content-Disposition"] == f'attachment; filename="payments-{today().isoformat()}.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Amount in pence"] for row in rows] == ["2650", "-2650"]
    assert [row["Approved by"][:2] for row in rows] == ["'=", "'+"] and rows[1]["Because"] == "'@SUM(1)"
    assert AuditLine.objects.filter(verb="downloaded_payments").get().detail == {"kind": "csv", "lines": 2}


def test_the_spreadsheet_holds_no_formula_and_its_numbers_are_numbers(alice, world):
    hostile(world)
    answer = alice.get(reverse("download_payments", args=["xlsx"]))
    book = load_workbook(io.BytesIO(answer.content))
    lines, months = book.worksheets
    assert {cell.data_type for row in lines.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert [row[6] for row in lines.iter_rows(min_row=3, values_only=True)] == [2650, -2650]
    assert sum(row[3] for row in months.iter_rows(min_row=3, values_only=True)) == 0
    assert alice.get(reverse("download_payments", args=["pdf"])).status_code == 404


def test_bob_is_shown_no_way_to_payments_and_the_board_no_way_to_write(client, world):
    promise(world)
    client.force_login(world.bob)
    for name in ("commitments", "roles"):
        assert "ayment record" not in text(client.get(reverse(name)))
    client.force_login(world.people[Role.BOARD])
    for name in ("commitments", "readiness", "leaders", "protocols", "offers", "roles"):
        page = text(client.get(reverse(name)))
        assert page.count("<form") == 0 and "/add/" not in page and "/review/" not in page, name


def test_another_year_can_be_read_and_is_not_written_to(alice, world):
    promise(world)
    page = text(alice.get(reverse("leaders") + f"?year={world.cycle.pk}"))
    assert "Ten apprenticeships in my departments" in page
    assert alice.get(reverse("leaders") + f"?year={world.aldersea_cycle.pk}").status_code == 404
    assert "Ten apprenticeships" in text(alice.get(reverse("leaders") + "?year=<script>"))


@pytest.mark.parametrize("number", [1, 12])
def test_no_page_costs_more_for_a_longer_list(alice, world, django_assert_max_num_queries, number):
    for n in range(number):
        for_all = {"area": "A4", "kind": "other", "agreed_on": ago(400), "review_every": 6, "words": "They ring."}
        made = actions.agree_protocol(world.as_alice, partner=f"District {n}", **for_all)
        actions.review_protocol(world.as_alice, protocol_id=made.pk, on=ago(n), words="Fine.", reviewed_by="Lead")
        forum.raise_issue(world.as_alice, title=f"Issue {n}", words="So it is.", area="A3")
        payment = actions.record_payment(
            world.as_alice,
            on=ago(n),
            role="RO5",
            reference=f"PO-{n}",
            amount_pence=100,
            kind="pay",
            approved_by="Finance",
        )
        actions.undo_payment(world.as_alice, payment_id=payment.pk, because="Wrong.", approved_by="Finance")
        promised = actions.make_commitment(
            world.as_alice,
            cycle_id=world.cycle.pk,
            office="leader",
            name="Tom Reeve",
            line="LC1",
            words=f"Promise {n}",
            promised_on=ago(50),
            due=ago(2),
        )
        actions.close_commitment(world.as_alice, commitment_id=promised.pk, state="kept", words="Done.", on=ago(1))
        offered = actions.add_offer(
            world.as_alice,
            kind="job",
            title=f"Job {n}",
            giver="The inn",
            area="A4",
            places=9,
            starts=ago(9),
            contact="Its office",
        )
        actions.record_take_up(world.as_alice, offer_id=offered.pk, places=2, on=ago(1))
    most = {"commitments": 28, "readiness": 9, "leaders": 12, "protocols": 7, "offers": 15, "roles": 9, "payments": 6}
    for name, limit in most.items():
        with django_assert_max_num_queries(limit):
            text(alice.get(reverse(name)))
