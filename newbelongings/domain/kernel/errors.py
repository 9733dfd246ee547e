"""The three ways the domain says no. Each carries one sentence for the person who asked."""


class DomainError(Exception):
    """Something was refused; ``str(error)`` is one sentence that says what to do."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Refused(DomainError):
    """The request was understood and is not possible as it stands: a closed round, a date out of order."""


class NotAllowed(DomainError):
    """Whoever asks may not do this. Raised by ``Scope.require``."""


class NotFound(DomainError):
    """There is no such thing, or none that this scope may know of: the two are never told apart."""
