"""The doors as a browser finds them: signing in, being locked out, joining, choosing a council, leaving."""

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from newbelongings.domain.accounts import actions
from newbelongings.domain.accounts.models import Membership, Person
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.web.parts.gate import ClosedByDefault
from tests.world import PASSWORD


def _sign_in(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post("/sign-in/", {"username": email, "password": password}, **more)


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestSigningIn:
    def test_alice_signs_in_whatever_the_case_of_her_address(self, world, client):
        assert _sign_in(client, "Alice@Example.org").status_code == 302
        assert b"Alice" in client.get("/account/").content

    def test_a_wrong_password_keeps_the_address_and_says_one_thing(self, world, client):
        answer = _sign_in(client, "alice@example.org", "wrong")
        page = answer.content.decode()
        assert "do not go together" in page
        assert 'value="alice@example.org"' in page
        assert "wrong" not in page.replace("wrong password", "")

    def test_an_unknown_address_is_told_the_same(self, world, client):
        known = _sign_in(client, "alice@example.org", "wrong").content.decode()
        unknown = _sign_in(client, "nobody@example.org", "wrong").content.decode()
        sentence = "That email and password do not go together."
        assert sentence in known and sentence in unknown

    def test_after_signing_in_one_goes_on_to_the_page_one_asked_for(self, world, client):
        assert client.get("/people/").url == "/sign-in/?next=/people/"
        answer = client.post("/sign-in/", {"username": "alice@example.org", "password": PASSWORD, "next": "/people/"})
        assert answer.url == "/people/"

    @pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
    def test_but_never_to_another_site(self, world, client, elsewhere):
        answer = client.post("/sign-in/", {"username": "alice@example.org", "password": PASSWORD, "next": elsewhere})
        assert answer.url == "/account/"

    def test_signing_out_takes_a_button(self, world):
        client = _signed_in(world.alice)
        client.get("/sign-out/")
        assert client.get("/account/").status_code == 200
        client.post("/sign-out/")
        assert client.get("/account/").status_code == 302
        assert not Session.objects.exists()


class TestLockingOut:
    def test_bob_is_locked_out_and_alice_at_the_same_address_is_not(self, world):
        for _ in range(6):
            answer = _sign_in(Client(), "bob@example.org", "wrong", REMOTE_ADDR="192.0.2.7")
        assert answer.status_code == 429
        assert b"Wait 15 minutes" in answer.content
        assert _sign_in(Client(), "bob@example.org", REMOTE_ADDR="192.0.2.7").status_code == 429
        assert _sign_in(Client(), "alice@example.org", REMOTE_ADDR="192.0.2.7").status_code == 302

    def test_and_bob_himself_may_come_in_from_elsewhere(self, world):
        for _ in range(7):
            _sign_in(Client(), "bob@example.org", "wrong", REMOTE_ADDR="192.0.2.7")
        assert _sign_in(Client(), "bob@example.org", REMOTE_ADDR="198.51.100.4").status_code == 302


class TestJoining:
    @pytest.fixture
    def link(self, world) -> str:
        page = _signed_in(world.alice).post(
            "/people/invite/", {"name": "Dana", "email": "dana@example.org", "role": "owner"}, follow=True
        )
        assert b"Dana is invited" in page.content
        return OutboxMessage.objects.get(to="dana@example.org").body.split()[-1].replace("http://testserver", "")

    def test_until_she_comes_alice_sees_that_she_is_invited_and_charlie_does_not(self, world, link, client):
        assert b"dana@example.org" in _signed_in(world.alice).get("/people/").content
        assert b"dana@example.org" not in _signed_in(world.charlie).get("/people/").content
        client.post(link, {"password": "harbour violin thistle"})
        assert b"not here yet" not in _signed_in(world.alice).get("/people/").content

    def test_dana_follows_her_link_and_is_in(self, link, client):
        assert b"Hello Dana" in client.get(link).content
        assert client.post(link, {"password": "harbour violin thistle"}).url == "/account/"
        assert b"Action owner" in client.get("/account/").content

    def test_a_link_used_twice_says_so(self, link, client):
        client.post(link, {"password": "harbour violin thistle"})
        again = Client().get(link)
        assert again.status_code == 404
        assert b"has been used or has run out" in again.content

    def test_a_weak_password_is_explained_at_its_field(self, link, client):
        page = client.post(link, {"password": "short"}).content.decode()
        assert "at least 12 characters" in page
        assert client.get("/account/").status_code == 302

    @pytest.mark.parametrize(
        ("field", "value"), [("name", ""), ("name", "x" * 121), ("email", "not an address"), ("role", "programme")]
    )
    def test_a_form_not_filled_in_right_keeps_what_was_typed(self, world, field, value):
        typed = {"name": "Dana", "email": "dana@example.org", "role": "owner", field: value}
        page = _signed_in(world.alice).post("/people/invite/", typed)
        assert page.status_code == 200
        assert b"One thing to put right" in page.content
        assert all(f'value="{typed[key]}"'.encode() in page.content for key in ("name", "email") if typed[key])
        assert not OutboxMessage.objects.exists()


class TestBelonging:
    def test_alice_removes_bob_who_then_reaches_nothing(self, world):
        bob = _signed_in(world.bob)
        assert bob.get("/account/").status_code == 200
        membership = Membership.objects.get(person=world.bob)
        _signed_in(world.alice).post(reverse("remove_person", args=[membership.pk]))
        answer = bob.get("/account/")
        assert answer.status_code == 403
        assert b"do not belong to a council" in answer.content

    def test_a_link_cannot_remove_anybody(self, world):
        membership = Membership.objects.get(person=world.bob)
        _signed_in(world.alice).get(reverse("remove_person", args=[membership.pk]))
        assert Membership.objects.filter(pk=membership.pk).exists()

    def test_charlie_cannot_remove_bob_by_a_guessed_number(self, world):
        membership = Membership.objects.get(person=world.bob)
        answer = _signed_in(world.charlie).post(reverse("remove_person", args=[membership.pk]))
        assert answer.status_code == 404
        assert Membership.objects.filter(pk=membership.pk).exists()

    def test_somebody_of_two_councils_chooses_for_which_to_act(self, world):
        link = actions.invite_person(
            world.as_alice, email="charlie@example.org", name="Charlie", role=Role.BOARD, address="{token}"
        )[1]
        actions.accept_invitation(link, password=PASSWORD)
        charlie = _signed_in(world.charlie)
        assert b"Programme lead" in charlie.get("/account/").content
        here = Membership.objects.get(person=world.charlie, authority=world.ravensmere)
        charlie.post("/account/choose/", {"membership": here.pk})
        assert b"board member" in charlie.get("/account/").content

    @pytest.mark.parametrize("guess", ["bob", "", "abc", "99999999", "9" * 40])
    def test_a_council_one_does_not_belong_to_cannot_be_chosen(self, world, guess):
        charlie = _signed_in(world.charlie)
        number = str(Membership.objects.get(person=world.bob).pk) if guess == "bob" else guess
        assert charlie.post("/account/choose/", {"membership": number}).status_code == 302
        assert b"Aldersea" in charlie.get("/account/").content


class TestClosedByDefault:
    def test_a_view_that_does_not_say_who_may_open_it_is_not_run(self):
        def forgotten(request):
            return HttpResponse("secrets")

        with pytest.raises(ImproperlyConfigured, match="forgotten does not say who may open it"):
            ClosedByDefault(lambda request: HttpResponse()).process_view(RequestFactory().get("/"), forgotten)

    def test_a_form_without_its_token_is_turned_away_with_a_sentence(self, world):
        strict = Client(enforce_csrf_checks=True)
        answer = _sign_in(strict, "alice@example.org")
        assert answer.status_code == 403
        assert b"open too long" in answer.content

    def test_pages_carry_the_strict_policy_and_set_no_cookie_on_the_public(self, world, client):
        answer = client.get("/accessibility/")
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer["X-Frame-Options"] == "DENY"
        assert answer.cookies.get("sessionid") is None
