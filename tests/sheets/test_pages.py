"""Pages of editions, sheets and data quality, as each person meets them."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inventory.models import Device, Edition, Sheet, SheetAcceptance
from inventory.services import editions, sheets
from schools.models import JobState, School, User
from tests import factories, registerrows
from tests.conftest import ScopelessClient

Do = Callable[..., Sheet]


def page(client: ScopelessClient, by: User, route: str, *args: Any, **headers: str) -> Any:
    client.force_login(by)
    return client.get(reverse(f"inventory:{route}", args=args), headers=headers)


def post(client: ScopelessClient, by: User, route: str, *args: Any, **data: Any) -> Any:
    client.force_login(by)
    return client.post(reverse(f"inventory:{route}", args=args), data)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def signature(client: ScopelessClient, by: User, sheet: Sheet) -> dict[str, Any]:
    """The hidden fields of the page and the tick."""
    form = page(client, by, "sheet", sheet.pk).context["form"]
    return {"seen": form["seen"].value(), "version": form["version"].value(), "confirmed": "on"}


# --- Who sees what ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["director_a", "keeper_a", "department", "viewer"])
def test_the_page_opens_for_the_school_and_the_city(
    client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace, who: str
) -> None:
    assert page(client, getattr(cast, who), "sheet", sheet.pk).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("director_b", 404), ("coordinator_a", 403), ("administrator", 403)])
def test_another_school_does_not_know_the_sheet_and_other_roles_are_refused(
    client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace, who: str, status: int
) -> None:
    assert page(client, getattr(cast, who), "sheet", sheet.pk).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("keeper_a", 403), ("department", 403), ("viewer", 403), ("director_b", 404)]
)
def test_only_the_schools_director_can_press_submit(
    client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace, who: str, status: int
) -> None:
    signed = signature(client, cast.director_a, sheet)

    assert post(client, getattr(cast, who), "sheet_submit", sheet.pk, **signed).status_code == status

    assert Sheet.objects.get(pk=sheet.pk).state == "open"


def test_the_button_is_there_for_the_director_alone(
    client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace
) -> None:
    assert "Złóż arkusz" in words(page(client, cast.director_a, "sheet", sheet.pk))
    keeper = words(page(client, cast.keeper_a, "sheet", sheet.pk))
    assert "Złóż arkusz" not in keeper
    assert "Arkusz podpisuje i składa dyrektor." in keeper


def test_the_list_leads_a_director_to_the_own_sheet_and_tells_nothing_of_others(
    client: ScopelessClient, edition: Edition, sheet: Sheet, cast: SimpleNamespace
) -> None:
    (row,) = page(client, cast.director_a, "editions").context["rows"]
    assert (row.own, row.asked) == (sheet, 1)

    (row,) = page(client, cast.department, "editions").context["rows"]
    assert (row.own, row.asked, row.due) == (None, 2, 2)


def test_a_director_sees_one_school_on_the_editions_page(
    client: ScopelessClient, edition: Edition, cast: SimpleNamespace
) -> None:
    answer = page(client, cast.director_a, "edition", edition.pk)

    assert [str(one["sheet"].school) for one in answer.context["sheets"]] == ["ZSP nr 101"]
    assert "ZSP nr 102" not in words(answer)


# --- The director -----------------------------------------------------------------------------------------------------
def test_the_page_shows_score_worklists_rows_totals_and_deadline(
    client: ScopelessClient, edition: Edition, sheet: Sheet, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    Edition.objects.filter(pk=edition.pk).update(deadline=timezone.localdate() + datetime.timedelta(days=8))

    answer = page(client, cast.director_a, "sheet", sheet.pk)

    text = words(answer)
    assert "na 100 = kompletność 64% × poprawność 100%" in text
    assert "(za 8 dni)" in text
    assert "4 700,00 zł" in text
    assert "Laptop Zażółć" in text
    assert "Pakiet biurowy" in text
    assert {(task.finding.code, task.number) for task in answer.context["tasks"]} == {
        ("no_serial", 1),
        ("no_room", 1),
        ("no_date", 1),
    }
    urls = {task.finding.code: task.url for task in answer.context["tasks"]}
    assert urls["no_serial"] == f"{reverse('inventory:devices')}?jednostka={schools.a.pk}&jakosc=no_serial"


def test_each_worklist_link_opens_the_list_of_exactly_these_devices(
    client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace
) -> None:
    tasks = page(client, cast.director_a, "sheet", sheet.pk).context["tasks"]

    for task in tasks:
        listed = words(client.get(task.url))
        assert "=1+1" in listed
        assert "Laptop Zażółć" not in listed


def test_ticking_and_submitting_leads_to_a_submitted_sheet(
    client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace
) -> None:
    answer = post(client, cast.director_a, "sheet_submit", sheet.pk, **signature(client, cast.director_a, sheet))

    assert answer.status_code == 302
    assert Sheet.objects.get(pk=sheet.pk).state == "submitted"
    assert "czeka na przyjęcie" in words(client.get(sheet.get_absolute_url()))


def test_without_the_tick_nothing_is_submitted(client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace) -> None:
    signed = signature(client, cast.director_a, sheet) | {"confirmed": ""}

    answer = post(client, cast.director_a, "sheet_submit", sheet.pk, **signed)

    assert answer.status_code == 422
    assert "bez niego arkusza nie można złożyć" in words(answer)
    assert Sheet.objects.get(pk=sheet.pk).state == "open"


def test_a_register_changed_since_the_page_was_opened_is_shown_anew_and_can_then_be_signed(
    client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    signed = signature(client, cast.director_a, sheet)
    registerrows.device(schools.a, "NOWE")

    answer = post(client, cast.director_a, "sheet_submit", sheet.pk, **signed)

    assert answer.status_code == 409
    assert "Ewidencja zmieniła się" in words(answer)
    form = answer.context["form"]
    assert form["seen"].value() != signed["seen"]
    again = {"seen": form["seen"].value(), "version": form["version"].value(), "confirmed": "on"}
    assert post(client, cast.director_a, "sheet_submit", sheet.pk, **again).status_code == 302
    assert Sheet.objects.get(pk=sheet.pk).contents["totals"]["devices"] == 3


def test_a_school_without_devices_is_told_what_to_do(
    client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    Device.objects.filter(school=schools.a).delete()

    text = words(page(client, cast.director_a, "sheet", sheet.pk))

    assert "W ewidencji nie ma jeszcze żadnego urządzenia." in text
    assert "Złóż arkusz" not in text


def test_a_closed_edition_says_so_and_offers_no_button(
    client: ScopelessClient, edition: Edition, sheet: Sheet, cast: SimpleNamespace
) -> None:
    signed = signature(client, cast.director_a, sheet)
    editions.close_edition(edition, by=cast.department)

    text = words(page(client, cast.director_a, "sheet", sheet.pk))
    assert "Edycja jest zamknięta" in text
    assert "Złóż arkusz" not in text

    post(client, cast.director_a, "sheet_submit", sheet.pk, **signed)
    assert Sheet.objects.get(pk=sheet.pk).state == "open"


# --- The department ---------------------------------------------------------------------------------------------------
def test_the_department_is_told_what_changed_after_the_submission(
    client: ScopelessClient, sheet: Sheet, submit: Do, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    submit(sheet)
    assert page(client, cast.department, "sheet", sheet.pk).context["moved"] == 0
    registerrows.device(schools.a, "NOWE")

    text = words(page(client, cast.department, "sheet", sheet.pk))

    assert "Od złożenia arkusza zmieniono w ewidencji 1 urządzenie." in text


def test_accepting_orders_the_files_and_the_page_shows_how_far_they_are(
    client: ScopelessClient, sheet: Sheet, submit: Do, accept: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)

    assert post(client, cast.department, "sheet_accept", sheet.pk, version=2).status_code == 302

    text = words(page(client, cast.department, "sheet", sheet.pk))
    assert "Czeka na wolny proces" in text
    assert "Przyjmij arkusz" not in text
    fragment = page(client, cast.department, "sheet", sheet.pk, HX_REQUEST="true")
    assert "<h1" not in fragment.content.decode()
    assert "HX-Refresh" not in fragment
    accept(sheet)
    finished = page(client, cast.department, "sheet", sheet.pk, HX_REQUEST="true")
    assert finished["HX-Refresh"] == "true"
    done = words(page(client, cast.department, "sheet", sheet.pk))
    assert Sheet.objects.get(pk=sheet.pk).evidence.sha256 in done
    assert "Cofnij przyjęcie" in done


def test_a_failed_acceptance_says_why_and_can_be_ordered_again(
    client: ScopelessClient, sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    post(client, cast.department, "sheet_accept", sheet.pk, version=2)
    SheetAcceptance.objects.update(state=JobState.FAILED, error="Zabrakło miejsca.")

    text = words(page(client, cast.department, "sheet", sheet.pk))

    assert "Zabrakło miejsca." in text
    assert "Przyjmij arkusz" in text
    post(client, cast.department, "sheet_accept", sheet.pk, version=2)
    assert SheetAcceptance.objects.get().state == JobState.QUEUED


def test_a_page_left_open_accepts_nothing_and_says_so(
    client: ScopelessClient, sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    sheets.return_sheet(sheet, remark="Brak sal.", version=2, by=cast.department)

    answer = post(client, cast.department, "sheet_accept", sheet.pk, version=2)

    assert answer.status_code == 302
    assert "zmienił w międzyczasie stan" in words(client.get(answer.url))
    assert not SheetAcceptance.objects.exists()


def test_returning_without_a_remark_shows_the_form_again(
    client: ScopelessClient, sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)

    answer = post(client, cast.department, "sheet_return", sheet.pk, version=2, remark=" ")

    assert "bez tego szkoła nie będzie wiedziała" in words(answer)
    assert Sheet.objects.get(pk=sheet.pk).state == "submitted"


def test_the_remark_stands_on_the_directors_page_until_the_sheet_is_sent_again(
    client: ScopelessClient, sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    post(client, cast.department, "sheet_return", sheet.pk, version=2, remark="Uzupełnij sale projektorów.")

    assert "Uzupełnij sale projektorów." in words(page(client, cast.director_a, "sheet", sheet.pk))


def test_after_taking_back_the_page_keeps_the_files_and_offers_the_signature(
    client: ScopelessClient, sheet: Sheet, submit: Do, accept: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)
    done = accept(sheet)
    post(client, cast.department, "sheet_take_back", sheet.pk, version=done.version, remark="Pomyłka.")

    text = words(page(client, cast.director_a, "sheet", sheet.pk))

    assert "Pliki poprzedniego przyjęcia." in text
    assert done.evidence is not None
    assert done.evidence.sha256 in text
    assert "Złóż arkusz" in text


def test_the_edition_page_puts_those_to_be_reminded_first(
    client: ScopelessClient, edition: Edition, sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    submit(sheet)

    answer = page(client, cast.department, "edition", edition.pk)

    assert [(str(one["sheet"].school), one["sheet"].state) for one in answer.context["sheets"]] == [
        ("ZSP nr 102", "open"),
        ("ZSP nr 101", "submitted"),
    ]
    assert [one["quality"].score for one in answer.context["sheets"]] == [64, 64]
    assert [one["changed"] for one in answer.context["sheets"]] == ["dziś", "dziś"]


def test_opening_an_edition_has_every_school_ticked(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    answer = page(client, cast.department, "edition_add")

    assert set(answer.context["form"].initial["schools"]) == {schools.a.pk, schools.b.pk}


def test_an_edition_opened_on_the_page_asks_the_schools_that_stayed_ticked(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    deadline = timezone.localdate() + datetime.timedelta(days=30)
    data = {"name": "Rok szkolny", "kind": "current", "deadline": f"{deadline:%d.%m.%Y}", "schools": [schools.a.pk]}

    assert post(client, cast.department, "edition_add", **data).status_code == 302

    assert [one.school for one in Edition.objects.get().sheets.all()] == [schools.a]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "Rok próbny"}, "name"),
        ({"deadline": "1.1.2020"}, "deadline"),
        ({"deadline": "1.1.2126"}, "deadline"),
        ({"schools": []}, "schools"),
        ({"kind": "inna"}, "kind"),
    ],
)
def test_what_is_wrong_with_an_edition_is_said_at_its_field(
    client: ScopelessClient, edition: Edition, cast: SimpleNamespace, schools: SimpleNamespace, wrong: Any, field: str
) -> None:
    data = {"name": "Inna", "kind": "current", "deadline": "", "schools": [schools.a.pk]} | wrong

    answer = post(client, cast.department, "edition_add", **data)

    assert list(answer.context["form"].errors) == [field]
    assert Edition.objects.count() == 1


def test_a_school_that_has_begun_cannot_be_let_off(
    client: ScopelessClient, edition: Edition, sheet: Sheet, submit: Do, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    submit(sheet)
    data = {"name": "Rok próbny", "kind": "current", "deadline": "", "schools": [schools.b.pk]}

    answer = post(client, cast.department, "edition_edit", edition.pk, **data)

    assert "ZSP nr 101" in answer.context["form"].errors["schools"][0]


# --- The start page and data quality ----------------------------------------------------------------------------------
def test_the_start_page_names_the_directors_sheet_with_its_deadline_until_it_is_sent(
    client: ScopelessClient, edition: Edition, sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    factories.PlanFactory()
    Edition.objects.filter(pk=edition.pk).update(deadline=datetime.date(2126, 11, 30))
    client.force_login(cast.director_a)
    assert "Arkusz do złożenia do 30.11.2126" in words(client.get(reverse("home")))

    submit(sheet)

    assert "Arkusz do złożenia" not in words(client.get(reverse("home")))


def test_the_start_page_counts_the_sheets_that_wait_for_the_department(
    client: ScopelessClient, edition: Edition, sheet: Sheet, submit: Do, cast: SimpleNamespace
) -> None:
    factories.PlanFactory()
    client.force_login(cast.department)
    assert "na rozpatrzenie" not in words(client.get(reverse("home")))

    submit(sheet)

    assert "1 arkusz czeka na rozpatrzenie" in words(client.get(reverse("home")))


def test_a_person_of_one_school_comes_straight_to_its_worklists(
    client: ScopelessClient, edition: Edition, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    answer = page(client, cast.keeper_a, "quality")

    assert answer.context["school"] == schools.a
    assert answer.context["quality"].score == 64


def test_the_department_sees_all_schools_side_by_side(
    client: ScopelessClient, edition: Edition, cast: SimpleNamespace
) -> None:
    rows = page(client, cast.department, "quality").context["rows"]

    assert [(str(row["school"]), row["quality"].score) for row in rows] == [("ZSP nr 101", 64), ("ZSP nr 102", 64)]


def test_another_schools_quality_is_not_found(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    assert page(client, cast.director_a, "quality_school", schools.b.pk).status_code == 404


def test_the_page_of_a_sheet_asks_as_often_for_sixty_devices_as_for_two(
    client: ScopelessClient, sheet: Sheet, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    def queries(school: School) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert page(client, cast.director_a, "sheet", sheet.pk).status_code == 200
        return len(captured)

    page(client, cast.director_a, "sheet", sheet.pk)
    two = queries(schools.a)
    for number in range(58):
        registerrows.device(schools.a, f"DUŻO/{number}", room=registerrows.room(schools.a, str(number)))

    assert queries(schools.a) == two
