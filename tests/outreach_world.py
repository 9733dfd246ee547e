"""People to write to, for tests of messages: a round at Ravensmere with a list, a sample, and ways to reach each."""

from dataclasses import dataclass

from newbelongings.domain.outreach import actions, channels, mailings
from newbelongings.domain.outreach.given import GivenContact
from newbelongings.domain.outreach.mailing_words import STANDARD, Text
from newbelongings.domain.outreach.models import Contact, Mailing
from newbelongings.domain.outreach.sending import Addresses
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.codes import invitation_token
from newbelongings.domain.surveys.models import Invitation, Round
from tests.full_world import ago
from tests.world import World

ADDRESSES = Addresses(link="https://example.org/i/{token}/", stop="https://example.org/stop/{token}/")
PEOPLE = [
    GivenContact("LC-1", "Ash Adeyemi", email="ash@example.org", phone="07700 900 101", address="1 High St\nAB1 2CD"),
    GivenContact("LC-2", "Bel Ito", phone="07700 900 102", address="2 High St\nAB1 2CD"),
    GivenContact("LC-3", "Cal Reid", address="3 High St\nAldersea\nAB1 2CD"),
    GivenContact("LC-4", "Dev Rao", email="dev@example.org"),
    GivenContact("LC-5", "Eve Stone", email="eve@example.org", do_not_contact=True),
    GivenContact("LC-6", "Fin Yates", phone="01632 960 106"),
]


@dataclass
class Asked:
    """The round, and the world it is in."""

    world: World
    round: Round

    def person(self, reference: str) -> Contact:
        return Contact.objects.select_related("invitation").get(contacts__round=self.round, reference=reference)

    def token(self, reference: str) -> str:
        return invitation_token(self.person(reference).invitation.seed)

    def has_answered(self, reference: str) -> None:
        """Somebody answered by their link (how, tests of the survey say)."""
        Invitation.objects.filter(contact=self.person(reference)).update(answered=True)

    def plan(self, kind: str = Mailing.INVITATION, *, days: int = 0, ways: tuple[str, ...] = channels.ORDER) -> list:
        return mailings.plan_mailing(
            self.world.as_alice, round_id=self.round.pk, kind=kind, send_on=ago(-days), texts=texts(kind, *ways)
        )


def texts(kind: str, *ways: str) -> list[Text]:
    """The words to begin with."""
    return [STANDARD[kind, way] for way in ways or channels.ORDER]


def ask(world: World, people: list[GivenContact] = PEOPLE, *, closes: int = 60) -> Asked:
    """Open a round today, bring people in and choose everybody."""
    instrument = surveys.install_shipped_instruments(world.as_system())[0]
    round_ = surveys.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="messages",
        title="Autumn survey",
        opens=ago(0),
        closes=ago(-closes),
    )
    actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=people)
    actions.draw_sample(world.as_alice, round_id=round_.pk, method="everyone")
    return Asked(world, round_)
