"""Words for files that are XML inside: documents, slides, spreadsheets."""

import re

# Signs that XML cannot hold, with which a file would not open.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def fit_for_xml(words: str) -> str:
    """``words`` with a space in place of each sign that XML cannot hold."""
    return _NOT_XML.sub(" ", words)
