"""A sheet's way: asked for, submitted by the director, accepted or returned by the department, taken back."""

import hashlib
import uuid
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.utils import timezone

from inventory.models import Device, Edition, EditionKind, Sheet, SheetAcceptance
from inventory.services import acceptances, editions, sheets
from inventory.services.editions import EditionInput
from inventory.sheetbooks.freezing import mark_of, register_contents
from inventory.sheetbooks.printing import sheet_pdf
from schools.models import Evidence, JobState
from tests import registerrows

Do = Callable[..., Sheet]


def states(edition: Edition) -> dict[str, str]:
    return {one.school.short_name: one.state for one in edition.sheets.select_related("school")}


def history_states(sheet: Sheet) -> list[str]:
    return list(sheet.history.order_by("history_date", "history_id").values_list("state", flat=True))


# --- Editions ---------------------------------------------------------------------------------------------------------
def test_opening_an_edition_gives_every_school_asked_an_open_sheet(edition: Edition, cast: SimpleNamespace) -> None:
    assert states(edition) == {"ZSP nr 101": "open", "ZSP nr 102": "open"}
    assert edition.opened_on == timezone.localdate()
    first = Sheet.objects.order_by("pk")[0].history.get()
    assert (first.history_type, first.history_user) == ("+", cast.department)


def test_a_school_left_out_later_loses_its_untouched_sheet_and_one_that_has_submitted_keeps_it(
    edition: Edition, sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    nobody = EditionInput("Rok próbny", EditionKind.CURRENT, None, "", [])

    editions.change_edition(edition, nobody, by=cast.department)

    assert states(edition) == {"ZSP nr 101": "submitted"}
    assert [one.short_name for one in edition.schools.all()] == ["ZSP nr 101"]


def test_a_school_added_later_gets_its_sheet(edition: Edition, schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    only_a = EditionInput("Rok próbny", EditionKind.CURRENT, None, "", [schools.a])
    both = EditionInput("Rok próbny", EditionKind.CURRENT, None, "", [schools.a, schools.b])
    editions.change_edition(edition, only_a, by=cast.department)
    assert states(edition) == {"ZSP nr 101": "open"}

    editions.change_edition(edition, both, by=cast.department)

    assert states(edition) == {"ZSP nr 101": "open", "ZSP nr 102": "open"}


def test_a_closed_edition_refuses_and_a_reopened_one_takes(
    edition: Edition, sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    editions.close_edition(edition, by=cast.department)
    with pytest.raises(sheets.NotAllowed):
        submit(sheet)

    editions.reopen_edition(edition, by=cast.department)

    assert submit(sheet).state == "submitted"


def test_what_was_submitted_before_the_closing_can_still_be_accepted(
    edition: Edition, sheet: Sheet, submit: Do, accept: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    editions.close_edition(edition, by=cast.department)

    assert accept(sheet).state == "accepted"


# --- Submitting -------------------------------------------------------------------------------------------------------
def test_submitting_freezes_the_rows_that_are_there_and_names_who(
    sheet: Sheet, submit: Do, schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    sent = submit(sheet)

    frozen = sent.contents
    assert sent.state == "submitted"
    assert (sent.submitted_by, sent.version) == (cast.director_a, 2)
    place = frozen["columns"].index("inventory_number")
    assert [row[place] for row in frozen["rows"]] == [f"{schools.a.pk}/1", f"{schools.a.pk}/2"]
    assert frozen["totals"]["devices"] == 2
    assert frozen["totals"]["value"] == "4700.00"
    assert frozen["totals"]["categories"] == [["Laptop", 1, "3499.99"], ["Projektor", 1, "1200.01"]]
    assert frozen["totals"]["statuses"] == [["w użyciu", 2, "4700.00"]]
    assert (frozen["totals"]["licences"], frozen["totals"]["cost"]) == (1, "8700.00")
    assert (frozen["school"], frozen["edition"], frozen["day"]) == (
        "ZSP nr 101",
        "Rok próbny",
        timezone.localdate().isoformat(),
    )
    assert frozen["submitted"]["by"] == "dyrektor.a@test.example"


def test_frozen_rows_stay_when_the_register_moves_on(sheet: Sheet, submit: Do, schools: SimpleNamespace) -> None:
    before = submit(sheet).contents

    device = Device.objects.get(school=schools.a, name="Laptop Zażółć")
    device.name = "Zmieniony"
    device.save()
    registerrows.device(schools.a)

    assert Sheet.objects.get(pk=sheet.pk).contents == before


def test_a_register_that_is_not_what_the_page_showed_is_not_signed(
    sheet: Sheet, schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    seen = mark_of(register_contents(schools.a))
    device = Device.objects.get(school=schools.a, name="Laptop Zażółć")
    device.gross_value = "1.00"
    device.save()

    with pytest.raises(sheets.RegisterChanged):
        sheets.submit_sheet(sheet, seen=seen, version=1, by=cast.director_a)

    assert Sheet.objects.get(pk=sheet.pk).state == "open"


def test_another_schools_change_does_not_disturb_the_signature(
    sheet: Sheet, schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    seen = mark_of(register_contents(schools.a))
    registerrows.device(schools.b)

    assert sheets.submit_sheet(sheet, seen=seen, version=1, by=cast.director_a).state == "submitted"


def test_an_empty_register_is_not_signed(sheet: Sheet, submit: Do, schools: SimpleNamespace) -> None:
    Device.objects.filter(school=schools.a).update(status="disposed")

    with pytest.raises(sheets.RegisterEmpty):
        submit(sheet)


@pytest.mark.parametrize("who", ["keeper_a", "department", "director_b", "viewer", "coordinator_a", "administrator"])
def test_only_the_schools_director_signs(sheet: Sheet, submit: Do, cast: SimpleNamespace, who: str) -> None:
    with pytest.raises(sheets.NotAllowed):
        submit(sheet, by=getattr(cast, who))

    assert Sheet.objects.get(pk=sheet.pk).state == "open"


def test_a_double_click_submits_once(sheet: Sheet, submit: Do, cast: SimpleNamespace) -> None:
    first = submit(sheet)

    second = submit(sheet, version=1)

    assert (first.version, second.version) == (2, 2)
    assert history_states(sheet) == ["open", "submitted"]


# --- Deciding ---------------------------------------------------------------------------------------------------------
def test_accepting_stores_both_files_with_their_digests(
    sheet: Sheet, submit: Do, accept: Do, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    submit(sheet)

    done = accept(sheet)

    assert (done.state, done.accepted_on, done.decided_by) == ("accepted", timezone.localdate(), cast.department)
    for file, kind in ((done.evidence, "application/pdf"), (done.workbook, acceptances.XLSX)):
        assert file is not None
        assert (file.school, file.kind, file.day) == (schools.a, "sheet", timezone.localdate())
        assert file.content_type == kind
        assert file.sha256 == hashlib.sha256(file.file.read_bytes()).hexdigest()
    order = SheetAcceptance.objects.get()
    assert (order.state, order.progress) == (JobState.DONE, 100)


def test_the_pdf_made_again_from_what_was_frozen_has_the_same_bytes(sheet: Sheet, submit: Do, accept: Do) -> None:
    submit(sheet)
    done = accept(sheet)
    registerrows.device(done.school)

    assert done.evidence is not None
    assert sheet_pdf(done.contents).sha256 == done.evidence.sha256


def test_until_the_worker_is_done_the_sheet_is_not_accepted(sheet: Sheet, submit: Do, cast: SimpleNamespace) -> None:
    submit(sheet)

    found = acceptances.accept_sheet(sheet, version=2, by=cast.department, wake=None)

    assert (found.state, found.accepted_on, found.evidence) == ("submitted", None, None)
    assert SheetAcceptance.objects.get().state == JobState.QUEUED


def test_accepting_twice_makes_one_decision(sheet: Sheet, submit: Do, accept: Do, cast: SimpleNamespace) -> None:
    submit(sheet)
    for _ in range(2):
        acceptances.accept_sheet(sheet, version=2, by=cast.department, wake=None)
    order = SheetAcceptance.objects.get()
    acceptances.produce_acceptance(order.pk)
    assert acceptances.produce_acceptance(order.pk) is None

    again = acceptances.accept_sheet(sheet, version=2, by=cast.department, wake=None)

    assert (again.state, again.version) == ("accepted", 3)
    assert history_states(sheet) == ["open", "submitted", "accepted"]
    assert Evidence.objects.filter(kind="sheet").count() == 2


def test_of_two_clerks_the_one_who_returned_first_wins_over_the_worker(
    sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    acceptances.accept_sheet(sheet, version=2, by=cast.department, wake=None)
    sheets.return_sheet(sheet, remark="Brak sal.", version=2, by=cast.department)

    order = acceptances.produce_acceptance(SheetAcceptance.objects.get().pk)

    assert order is not None
    assert (order.state, order.error) == (JobState.FAILED, acceptances.MOVED)
    left = Sheet.objects.get(pk=sheet.pk)
    assert (left.state, left.evidence) == ("returned", None)
    assert not Evidence.objects.filter(kind="sheet").exists()


def test_the_worker_asks_again_whether_the_person_may_accept(sheet: Sheet, submit: Do, cast: SimpleNamespace) -> None:
    submit(sheet)
    acceptances.accept_sheet(sheet, version=2, by=cast.department, wake=None)
    cast.department.memberships.all().delete()

    acceptances.produce_acceptance(SheetAcceptance.objects.get().pk)

    assert Sheet.objects.get(pk=sheet.pk).state == "submitted"


def test_an_acceptance_that_failed_can_be_ordered_again(
    sheet: Sheet, submit: Do, cast: SimpleNamespace, accept: Do
) -> None:
    submit(sheet)
    acceptances.accept_sheet(sheet, version=2, by=cast.department, wake=None)
    SheetAcceptance.objects.update(state=JobState.FAILED, attempts=3, error="Zabrakło miejsca.", claim=uuid.uuid4())

    assert accept(sheet).state == "accepted"


def test_a_page_from_before_the_second_submission_accepts_nothing(
    sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    sheets.return_sheet(sheet, remark="Brak sal.", version=2, by=cast.department)
    submit(sheet)

    with pytest.raises(sheets.NotAllowed):
        acceptances.accept_sheet(sheet, version=2, by=cast.department, wake=None)


def test_returning_needs_a_remark(sheet: Sheet, submit: Do, cast: SimpleNamespace) -> None:
    submit(sheet)

    with pytest.raises(sheets.RemarkMissing):
        sheets.return_sheet(sheet, remark="  ", version=2, by=cast.department)

    assert Sheet.objects.get(pk=sheet.pk).state == "submitted"


def test_a_returned_sheet_is_submitted_again_with_the_rows_of_that_day(
    sheet: Sheet, submit: Do, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    submit(sheet)
    sheets.return_sheet(sheet, remark="Brakuje tabletów.", version=2, by=cast.department)
    registerrows.device(schools.a, "NOWE")

    sent = submit(sheet)

    assert (sent.state, sent.contents["totals"]["devices"], sent.remark) == ("submitted", 3, "Brakuje tabletów.")
    assert history_states(sheet) == ["open", "submitted", "returned", "submitted"]


@pytest.mark.parametrize("who", ["director_a", "keeper_a", "viewer", "director_b", "administrator"])
def test_only_the_department_decides(sheet: Sheet, submit: Do, cast: SimpleNamespace, who: str) -> None:
    submit(sheet)
    by = getattr(cast, who)

    with pytest.raises(sheets.NotAllowed):
        acceptances.accept_sheet(sheet, version=2, by=by, wake=None)
    with pytest.raises(sheets.NotAllowed):
        sheets.return_sheet(sheet, remark="Nie.", version=2, by=by)

    assert not SheetAcceptance.objects.exists()


def test_taking_back_keeps_the_files_and_the_history(
    sheet: Sheet, submit: Do, accept: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    done = accept(sheet)

    back = sheets.take_back_sheet(done, remark="Pomyłka w salach.", version=done.version, by=cast.department)

    assert (back.state, back.accepted_on, back.remark) == ("returned", None, "Pomyłka w salach.")
    assert back.evidence == done.evidence
    assert back.evidence is not None
    assert back.evidence.file.is_file()
    assert history_states(sheet) == ["open", "submitted", "accepted", "returned"]


def test_a_sheet_accepted_again_has_new_files_and_the_old_ones_stay(
    sheet: Sheet, submit: Do, accept: Do, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    submit(sheet)
    first = accept(sheet)
    sheets.take_back_sheet(first, remark="Pomyłka.", version=first.version, by=cast.department)
    registerrows.device(schools.a, "NOWE")
    submit(sheet)

    second = accept(sheet)

    assert second.evidence != first.evidence
    assert Evidence.objects.filter(school=schools.a, kind="sheet").count() == 4


def test_taking_back_needs_a_remark_and_the_department(
    sheet: Sheet, submit: Do, accept: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    done = accept(sheet)

    with pytest.raises(sheets.RemarkMissing):
        sheets.take_back_sheet(done, remark="", version=done.version, by=cast.department)
    with pytest.raises(sheets.NotAllowed):
        sheets.take_back_sheet(done, remark="Moje.", version=done.version, by=cast.director_a)

    assert Sheet.objects.get(pk=sheet.pk).state == "accepted"
