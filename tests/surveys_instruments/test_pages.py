"""Pages of questionnaires: the list, one version, preview, steps, workbooks through the browser's forms."""

import io
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from schools.roles import Role
from surveys.formbooks.writing import workbook_of
from surveys.models import Instrument, InstrumentState
from surveys.questionnaire import Questionnaire
from surveys.questionnaires import read_questionnaire
from surveys.services import instruments as services
from tests import factories
from tests.surveys_instruments.questionnaires import item, shown_if, small

pytestmark = pytest.mark.usefixtures("city")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def ready() -> Instrument:
    return services.make_ready(services.add_instrument(small(), by=factories.author()))


def url(name: str, *args: Any) -> str:
    """The address of a page of the surveys."""
    return reverse(f"surveys:{name}", args=args)


def page(client: Client, name: str, *args: Any) -> str:
    """The page's markup."""
    response = client.get(url(name, *args))
    assert response.status_code == 200
    return response.content.decode()


def upload(content: Questionnaire) -> dict[str, Any]:
    """The form with the questionnaire's workbook."""
    return {"file": SimpleUploadedFile("kwestionariusz.xlsx", workbook_of(content), XLSX)}


def told(response: Any) -> list[str]:
    """What the next page says above all."""
    return [str(message) for message in response.context["messages"]]


# --- The list -------------------------------------------------------------------------------------------------------
def test_the_list_shows_the_version_in_force_and_names_the_others(department: Client, ready: Instrument) -> None:
    services.new_version(ready, by=factories.author())
    families = department.get(url("instruments")).context["families"]
    assert [(one.shown.version, [other.version for other in one.others]) for one in families] == [(1, [2])]
    assert families[0].shown.item_count == 3


def test_the_list_is_narrowed_to_a_group(department: Client, ready: Instrument) -> None:
    services.add_instrument(small(code="dla-rodzicow", audience="parents"), by=factories.author())
    found = department.get(url("instruments"), {"grupa": "parents"}).context["families"]
    assert [one.shown.code for one in found] == ["dla-rodzicow"]
    assert (
        "Nie ma kwestionariusza dla tej grupy."
        in department.get(url("instruments"), {"grupa": "staff"}).content.decode()
    )


def test_the_list_asks_the_database_as_often_for_ten_sets_as_for_one(department: Client, ready: Instrument) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(department, "instruments")
        return len(captured)

    page(department, "instruments")
    one = queries()
    call_command("load_instruments", verbosity=0)
    assert queries() == one == 4


def test_those_who_may_only_look_are_offered_no_change(client: Client, ready: Instrument) -> None:
    client.force_login(factories.person("wglad", Role.VIEWER))
    assert url("instrument_add") not in page(client, "instruments")
    shown = page(client, "instrument", ready.pk)
    assert url("instrument_version", ready.pk) not in shown
    assert url("instrument_retire", ready.pk) not in shown
    assert url("instrument_export", ready.pk) in shown


# --- One version ----------------------------------------------------------------------------------------------------
def test_a_version_says_what_it_changed_and_which_lines_break(department: Client, ready: Instrument) -> None:
    draft, _ = services.new_version(ready, by=factories.author())
    services.change_draft(
        draft, lambda now: replace(small(item("c", text={"pl": "Inaczej"}), item("d")), version=now.version)
    )
    shown = page(department, "instrument", draft.pk)
    difference = department.get(url("instrument", draft.pk)).context["difference"]
    assert [(one.code, one.outcome) for one in difference.told] == [("c", "changed"), ("d", "new")]
    assert "linia się przerywa" in shown
    assert "było: Pytanie c" in shown
    assert (difference.same, difference.breaks) == (2, 1)
    assert "bez zmian 2\u00a0pytania, linia w czasie przerwana przy 1\u00a0pytaniu." in shown


def test_a_draft_says_what_keeps_it_from_being_ready(department: Client) -> None:
    draft = services.add_instrument(small(item("c", text={"pl": "Tak", "en": "Yes"})), by=factories.author())
    faults = department.get(url("instrument_edit", draft.pk)).context["faults"]
    assert [one.url for one in faults] == [
        url("instrument_settings", draft.pk),
        url("section_edit", draft.pk, "first"),
        url("item_edit", draft.pk, "a"),
        url("item_edit", draft.pk, "b"),
        url("section_edit", draft.pk, "second"),
        url("item_edit", draft.pk, "a"),
        url("item_edit", draft.pk, "a"),
    ]
    response = department.post(url("instrument_ready", draft.pk), follow=True)
    assert told(response) == ["Kwestionariusz nie może być jeszcze gotowy. Liczba rzeczy do poprawienia: 7."]
    assert Instrument.objects.get().state == InstrumentState.DRAFT


def test_a_questionnaire_goes_from_draft_to_ready_to_retired(department: Client) -> None:
    made = services.add_instrument(small(), by=factories.author())
    assert "Oznacz jako gotowy" in page(department, "instrument_edit", made.pk)
    department.post(url("instrument_ready", made.pk))
    assert Instrument.objects.get().state == InstrumentState.READY
    department.post(url("instrument_retire", made.pk))
    assert Instrument.objects.get().state == InstrumentState.RETIRED


def test_a_new_version_opens_in_the_editor_and_the_second_click_opens_the_same(
    department: Client, ready: Instrument
) -> None:
    first, second = (department.post(url("instrument_version", ready.pk)) for _ in range(2))
    draft = Instrument.objects.get(version=2)
    assert first["Location"] == second["Location"] == url("instrument_edit", draft.pk)


def test_a_draft_is_deleted_and_the_second_click_is_harmless(department: Client) -> None:
    made = services.add_instrument(small(), by=factories.author())
    for _ in range(2):
        assert department.post(url("instrument_delete", made.pk))["Location"] == url("instruments")
    assert not Instrument.objects.exists()


# --- Preview --------------------------------------------------------------------------------------------------------
def test_the_preview_shows_every_question_in_the_language_and_says_when_it_is_shown(department: Client) -> None:
    call_command("load_instruments", verbosity=0)
    training = Instrument.objects.get(code="training-effect")
    for language, words in (
        ("pl", "Co dało szkolenie"), ("uk", "Що дало навчання"), ("en", "What the training brought"),
    ):  # fmt: skip
        response = department.get(url("instrument_preview", training.pk), {"jezyk": language})
        shown = response.content.decode()
        assert f'<html lang="{language}">' in shown
        assert f"<h1>{words}</h1>" in shown
        assert shown.count('type="radio"') > 30
        assert shown.count('class="preview-note"') == 5
    assert "Pokazywane tylko, gdy odpowiedź na „Kiedy wypełniasz tę ankietę?” to „zaraz po szkoleniu”." in shown


def test_the_preview_cannot_be_sent(department: Client, ready: Instrument) -> None:
    assert "<form" not in page(department, "instrument_preview", ready.pk)


def test_the_preview_speaks_only_languages_of_the_questionnaire(department: Client, ready: Instrument) -> None:
    response = department.get(url("instrument_preview", ready.pk), {"jezyk": "uk"})
    assert '<html lang="pl">' in response.content.decode()
    assert response.context["spoken"] == [("pl", "polski")]


# --- Workbooks ------------------------------------------------------------------------------------------------------
def test_what_is_downloaded_can_be_uploaded_and_changes_nothing(department: Client, ready: Instrument) -> None:
    response = department.get(url("instrument_export", ready.pk))
    assert response["Content-Disposition"] == 'attachment; filename="small-wersja-1.xlsx"'
    assert response["Content-Type"] == XLSX
    file = SimpleUploadedFile("small.xlsx", response.content, XLSX)
    answer = department.post(url("instrument_import"), {"file": file}, follow=True)
    assert told(answer) == ["Taki sam kwestionariusz już jest: wersja 1. Niczego nie zmieniono."]
    assert Instrument.objects.count() == 1


def test_a_changed_workbook_becomes_the_draft_of_a_new_version_once(department: Client, ready: Instrument) -> None:
    changed = shown_if("a = 'yes'")
    for _ in range(2):
        assert department.post(url("instrument_import"), upload(changed)).status_code == 302
    draft = Instrument.objects.get(version=2)
    assert (draft.state, draft.based_on) == (InstrumentState.DRAFT, ready)
    assert read_questionnaire(draft.pk) == replace(changed, version=2)
    assert read_questionnaire(ready.pk) == small()


def test_a_wrong_workbook_is_refused_whole_with_a_page_of_faults(department: Client) -> None:
    book = load_workbook(io.BytesIO(workbook_of(small())))
    book["survey"]["A4"] = "select_one nowhere"
    book["survey"]["C7"] = None
    book["settings"]["I2"] = "aliens"
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("zly.xlsx", out.getvalue(), XLSX)
    response = department.post(url("instrument_import"), {"file": file})
    assert response.status_code == 422
    assert [(one.sheet, one.row, one.sentence) for one in response.context["faults"]] == [
        ("survey", 4, "Nie ma listy „nowhere” w arkuszu choices."),
        ("survey", 7, "Brakuje tekstu po polsku."),
        ("settings", 2, "Nie ma takiej grupy odbiorców: „aliens”."),
    ]
    shown = response.content.decode()
    assert "W pliku są błędy, więc nic nie wczytano" in shown
    assert "Nie ma listy „nowhere” w arkuszu choices." in shown
    assert not Instrument.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("pusty.xlsx", b"", "Plik jest pusty (0 bajtów). Sprawdź go na swoim komputerze i wyślij ponownie."),
        ("obraz.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(40), "To jest obraz, a nie arkusz. Wgraj arkusz XLSX, XLS, ODS albo CSV."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_refused(department: Client, name: str, data: bytes, sentence: str) -> None:
    response = department.post(url("instrument_import"), {"file": SimpleUploadedFile(name, data, XLSX)})
    assert response.status_code == 422
    assert response.context["form"].errors == {"file": [sentence]}


def test_a_workbook_does_not_overwrite_a_draft_unless_it_is_asked_to(department: Client) -> None:
    draft = services.add_instrument(small(), by=factories.author())
    changed = shown_if("a = 'yes'")
    refused = department.post(url("instrument_import"), upload(changed))
    assert refused.status_code == 409
    assert url("instrument_edit", draft.pk) in refused.content.decode()
    assert read_questionnaire(draft.pk) == small()
    for _ in range(2):
        taken = department.post(url("instrument_replace", draft.pk), upload(changed))
        assert taken["Location"] == url("instrument_edit", draft.pk)
    assert read_questionnaire(draft.pk) == changed


def test_a_draft_is_not_replaced_by_another_questionnaire(department: Client) -> None:
    draft = services.add_instrument(small(), by=factories.author())
    response = department.post(url("instrument_replace", draft.pk), upload(small(code="inny")))
    assert [(one.sheet, one.sentence) for one in response.context["faults"]] == [
        ("settings", "To plik kwestionariusza „inny”, a ten szkic ma kod „small”.")
    ]
    assert read_questionnaire(draft.pk) == small()
