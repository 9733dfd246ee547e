"""Telling those who asked to hear: of each published reply once, and once more where it was taken back.

Written by a sweep, which may be killed at any moment and run twice: the messages of a reply and the mark that they
were written stand in one transaction, and each message has a key of its own. See docs/adr/0034.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q, QuerySet

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.forum.asking_back import Addresses, send_to
from newbelongings.domain.forum.letters import of_listener
from newbelongings.domain.forum.models import Listener
from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, show_count

from .live import live
from .models import Reply
from .told_words import answered, taken_back


def tell_due(scope: Scope, addresses: Addresses) -> int:
    """Write to everybody who is to hear of a reply and has not; returns how many messages.

    Those are who listens to one of its issues, and who asked for every answer, or for those of its area, on or before
    the day it was published.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    withdrawn = Reply.objects.filter(told_on__isnull=False, withdrawn_on__isnull=False, taken_back_on=None)
    taken = sum(_take_back(scope, pk, addresses) for pk in withdrawn.values_list("pk", flat=True))
    new = _live().filter(told_on=None).order_by("published_on", "pk")
    told = sum(_tell(scope, pk, addresses) for pk in new.values_list("pk", flat=True))
    return taken + told + _tell_latecomers(scope, addresses)


def told_of(scope: Scope, reply: Reply) -> Shown | None:
    """How many people were written to about a reply of the council, a small number hidden; None before anybody was."""
    scope.require(Permission.WRITE_REPLIES)
    limit = authorities.own_authority(scope).hide_up_to
    return show_count(reply.told, limit=limit) if reply.told_on else None


def _live() -> QuerySet[Reply]:
    return live().filter(published_on__lte=today())


@transaction.atomic
def _tell(scope: Scope, reply_id: int, addresses: Addresses) -> int:
    """The messages of one reply, unless another sweep has written them or it was withdrawn meanwhile."""
    reply = Reply.objects.select_for_update().get(pk=reply_id)
    if reply.told_on is not None or reply.withdrawn_on is not None:
        return 0
    everyone = list(_listeners(reply))
    found = _each_once(everyone)
    for listener in found:
        _write(scope, reply, listener, addresses)
    _were_told(everyone)
    reply.told_on, reply.told = today(), len(found)
    reply.save(update_fields=["told_on", "told"])
    return len(found)


def _tell_latecomers(scope: Scope, addresses: Addresses) -> int:
    """Who came to listen to an issue after its reply was told: their report was joined to it later."""
    late = (
        Listener.objects.filter(told_on=None, issue__replies__in=_live().filter(told_on__isnull=False))
        .select_related("authority")
        .distinct()
    )
    return sum(_tell_late(scope, listener, addresses) for listener in late)


@transaction.atomic
def _tell_late(scope: Scope, listener: Listener, addresses: Addresses) -> int:
    told = 0
    for reply in Reply.objects.select_for_update().filter(pk__in=_live().filter(issues=listener.issue_id)):
        as_somebody_else = _listeners(reply).filter(
            channel=listener.channel, address=listener.address, told_on__isnull=False
        )
        if not as_somebody_else.exists():
            _write(scope, reply, listener, addresses)
            Reply.objects.filter(pk=reply.pk).update(told=F("told") + 1)
            told += 1
    _were_told([listener])
    return told


@transaction.atomic
def _take_back(scope: Scope, reply_id: int, addresses: Addresses) -> int:
    """What waits is taken back unsent; who was told gets one message that it no longer stands, and why.

    Who listens to an issue of it waits for a new answer again.
    """
    reply = Reply.objects.select_for_update().get(pk=reply_id)
    if reply.taken_back_on is not None:
        return 0
    here = scope.at(reply.cycle.authority_id)
    found = list(_listeners(reply))
    keys = {f"{_occasion(reply)}{of_listener(listener)}": listener for listener in found}
    outbox.withdraw(here, keys)
    told = [keys[key] for key in outbox.sent_keys(here, keys)]
    words = taken_back(reply.cycle.authority.name, reply.title, reply.withdrawn_because)
    for listener in told:
        send_to(scope, listener, occasion=f"{_occasion(reply)}-back", words=words, addresses=addresses)
    Listener.objects.filter(pk__in=[listener.pk for listener in found], issue__isnull=False).update(told_on=None)
    reply.taken_back_on = today()
    reply.save(update_fields=["taken_back_on"])
    return len(told)


def _listeners(reply: Reply) -> QuerySet[Listener]:
    """Who is to hear of a reply; those of its issues first. One person may be there twice."""
    issues = Q(issue__in=reply.issues.all())
    every = Q(every_answer=True, asked_on__lte=reply.published_on) & Q(area__in=["", reply.area])
    here = Listener.objects.filter(authority_id=reply.cycle.authority_id, confirmed=True).select_related("authority")
    return here.filter(issues | every).order_by("every_answer", "asked_on", "pk")


def _each_once(listeners: Iterable[Listener]) -> list[Listener]:
    first: dict[tuple[str, str], Listener] = {}
    for listener in listeners:
        first.setdefault((listener.channel, listener.address), listener)
    return list(first.values())


def _write(scope: Scope, reply: Reply, listener: Listener, addresses: Addresses) -> None:
    link = addresses.answer.format(slug=listener.authority.slug, reply=reply.pk)
    words = answered(listener.authority.name, reply.title, link, asked=listener.issue_id is not None)
    send_to(scope, listener, occasion=_occasion(reply), words=words, addresses=addresses)


def _were_told(listeners: list[Listener]) -> None:
    Listener.objects.filter(pk__in=[listener.pk for listener in listeners]).update(told_on=today())


def _occasion(reply: Reply) -> str:
    return f"reply-{reply.pk}"
