"""The forms of posts and of consent for pictures."""

from typing import Any

from django import forms

from newbelongings.domain.forum import member_queries, queries
from newbelongings.domain.forum.reaching import COUNTS, MOST
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.forms import GivingForm, day_field, link_field

LABELS = {
    "reached": "People it reached",
    "reactions": "Reactions (likes and the like)",
    "shares": "Shares",
    "comments": "Comments",
    "messages": "Messages that came because of it",
}


def _count(name: str) -> forms.IntegerField:
    return forms.IntegerField(label=LABELS[name], required=False, min_value=0, max_value=MOST)


class CountForm(GivingForm):
    """What came back. What nobody looked at stays empty: that is not nought."""

    reached = _count("reached")
    reactions = _count("reactions")
    shares = _count("shares")
    comments = _count("comments")
    messages = _count("messages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in COUNTS:
            self.fields[name].widget.attrs["inputmode"] = "numeric"


class PostForm(CountForm):
    field_order = ("place", "about", "posted_on", "link")

    place = forms.CharField(label="Where it was posted", help_text="The app or the page.", max_length=40)
    about = forms.CharField(label="What it was about, in a few words", help_text="Name nobody.", max_length=200)
    posted_on = day_field("Day")
    link = link_field()


class ConsentForm(GivingForm):
    picture = forms.CharField(
        label="Which picture", help_text="Like: four people cooking at the summer meeting. No names.", max_length=200
    )
    shown_where = forms.CharField(
        label="Where it is shown", help_text="Each place, so that it can be found again.", max_length=200
    )
    member_id = forms.TypedChoiceField(
        label="Whose consent it is (if a member gave it)",
        help_text="It ends on the day they leave the forum.",
        coerce=int,
        empty_value=None,
        required=False,
    )
    people = forms.IntegerField(
        label="How many care leavers agreed", help_text="A number only, never who.", min_value=1, max_value=500
    )
    forum_id = forms.TypedChoiceField(
        label="Which forum they are of (if they are)", coerce=int, empty_value=None, required=False
    )
    given_on = day_field("Day they agreed")
    ends_on = day_field("Last day it may be shown", help_text="Two years at the most. Then ask again, or take it down.")

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = list(queries.forums(scope))
        self.fields["forum_id"].choices = [("", "None"), *((one.pk, one.name) for one in groups)]  # type: ignore[attr-defined]
        if scope.may(Permission.KEEP_MEMBERS):
            named = [(m.pk, f"{m.name}, {one.name}") for one in groups for m in member_queries.members(scope, one.pk)]
            self.fields["member_id"].choices = [("", "Not one member’s"), *named]  # type: ignore[attr-defined]
        else:
            del self.fields["member_id"]


class ExtendForm(GivingForm):
    given_on = day_field("Day they agreed again")
    ends_on = day_field("New last day", help_text="Two years at the most.")
