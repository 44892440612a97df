"""Writing and taking back: all or nothing, never over something else, and afterwards as it was before."""

from typing import Any

import pytest
from django.db import connection

from inventory.changes import Source, save_change
from inventory.intake import bulk, diff_files, undoing, writing
from inventory.intake.register import stamp
from inventory.intake.verdicts import Verdict
from inventory.models import Device, Import, Manufacturer, RegisterSummary, Room, Stage, fill_keys
from inventory.services import import_runs, imports
from schools import jobs
from schools.models import JobState, Membership
from tests import registerrows
from tests.imports.conftest import HEADER, Desk, only

LAPTOP = ("SP/1", "Laptop Żółty", "Laptop", "ABC123", "12", "5.11.24", "1 234,56 zł")
TABLET = ("SP/2", "Laptop HP", "Laptop", "ABC124", "Biblioteka", "2024-11-06", 500)
DERIVED = ("number_key", "sort_key", "serial_key", "search_text")
UNTOLD = ("changed_at", "version")


def rows() -> list[dict[str, Any]]:
    """Devices as they stand, but for the count of their versions."""
    return [
        {key: value for key, value in row.items() if key not in UNTOLD}
        for row in Device.objects.order_by("pk").values()
    ]


@pytest.fixture(params=["as the database likes it", "through the ORM"])
def path(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """PostgreSQL's own way of writing, and the other databases' way, on whatever the tests run on."""
    if request.param == "through the ORM":
        if connection.vendor != "postgresql":
            pytest.skip("SQLite knows this way alone: the first parameter has tried it.")
        for module in (writing, bulk, undoing):
            monkeypatch.setattr(module, "connection", Sqlite())
    return str(request.param)


class Sqlite:
    """A connection that says it is SQLite's and does what it can."""

    vendor = "sqlite"

    def __getattr__(self, name: str) -> Any:
        return getattr(connection, name)


def test_new_rows_are_written_whole_with_their_history(desk: Desk, path: str) -> None:
    imp = desk.run(desk.preview([HEADER, LAPTOP, TABLET]))

    assert (imp.stage, imp.state, imp.progress) == (Stage.DONE, JobState.DONE, 100)
    for device in Device.objects.all():
        kept = {name: getattr(device, name) for name in DERIVED}
        fill_keys(device)
        assert kept == {name: getattr(device, name) for name in DERIVED}
        [told] = device.history.all()
        assert (told.history_type, told.history_change_reason, told.history_user) == (
            "+",
            f"import {imp.pk}",
            desk.director,
        )
        assert (told.version, told.name, told.gross_value) == (1, device.name, device.gross_value)
        assert len(device.label_code) == 9
        assert device.details == {}
    assert RegisterSummary.objects.get(school=desk.school).stale


def test_written_rows_are_found_by_search_before_and_after_its_index_is_in_order(desk: Desk) -> None:
    desk.run(desk.preview([HEADER, LAPTOP, TABLET]))

    def found() -> list[str]:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")
        return list(Device.objects.filter(search_text__contains="zolty").values_list("inventory_number", flat=True))

    assert found() == ["SP/1"]
    import_runs.settle_search()
    assert found() == ["SP/1"]


def test_changed_rows_become_their_next_version_with_history(desk: Desk, path: str) -> None:
    device = registerrows.device(desk.school, "SP/1", name="Laptop", serial="ABC123", details={"screen_inches": 15})

    imp = desk.run(desk.preview([HEADER, LAPTOP]))

    device.refresh_from_db()
    assert (device.name, device.version, device.room and device.room.name, device.details) == (
        "Laptop Żółty", 2, "12", {"screen_inches": 15},
    )  # fmt: skip
    assert device.search_text.startswith("sp/1 | abc123 | laptop zolty | | 12 |")
    told = device.history.first()
    assert (told.version, told.history_type, told.history_change_reason, told.name, told.details) == (
        2, "~", f"import {imp.pk}", "Laptop Żółty", {"screen_inches": 15},
    )  # fmt: skip


def test_both_ways_of_writing_leave_the_same_rows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one way.")
    seen = []
    for way in ("own", "orm"):
        if way == "orm":
            for module in (writing, bulk, undoing):
                monkeypatch.setattr(module, "connection", Sqlite())
        first = desk.run(desk.preview([HEADER, LAPTOP, TABLET]))
        second = desk.run(desk.preview([HEADER, (*LAPTOP[:4], "Biblioteka", None, 7)]))
        seen.append((_bare(Device.objects.order_by("inventory_number")), _bare(_told(first, second))))
        imports.undo(second, by=desk.director)
        Device.objects.update(version=1)  # so that the first may be taken back too
        imports.undo(first, by=desk.director)
    assert seen[0] == seen[1]


def _told(*written: Import) -> Any:
    reasons = [f"import {imp.pk}" for imp in written]
    return Device.history.filter(history_change_reason__in=reasons).order_by("inventory_number", "version")


def _bare(found: Any) -> list[dict[str, Any]]:
    own = {
        "id",
        "label_code",
        "search_text",
        "created_at",
        "changed_at",
        "history_id",
        "history_date",
        "history_change_reason",
    }
    return [{key: value for key, value in row.items() if key not in own} for row in found.values()]


def test_an_import_taken_back_leaves_everything_as_it_was(desk: Desk, path: str) -> None:
    registerrows.device(desk.school, "SP/1", name="Laptop", serial="ABC123", note="przed")
    registerrows.device(desk.school, "SP/9", name="Nietknięty")
    Device.objects.filter(inventory_number="SP/1").update(confirmed_on="2024-01-02")
    device = Device.objects.get(inventory_number="SP/1")
    device.history.update(confirmed_on="2024-01-02")
    before = rows()
    imp = desk.preview([(*HEADER, "Producent"), (*LAPTOP[:4], "Strych", None, 5, "Firma X"), TABLET])
    imp = desk.run(
        desk.answer(
            imp,
            answers={one.id: "create" if one.key == "room" else "propose" for one in imports.load_diff(imp).questions},
        )
    )
    assert Device.objects.count() == 3

    undone = imports.undo(imp, by=desk.director)

    assert rows() == before
    assert (undone.stage, undone.undone_by) == (Stage.UNDONE, desk.director)
    assert not Room.objects.filter(key="strych").exists()
    assert not Manufacturer.objects.exists()
    assert [
        (told.history_type, told.history_change_reason) for told in Device.history.filter(inventory_number="SP/2")
    ] == [
        ("-", f"cofnięcie importu {imp.pk}"),
        ("+", f"import {imp.pk}"),
    ]
    assert device.history.first().version == 3


def test_what_was_touched_since_is_not_taken_back_and_is_named(desk: Desk) -> None:
    imp = desk.run(desk.preview([HEADER, LAPTOP, TABLET]))
    change_by_hand(Device.objects.get(inventory_number="SP/2"), note="dopisek")
    before = rows()

    with pytest.raises(imports.RowsTouched) as refused:
        imports.undo(imp, by=desk.director)

    assert refused.value.numbers == ("SP/2",)
    assert (
        refused.value.sentence
        == "Nie można cofnąć importu: 1\u00a0urządzenie zmieniono po nim (SP/2). Popraw je ręcznie."
    )
    assert rows() == before
    imp.refresh_from_db()
    assert imp.stage == Stage.DONE


def test_a_room_that_others_use_by_now_stays_after_taking_back(desk: Desk) -> None:
    imp = desk.preview([HEADER, (*LAPTOP[:4], "Strych")])
    imp = desk.run(desk.answer(imp, answers={one.id: "create" for one in imports.load_diff(imp).questions}))
    registerrows.device(desk.school, "SP/9", room=Room.objects.get(key="strych"))

    imports.undo(imp, by=desk.director)

    assert Room.objects.filter(key="strych").exists()
    assert Device.objects.get().inventory_number == "SP/9"


def test_an_import_is_taken_back_once(desk: Desk) -> None:
    imp = desk.run(desk.preview([HEADER, LAPTOP]))
    imports.undo(imp, by=desk.director)

    with pytest.raises(imports.NotReady):
        imports.undo(imp, by=desk.director)


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    desk.run(desk.preview([HEADER, LAPTOP, TABLET]))
    before = rows()

    again = desk.preview([HEADER, LAPTOP, TABLET])

    assert [row.verdict for row in imports.load_diff(again).rows] == [Verdict.UNCHANGED, Verdict.UNCHANGED]
    with pytest.raises(imports.NotReady) as refused:
        desk.confirm(again)
    assert refused.value.sentence == "Nie ma nic do zapisania: żaden wiersz nie zmienia ewidencji."
    assert rows() == before


def test_a_file_with_errors_is_written_whole_or_without_them_never_by_itself(desk: Desk) -> None:
    imp = desk.preview(
        [
            HEADER,
            LAPTOP,
            ("SP/2", "Laptop", "Laptop", None, None, "jutro"),
            ("SP/3", "Laptop", "Laptop", None, "Strych"),
        ]
    )

    with pytest.raises(imports.NotReady):
        desk.confirm(imp, "all")
    assert Device.objects.count() == 0

    desk.run(imp, "good")
    assert [device.inventory_number for device in Device.objects.all()] == ["SP/1"]


def test_a_write_that_dies_half_way_leaves_nothing_and_is_tried_again(
    desk: Desk, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    imp = desk.confirm(desk.preview([HEADER, LAPTOP, TABLET]))

    def die(_: Any) -> None:
        assert Device.objects.count() == 2
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(writing, "mark_stale", die)
        imports.run_import(imp.pk)

    imp.refresh_from_db()
    assert (Device.objects.count(), Device.history.count(), imp.state, imp.stage) == (
        0,
        0,
        JobState.QUEUED,
        Stage.CONFIRMED,
    )
    imports.run_import(imp.pk)
    assert Device.objects.count() == 2


def test_after_three_deaths_it_says_so_and_can_be_confirmed_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    imp = desk.confirm(desk.preview([HEADER, LAPTOP]))
    with monkeypatch.context() as broken:
        broken.setattr(writing, "mark_stale", lambda _: 1 / 0)
        for _ in range(jobs.MAX_ATTEMPTS):
            imports.run_import(imp.pk)
    imp.refresh_from_db()
    assert (imp.state, imp.error) == (JobState.FAILED, import_runs.FAILED)

    assert desk.run(imp).stage == Stage.DONE


def test_what_moved_since_the_preview_sends_it_back_and_nothing_is_written(desk: Desk) -> None:
    device = registerrows.device(desk.school, "SP/1", name="Laptop", serial="ABC123")
    imp = desk.confirm(desk.preview([HEADER, LAPTOP]))
    change_by_hand(device, name="Zmieniony ręcznie")

    imports.run_import(imp.pk)

    imp.refresh_from_db()
    device.refresh_from_db()
    assert (imp.stage, imp.state, imp.error) == (Stage.PREVIEW, JobState.DONE, import_runs.MOVED)
    assert device.name == "Zmieniony ręcznie"
    row = only(imports.load_diff(imp))
    assert ("name", "Zmieniony ręcznie", "Laptop Żółty") in [(one.key, one.old, one.new) for one in row.changes]
    assert desk.run(imp).stage == Stage.DONE


def test_what_moved_elsewhere_does_not_hinder_it(desk: Desk) -> None:
    other = registerrows.device(desk.school, "SP/9", name="Inny")
    imp = desk.confirm(desk.preview([HEADER, LAPTOP]))
    change_by_hand(other, name="Jeszcze inny")

    imports.run_import(imp.pk)

    imp.refresh_from_db()
    assert imp.stage == Stage.DONE
    other.refresh_from_db()
    assert other.name == "Jeszcze inny"


def change_by_hand(device: Device, **values: Any) -> None:
    device.refresh_from_db()
    for name, value in values.items():
        setattr(device, name, value)
    save_change(device, source=Source(None))


def test_of_two_imports_of_the_same_rows_the_second_is_sent_back(desk: Desk) -> None:
    first, second = (desk.confirm(desk.preview([HEADER, LAPTOP])) for _ in range(2))

    imports.run_import(first.pk)
    imports.run_import(second.pk)

    second.refresh_from_db()
    assert (second.stage, second.counts["unchanged"]) == (Stage.PREVIEW, 1)
    assert Device.objects.count() == 1


def test_a_number_taken_in_the_very_moment_of_writing_stops_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    imp = desk.confirm(desk.preview([HEADER, LAPTOP]))
    answers = [diff_stamp(imp)]
    registerrows.device(desk.school, "SP/1", name="Szybszy")
    monkeypatch.setattr(import_runs, "stamp", lambda school: answers.pop() if answers else stamp(school))

    imports.run_import(imp.pk)

    imp.refresh_from_db()
    assert imp.stage == Stage.PREVIEW
    assert Device.objects.get().name == "Szybszy"


def diff_stamp(imp: Import) -> Any:
    return diff_files.read_work(imp.diff_path)[1]


def test_confirming_twice_is_confirming_once(desk: Desk) -> None:
    imp = desk.preview([HEADER, LAPTOP])

    first, second = desk.confirm(imp), desk.confirm(imp)

    assert (first.stage, second.stage, second.attempts) == (Stage.CONFIRMED, Stage.CONFIRMED, 0)
    assert desk.run(second).stage == Stage.DONE
    assert imports.run_import(imp.pk) is None


def test_a_person_who_lost_the_role_meanwhile_writes_nothing(desk: Desk) -> None:
    imp = desk.confirm(desk.preview([HEADER, LAPTOP]))
    Membership.objects.filter(user=desk.director).delete()

    imports.run_import(imp.pk)

    imp.refresh_from_db()
    assert (imp.state, imp.error, Device.objects.count()) == (JobState.FAILED, import_runs.FORBIDDEN, 0)


def test_before_it_is_confirmed_no_worker_and_no_sweeper_takes_it(desk: Desk) -> None:
    imp = desk.preview([HEADER, LAPTOP])

    assert imports.run_import(imp.pk) is None
    assert imp.state == JobState.DONE
