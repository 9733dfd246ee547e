"""For which council a command acts."""

from django.core.management import CommandError
from django.db.utils import OperationalError, ProgrammingError

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.scope import Scope, system_scope


def council_scope(code: str) -> Scope:
    """The service acting for the council of that code; one sentence where there is none, or no database."""
    try:
        return system_scope(authorities.authority_by_code(system_scope(), code).pk)
    except (OperationalError, ProgrammingError) as error:
        raise CommandError(
            "There is no database in this folder yet: check --data, "
            "or make one with `newbelongings demo --no-serve` or `newbelongings migrate`."
        ) from error
