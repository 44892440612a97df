"""What a person is asked, and what becomes of the answers."""

import uuid
from typing import Any

import pytest

from inventory.intake.verdicts import Question, Verdict
from inventory.models import Device, EntryState, Import, Manufacturer, Room
from inventory.services import imports
from tests import registerrows
from tests.imports.conftest import HEADER, Desk, only, workbook

MAKERS = ("Nr inw.", "Nazwa", "Rodzaj", "Producent")
COUNTED = ("Nr inw.", "Nazwa", "Rodzaj", "Ilość", "Wartość brutto")


def asked(imp: Import) -> list[Question]:
    return list(imports.load_diff(imp).questions)


def test_an_unknown_room_asks_did_you_mean(desk: Desk) -> None:
    imp = desk.preview(
        [HEADER, ("SP/1", "Laptop", "Laptop", None, "s. 12"), ("SP/2", "Laptop", "Laptop", None, "S.  12")]
    )

    [question] = asked(imp)

    assert (question.key, question.text, question.rows, question.answer) == ("room", "s. 12", 2, "")
    assert question.suggestions[0] == (Room.objects.get(name="12").pk, "12")
    assert [row.verdict for row in imports.load_diff(imp).rows] == [Verdict.ASK, Verdict.ASK]


def test_an_answer_settles_all_rows_and_makes_no_new_room(desk: Desk) -> None:
    imp = desk.preview(
        [HEADER, ("SP/1", "Laptop", "Laptop", None, "s. 12"), ("SP/2", "Laptop", "Laptop", None, "s.12")]
    )
    room = Room.objects.get(name="12")

    imp = desk.answer(imp, answers={one.id: f"use:{room.pk}" for one in asked(imp)})

    assert imp.counts["new"] == 2
    desk.run(imp)
    assert set(Device.objects.values_list("room_id", flat=True)) == {room.pk}
    assert Room.objects.count() == 2


def test_a_room_is_made_only_when_told_and_once(desk: Desk) -> None:
    imp = desk.preview(
        [HEADER, ("SP/1", "Laptop", "Laptop", None, "Strych"), ("SP/2", "Laptop", "Laptop", None, "strych")]
    )

    imp = desk.answer(imp, answers={one.id: "create" for one in asked(imp)})

    assert not Room.objects.filter(key="strych").exists()
    desk.run(imp)
    strych = Room.objects.get(key="strych")
    assert (strych.name, strych.devices.count()) == ("Strych", 2)


def test_an_answer_may_leave_the_cell_empty(desk: Desk) -> None:
    imp = desk.preview([HEADER, ("SP/1", "Laptop", "Laptop", None, "gdzieś")])

    desk.run(desk.answer(imp, answers={asked(imp)[0].id: "empty"}))

    assert Device.objects.get().room is None


def test_a_proposal_waits_for_the_department_and_serves_its_school(desk: Desk) -> None:
    imp = desk.preview([MAKERS, ("SP/1", "Laptop", "Laptop", "Nieznana Firma")])
    assert imports.load_diff(imp).counts["ask"] == 1

    desk.run(desk.answer(imp, answers={asked(imp)[0].id: "propose"}))

    maker = Manufacturer.objects.get()
    assert (maker.name, maker.state, maker.proposed_by_school, maker.proposed_by) == (
        "Nieznana Firma", EntryState.PROPOSED, desk.school, desk.director,
    )  # fmt: skip
    assert Device.objects.get().manufacturer == maker
    again = desk.preview([MAKERS, ("SP/1", "Laptop", "Laptop", "nieznana firma")])
    assert (asked(again), only(imports.load_diff(again)).verdict) == ([], Verdict.UNCHANGED)


def test_what_another_school_has_proposed_is_not_shown_and_not_made_twice(desk: Desk) -> None:
    theirs = Manufacturer.objects.create(name="Firma X", state=EntryState.PROPOSED, proposed_by_school=desk.schools.b)
    imp = desk.preview([MAKERS, ("SP/1", "Laptop", "Laptop", "Firma X")])

    [question] = asked(imp)
    assert question.suggestions == ()

    desk.run(desk.answer(imp, answers={question.id: "propose"}))
    assert Device.objects.get().manufacturer == theirs
    assert Manufacturer.objects.count() == 1


@pytest.mark.parametrize("answer", ["propose", "use:999999", "use:x", "nonsense"])
def test_an_answer_that_makes_no_sense_is_none(desk: Desk, answer: str) -> None:
    imp = desk.preview([HEADER, ("SP/1", "Laptop", "Laptop", None, "Strych")])

    imp = desk.answer(imp, answers={asked(imp)[0].id: answer})

    assert (asked(imp)[0].answer, imp.counts["ask"]) == ("", 1)


def test_a_room_of_another_school_is_no_answer(desk: Desk) -> None:
    theirs = registerrows.room(desk.schools.b, "Strych")
    imp = desk.preview([HEADER, ("SP/1", "Laptop", "Laptop", None, "Strych")])

    assert asked(imp)[0].suggestions == ()
    imp = desk.answer(imp, answers={asked(imp)[0].id: f"use:{theirs.pk}"})
    assert asked(imp)[0].answer == ""


def test_a_declined_entry_cannot_be_proposed_again(desk: Desk) -> None:
    Manufacturer.objects.create(name="Firma X", state=EntryState.DECLINED)
    imp = desk.preview([MAKERS, ("SP/1", "Laptop", "Laptop", "Firma X")])

    assert asked(desk.answer(imp, answers={asked(imp)[0].id: "propose"}))[0].answer == ""


def test_an_answer_can_be_taken_back(desk: Desk) -> None:
    imp = desk.preview([HEADER, ("SP/1", "Laptop", "Laptop", None, "Strych")])
    imp = desk.answer(imp, answers={asked(imp)[0].id: "create"})

    assert desk.answer(imp, answers={asked(imp)[0].id: ""}).counts["ask"] == 1


# --- quantities -----------------------------------------------------------------------------------------------------
def test_a_quantity_is_asked_about(desk: Desk) -> None:
    row = only(imports.load_diff(desk.preview([COUNTED, ("SP/007", "Tablet", "Laptop", 15, 900)])))

    assert (row.verdict, row.quantity) == (Verdict.ASK, 15)


def test_fifteen_devices_get_consecutive_numbers(desk: Desk) -> None:
    imp = desk.preview([COUNTED, ("SP/007", "Tablet", "Laptop", "15 szt.", 900)])

    imp = desk.answer(imp, quantities={"2": "split"})
    assert (imp.counts["new"], imp.counts["devices"]) == (1, 15)
    assert "przypisano każdemu z 15 urządzeń" in only(imports.load_diff(imp)).problems[0].sentence

    desk.run(imp)
    numbers = sorted(Device.objects.values_list("inventory_number", flat=True))
    assert numbers == [f"SP/{number:03d}" for number in range(7, 22)]
    assert len(set(Device.objects.values_list("label_code", flat=True))) == 15


def test_the_question_says_from_which_number_to_which(desk: Desk) -> None:
    row = only(imports.load_diff(desk.preview([COUNTED, ("SP/007", "Tablet", "Laptop", 15, 900)])))

    assert "od „SP/007” do „SP/021”" in row.problems[0].sentence


def test_other_numbers_of_the_file_tell_that_a_year_does_not_count(desk: Desk) -> None:
    rows = [COUNTED, ("PP/001/24", "Laptop", "Laptop", 1, 900), ("PP/002/24", "Laptop", "Laptop", 1, 900)]
    imp = desk.preview([*rows, ("PP/100/24", "Tablet", "Laptop", 3, 900)])

    desk.run(desk.answer(imp, quantities={"4": "split"}))

    numbers = sorted(Device.objects.values_list("inventory_number", flat=True))
    assert numbers == ["PP/001/24", "PP/002/24", "PP/100/24", "PP/101/24", "PP/102/24"]


def test_a_total_is_divided_to_the_grosz(desk: Desk) -> None:
    imp = desk.preview([COUNTED, ("SP/007", "Tablet", "Laptop", 3, 1000)])

    imp = desk.answer(imp, quantities={"2": "split-total"})
    assert "podzielono między 3 urządzeń" in only(imports.load_diff(imp)).problems[0].sentence

    desk.run(imp)
    values = Device.objects.order_by("inventory_number").values_list("gross_value", flat=True)
    assert [str(value) for value in values] == ["333.34", "333.33", "333.33"]


def test_a_makers_placeholder_is_said_to_be_no_serial(desk: Desk) -> None:
    header = ("Nr inw.", "Nazwa", "Rodzaj", "Nr seryjny")
    row = only(imports.load_diff(desk.preview([header, ("SP/1", "Laptop", "Laptop", "To be filled by O.E.M.")])))

    assert row.verdict is Verdict.NEW
    assert row.problems[0].sentence.startswith("„To be filled by O.E.M.” to nie jest numer seryjny.")


def test_or_one_device_stays_one(desk: Desk) -> None:
    imp = desk.preview([COUNTED, ("SP/007", "Zestaw", "Laptop", 15, 900)])

    desk.run(desk.answer(imp, quantities={2: "one"}))

    assert Device.objects.get().inventory_number == "SP/007"


@pytest.mark.parametrize("holder", ["register", "file"])
def test_consecutive_numbers_that_are_taken_are_an_error_that_names_them(desk: Desk, holder: str) -> None:
    rows: list[Any] = [COUNTED, ("SP/1", "Tablet", "Laptop", 3)]
    if holder == "file":
        rows.append(("SP/2", "Laptop", "Laptop", 1))
    else:
        registerrows.device(desk.school, "SP/2")

    imp = desk.answer(desk.preview(rows), quantities={"2": "split"})

    row = imports.load_diff(imp).rows[0]
    assert row.verdict is Verdict.ERROR
    assert row.problems[0].sentence == (
        "Kolejne numery są zajęte: SP/2. Zmień numer pierwszego urządzenia albo wpisz osobne wiersze."
    )


def test_a_number_without_digits_cannot_be_continued(desk: Desk) -> None:
    imp = desk.answer(desk.preview([COUNTED, ("brak", "Tablet", "Laptop", 3)]), quantities={"2": "split"})

    assert only(imports.load_diff(imp)).verdict is Verdict.ERROR


def test_a_quantity_at_a_device_that_is_there_adds_nothing(desk: Desk) -> None:
    registerrows.device(desk.school, "SP/1", name="Tablet")

    row = only(imports.load_diff(desk.preview([COUNTED, ("SP/1", "Tablet", "Laptop", 3)])))

    assert (row.verdict, row.quantity) == (Verdict.UNCHANGED, 1)
    assert row.problems[0].sentence.startswith("Ilość 3: urządzenie o tym numerze jest już w ewidencji")


# --- two tabs -------------------------------------------------------------------------------------------------------
def test_decisions_of_a_stale_page_are_refused_and_the_others_stand(desk: Desk) -> None:
    imp = desk.preview(
        [HEADER, ("SP/1", "Laptop", "Laptop", None, "Strych"), ("SP/2", "Laptop", "Laptop", None, "Piwnica")]
    )
    attic, cellar = sorted(asked(imp), key=lambda one: one.text, reverse=True)
    desk.answer(imp, answers={attic.id: "create"})

    with pytest.raises(imports.StaleChoices):
        desk.answer(imp, answers={cellar.id: "create"})

    imp.refresh_from_db()
    assert {one.text: one.answer for one in asked(imp)} == {"Strych": "create", "Piwnica": ""}


def test_a_stale_page_cannot_confirm(desk: Desk) -> None:
    imp = desk.preview([HEADER, ("SP/1", "Laptop", "Laptop")])
    desk.answer(imp)

    with pytest.raises(imports.StaleChoices):
        desk.confirm(imp)


def test_choosing_the_columns_again_keeps_the_answers(desk: Desk) -> None:
    imp = desk.preview([HEADER, ("SP/1", "Laptop", "Laptop", None, "Strych")])
    imp = desk.answer(imp, answers={asked(imp)[0].id: "create"})

    assert asked(desk.mapped(imp))[0].answer == "create"


def test_an_import_can_be_given_up_and_then_stands_still(desk: Desk) -> None:
    imp = imports.drop(desk.preview([HEADER, ("SP/1", "Laptop", "Laptop")]), by=desk.director)

    assert imp.stage == "dropped"
    with pytest.raises(imports.NotReady):
        desk.answer(imp)
    with pytest.raises(imports.NotReady):
        desk.confirm(imp)


def test_the_same_form_sent_twice_is_one_import(desk: Desk) -> None:
    key, file = uuid.uuid4(), workbook([HEADER])

    first = imports.start_import(desk.school, file, request_key=key, by=desk.director)
    second = imports.start_import(desk.school, file, request_key=key, by=desk.director)

    assert first == second
    assert Import.objects.count() == 1
