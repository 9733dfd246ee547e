"""Log lines that say what broke and where, and nothing of who asked or what they sent.

Django names the path of a request, which may hold a personal link, and prints an error's own words, which may hold
what somebody wrote. Neither may lie in a log: with a time beside it, it would join an answer to a person.
"""

import logging
import traceback
from types import TracebackType


class Discreet(logging.Formatter):
    """The page by its name, the status, and of an error its kind and the places it came through."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None and not record.exc_info:
            return f"{record.levelname} {record.name}: {record.getMessage()}"
        match = getattr(request, "resolver_match", None)
        page = match.view_name if match else "no page"
        said = f"{record.levelname} {record.name}: {getattr(record, 'status_code', 'an error')} at {page}"
        if record.exc_info and record.exc_info[0] is not None:
            said += f". {record.exc_info[0].__name__} {_way(record.exc_info[2])}"
        return said


def _way(trace: TracebackType | None) -> str:
    return ", from ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(traceback.extract_tb(trace)))
