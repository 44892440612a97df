"""Making exports: whose rows they hold, what happens when the worker dies, when a right is gone, when the disk is full."""

import datetime
import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from hdr_portal.lib.filestore import write_new
from inventory.models import Device, Export
from inventory.outtake import making, xlsx
from inventory.outtake.rows import BATCH, EXPORTED, Extract
from inventory.services import exports
from inventory.services.exports import ExportRefused, produce_export
from inventory.tasks import make_export
from schools import jobs
from schools.models import JobState, Membership
from schools.roles import Role
from schools.scope import current_scope
from tests import factories, registerrows
from tests.exports.conftest import made, ordered, stored


@pytest.fixture
def both(schools: SimpleNamespace) -> tuple[Device, Device]:
    """A device of A and one of B."""
    return registerrows.device(schools.a, "A/1"), registerrows.device(schools.b, "B/1")


def numbers(export: Export) -> list[str]:
    sheet = openpyxl.load_workbook(export.file)["Ewidencja"]
    return sorted(str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True) if row[0])


def fresh(export: Export) -> Export:
    return Export.objects.get(pk=export.pk)


# --- Whose rows -----------------------------------------------------------------------------------------------------
def test_each_person_gets_the_rows_of_the_own_schools(both: Any, cast: SimpleNamespace) -> None:
    people = (cast.director_a, cast.director_b, cast.keeper_a, cast.department, cast.viewer)
    assert [numbers(made(person)) for person in people] == [["A/1"], ["B/1"], ["A/1"], ["A/1", "B/1"], ["A/1", "B/1"]]


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "pdf"])
def test_asking_for_another_school_by_its_number_is_refused(
    both: Any, cast: SimpleNamespace, schools: SimpleNamespace, file_format: str
) -> None:
    with pytest.raises(ExportRefused) as refused:
        ordered(cast.director_a, file_format, f"jednostka={schools.b.pk}")
    assert str(refused.value) == making.NO_SUCH_LIST
    assert Export.objects.count() == 0


def test_a_row_forged_for_another_school_fails_in_words(
    both: Any, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    waiting = ordered(cast.director_a)
    Export.objects.filter(pk=waiting.pk).update(query=f"jednostka={schools.b.pk}", school_ids=None)
    produce_export(waiting.pk)
    assert (fresh(waiting).state, fresh(waiting).error, fresh(waiting).path) == ("failed", making.NO_SUCH_LIST, "")


def test_a_role_at_a_that_may_not_export_brings_no_rows_of_a(both: Any, schools: SimpleNamespace) -> None:
    person = factories.person("koordynator.a.dyrektor.b", Role.COORDINATOR, schools.a)
    Membership.objects.create(user=person, role=Role.DIRECTOR, school=schools.b)
    assert numbers(made(person)) == ["B/1"]


def test_rooms_and_entries_of_another_school_stay_unnamed(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    registerrows.device(schools.a, "A/1", room=registerrows.room(schools.a, "Sala A"))
    registerrows.device(schools.b, "B/1", room=registerrows.room(schools.b, "Sala B"))
    content = made(cast.director_a, "csv", columns=("inventory_number", "room")).file.read_text("utf-8-sig")
    assert content.splitlines()[1:] == ["A/1;Sala A"]


# --- Between asking and making --------------------------------------------------------------------------------------
def test_a_role_taken_away_meanwhile_fails_in_words(both: Any, cast: SimpleNamespace, settings: Any) -> None:
    waiting = ordered(cast.director_a)
    Membership.objects.filter(user=cast.director_a).delete()
    produce_export(waiting.pk)
    assert (fresh(waiting).state, fresh(waiting).error) == (JobState.FAILED, exports.NO_RIGHT)
    assert stored(settings.MEDIA_ROOT) == []


def test_an_account_switched_off_meanwhile_fails_in_words(both: Any, cast: SimpleNamespace) -> None:
    waiting = ordered(cast.director_a)
    type(cast.director_a).objects.filter(pk=cast.director_a.pk).update(is_active=False)
    produce_export(waiting.pk)
    assert (fresh(waiting).state, fresh(waiting).error) == (JobState.FAILED, exports.NO_RIGHT)


def test_a_school_lost_meanwhile_is_left_out(both: Any, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    Membership.objects.create(user=cast.director_a, role=Role.IT_KEEPER, school=schools.b)
    cast.director_a.__dict__.pop("roles_held", None)
    waiting = ordered(cast.director_a)
    Membership.objects.filter(user=cast.director_a, school=schools.a).delete()
    produce_export(waiting.pk)
    assert (waiting.school_ids, numbers(fresh(waiting))) == (sorted([schools.a.pk, schools.b.pk]), ["B/1"])


def test_a_school_won_meanwhile_is_not_let_in(both: Any, cast: SimpleNamespace) -> None:
    waiting = ordered(cast.director_a)
    Membership.objects.create(user=cast.director_a, role=Role.VIEWER)
    produce_export(waiting.pk)
    assert numbers(fresh(waiting)) == ["A/1"]


def test_a_municipal_role_that_became_a_schools_sees_that_school(
    both: Any, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    waiting = ordered(cast.viewer)
    Membership.objects.filter(user=cast.viewer).delete()
    Membership.objects.create(user=cast.viewer, role=Role.DIRECTOR, school=schools.b)
    produce_export(waiting.pk)
    assert (waiting.school_ids, numbers(fresh(waiting))) == (None, ["B/1"])


def test_the_task_opens_the_scope_by_itself(both: Any, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    real = making.write_file

    def looked_at(*args: Any, **given: Any) -> int:
        seen.append(current_scope().school_ids)
        return real(*args, **given)

    monkeypatch.setattr(making, "write_file", looked_at)
    waiting = ordered(cast.director_a)
    make_export(waiting.pk)
    assert seen == [frozenset({both[0].school_id})]
    assert fresh(waiting).state == JobState.DONE


# --- Twice, half-way, not at all ------------------------------------------------------------------------------------
def test_an_export_is_made_once(both: Any, cast: SimpleNamespace, settings: Any) -> None:
    export = made(cast.director_a)
    before = (export.sha256, export.finished_at)
    assert produce_export(export.pk) is None
    assert (fresh(export).sha256, fresh(export).finished_at) == before
    assert [path.stat().st_size for path in stored(settings.MEDIA_ROOT)] == [export.size]


def test_a_worker_that_died_half_way_is_followed_by_another(
    both: Any, cast: SimpleNamespace, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = ordered(cast.director_a)
    dead = jobs.claim(Export, waiting.pk)
    assert produce_export(waiting.pk) is None  # its lease still runs
    Export.objects.filter(pk=waiting.pk).update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    produce_export(waiting.pk)
    assert (fresh(waiting).state, fresh(waiting).attempts, numbers(fresh(waiting))) == (JobState.DONE, 2, ["A/1"])
    with pytest.raises(jobs.ClaimLost):
        jobs.finish(dead, rows=0, path="exports/other.xlsx")


def test_a_worker_that_lost_its_claim_while_writing_leaves_nothing(
    both: Any, cast: SimpleNamespace, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = ordered(cast.director_a)

    def taken_over(*args: Any, **given: Any) -> Any:
        written = write_new(*args, **given)
        Export.objects.filter(pk=waiting.pk).update(claim="00000000-0000-0000-0000-000000000001")
        return written

    monkeypatch.setattr(exports, "write_new", taken_over)
    produce_export(waiting.pk)
    assert (fresh(waiting).state, fresh(waiting).path, stored(settings.MEDIA_ROOT)) == (JobState.RUNNING, "", [])


def test_an_error_while_writing_gives_the_work_back_and_the_third_ends_it(
    both: Any, cast: SimpleNamespace, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: Any, **_given: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports, "write_new", full)
    waiting = ordered(cast.director_a)
    states = []
    with caplog.at_level(logging.CRITICAL):
        for _ in range(3):
            produce_export(waiting.pk)
            states.append(fresh(waiting).state)
    assert states == [JobState.QUEUED, JobState.QUEUED, JobState.FAILED]
    assert (fresh(waiting).error, stored(settings.MEDIA_ROOT)) == (exports.FAILED, [])


# --- How much at once -----------------------------------------------------------------------------------------------
def test_rows_are_read_a_batch_at_a_time(schools: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inventory.outtake.rows.BATCH", 2)
    for number in range(5):
        registerrows.device(schools.a, f"A/{number}")
    told: list[int] = []
    extract = Extract(Device.objects.order_by("sort_key"), (EXPORTED["inventory_number"],), told.append)
    assert [list(batch[0]) for batch in extract.batches()] == [["A/0", "A/1"], ["A/2", "A/3"], ["A/4"]]
    assert told == [2, 4, 5]


def test_the_writer_never_holds_more_than_a_batch(schools: SimpleNamespace) -> None:
    alive = {"now": 0, "most": 0}

    class Value:
        def __init__(self) -> None:
            alive["now"] += 1
            alive["most"] = max(alive["most"], alive["now"])

        def __del__(self) -> None:
            alive["now"] -= 1

    class Endless(Extract):
        def batches(self) -> Iterator[list[Any]]:
            for _ in range(20):
                yield [[Value() for _ in range(100)]]

    extract: Any = Endless(Device.objects.none(), (EXPORTED["inventory_number"],))
    rows = sum(1 for _ in xlsx._Counted(extract).records())
    assert rows == 2000
    assert alive["most"] <= 201
    assert BATCH == 2000


def test_progress_is_told_while_rows_are_written(both: Any, cast: SimpleNamespace) -> None:
    waiting = ordered(cast.department)
    told: list[tuple[int, str]] = []
    real = jobs.report_progress

    def heard(job: Any, percent: int, step: str) -> None:
        told.append((percent, step))
        real(job, percent, step)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "report_progress", heard)
        produce_export(waiting.pk)
    assert told == [(1, "Szukanie urządzeń"), (98, "Zapisano 2\u00a0wiersze")]


def test_more_rows_than_a_workbook_should_hold_are_refused_in_words(
    both: Any, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MAX_ROWS", 1)
    with pytest.raises(ExportRefused) as refused:
        ordered(cast.department)
    assert str(refused.value).replace("\u00a0", " ") == (
        "Lista ma 2 wiersze, a plik może mieć najwyżej 1. Zawęź ją filtrami."
    )


def test_a_filter_that_cannot_be_read_never_means_everything(both: Any, cast: SimpleNamespace) -> None:
    with pytest.raises(ExportRefused):
        ordered(cast.department, query="zakup_od=wczoraj")
    assert Export.objects.count() == 0


def test_stored_files_are_private(both: Any, cast: SimpleNamespace, settings: Any) -> None:
    made(cast.director_a)
    (path,) = stored(Path(settings.MEDIA_ROOT))
    assert oct(path.stat().st_mode & 0o777) == "0o600"
