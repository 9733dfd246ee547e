"""How somebody can be written to or rung: an email address or a telephone number, told from anything else. Pure."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST_EMAIL: Final = 254
_MOBILE: Final = re.compile(r"(?:07|447|\+447|00447)[0-9]{9}|(?:\+|00)(?!44)[1-9][0-9]{6,14}")


def email_of(text: str) -> str | None:
    """The email address as it is written to; None for what is none, or is more than one."""
    found = text.strip().removeprefix("mailto:")
    try:
        validate_email(found)
    except ValidationError:
        return None
    return found if len(found) <= LONGEST_EMAIL else None


def phone_of(text: str) -> str | None:
    """The telephone number with a blank after its first five digits; None for what is none, or is more than one.

    A zero that a spreadsheet has eaten is put back, and ``0044`` and ``+44 (0)`` become ``+44``.
    """
    digits = re.sub(r"[\s().\-–]", "", text.replace("(0)", ""))
    digits = f"+{digits[2:]}" if digits.startswith("00") else digits
    if re.fullmatch(r"[1-37-9]\d{8,9}", digits):
        digits = f"0{digits}"
    if not re.fullmatch(r"0\d{9,10}|\+\d{8,15}", digits, re.ASCII):
        return None
    return f"{digits[:5]} {digits[5:]}" if digits.startswith("0") else digits


def takes_texts(phone: str) -> bool:
    """Whether a text can be sent to a number: a British mobile, or one abroad. Spaces and dashes do not matter."""
    return _MOBILE.fullmatch(re.sub(r"[\s().-]", "", phone)) is not None
