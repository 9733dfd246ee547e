"""What came by the public page of a council: taken up, waiting to be read, and who asked to hear. All invented."""

from newbelongings.domain.forum import listening, moderating, reporting
from newbelongings.domain.forum.models import Listener
from newbelongings.domain.kernel.scope import public_scope

from .place import Year, day
from .story import Story


def come_in(year: Year, told: Story) -> None:
    """Everything that the story tells of the public page, on its days. The jobs then tell those who listen."""
    anybody = public_scope(year.place.system.authority)
    for came in told.get("reports", ()):
        given = {name: came.get(name, "") for name in ("words", "area", "contact")}
        report = reporting.report_issue(anybody, **given, on=day(came["day"]))
        if taken := came.get("taken_up"):
            moderating.accept_report(year.place.who("colleague"), report_id=report.pk, **taken)
    for asked in told.get("listeners", ()):
        listening.hear(anybody, contact=asked["contact"], on=day(asked["day"]))
        found = Listener.objects.get(authority_id=anybody.authority, address=asked["contact"], every_answer=True)
        listening.confirm(anybody, token=listening.token_of(found))
