"""Imagined people who answer: how old they are, where they live, how they type, what is on their mind. Pure.

The same seed gives the same people. Nobody says a thing that belongs to another life: the texts about
waiting for papers, being a young parent or life inside go only to somebody who lives that.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from newbelongings.domain.surveys.given import GivenAnswer

from .hands import HANDS, HOW_OFTEN
from .texts import QUESTIONS, Text, texts

LIVES = ("asylum", "young-parent", "disability", "custody", "far-away", "lgbt")
STAGES = {
    "16-17": {"under-18-in-care": 8, "under-18-left-care": 2},
    "18-20": {"staying-put": 3, "supported": 4, "independent": 5, "other": 1},
    "21-25": {"supported": 1, "independent": 8, "staying-put": 1, "other": 1},
    "over-25": {"independent": 9, "other": 1},
}
AGES = {"16-17": range(16, 18), "18-20": range(18, 21), "21-25": range(21, 26), "over-25": range(26, 99)}
SEXES = {"female": 49, "male": 44, "another-way": 3, "rather-not-say": 4}
# How many things people wrote under each question: the chances of none, one, two and three.
THINGS = {
    "best": (55, 33, 8, 4),
    "worst": (38, 44, 13, 5),
    "prepared": (66, 25, 7, 2),
    "advice": (77, 23),
    "change-self": (67, 26, 5, 2),
    "change-councils": (72, 22, 4, 2),
    "anything-else": (86, 14),
}
# What only one age writes about, so that a group stands out; with none in the others, nothing need be hidden.
_SUBJECT_OF_ONE_AGE, _THAT_AGE = "guarantor", "21-25"
_IN_PASSING = 36  # letters: a few had come across a thing before many had
_COMMON = 16  # letters: two people may well both write "lonely"; hardly anybody else's whole sentence
_OWN_FIRST = 0.7  # how often somebody with a rare life writes about it, while there is something left to say


@dataclass(frozen=True, slots=True)
class Mix:
    """Who answers at one council in one year: weights of age bands, of lives, and of what is on people's minds.

    ``not_yet``: a subject that only a few have come across so far.
    """

    council: str
    ages: dict[str, int]
    lives: dict[str, int]
    minds: dict[str, float]
    this_year: bool = True
    not_yet: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One imagined respondent."""

    age: str
    life: str
    hand: Callable[[str], str]


class Crowd:
    """Everybody who answers one round: hands out the texts so that hardly a long one is said twice."""

    def __init__(self, mix: Mix, seed: str) -> None:
        self.mix = mix
        self.random = Random(seed)
        self.decks = {question: self._shuffled(question) for question in QUESTIONS}

    def responses(self, count: int) -> Iterator[list[GivenAnswer]]:
        """What ``count`` people said, one after the other; nobody sends an empty sheet."""
        while count > 0:
            given = self._one()
            if given:
                count -= 1
                yield given

    def _one(self) -> list[GivenAnswer]:
        age = self._pick(self.mix.ages)
        lives = {life: weight for life, weight in self.mix.lives.items() if life != "young-parent" or age != "16-17"}
        person = Person(age, self._pick(lives), self.random.choices(HANDS, HOW_OFTEN)[0])
        words = [answer for question in QUESTIONS for answer in self._things(person, question)]
        return [*self._about(person), *words] if words else []

    def _about(self, person: Person) -> Iterator[GivenAnswer]:
        yield GivenAnswer("age", option=person.age)
        yield GivenAnswer("stage", option=self._pick(STAGES[person.age]))
        if self.random.random() < 0.95:
            yield GivenAnswer("sex", option=self._pick(SEXES))

    def _things(self, person: Person, question: str) -> Iterator[GivenAnswer]:
        chances = THINGS[question]
        wanted = self.random.choices(range(len(chances)), chances)[0]
        said: set[str] = set()
        for position in range(1, wanted + 1):
            text = self._draw(person, question, said)
            if text is None:
                return
            said.update(text.subjects)
            yield GivenAnswer(question, position=position, text=person.hand(text.words))

    def _draw(self, person: Person, question: str, said: set[str]) -> Text | None:
        """Take the next text that fits the person; one about their own life first, if they have a rare one."""
        deck = self.decks[question]
        fitting = [text for text in deck if self._fits(person, text) and not said.intersection(text.subjects)]
        if not fitting:
            return None
        own = [text for text in fitting if person.life and text.subjects[0] == person.life]
        text = own[0] if own and self.random.random() < _OWN_FIRST else fitting[0]
        deck.remove(text)
        if len(text.words) <= _COMMON and text.subjects[0] not in LIVES:
            deck.insert(self.random.randrange(len(deck) + 1), text)
        return text

    def _fits(self, person: Person, text: Text) -> bool:
        if text.this_year and not self.mix.this_year:
            return False
        if text.age is not None and text.age not in AGES[person.age]:
            return False
        if text.subjects[0] == self.mix.not_yet and text.council and len(text.words) > _IN_PASSING:
            return False
        if _SUBJECT_OF_ONE_AGE in text.subjects and person.age != _THAT_AGE:
            return False
        return text.subjects[0] not in LIVES or text.subjects[0] == person.life

    def _shuffled(self, question: str) -> list[Text]:
        """The question's texts in an order that favours what weighs more (Efraimidis and Spirakis, 2006)."""
        weighed = [
            (self.random.random() ** (1 / self._weight(text)), text) for text in texts() if text.question == question
        ]
        return [text for _, text in sorted(weighed, key=lambda pair: -pair[0])]

    def _weight(self, text: Text) -> float:
        place = 1.0 if not text.council else 2.0 if text.council == self.mix.council else 0.05
        return place * max(self.mix.minds.get(subject, 1.0) for subject in text.subjects)

    def _pick(self, weights: dict[str, int]) -> str:
        return self.random.choices(list(weights), list(weights.values()))[0]
