import datetime
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from hdr_portal.lib.csvtext import Unreadable
from schools import rspo_import
from schools.models import Establishment, ImportState, RspoImport, School, Statistic, User
from schools.rspo_import import PreviewOutdated, apply_kept, change_choices, keep_file, preview_kept, read_kept
from tests.rspo.registerfile import DIRECTOR, OTHER_OPERATOR, PRIMARY, as_csv, institution, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
DAY = datetime.date(2026, 9, 30)


@pytest.fixture
def clerk(cast: SimpleNamespace) -> User:
    return cast.department  # type: ignore[no-any-return]


@pytest.fixture
def kept(clerk: User) -> RspoImport:
    return keep_file(as_csv(town()), name="rspo.csv", day=DAY, by=clerk)


def seen(kept: RspoImport) -> str:
    return preview_kept(kept, read_kept(kept)).fingerprint()


def everything_stored() -> str:
    """All text in all tables."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        dump = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            dump.append(repr(cursor.fetchall()))
    return "\n".join(dump)


def test_a_kept_file_belongs_to_its_owner_and_waits_for_a_decision(kept: RspoImport, clerk: User) -> None:
    assert (kept.created_by, kept.state, kept.name, kept.operator, kept.day) == (
        clerk, ImportState.PREVIEWED, "rspo.csv", "gmina miasto zielone wzgorza", DAY,
    )  # fmt: skip
    assert School.objects.filter(rspo__isnull=False).count() == 0


def test_the_kept_copy_is_readable_by_the_server_alone(kept: RspoImport) -> None:
    assert kept.file.stat().st_mode & 0o777 == 0o600


def test_directors_names_are_stored_nowhere(kept: RspoImport, clerk: User) -> None:
    assert DIRECTOR not in kept.file.read_text()
    apply_kept(kept, seen=seen(kept), by=clerk)
    assert "Szkoła Podstawowa nr 8" in everything_stored()
    assert DIRECTOR not in everything_stored()
    assert "Znacznik" not in everything_stored()


def test_the_import_does_what_the_preview_said(kept: RspoImport, clerk: User) -> None:
    preview = preview_kept(kept, read_kept(kept))
    assert apply_kept(kept, seen=preview.fingerprint(), by=clerk) == preview.counts()
    for plan in preview.units:
        school = School.objects.get(rspo=plan.rspo)
        assert {name: getattr(school, name) for name, _ in plan.values} == dict(plan.values)
        for member in plan.members:
            place = Establishment.objects.get(rspo=member.rspo)
            assert place.school == school
            assert {name: getattr(place, name) for name, _ in member.values} == dict(member.values)
            assert list(place.statistics.values_list("day", "pupils")) == (
                [(DAY, member.pupils)] if member.pupils else []
            )


def test_an_applied_import_is_applied_once(kept: RspoImport, clerk: User) -> None:
    fingerprint = seen(kept)
    stale = RspoImport.objects.get(pk=kept.pk)
    first = apply_kept(kept, seen=fingerprint, by=clerk)
    versions = School.history.count()
    assert apply_kept(stale, seen=fingerprint, by=clerk) == first
    assert School.history.count() == versions


def test_the_history_says_who_and_why(kept: RspoImport, clerk: User) -> None:
    apply_kept(kept, seen=seen(kept), by=clerk)
    version = School.objects.get(rspo=300).history.get()
    assert (version.history_user, version.history_change_reason) == (clerk, "import z RSPO, plik rspo.csv")


def test_an_import_that_would_do_something_else_than_was_seen_does_nothing(kept: RspoImport, clerk: User) -> None:
    fingerprint = seen(kept)
    School.objects.create(kind="sp", name="Szkoła Podstawowa nr 8", short_name="ósemka")
    with pytest.raises(PreviewOutdated):
        apply_kept(kept, seen=fingerprint, by=clerk)
    kept.refresh_from_db()
    assert (kept.state, School.objects.filter(rspo__isnull=False).count()) == (ImportState.PREVIEWED, 0)


def test_a_failure_half_way_writes_nothing(kept: RspoImport, clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: Any) -> None:
        raise OSError

    fingerprint = seen(kept)
    monkeypatch.setattr(rspo_import, "_count_pupils", break_down)
    with pytest.raises(OSError):  # noqa: PT011 - ours
        apply_kept(kept, seen=fingerprint, by=clerk)
    assert School.objects.filter(rspo__isnull=False).count() == 0
    assert RspoImport.objects.get().state == ImportState.PREVIEWED


def test_the_copy_is_deleted_once_it_is_imported(
    kept: RspoImport, clerk: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        apply_kept(kept, seen=seen(kept), by=clerk)
    assert not kept.file.exists()


def test_a_copy_that_was_touched_or_lost_is_refused(kept: RspoImport) -> None:
    kept.file.write_bytes(b"cudze")
    with pytest.raises(Unreadable, match="zmienił się na serwerze"):
        read_kept(kept)
    kept.file.unlink()
    with pytest.raises(Unreadable, match="już nie ma"):
        read_kept(kept)


def test_previews_that_nobody_saved_are_forgotten_after_a_week(kept: RspoImport, clerk: User) -> None:
    RspoImport.objects.update(created_at=timezone.now() - datetime.timedelta(days=8))
    new = keep_file(as_csv(town()), name="nowy.csv", day=DAY, by=clerk)
    assert list(RspoImport.objects.all()) == [new]
    assert list(kept.file.parent.iterdir()) == [new.file]


def test_choices_are_kept_and_told_when_they_changed(kept: RspoImport) -> None:
    choices = {"operator": "stowarzyszenie dzieciol", "day": DAY, "by_hand": {100: 7}}
    assert change_choices(kept, **choices)  # type: ignore[arg-type]
    kept.refresh_from_db()
    assert not change_choices(kept, **choices)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["../../etc/passwd", "x" * 300 + ".csv", "a\nb.csv"])
def test_a_wicked_file_name_names_no_path(name: str, clerk: User) -> None:
    kept = keep_file(as_csv(town()), name=name, day=DAY, by=clerk)
    assert kept.path.startswith("rspo/")
    assert "/" not in kept.name
    assert len(kept.name) <= 150


def test_a_file_without_a_public_school_is_refused(clerk: User) -> None:
    with pytest.raises(Unreadable, match="nie ma żadnej publicznej szkoły podstawowej"):
        keep_file(as_csv([institution(1, "Liceum ogólnokształcące", "LO")]), name="x.csv", day=DAY, by=clerk)


# --- The command ----------------------------------------------------------------------------------------------------
def run(tmp_path: Path, *options: str, data: bytes | None = None) -> str:
    file = tmp_path / "rspo.csv"
    file.write_bytes(as_csv(town()) if data is None else data)
    out = io.StringIO()
    call_command("import_rspo", str(file), "--day", "2026-09-30", *options, stdout=out)
    return out.getvalue().replace("\N{NO-BREAK SPACE}", " ")


def test_the_command_shows_the_preview_and_changes_nothing(tmp_path: Path) -> None:
    told = run(tmp_path)
    assert told.startswith(
        "Stan na 30 września 2026.\n\nDodane: 3 jednostki\n"
        "  Zespół Szkolno-Przedszkolny nr 4 w Zielonych Wzgórzach, RSPO 100\n"
        "    dodane: Szkoła Podstawowa nr 1 im. Czterech Wiatrów, RSPO 101\n"
    )
    assert "Pominięte: 3\n" in told
    assert School.objects.count() == 0


def test_the_command_with_apply_saves_and_says_next_time_that_nothing_changes(tmp_path: Path) -> None:
    assert run(tmp_path, "--apply").endswith("\nZapisano.\n")
    assert School.objects.count() == 3
    assert Statistic.objects.count() == 4
    assert "Portal ma już wszystko, co jest w pliku: import niczego nie zmieni." in run(tmp_path)


def test_the_command_takes_another_operator_by_name(tmp_path: Path) -> None:
    assert "Dodane: 1 jednostka\n  Szkoła Podstawowa Stowarzyszenia" in run(
        tmp_path, "--operator", OTHER_OPERATOR.upper()
    )


def test_the_command_lists_the_operators_when_the_name_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nie ma organu prowadzącego „Gmina Nikt”") as refusal:
        run(tmp_path, "--operator", "Gmina Nikt")
    assert OTHER_OPERATOR in str(refusal.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Plik jest pusty."),
        (b"a;b\n1;2\n", "W pliku brakuje kolumn"),
        (
            as_csv([institution(1, "Liceum", "LO")]),
            "W pliku nie ma żadnej publicznej szkoły podstawowej ani przedszkola.",
        ),
    ],
)
def test_the_command_refuses_a_broken_file_in_words(tmp_path: Path, data: bytes, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(tmp_path, data=data)


def test_the_command_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nie można otworzyć pliku"):
        call_command("import_rspo", str(tmp_path / "nic.csv"))


def test_the_command_counts_a_closed_school(tmp_path: Path) -> None:
    run(tmp_path, "--apply")
    rows = town()
    rows[6]["Data likwidacji"] = "2026-08-31"
    assert "Zamknięte: 1 jednostka\n  Szkoła Podstawowa nr 8, RSPO 300 (dopasowana po numerze RSPO)" in run(
        tmp_path, data=as_csv([*rows, institution(900, PRIMARY, "Nowa")])
    )
