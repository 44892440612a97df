"""The preview: what a sheet would do row by row, and what the person decides about it."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from inventory.intake.verdicts import Question
from inventory.models import EntryState, Import, Manufacturer
from inventory.services.imports import load_diff
from tests import registerrows
from tests.import_pages.conftest import Wizard, good_row, url
from tests.import_pages.workbooks import HOSTILE, messy, sheet

HEADERS = ("Nr inw.", "Nazwa", "Rodzaj", "Sala", "Ilość")


def text(answer: Any) -> str:
    """The words of the page, tags and repeated spaces left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def question(found: Import, asked: str = "") -> Question:
    """The question about a text; the first one when none is named."""
    return next(one for one in load_diff(Import.objects.get(pk=found.pk)).questions if asked in {"", one.text})


def unknown_rooms(wizard: Wizard, amount: int = 1) -> Import:
    """An import of rows in rooms that the school does not have."""
    return wizard.compared(sheet([good_row(f"A/{at}", room=f"Pokój {at}x") for at in range(1, amount + 1)]))


# --- what is shown --------------------------------------------------------------------------------------------------
def test_a_messy_sheet_is_told_row_by_row(wizard: Wizard) -> None:
    found = wizard.compared(messy())
    page = wizard.page(found, "wszystkie")

    assert [(one.row.row, str(one.row.verdict)) for one in page.context["shown"].rows] == [
        (5, "ask"),
        (6, "ask"),
        (7, "new"),
        (8, "error"),
        (9, "error"),
        (10, "error"),
        (11, "error"),
        (12, "new"),
    ]
    words = text(page)
    assert "Kolumna F (Data zakupu). Nie ma takiego dnia: „31.02.2023”. Popraw datę." in words
    assert "Kolumna B (Numer inwentarzowy). Ten sam numer inwentarzowy jest w wierszu 10. Popraw jeden z nich." in words
    assert "Kolumna G (Wartość brutto). Nie udało się odczytać kwoty „dużo”. Wpisz ją jako 1234,56." in words
    assert "Pominięto podsumowania: wiersz 13." in words


def test_parts_tell_how_many_rows_they_hold(wizard: Wizard) -> None:
    shown = wizard.page(wizard.compared(messy())).context["shown"]

    assert [(part.slug, part.count) for part in shown.parts] == [
        ("pytania", 1),
        ("bledy", 4),
        ("czekaja", 2),
        ("nowe", 2),
        ("wszystkie", 8),
    ]
    assert shown.slug == "pytania"


def test_a_changed_row_shows_old_and_new(wizard: Wizard, schools: SimpleNamespace, room: Any) -> None:
    registerrows.device(schools.a, "A/1", name="Laptop Acer", room=room)
    found = wizard.compared(sheet([("A/1", "Laptop Dell", "Laptop", "14")], headers=HEADERS[:4]))

    html = " ".join(wizard.page(found, "zmienione").content.decode().split())
    assert re.search(r"<del><span class=\"import-value\">Laptop Acer</span> ?</del>.*zmieni się na.*Laptop Dell", html)


def test_long_cells_are_cut_and_told_whole_in_a_title(wizard: Wizard) -> None:
    long = "Laptop " + "x" * 100
    found = wizard.compared(sheet([good_row("A/1", long)]))

    html = wizard.page(found, "wszystkie").content.decode()
    assert f'title="{long}"' in html
    assert f">{long[:59]}…<" in html


def test_hostile_cells_are_shown_as_text(wizard: Wizard) -> None:
    rows = [(f"A/{at}", bad, "Laptop", bad, "1") for at, bad in enumerate(HOSTILE)]
    rows += [(bad, "Laptop", bad, "", bad) for bad in HOSTILE]
    found = wizard.compared(sheet(rows, headers=HEADERS))
    for part in ("pytania", "bledy", "czekaja", "wszystkie"):
        html = wizard.page(found, part).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert "{{7*7}}" in html
    assert "49" not in text(wizard.page(found, "czekaja"))


def test_rows_are_paged(wizard: Wizard) -> None:
    found = wizard.compared(sheet([good_row(f"A/{at}") for at in range(1, 121)]))
    shown = wizard.page(found, "nowe").context["shown"]
    assert (len(shown.rows), shown.page.paginator.num_pages) == (50, 3)

    last = wizard.client.get(url("import_preview", found) + "?pokaz=nowe&strona=3").context["shown"]
    assert [one.row.number for one in last.rows] == [f"A/{at}" for at in range(101, 121)]


def test_an_odd_address_shows_what_waits(wizard: Wizard) -> None:
    found = unknown_rooms(wizard)
    for query in ("?pokaz=nic", "?pokaz=pytania&strona=999", "?pokaz=<b>&strona=x"):
        answer = wizard.client.get(url("import_preview", found) + query)
        assert (answer.status_code, answer.context["shown"].slug) == (200, "pytania")


# --- questions ------------------------------------------------------------------------------------------------------
def test_an_unknown_room_is_asked_about_with_all_ways_out(wizard: Wizard, room: Any) -> None:
    found = wizard.compared(sheet([good_row("A/1", room="s. 14")]))
    page = wizard.page(found)

    [form] = page.context["shown"].forms
    assert form.fields["answer"].label == "Nie znamy pomieszczenia „s. 14”, w 1\xa0wierszu. Czy chodzi o:"
    assert form.fields["answer"].choices == [
        (f"use:{room.pk}", "14"),
        ("other", "inne z listy"),
        ("create", "dodaj nowe pomieszczenie"),
        ("empty", "zostaw puste"),
        ("later", "jeszcze nie wiem"),
    ]
    assert found.counts["ask"] == 1


def test_an_answer_settles_all_rows_with_the_text(wizard: Wizard, room: Any) -> None:
    found = wizard.compared(sheet([good_row("A/1", room="s. 14"), good_row("A/2", room="S. 14")]))
    answer = wizard.send(found, {f"{question(found).id}-answer": f"use:{room.pk}"})

    assert answer.status_code == 302
    found.refresh_from_db()
    assert (found.counts["new"], found.counts.get("ask", 0)) == (2, 0)


def test_the_last_answer_leads_on_to_what_waits_next(wizard: Wizard, room: Any) -> None:
    found = wizard.compared(sheet([good_row("A/1", room="s. 14"), good_row("A/2", room="kantorek"), good_row("")]))
    first, last = load_diff(Import.objects.get(pk=found.pk)).questions
    answer = wizard.send(found, {f"{first.id}-answer": "create"})
    assert answer["Location"] == url("import_preview", found) + "?pokaz=pytania&strona=1"
    answer = wizard.send(found, {f"{first.id}-answer": "create", f"{last.id}-answer": "empty"})
    assert answer["Location"] == url("import_preview", found)
    assert wizard.client.get(answer["Location"]).context["shown"].slug == "bledy"


def test_an_entry_of_the_list_may_be_chosen_and_must_be_when_announced(
    wizard: Wizard, schools: SimpleNamespace
) -> None:
    library = registerrows.room(schools.a, "Biblioteka")
    found = unknown_rooms(wizard)
    asked = question(found)

    refused = wizard.send(found, {f"{asked.id}-answer": "other", f"{asked.id}-entry": ""})
    assert refused.status_code == 422
    assert "Wybierz wpis z listy albo zaznacz inną odpowiedź." in text(refused)

    wizard.send(found, {f"{asked.id}-answer": "other", f"{asked.id}-entry": str(library.pk)})
    assert question(found).answer == f"use:{library.pk}"
    [form] = wizard.page(found, "pytania").context["shown"].forms
    assert (form["answer"].value(), form["entry"].value()) == ("other", str(library.pk))


def test_a_room_of_another_school_is_neither_offered_nor_taken(wizard: Wizard, schools: SimpleNamespace) -> None:
    foreign = registerrows.room(schools.b, "Tajna sala")
    found = unknown_rooms(wizard)
    assert "Tajna sala" not in wizard.page(found).content.decode()

    asked = question(found)
    for given in (
        {f"{asked.id}-answer": f"use:{foreign.pk}"},
        {f"{asked.id}-answer": "other", f"{asked.id}-entry": str(foreign.pk)},
    ):
        assert wizard.send(found, given).status_code == 422
    assert question(found).answer == ""


def test_a_new_entry_of_a_dictionary_is_proposed_unless_the_department_declined_it(wizard: Wizard) -> None:
    headers = ("Nr inw.", "Nazwa", "Rodzaj", "Producent")
    Manufacturer.objects.create(name="Firma Krzak", state=EntryState.DECLINED)
    rows = [("A/1", "Laptop", "Laptop", "Nowa Firma"), ("A/2", "Laptop", "Laptop", "firma krzak")]
    found = wizard.compared(sheet(rows, headers=headers))

    offered = {
        form.question.text: [value for value, _ in form.fields["answer"].choices]
        for form in wizard.page(found).context["shown"].forms
    }
    assert offered == {"Nowa Firma": ["propose", "empty", "later"], "firma krzak": ["empty", "later"]}


def test_answers_on_other_pages_stay_and_the_way_to_another_page_saves(wizard: Wizard) -> None:
    found = unknown_rooms(wizard, 25)
    forms = wizard.page(found).context["shown"].forms
    assert len(forms) == 20

    go = {f"{form.question.id}-answer": "create" for form in forms} | {"go": "?pokaz=pytania&strona=2"}
    answer = wizard.send(found, go)
    assert answer["Location"] == url("import_preview", found) + "?pokaz=pytania&strona=2"
    second = wizard.client.get(answer["Location"]).context["shown"].forms
    wizard.send(found, {f"{second[0].question.id}-answer": "empty"}, part="pytania&strona=2")

    answers = [one.answer for one in load_diff(Import.objects.get(pk=found.pk)).questions]
    assert sorted(answers) == [""] * 4 + ["create"] * 20 + ["empty"]


def test_an_answer_can_be_taken_back(wizard: Wizard) -> None:
    found = unknown_rooms(wizard)
    asked = question(found).id
    wizard.send(found, {f"{asked}-answer": "create"})
    assert question(found).answer == "create"
    wizard.send(found, {f"{asked}-answer": "later"})
    assert question(found).answer == ""


def test_a_way_out_of_the_portal_is_no_way_to_go(wizard: Wizard) -> None:
    found = unknown_rooms(wizard)
    for target in ("https://zly.example/", "//zly.example", "/konto/logout/"):
        answer = wizard.send(found, {"go": target})
        assert answer["Location"] == url("import_preview", found) + "?pokaz=pytania&strona=1"


def test_the_same_answers_sent_twice_count_once(wizard: Wizard) -> None:
    found = unknown_rooms(wizard)
    given = {f"{question(found).id}-answer": "create", "choices_version": found.choices_version}
    first, second = wizard.send(found, given), wizard.send(found, given)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Import.objects.get(pk=found.pk).choices_version == found.choices_version + 1


def test_a_stale_tab_overwrites_nothing_and_keeps_what_was_chosen_in_it(wizard: Wizard) -> None:
    found = unknown_rooms(wizard)
    asked, old = question(found).id, found.choices_version
    wizard.send(found, {f"{asked}-answer": "create"})

    stale = wizard.send(found, {f"{asked}-answer": "empty", "choices_version": old})
    assert stale.status_code == 409
    assert "Odpowiedzi zmieniono w międzyczasie" in text(stale)
    assert question(found).answer == "create"
    [form] = stale.context["shown"].forms
    assert form["answer"].value() == "empty"

    again = wizard.send(found, {f"{asked}-answer": "empty", "choices_version": stale.context["found"].choices_version})
    assert again.status_code == 302
    assert question(found).answer == "empty"


def test_answers_given_before_the_session_ended_are_there_after_signing_in(wizard: Wizard) -> None:
    found = unknown_rooms(wizard)
    asked = question(found).id
    wizard.client.logout()
    for to in ("import_preview", "import_confirm"):
        wizard.send(found, {f"{asked}-answer": "create", "form_owner": wizard.owner}, to=to)
        wizard.client.force_login(wizard.user)
        page = wizard.client.get(f"{url(to, found)}?pokaz=pytania")
        assert "Twoje wpisy są zachowane" in text(page)
        assert page.context["shown"].forms[0]["answer"].value() == "create"
        wizard.client.logout()


def test_a_full_disk_is_told_and_what_was_chosen_stays_on_the_page(
    wizard: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    found = unknown_rooms(wizard)
    asked = question(found).id
    with monkeypatch.context() as disk:
        disk.setattr("inventory.intake.stored.write_new", full)
        answer = wizard.send(found, {f"{asked}-answer": "create"})

    assert answer.status_code == 503
    assert "Na serwerze zabrakło miejsca" in text(answer)
    assert answer.context["shown"].forms[0]["answer"].value() == "create"
    assert question(found).answer == ""


# --- quantities -----------------------------------------------------------------------------------------------------
def test_a_quantity_is_asked_about_and_split(wizard: Wizard) -> None:
    found = wizard.compared(sheet([("A/007", "Laptop Dell", "Laptop", "14", 15)], headers=HEADERS))
    [form] = wizard.page(found).context["shown"].forms
    assert form.fields["answer"].choices[0][1] == "15\xa0osobnych urządzeń z kolejnymi numerami od „A/007”"

    wizard.send(found, {"quantity-2-answer": "split"})
    found.refresh_from_db()
    assert (found.counts["new"], found.counts["devices"]) == (1, 15)

    wizard.send(found, {"quantity-2-answer": "one"})
    found.refresh_from_db()
    assert (found.counts["new"], found.counts["devices"]) == (1, 1)
    assert len(wizard.page(found, "pytania").context["shown"].forms) == 1  # so that the answer can be changed again
