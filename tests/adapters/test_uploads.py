"""A file that was sent is kept for its owner only, used once, and gone after a day."""

import os
import time

import pytest

from newbelongings.adapters import uploads


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_only_its_owner_finds_it_again():
    token = uploads.keep_upload([b"ab", b"c"], owner="7-1")
    assert uploads.kept_upload(token, owner="7-1").read_bytes() == b"abc"
    for owner in ("8-1", "7-2"):
        with pytest.raises(uploads.UploadGone):
            uploads.kept_upload(token, owner=owner)


@pytest.mark.parametrize("token", ["", "../../secret", "0" * 31, "0" * 32, "\x00"])
def test_a_guessed_name_leads_nowhere(token):
    with pytest.raises(uploads.UploadGone):
        uploads.kept_upload(token, owner="7-1")


def test_nobody_else_on_the_machine_may_read_it():
    token = uploads.keep_upload([b"abc"], owner="7-1")
    assert uploads.kept_upload(token, owner="7-1").stat().st_mode & 0o077 == 0


def test_it_is_used_once_and_then_gone():
    token = uploads.keep_upload([b"abc"], owner="7-1")
    with uploads.taken_upload(token, owner="7-1") as path:
        assert path.read_bytes() == b"abc"
        with pytest.raises(uploads.UploadGone), uploads.taken_upload(token, owner="7-1"):
            pass
    with pytest.raises(uploads.UploadGone):
        uploads.kept_upload(token, owner="7-1")


def test_it_comes_back_when_the_work_fails():
    token = uploads.keep_upload([b"abc"], owner="7-1")
    with pytest.raises(ValueError, match="refused"), uploads.taken_upload(token, owner="7-1"):
        raise ValueError("refused")
    assert uploads.kept_upload(token, owner="7-1").read_bytes() == b"abc"


def test_what_is_over_a_day_old_is_swept_away():
    old, new = (uploads.keep_upload([b"abc"], owner="7-1") for _ in range(2))
    path = uploads.kept_upload(old, owner="7-1")
    yesterday = time.time() - uploads.KEEP_SECONDS - 1
    os.utime(path, (yesterday, yesterday))
    assert uploads.sweep_uploads() == 1
    assert uploads.kept_upload(new, owner="7-1").exists()
    assert not path.exists()
