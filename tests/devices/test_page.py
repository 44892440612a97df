import datetime
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from inventory.changes import Source, save_change
from inventory.models import Device, DeviceFile, Import, Status
from schools.models import Evidence, School
from tests import registerrows
from tests.factories import EvidenceFactory
from tests.uploads import samples

LATER = timezone.localdate() + datetime.timedelta(days=900)
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def director(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.director_a)
    return client


def url(device: Device, verb: str = "") -> str:
    return f"/ewidencja/{device.pk}/{verb}"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def fresh(device: Device) -> Device:
    found: Device = Device.objects.get(pk=device.pk)
    return found


def photo(data: bytes = b"", name: str = "zdjecie.jpg") -> dict[str, Any]:
    return {
        "kind": "media",
        "day": "3.05.2024",
        "retain_until": f"{LATER:%d.%m.%Y}",
        "file": SimpleUploadedFile(name, data or samples.every_accepted_kind()["jpg"]),
    }


# --- Looking ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"),
    [("director_a", 200), ("keeper_a", 200), ("department", 200), ("viewer", 200), ("director_b", 404), ("coordinator_a", 403), ("administrator", 403), ("nobody", 403)],
)  # fmt: skip
def test_who_sees_a_device(client: Client, cast: SimpleNamespace, stored: Device, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(url(stored)).status_code == status


def test_the_viewer_is_offered_nothing_that_writes(client: Client, cast: SimpleNamespace, stored: Device) -> None:
    client.force_login(cast.viewer)
    page = text_of(client.get(url(stored)))
    assert "Latitude 3540" in page
    assert [word for word in ("/zmien/", "/potwierdz/", "/wypisz/", "/pliki/") if word in page] == []


def test_the_page_tells_facts_with_words_and_units(director: Client, stored: Device) -> None:
    stored.ram_gb, stored.gross_value, stored.purchased_on = 16, "3456.70", datetime.date(2024, 5, 3)
    stored.save()
    page = text_of(director.get(url(stored)))
    for fact in ("w użyciu", "16\u00a0GB", "3\u00a0456,70\u00a0zł", "3 maja 2024", "Latitude 3540"):
        assert fact in page


def test_neighbours_are_those_of_the_room_that_are_still_there(director: Client, stored: Device) -> None:
    room = registerrows.room(stored.school, "12")
    stored.room = room
    stored.save()
    registerrows.device(stored.school, "N/1", room=room)
    registerrows.device(stored.school, "N/2", room=room, status=Status.DISPOSED)
    registerrows.device(stored.school, "N/3")
    page = text_of(director.get(url(stored)))
    assert [number for number in ("N/1", "N/2", "N/3") if number in page] == ["N/1"]


# --- Sticker ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("spelling", ["{}", "{lower}", "{spaced}"])
def test_a_code_from_the_sticker_leads_to_the_device(director: Client, stored: Device, spelling: str) -> None:
    code = stored.label_code
    spaced = f"{code[:3]} {code[3:6]}-{code[6:]}"
    answer = director.get(f"/e/{spelling.format(code, lower=code.lower(), spaced=spaced)}/")
    assert (answer.status_code, answer["Location"]) == (302, url(stored))


def test_another_schools_code_is_not_known(client: Client, cast: SimpleNamespace, stored: Device) -> None:
    client.force_login(cast.director_b)
    assert client.get(f"/e/{stored.label_code}/").status_code == 404


@pytest.mark.parametrize("code", ["AAAAAAAAA", "0OIL", "%00", "x" * 300, "'; drop"])
def test_what_is_no_code_is_not_found(director: Client, stored: Device, code: str) -> None:
    assert director.get(f"/e/{code}/").status_code == 404


def test_the_page_shows_the_code_and_a_drawing_without_styles(director: Client, stored: Device) -> None:
    page = text_of(director.get(url(stored)))
    code = stored.label_code
    assert f"{code[:3]} {code[3:6]} {code[6:]}" in page
    drawing = page[page.index('class="qr"') - 60 : page.index('class="qr"') + 3000].split("</svg>")[0]
    assert "style" not in drawing


# --- Confirming and writing off ---------------------------------------------------------------------------------------
def test_confirming_sets_the_day_and_is_told_once(director: Client, stored: Device) -> None:
    Device.objects.filter(pk=stored.pk).update(confirmed_on=YESTERDAY)
    for _ in range(2):
        director.post(url(stored, "potwierdz/"))
    assert (fresh(stored).confirmed_on, fresh(stored).version) == (timezone.localdate(), 2)


def test_a_later_confirmation_stands_in_the_history(director: Client, stored: Device) -> None:
    Device.objects.filter(pk=stored.pk).update(confirmed_on=YESTERDAY)
    stored.history.update(confirmed_on=YESTERDAY)
    director.post(url(stored, "potwierdz/"))
    assert text_of(director.get(url(stored))).count('timeline-title">Potwierdzono stan<') == 1


def test_writing_off_keeps_the_row_the_number_and_the_reason(director: Client, stored: Device) -> None:
    stored.note = "Myszka w zestawie"
    stored.save()
    director.post(url(stored, "wypisz/"), {"status": "disposed", "reason": "Pęknięta matryca."})
    gone = fresh(stored)
    today = f"{timezone.localdate():%d.%m.%Y}"
    assert (gone.status, gone.note) == ("disposed", f"Myszka w zestawie\nZlikwidowane {today}: Pęknięta matryca.")
    assert "zlikwidowane" in text_of(director.get(url(stored)))


def test_writing_off_without_a_reason_asks_for_it(director: Client, stored: Device) -> None:
    page = text_of(director.post(url(stored, "wypisz/"), {"status": "disposed", "reason": " "}))
    assert "Napisz powód: zostanie w ewidencji." in page
    assert fresh(stored).status == "in_use"


def test_writing_off_during_durability_needs_a_tick(director: Client, stored: Device) -> None:
    stored.durability_until = LATER
    stored.save()
    given = {"status": "handed_over", "reason": "Do filii."}
    assert "zaznacz „wiem” poniżej" in text_of(director.post(url(stored, "wypisz/"), given))
    assert fresh(stored).status == "in_use"
    director.post(url(stored, "wypisz/"), given | {"durability_known": "on"})
    assert fresh(stored).status == "handed_over"


def test_a_reason_that_does_not_fit_beside_the_note_is_told(director: Client, stored: Device) -> None:
    stored.note = "x" * 480
    stored.save()
    page = text_of(director.post(url(stored, "wypisz/"), {"status": "disposed", "reason": "Pęknięta matryca."}))
    assert "Razem z uwagami to o 23\u00a0znaki za dużo. Skróć powód." in page


def test_what_is_written_off_already_stays_as_it_was(director: Client, stored: Device) -> None:
    for reason in ("Pierwszy.", "Drugi."):
        director.post(url(stored, "wypisz/"), {"status": "disposed", "reason": reason})
    assert fresh(stored).note.endswith("Pierwszy.")


@pytest.mark.parametrize("verb", ["potwierdz/", "wypisz/", "pliki/"])
@pytest.mark.parametrize(("who", "status"), [("director_b", 404), ("viewer", 403), ("coordinator_a", 403)])
def test_who_may_not_write(
    client: Client, cast: SimpleNamespace, stored: Device, verb: str, who: str, status: int
) -> None:
    client.force_login(getattr(cast, who))
    answer = client.post(url(stored, verb), {"status": "disposed", "reason": "x", **photo()})
    assert answer.status_code == status
    assert (fresh(stored).version, Evidence.objects.count()) == (1, 0)


# --- Files ------------------------------------------------------------------------------------------------------------
def test_a_photo_is_kept_without_its_place_and_shown(
    director: Client, stored: Device, schools: SimpleNamespace
) -> None:
    placed = samples.picture("JPEG", exif=samples.exif_with_place())
    assert director.post(url(stored, "pliki/"), photo(placed)).status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.school, evidence.kind) == (schools.a, "media")
    with Image.open(evidence.file) as kept:
        assert dict(kept.getexif().get_ifd(0x8825)) == {}
    assert f'<img src="/dowody/{evidence.pk}/"' in text_of(director.get(url(stored)))


def test_a_document_is_listed_and_taken_off(director: Client, stored: Device) -> None:
    director.post(url(stored, "pliki/"), photo(samples.pdf(), "faktura.pdf") | {"kind": "other"})
    evidence = Evidence.objects.get()
    page = text_of(director.get(url(stored)))
    assert "faktura.pdf" in page
    assert "<img src" not in page.split("</header>")[-1]
    director.post(url(stored, f"pliki/{evidence.pk}/odlacz/"))
    assert (DeviceFile.objects.count(), Evidence.objects.count()) == (0, 1)


def test_the_same_photo_sent_twice_is_attached_once(director: Client, stored: Device) -> None:
    for _ in range(2):
        director.post(url(stored, "pliki/"), photo())
    assert (DeviceFile.objects.count(), Evidence.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"<svg onload='alert(1)'/>", "a.jpg", "To jest strona HTML, rysunek SVG albo plik XML. Zapisz go jako PDF i wyślij PDF."),
        (b"<html><script>1</script>", "a.jpg", "To jest strona HTML, rysunek SVG albo plik XML. Zapisz go jako PDF i wyślij PDF."),
        (b"MZ\x90\x00" + bytes(200), "a.jpg", "To jest program, a nie dokument. Wyślij PDF, zdjęcie (JPEG, PNG, WebP), dokument (DOCX, XLSX, PPTX, ODT, ODS, ODP) albo film MP4."),
        (samples.png_of_declared_size(60_000, 60_000), "a.png", "Zdjęcie ma ponad 50 megapikseli. Zmniejsz jego wymiary i wyślij ponownie."),
        (samples.pdf_with_attachment(), "a.jpg", "PDF zawiera załączniki. Zapisz go bez załączników, a załączniki wyślij jako osobne pliki."),
        (samples.every_accepted_kind()["jpg"][:200], "a.jpg", "Plik jest uszkodzony albo niepełny. Otwórz go na swoim komputerze, zapisz na nowo i wyślij ponownie."),
    ],
    ids=["svg", "html", "program", "huge picture", "pdf with a file inside", "half a picture"],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_words(
    director: Client, stored: Device, data: bytes, name: str, sentence: str
) -> None:
    answer = director.post(url(stored, "pliki/"), photo(data, name))
    assert answer.status_code == 422
    told = text_of(answer).split('id="id_file_error">')[1].split("</ul>")[0]
    assert unescape(told).strip() == f"<li>{sentence}</li>"
    assert not Evidence.objects.exists()


def test_another_devices_file_is_not_taken_off(director: Client, stored: Device, schools: SimpleNamespace) -> None:
    foreign = DeviceFile.objects.create(
        device=registerrows.device(schools.b), evidence=EvidenceFactory(school=schools.b)
    )
    assert director.post(url(stored, f"pliki/{foreign.evidence_id}/odlacz/")).status_code == 404
    assert DeviceFile.objects.get() == foreign


# --- History ----------------------------------------------------------------------------------------------------------
def test_history_tells_who_when_what_and_from_where(director: Client, cast: SimpleNamespace, stored: Device) -> None:
    stored.room = registerrows.room(stored.school, "Biblioteka")
    save_change(stored, source=Source(cast.keeper_a, "zbiorczo"))
    stored.details = {"ports": 24}
    save_change(stored, source=Source(None, "agent"))
    page = text_of(director.get(url(stored)))
    assert "pomieszczenie: brak → Biblioteka" in page
    assert "informatyk.a@test.example, zbiorczo" in page
    assert "pola kategorii: brak → ports 24" in page
    assert "system, agent" in page


def import_of(school: School, **given: Any) -> Import:
    made: Import = Import.objects.create(
        school=school, name="spis.xlsx", kind="xlsx", size=1, sha256="0" * 64, path=f"imports/{school.pk}.xlsx",
        contents_path=f"imports/{school.pk}.json", **given,
    )  # fmt: skip
    return made


def test_a_change_by_an_import_leads_to_it(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, stored: Device
) -> None:
    own = import_of(schools.a)
    stored.model = "Z arkusza"
    save_change(stored, source=Source(cast.keeper_a, f"import {own.pk}"))
    client.force_login(cast.director_a)
    assert f'<a href="/importy/{own.pk}/">import {own.pk}</a>' in text_of(client.get(url(stored)))
    client.force_login(cast.viewer)
    page = text_of(client.get(url(stored)))
    assert f"import {own.pk}" in page
    assert f"/importy/{own.pk}/" not in page


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured.captured_queries)


def test_the_page_asks_as_often_for_thirty_changes_as_for_one(
    director: Client, cast: SimpleNamespace, stored: Device
) -> None:
    rooms = [registerrows.room(stored.school, f"Sala {number}") for number in range(31)]
    stored.room = rooms[30]
    save_change(stored, source=Source(cast.keeper_a))
    director.get(url(stored))
    one = queries(director, url(stored))
    for room in rooms[:30]:
        stored.room = room
        stored.name = f"Laptop z {room}"
        save_change(stored, source=Source(cast.keeper_a))
    assert queries(director, url(stored)) == one == 9
