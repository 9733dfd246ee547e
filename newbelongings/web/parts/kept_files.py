"""A file that somebody chose on one page and goes on with on the next: kept for them alone, a day at most."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from newbelongings.adapters import uploads
from newbelongings.adapters.tables import Unreadable, open_table
from newbelongings.domain.kernel.errors import NotFound

from .forms import Form

GONE = "This file is no longer kept: it was brought in already, or is over a day old. Choose it again."


class KeptFiles:
    """The files of one ``owner``: a person with what their file is for, such as ``7-12``.

    ``opens`` reads such a file, or raises ``Unreadable``.
    """

    def __init__(self, owner: str, opens: Callable[[Path], object] = open_table) -> None:
        self.owner, self.opens = owner, opens

    def keep(self, form: Form) -> str:
        """Keep the form's ``file`` if it can be read; otherwise say at the field why not, and keep nothing."""
        file = form.cleaned_data["file"]
        limit = settings.IMPORT_MAX_BYTES
        if file.size > limit:
            form.add_error("file", f"This file is larger than {limit // 2**20} MB: split it into parts.")
            return ""
        upload = uploads.keep_upload(file.chunks(), owner=self.owner)
        try:
            self.opens(uploads.kept_upload(upload, owner=self.owner))
        except Unreadable as problem:
            uploads.drop_upload(upload, owner=self.owner)
            form.add_error("file", str(problem))
            return ""
        return upload

    def path(self, upload: str) -> Path:
        """Where the file lies; ``NotFound`` once it is gone, and for everybody else."""
        try:
            return uploads.kept_upload(upload, owner=self.owner)
        except uploads.UploadGone:
            raise NotFound(GONE) from None

    @contextmanager
    def taken(self, upload: str) -> Iterator[Path]:
        """Use the file up, so that a button pressed twice does the work once; it comes back if the work fails."""
        try:
            with uploads.taken_upload(upload, owner=self.owner) as path:
                yield path
        except uploads.UploadGone:
            raise NotFound(GONE) from None
