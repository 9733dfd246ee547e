"""Files that prove an update: chosen in a form, looked at, kept with the update or not at all.

Where the form must be drawn again, the files that were good are kept for a day and need not be chosen again.
"""

import hashlib
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core import signing

from newbelongings.adapters import uploads
from newbelongings.adapters.evidence_kinds import MAX_BYTES, OFFERED, SUFFIXES, Looked, Unusable, look_at
from newbelongings.adapters.evidence_store import keeping
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans.given import MOST_FILES, GivenFile

from .forms import Form

SALT: Final = "evidence"


class ManyFiles(forms.FileInput):
    """One file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each looked at; one sentence for each that cannot be kept."""

    widget = ManyFiles
    # What can be kept of the files that were chosen, whatever was wrong with the others.
    good: tuple[Looked, ...] = ()

    def clean(self, data: Any, initial: Any = None) -> list[Looked]:
        files = data if isinstance(data, list) else [data] if data else []
        looked, sentences = [], []
        for file in files:
            try:
                looked.append(_look(file))
            except Unusable as problem:
                sentences.append(str(problem))
        self.good = tuple(looked)
        if len(files) > MOST_FILES:
            sentences.append(f"Choose {MOST_FILES} files at most: these are {len(files)}.")
        if sentences:
            raise forms.ValidationError(sentences)
        return looked


def _look(file: Any) -> Looked:
    # Nothing larger is read into memory; its own sentence is the same.
    content = file.read(MAX_BYTES + 1)
    return look_at(file.name, content)


class WithFiles(Form):
    """Part of a form that takes files. ``owner`` says whose they are, such as ``7`` for a person, while they wait."""

    files = FilesField(
        label="Files that show it (if you have any)",
        help_text=f"Up to {MOST_FILES}, of 10 MB each: {OFFERED}. Name no young person in them.",
        required=False,
        widget=ManyFiles(attrs={"accept": ",".join(end for ends in SUFFIXES.values() for end in ends)}),
    )

    def __init__(self, *args: Any, owner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = f"{owner}-evidence"
        self._offer_kept(_tokens(self))

    def _offer_kept(self, tokens: Iterable[str]) -> None:
        waiting = [(token, name) for token in tokens if (name := self._name_of(token))]
        if waiting:
            self.fields["kept"] = forms.MultipleChoiceField(
                label="Files you chose already",
                help_text="They go with this update. Take the tick away from one that should not.",
                required=False,
                choices=waiting,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "One of these files is no longer kept. Choose it again"},
            )
        else:
            self.fields.pop("kept", None)

    def _name_of(self, token: str) -> str:
        """What a waiting file was called; empty once it is gone, and for anybody else."""
        try:
            name, upload = signing.loads(token, salt=SALT)
            uploads.kept_upload(upload, owner=self.owner)
        except (signing.BadSignature, uploads.UploadGone, ValueError, TypeError):
            return ""
        return str(name)

    def keep_for_later(self) -> None:
        """Keep what was chosen and can be kept, because the form is drawn again."""
        good = self.fields["files"].good  # type: ignore[attr-defined]
        tokens = [t for t in _tokens(self) if self._name_of(t)]
        for file in good[: MOST_FILES - len(tokens)]:
            upload = uploads.keep_upload([file.content], owner=self.owner)
            tokens.append(signing.dumps([file.name, upload], salt=SALT))
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data.setlist(self.add_prefix("kept"), tokens)  # type: ignore[attr-defined]
        self._offer_kept(tokens)

    def chosen(self) -> list[Looked]:
        """All files of a valid form: those chosen now, and those that waited."""
        waited = []
        for token in self.cleaned_data.get("kept", []):
            name, upload = signing.loads(token, salt=SALT)
            path = uploads.kept_upload(upload, owner=self.owner)
            waited.append(look_at(name, path.read_bytes()))
        return [*waited, *self.cleaned_data["files"]]

    def forget_kept(self) -> None:
        """The files that waited are part of an update now."""
        for token in _tokens(self):
            if self._name_of(token):
                uploads.drop_upload(signing.loads(token, salt=SALT)[1], owner=self.owner)


def _tokens(form: forms.Form) -> list[str]:
    return list(form.data.getlist(form.add_prefix("kept"))) if form.is_bound else []  # type: ignore[attr-defined]


def acting_with_files(act: Any) -> Any:
    """The same action for a form's ``files``: kept with what it writes, or not at all."""

    def do(scope: Scope, *, files: list[Looked], **given: Any) -> Any:
        with keeping(file.content for file in files) as stored:
            evidence = [
                GivenFile(file.name, file.kind, len(file.content), hashlib.sha256(file.content).hexdigest(), name)
                for file, name in zip(files, stored, strict=True)
            ]
            return act(scope, evidence=evidence, **given)

    return do
