"""The council's answers as a feed, for readers that look by themselves.

Atom, which is what most people call an RSS feed: it says of each text whether it is plain or HTML, and RSS does not.
"""

import datetime as dt
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from newbelongings.adapters.xml_words import fit_for_xml
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.standards.vocabularies import area_name
from newbelongings.web.parts.for_everyone import for_everyone

from .around import around
from .cards import STATE_WORDS
from .pages import asked_area
from .sharing import whole

NEWEST: Final = 30


@for_everyone
def reply_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest answers that stand, of all areas or of the one that the address asks for."""
    scope = request.scope  # type: ignore[attr-defined]
    authority = around(scope, slug).authority
    area = asked_area(request.GET)
    newest = replies.published_replies(scope, authority.pk, area)[:NEWEST]
    feed = _empty(authority, area)
    for reply in newest:
        feed.add_item(**_item(authority, reply))
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _empty(authority: Authority, area: str) -> Atom1Feed:
    about = f", {area_name(area).lower()}" if area else ""
    return Atom1Feed(
        title=fit_for_xml(f"You said, we did: {authority.name}{about}"),
        link=whole("you_said_we_did", authority.slug),
        description="",
        subtitle="What came of what care leavers said, also when the answer is no.",
        language="en-GB",
        feed_url=whole("reply_feed", authority.slug) + (f"?area={area}" if area else ""),
        author_name=fit_for_xml(authority.name),
    )


def _item(authority: Authority, reply: Reply) -> dict[str, object]:
    day = reply.published_on or reply.written_on
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    parts = (f"You said: {reply.said}", f"{STATE_WORDS[reply.state]}: {reply.answer}", reply.changed)
    return {
        "title": fit_for_xml(reply.title),
        "link": whole("public_reply", authority.slug, reply.pk),
        "description": "".join(linebreaks(fit_for_xml(part), autoescape=True) for part in parts if part),
        "pubdate": noon,
        "updateddate": noon,
        "categories": [area_name(reply.area)],
    }
