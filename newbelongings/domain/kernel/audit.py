"""Writing audit lines. Call it inside the action's transaction."""

from typing import Any

from django.db import models

from .models import AuditLine
from .scope import Scope


def note(scope: Scope, verb: str, subject: models.Model, **detail: Any) -> None:
    """Write down that ``scope`` did ``verb`` (past tense, such as ``published_reply``) to ``subject``.

    ``detail`` holds short facts that are not personal data: dates, states, counts.
    """
    AuditLine.objects.create(
        actor_id=scope.actor_id,
        actor_name=scope.actor_name,
        role=scope.role,
        authority_id=scope.authority_id,
        verb=verb,
        kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        detail=detail,
    )
