"""Writing one update with what proves it, whoever makes it and by whichever door."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import checks, queries
from .given import MOST_FILES, GivenFile
from .models import Action, Evidence, Milestone, PersonalLink, Rag, Update


def write_update(
    scope: Scope,
    subject: Action | Milestone,
    *,
    rag: str,
    words: str,
    made_by: str,
    made_on: dt.date,
    evidence: Sequence[GivenFile] = (),
) -> Update:
    """Add an update within the caller's transaction. Once an action is done, its personal links open nothing more."""
    if subject.objective is not None and subject.objective.dropped_on is not None:
        raise Refused("This was dropped from the plan, so it takes no more updates.")
    if rag not in Rag.values:
        raise Refused("Choose how it stands: red, amber, green or done.", field="rag")
    if len(evidence) > MOST_FILES:
        raise Refused(f"Send {MOST_FILES} files at most with one update: these are {len(evidence)}.", field="files")
    update = Update(
        rag=rag,
        words=checks.text(words, field="words", what="what happened"),
        made_by=made_by,
        made_on=checks.not_after_today(made_on, field="made_on"),
    )
    if isinstance(subject, Action):
        update.action = subject
    else:
        update.milestone = subject
    update.save()
    Evidence.objects.bulk_create(
        Evidence(update=update, name=file.name, kind=file.kind, size=file.size, sha256=file.sha256, stored=file.stored)
        for file in evidence
    )
    if rag == Rag.DONE and isinstance(subject, Action):
        revoke_links(subject)
    audit.note(scope, "added_update", update, rag=rag, files=len(evidence))
    return update


def revoke_links(*actions: Action) -> int:
    """From now on no personal link opens these actions; returns how many were open."""
    return PersonalLink.objects.filter(action__in=actions, revoked_at__isnull=True).update(revoked_at=timezone.now())


def evidence(scope: Scope, evidence_id: int) -> Evidence:
    """One file, for whoever may read the line that it proves: an action owner finds those of their own actions."""
    found = Evidence.objects.select_related("update").filter(pk=evidence_id).first()
    if found is not None:
        if found.update.action_id is not None:
            queries.action(scope, found.update.action_id)
        else:
            queries.milestone(scope, found.update.milestone_id or 0)
        return found
    if not scope.may(Permission.READ_PLAN):
        scope.require(Permission.UPDATE_OWN_ACTIONS)
    raise NotFound("This file is not in your council's plan. Go back to the plan and choose it there.")


def stored_files(scope: Scope) -> set[str]:
    """The names under which evidence lies in the service's folder, at every council."""
    scope.require(Permission.RUN_THE_SERVICE)
    return set(Evidence.objects.values_list("stored", flat=True))
