"""The catalogues say everything that the pages for care leavers say, with nothing lost and nothing left over."""

import re

import pytest

from newbelongings.domain.replies.plain_words import read
from newbelongings.web.parts.languages import OTHERS
from tools import catalogues

PATHS = {path.parent.parent.name: path for path in catalogues.paths()}
CODES = [language.code for language in OTHERS]
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|</?[a-z][^>]*>")


@pytest.fixture(scope="module")
def wanted():
    return catalogues.messages()


def _forms(text) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_every_language_that_is_offered_has_a_catalogue_and_no_other():
    assert set(PATHS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_missing_and_nothing_is_left_over(code, wanted):
    catalogue = catalogues.read(PATHS[code])
    sentences = {message.id for message in wanted if message.id}
    there = {message.id for message in catalogue if message.id}
    assert sorted(map(str, sentences - there)) == [], "run: python -m tools.catalogues, then translate"
    assert sorted(map(str, there - sentences)) == [], "run: python -m tools.catalogues"
    assert not catalogue.obsolete
    assert [message.id for message in catalogue if message.id and not catalogues.is_said(message)] == []
    assert [message.id for message in catalogue if message.fuzzy] == []


@pytest.mark.parametrize("code", CODES)
def test_what_is_put_into_a_sentence_is_put_into_its_translation(code):
    for message in catalogues.read(PATHS[code]):
        if not message.id:
            continue
        needed = sorted(PLACEHOLDER.findall(_forms(message.id)[-1]))
        forms = _forms(message.string)
        assert sorted(PLACEHOLDER.findall(forms[-1])) == needed, message.id
        # "One minute" may be said without its number.
        assert all(set(PLACEHOLDER.findall(form)) <= set(needed) for form in forms), message.id


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.code)
def test_a_catalogue_that_nobody_has_checked_says_so(language):
    top = catalogues.read(PATHS[language.code]).header_comment
    assert ("A machine drafted this translation. No person has checked it yet." in top) is not language.checked


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_lies_in_the_form_that_the_tool_writes(code):
    assert PATHS[code].read_bytes() == catalogues.text_of(catalogues.read(PATHS[code]))


def test_a_template_and_its_tags_agree_on_what_is_looked_up(wanted):
    assert "Skip this question" in wanted
    assert "How old are you?" in wanted
    assert wanted["One thing to put right"].id == ("One thing to put right", "%(count)s things to put right")


def test_the_english_of_the_pages_can_be_read_at_nine(wanted):
    own = [message for message in wanted if message.id and not any("questionnaire" in n for n, _ in message.locations)]
    sentences = [re.sub(r"<[^>]+>", "", re.sub(r"%\(\w+\)s|\{\w+\}", "ten", _forms(message.id)[-1])) for message in own]
    reading = read("\n".join(sentence for sentence in sentences if len(sentence.split()) > 3))
    assert reading.words > 1000
    assert reading.plain, reading
