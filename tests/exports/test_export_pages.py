"""Pages of exports: asking, waiting, downloading, and who may."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inventory.models import Device, Export
from inventory.services import exports
from schools.models import User
from tests import registerrows
from tests.exports.conftest import made, ordered, stored

LIST = {"file_format": "xlsx", "columns": "widoczne", "query": ""}


def send(client: Client, person: User, **given: Any) -> Any:
    """The form of a list, or of a school's workbook."""
    client.force_login(person)
    answer: Any = client.post(reverse("inventory:exports"), {"form_key": str(uuid.uuid4()), **LIST, **given})
    return answer


def get(client: Client, person: User, name: str, *args: Any, **given: Any) -> Any:
    client.force_login(person)
    answer = client.get(reverse(f"inventory:{name}", args=args), given)
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # read to its end: the file is closed with it
    return answer


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


# --- Asking ---------------------------------------------------------------------------------------------------------
def test_a_short_list_comes_at_once(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    answer = send(client, cast.director_a)
    export = Export.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("inventory:export_file", args=[export.pk]))
    file = client.get(answer["Location"])
    assert b"".join(file.streaming_content) == export.file.read_bytes()  # type: ignore[attr-defined]
    assert file["Content-Disposition"] == (
        f'attachment; filename="ewidencja-{export.created_at:%Y-%m-%d}-nr-{export.pk}.xlsx"'
    )
    assert (file["Cache-Control"], file["X-Content-Type-Options"]) == ("private, no-store", "nosniff")


def test_a_long_list_waits_for_the_worker(
    client: Client, laptop: Device, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    answer = send(client, cast.director_a)
    export = Export.objects.get()
    assert (answer["Location"], export.state) == (export.get_absolute_url(), "queued")
    assert stored(settings.MEDIA_ROOT) == []
    page = get(client, cast.director_a, "export", export.pk)
    assert "Czeka na wolny proces" in text_of(page)
    assert f'hx-get="{export.get_absolute_url()}"' in text_of(page)


def test_two_clicks_are_one_export(client: Client, laptop: Device, cast: SimpleNamespace, settings: Any) -> None:
    key = str(uuid.uuid4())
    answers = [send(client, cast.director_a, form_key=key)["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert (Export.objects.count(), len(stored(settings.MEDIA_ROOT))) == (1, 1)


def test_another_format_from_the_same_page_is_another_export(
    client: Client, laptop: Device, cast: SimpleNamespace
) -> None:
    key = str(uuid.uuid4())
    for file_format in ("xlsx", "csv"):
        send(client, cast.director_a, form_key=key, file_format=file_format)
    assert sorted(Export.objects.values_list("file_format", flat=True)) == ["csv", "xlsx"]


def test_the_same_page_asks_anew_after_a_while(
    client: Client, laptop: Device, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = str(uuid.uuid4())
    send(client, cast.director_a, form_key=key)
    registerrows.device(laptop.school, "SP/008")
    monkeypatch.setattr(exports, "SAME_CLICK", exports.SAME_CLICK * 0)
    send(client, cast.director_a, form_key=key)
    assert sorted(Export.objects.values_list("rows", flat=True)) == [1, 2]


def test_another_persons_form_key_gives_no_ones_file(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    key = str(uuid.uuid4())
    send(client, cast.director_a, form_key=key)
    answer = send(client, cast.director_b, form_key=key)
    theirs = Export.objects.get(requested_by=cast.director_b)
    assert (answer["Location"], theirs.rows) == (reverse("inventory:export_file", args=[theirs.pk]), 0)


def test_the_list_page_and_the_file_hold_the_same_devices(
    client: Client, schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    for number, status in enumerate(("in_use", "stored", "in_use", "disposed")):
        registerrows.device(schools.a, f"SP/{number}", status=status)
    page = get(client, cast.director_a, "devices", status="in_use", sortuj="-inventory_number")
    file = made(cast.director_a, "csv", "status=in_use&sortuj=-inventory_number", ("inventory_number",))
    listed = [row.number for row in page.context["rows"]]
    assert listed == file.file.read_text("utf-8-sig").splitlines()[1:] == ["SP/2", "SP/0"]


def test_the_page_says_what_will_be_taken_out(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    text = text_of(get(client, cast.director_a, "export_add", status="in_use", szukaj="laptop"))
    assert "<strong>1 urządzenie</strong>" in text
    assert "Szukaj: laptop" in text
    assert 'value="status=in_use&amp;szukaj=laptop"' in text


def test_filters_that_cannot_be_read_are_told(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    text = text_of(get(client, cast.director_a, "export_add", zakup_od="wczoraj"))
    assert "Nie rozumiemy filtrów tej listy" in text
    assert "Pobierz listę" not in text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"query": "zakup_od=wczoraj"}, "Filtry tej listy są nie do odczytania"),
        ({"query": "x" * 2001}, "Filtrów jest za dużo."),
        ({"file_format": "exe"}, "Popraw formularz"),
        ({"columns": "inne"}, "Popraw formularz"),
        ({"form_key": "nie-klucz"}, "Popraw formularz"),
        ({"file_format": "pdf", "columns": "wszystkie"}, "PDF mieści najwyżej 12 kolumn"),
    ],
)
def test_what_cannot_be_taken_out_is_told_and_nothing_is_made(
    client: Client, laptop: Device, cast: SimpleNamespace, given: dict[str, str], sentence: str
) -> None:
    answer = send(client, cast.director_a, **given)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Export.objects.count() == 0


# --- Whose ----------------------------------------------------------------------------------------------------------
def test_an_export_is_there_for_its_person_alone(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    export = made(cast.director_a)
    for person, status in (
        (cast.director_a, 200),
        (cast.keeper_a, 404),
        (cast.director_b, 404),
        (cast.department, 404),
    ):
        answers = [get(client, person, name, export.pk).status_code for name in ("export", "export_file")]
        assert answers == [status, status], person


def test_the_list_shows_own_exports_alone(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    own, other = made(cast.director_a), made(cast.keeper_a)
    text = text_of(get(client, cast.director_a, "exports"))
    assert own.get_absolute_url() in text
    assert other.get_absolute_url() not in text


@pytest.mark.parametrize("name", ["coordinator_a", "administrator"])
def test_a_role_without_the_right_is_refused(client: Client, laptop: Device, cast: SimpleNamespace, name: str) -> None:
    person = getattr(cast, name)
    waiting = ordered(cast.director_a)
    Export.objects.filter(pk=waiting.pk).update(requested_by=person)
    pages = [get(client, person, page).status_code for page in ("exports", "export_add")]
    rows = [get(client, person, page, waiting.pk).status_code for page in ("export", "export_file")]
    assert (pages, rows, send(client, person).status_code) == ([403, 403], [403, 403], 403)


def test_a_file_that_is_not_ready_is_not_found(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    waiting = ordered(cast.director_a)
    assert get(client, cast.director_a, "export_file", waiting.pk).status_code == 404


def test_a_file_gone_from_the_disk_is_told(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    export = made(cast.director_a)
    export.file.unlink()
    assert get(client, cast.director_a, "export_file", export.pk).status_code == 404


def test_htmx_takes_the_state_alone(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    export = made(cast.director_a)
    client.force_login(cast.director_a)
    fragment = client.get(export.get_absolute_url(), headers={"HX-Request": "true"})
    page = client.get(export.get_absolute_url())
    assert fragment.content.decode().strip().startswith('<div id="export-state"')
    assert fragment.content.decode().strip() in page.content.decode()
    assert "hx-get" not in fragment.content.decode()
    assert "HX-Request" in fragment["Vary"]


def test_a_failed_export_says_why(client: Client, laptop: Device, cast: SimpleNamespace) -> None:
    waiting = ordered(cast.director_a)
    Export.objects.filter(pk=waiting.pk).update(state="failed", error="Zdanie o powodzie.")
    assert "Zdanie o powodzie." in text_of(get(client, cast.director_a, "export", waiting.pk))
