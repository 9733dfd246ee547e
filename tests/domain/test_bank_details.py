"""Numbers of a bank are known however they are written, and references are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.identifying import bank_details

SEPARATORS = st.sampled_from(["", " ", "-", "–", "\u00a0", "\u2011"])
ZEROS = st.sampled_from(["0", "٠", "０"])  # noqa: RUF001  digits of other scripts are the point


def _split(digits: str, every: int, by: str) -> str:
    return by.join(digits[at : at + every] for at in range(0, len(digits), every))


@given(st.from_regex(r"[0-9]{6}", fullmatch=True), SEPARATORS, ZEROS)
def test_a_sort_code_in_every_hand(digits, by, zero):
    script = "".join(chr(ord(zero) + int(digit)) for digit in digits)
    assert bank_details(_split(script, 2, by)) == "a sort code"


@given(st.from_regex(r"[0-9]{8}", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_an_account_number(digits, by):
    assert bank_details(_split(digits, 4, by))


@given(st.from_regex(r"[0-9]{16}", fullmatch=True), SEPARATORS)
def test_a_card_number(digits, by):
    assert bank_details(f"card {_split(digits, 4, by)} please")


@pytest.mark.parametrize(
    "text",
    [
        "20-00-00 12345678",
        "20.00.00",
        "20/00/00",
        "account 12345678",
        "acct:12345678",
        "Acc no. 1234567",
        "a/c 12345678",
        "sc200000",
        "GB29 NWBK 6016 1331 9268 19",
        "gb29nwbk60161331926819",
        "12\u200b34\u200b56",
        "1234-5678",
        "4929 1234 5678 9012",
    ],
)
def test_what_is_of_a_bank(text):
    assert bank_details(text)


@pytest.mark.parametrize(
    "text",
    ["PO-20417", "PO12345678", "PO-12345678", "INV/2026/0417", "LC-7", "20417", "7 of 12", "Finance manager", ""],
)
def test_what_is_a_reference_or_words(text):
    assert bank_details(text) == ""
