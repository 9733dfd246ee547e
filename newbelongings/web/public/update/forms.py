"""What a personal link asks: how it stands, what happened, and files if there are any."""

from typing import Any

from newbelongings.web.parts.evidence_files import WithFiles
from newbelongings.web.workspace.plan.forms import StandingForm


class LinkUpdateForm(WithFiles, StandingForm):
    """An update of today."""

    def given(self) -> dict[str, Any]:
        return {"rag": self.cleaned_data["rag"], "words": self.cleaned_data["words"], "files": self.chosen()}
