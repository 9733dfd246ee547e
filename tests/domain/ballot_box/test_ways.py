"""The same attack where people answer in several ways, with interpreters, and with codes to change their mind.

The attacker knows of each person when they came, by which way, and whether an interpreter sat there. Whatever the
database tells of a response, it must tell of enough others, and among those the attacker must be guessing.
"""

import datetime as dt
import secrets
from collections import Counter, defaultdict

import pytest

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.surveys import actions, mixing
from newbelongings.domain.surveys.codes import hash_of, new_return_code
from newbelongings.domain.surveys.given import INVITATION, GivenAnswer
from newbelongings.domain.surveys.models import Draft, Response, Round, SealedResponse
from tests.domain.ballot_box.attacker import Attack, dump, people_features, response_features

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = today() + dt.timedelta(days=40)
TRIALS = 6
WAYS = [INVITATION] * 30 + [Response.TELEPHONE] * 14 + [Response.PAPER] * 6 + [Response.FACE_TO_FACE] * 5
OPENINGS = (20, 38)


def say(world, round_: Round, words: str, way: str, token: str = "", **more) -> str:
    form = secrets.token_hex(12)
    actions.submit_response(
        public_scope() if way == INVITATION else world.as_alice,
        round_id=round_.pk,
        answers=[GivenAnswer("worst", text=words)],
        way=way,
        form_token=form,
        invitation_token=token,
        **more,
    )
    return form


def told_of(response: Response) -> tuple:
    """Everything that a response says about how it came."""
    return response.week, response.way, response.interpreter


class Trial:
    """Fifty-five people answer in a random order of ways; the box is opened three times, at last after the close."""

    def __init__(self, world, round_: Round) -> None:
        self.world, self.round = world, round_
        self.order: list[tuple[str, str]] = []
        self.said: dict[str, str] = {}
        self.seen: set = set()

    def run(self, attack: Attack) -> list[int]:
        tokens = [t for _, t in actions.invite(self.world.as_alice, round_id=self.round.pk, labels=["x"] * len(WAYS))]
        ways = list(WAYS)
        mixing.secrets.SystemRandom().shuffle(ways)
        sizes = []
        for place, (token, way) in enumerate(zip(tokens, ways, strict=True), 1):
            self._answer(token, way, place)
            if place in OPENINGS:
                actions.open_box(self.world.as_alice, round_id=self.round.pk)
                sizes += self._attack(attack)
        actions.open_box(self.world.as_alice, round_id=self.round.pk, on=AFTER)
        return sizes + self._attack(attack)

    def _answer(self, token: str, way: str, place: int) -> None:
        words = secrets.token_hex(8)
        code = new_return_code() if way == INVITATION and place % 9 == 0 else ""
        interpreter = way != INVITATION and place % 4 == 0
        form = say(self.world, self.round, words, way, token, code=code, keep=bool(code), interpreter=interpreter)
        self.order.append((hash_of(token), hash_of(form)))
        self.said[words] = hash_of(token)

    def _attack(self, attack: Attack) -> list[int]:
        """Attack every group of responses of this opening that tell the same about themselves; their sizes."""
        people = people_features(self.round.pk, self.order)
        responses, words_of = response_features(self.round.pk)
        groups = defaultdict(dict)
        for response in Response.objects.filter(round=self.round).exclude(pk__in=self.seen):
            groups[told_of(response)][self.said[words_of[self._key(response, words_of)]]] = self._key(
                response, words_of
            )
        self.seen |= set(Response.objects.filter(round=self.round).values_list("pk", flat=True))
        for truth in groups.values():
            attack.on(people, responses, truth)
        return [len(truth) for truth in groups.values()]

    @staticmethod
    def _key(response: Response, words_of: dict) -> object:
        """The id as the attacker's raw rows have it: hex on SQLite, a UUID on PostgreSQL."""
        return response.pk if response.pk in words_of else response.pk.hex


def test_whatever_is_told_is_told_of_enough_and_among_them_an_attacker_guesses(world, new_round):
    attack, sizes = Attack(), []
    for _ in range(TRIALS):
        round_ = new_round()
        sizes += Trial(world, round_).run(attack)
        assert Response.objects.filter(round=round_).count() == len(WAYS)
    assert min(sizes) >= 10
    strength, where = attack.best_correlation()
    assert strength < 0.45, f"{where} correlate by {strength:.2f}"
    found, where = attack.best_matches()
    assert found < 2.6, f"{where} find {found:.2f} people a group"


def test_a_single_call_among_online_answers_waits_and_is_told_from_none(world, new_round):
    round_ = new_round()
    tokens = [t for _, t in actions.invite(world.as_alice, round_id=round_.pk, labels=["x"] * 12)]
    for token in tokens:
        say(world, round_, "words", INVITATION, token)
    say(world, round_, "called", Response.TELEPHONE)
    assert actions.open_box(world.as_alice, round_id=round_.pk) == 12
    for _ in range(3):
        say(
            world,
            round_,
            "late words",
            INVITATION,
            actions.invite(world.as_alice, round_id=round_.pk, labels=["y"])[0][1],
        )
    assert actions.open_box(world.as_alice, round_id=round_.pk, on=AFTER) == 4
    told = Counter(Response.objects.filter(round=round_).values_list("way", "interpreter"))
    assert told == {("online", False): 12, ("not_kept", False): 4}


def test_what_a_group_agreed_on_stays_marked_and_waits_for_nobody(world, new_round):
    round_ = new_round()
    say(world, round_, "we agree", Response.GROUP_AGREED)
    assert actions.open_box(world.as_alice, round_id=round_.pk) == 1
    assert Response.objects.get(round=round_).way == Response.GROUP_AGREED


def test_what_stays_in_the_box_gets_new_ids_and_one_transaction(world, new_round):
    round_ = new_round()
    for place in range(25):
        code = new_return_code() if place < 4 else ""
        say(world, round_, "words", INVITATION, _new_token(world, round_), code=code, keep=bool(code))
    before = {row["id"] for row in dump("surveys_sealedresponse", round_.pk)}
    assert actions.open_box(world.as_alice, round_id=round_.pk) == 15
    staying = dump("surveys_sealedresponse", round_.pk)
    assert len(staying) == round_.mix_at_least
    assert not before & {row["id"] for row in staying}
    assert len({row.get("sys_xmin") for row in staying}) == 1


def _new_token(world, round_: Round) -> str:
    return actions.invite(world.as_alice, round_id=round_.pk, labels=["x"])[0][1]


def test_the_database_holds_no_code_and_no_draft_leads_to_an_invitation(world, new_round):
    round_ = new_round()
    token, code = _new_token(world, round_), new_return_code()
    draft = {"fields": [["worst__1", "moved"]], "token": token}
    actions.put_away(public_scope(), round_id=round_.pk, code=code, draft=draft)
    rows = dump("surveys_draft", round_.pk) + dump("surveys_invitation", round_.pk)
    held = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for row in rows for v in row.values())
    assert code not in held
    assert token not in held
    assert "moved" not in held
    assert SealedResponse.objects.count() == 0
    assert Draft.objects.count() == 1
