"""Commands that set a council up. Bad input gets one sentence, and nothing is half written."""

import pytest
from django.core.management import CommandError, call_command

from newbelongings.domain.accounts.actions import accept_invitation
from newbelongings.domain.accounts.queries import scope_of
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.errors import DomainError
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.jobs.serving import lay_out_static_files, refuse_a_taken_port
from tests.shared_files import shared_file

HEADING = "la_code,la_code_new,local_authority_ons_name,region_name,ons_la_type,stat_neighbours"
GOOD = '803,E06000091,Northmere,North,Unitary Authority,"301, 302"'


@pytest.fixture
def listed(tmp_path):
    """Writes a list of councils and gives its path."""

    def write(*lines: str, encoding: str = "utf-8-sig"):
        path = tmp_path / "councils.csv"
        path.write_bytes("\r\n".join((HEADING, *lines)).encode(encoding))
        return path

    return write


class TestLoadAuthorities:
    def test_the_real_list(self, db, capsys):
        path = shared_file("data/dfe/local_authorities.csv")
        call_command("load_authorities", path)
        out = capsys.readouterr().out
        assert "153 councils: 153 added, 0 changed, 0 as they were." in out
        assert "Cumbria, Northamptonshire, Poole" in out
        call_command("load_authorities", path)
        assert "0 added, 0 changed, 153 as they were" in capsys.readouterr().out
        kent = Authority.objects.get(name="Kent")
        assert (kent.region, kent.kind, len(kent.ons_code)) == ("South East", "County", 9)
        assert not Authority.objects.exclude(code__regex=r"^\d{3}$").exists()

    def test_a_byte_order_mark_and_quoted_lists_are_read(self, db, listed):
        call_command("load_authorities", listed(GOOD))
        assert Authority.objects.get().name == "Northmere"

    def test_a_council_that_is_no_more_is_left_out_by_name(self, db, listed, capsys):
        call_command("load_authorities", listed(GOOD, "909,,Oldshire,North,County,"))
        assert "no more: Oldshire" in capsys.readouterr().out
        assert Authority.objects.count() == 1

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ("80,E06000092,Southmere,South,County,", "line 3: the code '80' is not three digits"),
            ("804,X06000092,Southmere,South,County,", "is not an E and eight digits"),
            ("804,E06000092,,South,County,", "line 3: the name is missing"),
            (f"804,E06000092,{'x' * 121},South,County,", "the name is missing or too long"),
            ("803,E06000091,Northmere again,North,County,", "803 is there more than once"),
            ('804,E06000092,"South"mere,South,County,', "not a CSV file"),
        ],
    )
    def test_one_wrong_line_and_nothing_is_loaded(self, db, listed, line, says):
        with pytest.raises(DomainError, match=says):
            call_command("load_authorities", listed(GOOD, line))
        assert not Authority.objects.exists()

    def test_a_file_that_is_not_there_not_text_or_not_a_list(self, db, tmp_path):
        other = tmp_path / "other.csv"
        for content, says in (
            (b"\xff\xfe\x00a", "UTF-8"),
            (b"a,b\n1,2\n", "no column called la_code"),
            (b"", "no column"),
        ):
            other.write_bytes(content)
            with pytest.raises(DomainError, match=says):
                call_command("load_authorities", other)
        with pytest.raises(DomainError, match="cannot be read"):
            call_command("load_authorities", tmp_path / "nowhere.csv")

    def test_a_list_without_a_council_says_so(self, db, listed):
        with pytest.raises(DomainError, match="no council in it"):
            call_command("load_authorities", listed())


class TestAddLead:
    def test_the_link_it_prints_lets_the_lead_in(self, world, capsys):
        call_command("add_lead", authority="902", email="dana@example.org", name="Dana")
        token = capsys.readouterr().out.strip().rstrip("/").rpartition("/")[2]
        scope = scope_of(accept_invitation(token, password="harbour violin thistle"))
        assert (scope.role, scope.authority_id) == (Role.LEAD, world.aldersea.pk)

    def test_an_unknown_council_and_a_wrong_address_are_refused(self, world):
        with pytest.raises(DomainError, match="no council with the code 999"):
            call_command("add_lead", authority="999", email="dana@example.org", name="Dana")
        with pytest.raises(CommandError, match="not an email address"):
            call_command("add_lead", authority="902", email="dana", name="Dana")
        assert not OutboxMessage.objects.exists()


class TestServe:
    def test_a_port_that_is_taken_or_none_at_all_is_refused(self, live_server):
        with pytest.raises(CommandError, match="is not free"):
            refuse_a_taken_port(live_server.thread.port)
        with pytest.raises(CommandError, match="is not free"):
            refuse_a_taken_port(70000)

    @pytest.mark.parametrize("workers", [0, -1, 65])
    def test_a_number_of_workers_that_makes_no_sense_is_refused(self, workers):
        with pytest.raises(CommandError, match="1 to 64"):
            call_command("serve", workers=workers)

    def test_static_files_are_laid_out_once(self, tmp_path, settings):
        settings.STATIC_ROOT = tmp_path / "static"
        lay_out_static_files()
        sheet = tmp_path / "static" / "site.css"
        sheet.write_text("as it was")
        lay_out_static_files()
        assert sheet.read_text() == "as it was"
        (tmp_path / "static" / ".made-from").write_text("another build")
        lay_out_static_files()
        assert sheet.read_text() != "as it was"
