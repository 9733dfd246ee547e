"""`newbelongings demo` stopped in the middle, and where it must not build. What it builds: test_region.py."""

import pytest
from django.core.management import CommandError, call_command

from newbelongings.demo import forum
from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys.models import Response

pytestmark = pytest.mark.django_db


def _build() -> None:
    call_command("demo", "--no-serve", "--scale", "0.05")


def test_stopped_in_the_middle_it_leaves_nothing(monkeypatch):
    def pull_the_plug(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(forum, "hold_forum", pull_the_plug)
        with pytest.raises(KeyboardInterrupt):
            _build()
    assert Authority.objects.count() == 0
    assert Response.objects.count() == 0
    assert AuditLine.objects.count() == 0


def test_it_does_not_build_among_real_councils():
    authorities.add_authority(system_scope(), code="999", name="A real one", region="Somewhere")
    with pytest.raises(CommandError, match="real councils"):
        _build()
    assert Authority.objects.count() == 1


@pytest.mark.parametrize("scale", ["0", "-1", "2"])
def test_a_scale_that_makes_no_sense_is_refused_in_a_sentence(scale: str):
    with pytest.raises(CommandError, match="above 0"):
        call_command("demo", "--no-serve", "--scale", scale)
    assert Authority.objects.count() == 0
