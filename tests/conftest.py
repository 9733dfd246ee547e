"""Fixtures for every test. The world is described in tests/world.py."""

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from newbelongings.domain.surveys import faces
from newbelongings.domain.surveys.sheets import forget_questions
from newbelongings.web.parts import kept_pages
from tests.world import World, build_world
from tools import catalogues

# What the pages say in other languages is tested as it lies in the repository, not as it was last built.
catalogues.compile_all()

# How long an example takes says how busy the machine is, and nothing about the code.
hypothesis_settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("any machine")


@pytest.fixture
def world(db) -> World:
    return build_world()


@pytest.fixture(autouse=True)
def _no_questionnaire_of_an_earlier_test():
    """A process keeps each questionnaire for ever; a test's database gives the same id to another one."""
    forget_questions()


@pytest.fixture(autouse=True)
def _every_page_looks_its_round_up(monkeypatch):
    """Tests change rows behind the pages' back; tests/domain/test_faces.py has a process that remembers."""
    faces.forget_faces()
    monkeypatch.setattr(faces, "SECONDS", -1.0)


@pytest.fixture(autouse=True)
def _nobody_has_asked_before():
    """How often something was done is counted in a cache of the process, which outlives a test."""
    cache.clear()


@pytest.fixture(autouse=True)
def _every_page_is_drawn(monkeypatch):
    """The same for the council's public pages; tests/web/test_kept_pages.py has a process that keeps them."""
    kept_pages.shelf.clear()
    monkeypatch.setattr(kept_pages, "SECONDS", -1.0)


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
