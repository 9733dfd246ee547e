"""Red, amber, green and done: how a milestone, an action or a promise stands."""

from django.db import models


class Rag(models.TextChoices):
    """How a thing stands, as a person judged it."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    DONE = "done", "Done"
