"""Catalogues of translations: what there is to translate, brought into each catalogue, and compiled.

``python -m tools.catalogues`` brings every catalogue in newbelongings/web/locale/ up to date and says what is
missing in it. ``compile_all`` writes what the site reads; the build and the tests call it. All of it is Babel's
work, so nobody needs gettext's own programs.
"""

import io
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "newbelongings"
LOCALE = PACKAGE / "web" / "locale"
BUILT = PACKAGE / "build" / "locale"
TEMPLATES = PACKAGE / "web" / "templates"
NAME = "django"
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2)}
Message = str | tuple[str, str]


def messages() -> Catalog:
    """Everything that has to be translated: in templates, in code, in the questionnaires that come with the site."""
    found = Catalog(header_comment="", fuzzy=False)
    for where, message in [*_in_templates(), *_in_code(), *_in_questionnaires()]:
        found.add(message, locations=[(where, 0)])
    return found


def paths() -> list[Path]:
    """The catalogues, one for each language."""
    return sorted(LOCALE.glob(f"*/LC_MESSAGES/{NAME}.po"))


def read(path: Path) -> Catalog:
    """One catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain=NAME)


def text_of(catalog: Catalog) -> bytes:
    """A catalogue as it lies in the repository."""
    text = io.BytesIO()
    write_po(text, catalog, width=118, include_lineno=False, ignore_obsolete=True, omit_header=False)
    return text.getvalue()


def bring_up_to_date(catalog: Catalog, wanted: Catalog) -> None:
    """Add what is new, drop what is gone, and guess nothing."""
    catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()


def is_said(message: Entry) -> bool:
    """Whether an entry is translated, in each of its plural forms."""
    return bool(message.string) and all(
        message.string if isinstance(message.string, tuple | list) else [message.string]
    )


def compile_all() -> None:
    """Write each catalogue in the form that the site reads, where that is older than its source.

    Two processes may do so at once: the file is put into place whole.
    """
    for path in paths():
        target = BUILT / path.parent.parent.name / "LC_MESSAGES" / f"{NAME}.mo"
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{secrets.token_hex(4)}")
        with draft.open("wb") as file:
            write_mo(file, read(path))
        draft.replace(target)


def _in_templates() -> Iterator[tuple[str, Message]]:
    """What the tags of every template will look up, asked of the tags themselves."""
    from django.template import engines
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    engine = engines["django"].engine
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = path.relative_to(TEMPLATES).as_posix()
        nodes = engine.get_template(name).nodelist
        for node in nodes.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            yield name, _message_of(node)


def _message_of(node: object) -> Message:
    from django.templatetags.i18n import TranslateNode

    if isinstance(node, TranslateNode):
        return str(node.filter_expression.var.literal).replace("%", "%%")
    singular, _ = node.render_token_list(node.singular)  # type: ignore[attr-defined]
    if not node.plural:  # type: ignore[attr-defined]
        return singular
    return singular, node.render_token_list(node.plural)[0]  # type: ignore[attr-defined]


def _in_code() -> Iterator[tuple[str, Message]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for _, message, _, _ in extract_from_file("python", path, keywords=KEYWORDS):
            yield path.relative_to(PACKAGE).as_posix(), message


def _in_questionnaires() -> Iterator[tuple[str, Message]]:
    from newbelongings.domain.surveys.instruments import SHIPPED, shipped_spec
    from newbelongings.domain.surveys.kinds import OPTIONS_OF_KIND

    for options in OPTIONS_OF_KIND.values():
        yield from (("answers that come with a kind of question", text) for _, text in options if not text.isdigit())
    for slug in SHIPPED:
        yield from ((f"questionnaire {slug}", text) for text in _texts(shipped_spec(slug)))


def _texts(spec: dict) -> Iterator[str]:
    """Whatever of a questionnaire somebody who answers it reads."""
    for question in spec["questions"]:
        yield from filter(None, (question.get(key, "") for key in ("text", "easy", "short", "hint")))
        yield from question.get("ideas", [])
        yield from question.get("ends", [])
        yield from (option["text"] for option in question.get("options", []) if not option["text"].isdigit())


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newbelongings.config.settings")
    django.setup()
    wanted = messages()
    for path in paths():
        catalog = read(path)
        bring_up_to_date(catalog, wanted)
        path.write_bytes(text_of(catalog))
        missing = [message.id for message in catalog if message.id and not is_said(message)]
        print(f"{path.parent.parent.name}: {len(wanted)} to say, {len(missing)} missing")
        for message in missing:
            print(f"  {json.dumps(message, ensure_ascii=False)}")
    compile_all()


if __name__ == "__main__":
    main()
