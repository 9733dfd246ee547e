"""`newbelongings themes-evaluate`: how well the text model's suggestions fit what a reader said."""

import json
import sys
import time
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from newbelongings.adapters.text_model.folder import NotAModel
from newbelongings.adapters.text_model.heads import chosen
from newbelongings.adapters.text_model.model import TextModel
from newbelongings.adapters.text_model.scores import Scores, score
from newbelongings.adapters.text_model.sense import Sense
from newbelongings.adapters.text_model.weights import WeightsMissing
from newbelongings.jobs.coded_file import CodedAnswer, read_coded_answers
from newbelongings.jobs.evaluating import evaluate_learning
from newbelongings.jobs.suggester import chosen_model, local_machine

AT_ONCE = 128


class Command(BaseCommand):
    help = (
        "Score the areas that the text model suggests on a file of coded answers, with no coding to learn from, "
        "or with --learn N after it learnt from N of them (before_... is the same answers without). "
        'Each line is a JSON object such as {"text": "moved again", "areas": ["A6", "A8"]}, main area first. '
        "The last line printed is one JSON object; its macro_f1 is the mean over the areas that occur."
    )
    # No database is touched, and none need exist.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl", help="answers with the areas a reader gave")
        parser.add_argument("--learn", type=int, metavar="N", help="reveal N codings first, and score the rest")
        parser.add_argument("--seeds", type=int, default=5, metavar="K", help="how often, each by other chances (5)")

    def handle(self, *_: Any, **options: Any) -> None:
        answers = read_coded_answers(options["file"])
        if options["learn"] is not None:
            self._learn(answers, options["learn"], max(1, options["seeds"]))
            return
        model = chosen_model()
        began = time.perf_counter()
        try:
            senses = _sense(model, [answer.text for answer in answers])
        except (NotAModel, WeightsMissing) as error:
            raise CommandError(str(error)) from error
        seconds = time.perf_counter() - began
        suggested = [chosen(list(seen.areas.values())) for seen in senses]
        found = {
            "n": len(answers),
            "set_aside": sum(bool(seen.aside) for seen in senses),
            **_rounded(score([answer.areas for answer in answers], suggested)),
            **_sentiment(answers, senses),
            "seconds": round(seconds, 2),
            "model": model.version,
        }
        self.stdout.write(json.dumps(found))

    def _learn(self, answers: list[CodedAnswer], codings: int, seeds: int) -> None:
        began = time.perf_counter()
        learning = evaluate_learning(local_machine(), answers, codings=codings, seeds=seeds)
        found = {
            "n": len(answers),
            "learn": codings,
            "seeds": seeds,
            **_rounded(learning.chosen),
            **_rounded(learning.chosen_before, "before_"),
            **_rounded(learning.by_chance, "random_"),
            **_rounded(learning.by_chance_before, "random_before_"),
            "seconds": round(time.perf_counter() - began, 2),
            "model": chosen_model().version,
        }
        self.stdout.write(json.dumps(found))


def _rounded(scores: Scores, kind: str = "") -> dict[str, float]:
    return {kind + name: round(value, 4) for name, value in asdict(scores).items()}


def _sentiment(answers: list[CodedAnswer], senses: list[Sense]) -> dict[str, float]:
    """On the answers of which a reader said how they speak; nothing where there are none."""
    noted = [(answer, seen) for answer, seen in zip(answers, senses, strict=True) if answer.sentiment]
    if not noted:
        return {}
    found = score([[answer.sentiment] for answer, _ in noted], [[seen.feeling.sentiment] for _, seen in noted])
    return {"sentiment_accuracy": round(found.main_accuracy, 4), "sentiment_macro_f1": round(found.macro_f1, 4)}


def _sense(model: TextModel, texts: list[str]) -> list[Sense]:
    senses: list[Sense] = []
    with tqdm(total=len(texts), desc="Reading", unit=" answers", delay=2, file=sys.stderr, disable=None) as bar:
        for start in range(0, len(texts), AT_ONCE):
            batch = texts[start : start + AT_ONCE]
            senses += model.sense(batch)
            bar.update(len(batch))
    return senses
