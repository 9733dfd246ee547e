"""Promises and partners in a real Chromium: a protocol from its agreement to its review, by keyboard and on a phone."""

from django.urls import reverse
from playwright.sync_api import expect

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.jobs.sweeps import remind_of_reviews
from tests.commitments_world import ago, promise

PAGES = ["commitments", "readiness", "leaders", "protocols", "offers", "roles"]
FORMS = ["make_commitment", "record_contact", "agree_protocol", "add_offer"]


def test_a_protocol_is_kept_its_reminder_goes_out_and_its_review_is_logged(page, sign_in, look, world):
    sign_in(page, world.alice)
    page.goto(reverse("plan"))
    page.get_by_role("link", name="Promises and partners").click()
    page.get_by_role("link", name="Protocols with partners").click()
    expect(page.get_by_text("No protocol yet")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Write down a protocol").click()
    page.get_by_label("What kind of partner").select_option("Jobcentre")
    page.get_by_label("Name of the partner").fill("Ravensmere jobcentre")
    page.get_by_label("What was agreed").fill("They ring us before they sanction anybody.")
    page.get_by_label("Agreed on").fill(ago(190).isoformat())
    page.get_by_role("button", name="Keep this protocol").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose: what it is about")
    expect(page.get_by_label("Name of the partner")).to_have_value("Ravensmere jobcentre")
    page.get_by_label("What it is about").select_option("Enough money")
    page.get_by_role("button", name="Keep this protocol").click()
    expect(page.get_by_role("status")).to_contain_text("in the register")
    expect(page.get_by_role("cell", name="Red: review")).to_be_visible()
    look(page)

    assert remind_of_reviews(world.as_system()) == 1
    message = OutboxMessage.objects.get(to=world.alice.email)
    assert "Late since" in message.subject
    address = next(line for line in message.body.splitlines() if line.startswith("http"))
    page.goto("/" + address.split("/", 3)[3])
    expect(page.get_by_role("heading", level=1, name="Ravensmere jobcentre")).to_be_visible()

    page.get_by_role("link", name="Add a review").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What you found").fill("Sanctions fell. They will name one person for us.")
    page.get_by_label("Which posts looked at it").fill("Head of service and the jobcentre manager")
    page.get_by_role("button", name="Keep this review").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The review is kept")
    expect(page.get_by_text("Sanctions fell.")).to_be_visible()
    expect(page.get_by_text("Green: review by")).to_be_visible()
    look(page)
    assert remind_of_reviews(world.as_system()) == 0


def test_every_page_can_be_read_by_everybody_before_anything_was_promised(page, phone, sign_in, look, world):
    """With something on them they are looked at in test_every_page.py."""
    addresses = [reverse(name) for name in [*PAGES, *FORMS, "payments", "record_payment"]]
    addresses += [reverse("note_readiness", args=["RE1"]), reverse("report_role", args=["RO9"])]
    for desk in (page, phone):
        sign_in(desk, world.alice)
        for address in addresses:
            desk.goto(address)
            look(desk)


def test_the_board_sees_small_numbers_hidden_and_is_offered_nothing_to_write(page, sign_in, look, world):
    ids = promise(world)
    sign_in(page, world.people[Role.BOARD])
    page.goto(reverse("offer", args=[ids["offer_id"]]))
    expect(page.get_by_text("hidden", exact=True)).to_have_count(1)
    expect(page.get_by_role("link", name="Add places taken up")).to_have_count(0)
    for name in PAGES:
        page.goto(reverse(name))
        expect(page.get_by_text("Payment record")).to_have_count(0)
        look(page)


def test_a_payment_with_a_bank_number_is_refused_and_nothing_typed_is_lost(phone, sign_in, look, world):
    sign_in(phone, world.alice)
    phone.goto(reverse("record_payment"))
    phone.get_by_label("For which role").select_option("Panellists")
    phone.get_by_label("Reference in your finance system").fill("20-00-00 12345678")
    phone.get_by_label("Pay or fee").check()
    phone.get_by_label("Amount in pounds").fill("26.50")
    phone.get_by_label("Who approved it").fill("Finance manager")
    phone.get_by_role("button", name="Record this payment").click()
    expect(phone.get_by_role("alert")).to_contain_text("This looks like a sort code")
    expect(phone.get_by_label("Amount in pounds")).to_have_value("26.50")
    expect(phone.get_by_label("Day of the payment")).to_have_value(today().isoformat())
    look(phone)
    phone.get_by_label("Reference in your finance system").fill("PO-20417")
    phone.get_by_role("button", name="Record this payment").click()
    expect(phone.get_by_role("status")).to_contain_text("in the record")
    expect(phone.get_by_role("heading", name="£26.50 in all")).to_be_visible()
