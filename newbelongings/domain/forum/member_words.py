"""What is kept of a member, in words. Pure."""

from .models import Member


def needs_in_words(member: Member) -> str:
    """What they need, as one phrase: ``Transport, an interpreter (Tigrinya)``; empty for nothing."""
    needs = member.needs
    words = ["transport"] * needs.transport + ["childcare"] * needs.childcare
    words += [f"an interpreter ({needs.language})"] * needs.interpreter
    listed = ", ".join([*words, *filter(None, [needs.other])])
    return listed[:1].upper() + listed[1:]
