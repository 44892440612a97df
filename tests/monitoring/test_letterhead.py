"""The letterhead: names, pictures checked by content and kept privately, words for those who do not see them."""

import io
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from monitoring import letterheads
from monitoring.letterheads import LetterheadInput, Stale, letterhead_of, save_letterhead
from monitoring.models import Letterhead
from monitoring.report_forms import letterhead as forms
from schools.knowledge import as_known_at, known
from tests import factories
from tests.conftest import ScopelessClient

ADDRESS = "/raporty/szata/"
TEXTS = {"name": "Miasto Przykładów", "office": "Wydział Edukacji", "address": "ul. Próbna 1"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG", *, wide: int = 40, color: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (wide, 20), color).save(out, kind)
    return out.getvalue()


def upload(content: bytes | None = None, name: str = "herb.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if content is None else content)


def one_page() -> bytes:
    """A whole PDF: a document, not a picture."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def plan(city: None) -> Any:
    return factories.PlanFactory()


@pytest.fixture
def office(client: ScopelessClient, cast: SimpleNamespace, plan: Any) -> ScopelessClient:
    client.force_login(cast.department)
    return client


def saved(client: ScopelessClient, **given: Any) -> Any:
    return client.post(ADDRESS, {"version": "0", **TEXTS, **given})


def files() -> list[str]:
    return [one.name for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()]


def test_names_and_pictures_are_saved_with_who_changed_them(
    office: ScopelessClient, cast: SimpleNamespace, plan: Any
) -> None:
    answer = saved(office, arms=upload(), arms_text="Herb: wieża", strip_on=[])

    stored = Letterhead.objects.get()
    assert answer.status_code == 302
    assert (stored.plan, stored.name, stored.arms_text, stored.version) == (plan, TEXTS["name"], "Herb: wieża", 1)
    assert (Path(settings.MEDIA_ROOT) / stored.arms).read_bytes().startswith(b"\x89PNG")
    assert stored.history.get().history_user == cast.department


def test_a_picture_is_served_to_those_who_may_and_to_no_others(office: ScopelessClient, cast: SimpleNamespace) -> None:
    saved(office, arms=upload(picture("JPEG"), "herb.jpg"), arms_text="Herb")
    address = reverse("monitoring:letterhead_picture", args=["arms"])

    answer = office.get(address)

    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert office.get(reverse("monitoring:letterhead_picture", args=["strip"])).status_code == 404
    assert office.get(reverse("monitoring:letterhead_picture", args=["name"])).status_code == 404
    office.force_login(cast.director_a)
    assert office.get(address).status_code == 403


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (upload(SVG, "herb.svg"), "Rysunek SVG zapisz jako PNG"),
        (upload(SVG, "herb.png"), "To jest strona HTML, rysunek SVG albo plik XML."),
        (upload(picture("WEBP"), "herb.webp"), "Wyślij obraz PNG albo JPEG."),
        (upload(one_page(), "herb.png"), "Wyślij obraz PNG albo JPEG."),
        (upload(picture()[:60]), "Plik jest uszkodzony albo niepełny."),
        (upload(b""), "Plik jest pusty"),
        (upload(picture(wide=6001)), "Obraz ma ponad 6000 pikseli"),
    ],
)
def test_what_no_document_can_wear_is_refused_in_words(
    office: ScopelessClient, sent: SimpleUploadedFile, sentence: str
) -> None:
    answer = saved(office, arms=sent, arms_text="Herb")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert TEXTS["name"] in page
    assert "Wybierz pliki jeszcze raz" in page
    assert not Letterhead.objects.exists()
    assert files() == []


def test_a_heavy_picture_is_refused(office: ScopelessClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGEST", 50)

    assert "Zmniejsz go" in saved(office, arms=upload(), arms_text="Herb").content.decode()


def test_a_picture_without_words_is_refused(office: ScopelessClient) -> None:
    answer = saved(office, arms=upload())

    assert answer.status_code == 422
    assert "czytnik ekranu przeczyta je zamiast niego" in answer.content.decode()


def test_words_stay_needed_while_the_picture_stays(office: ScopelessClient) -> None:
    saved(office, arms=upload(), arms_text="Herb")

    refused = saved(office, version="1")
    taken = saved(office, version="1", arms_off="on")

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert Letterhead.objects.get().arms == ""
    assert len(files()) == 1  # what earlier versions wore stays


def test_the_strip_goes_on_documents_only_when_there_is_one(office: ScopelessClient) -> None:
    refused = saved(office, strip_on=["progress"])
    taken = saved(office, strip=upload(), strip_text="Znaki Unii", strip_on=["progress", "council"])

    assert "Dodaj plik paska" in refused.content.decode()
    assert taken.status_code == 302
    assert Letterhead.objects.get().strip_on == ["progress", "council"]


def test_nobody_goes_over_another_silently(office: ScopelessClient, cast: SimpleNamespace) -> None:
    saved(office)
    office.force_login(cast.administrator)

    refused = saved(office, version="0", name="Gmina Próbna")

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Ktoś zapisał szatę" in page
    assert "W portalu stoi teraz: „Miasto Przykładów”." in page
    assert 'value="Gmina Próbna"' in page
    assert Letterhead.objects.get().name == "Miasto Przykładów"
    assert 'name="version" value="1"' in page

    assert saved(office, version="1", name="Gmina Próbna").status_code == 302
    assert Letterhead.objects.get().name == "Gmina Próbna"


def test_ticks_of_a_saving_that_came_too_late_are_all_there_again(office: ScopelessClient) -> None:
    saved(office, strip=upload(), strip_text="Znaki Unii")

    refused = saved(office, version="0", strip_text="Znaki", strip_on=["progress", "council"])

    ticked = re.findall(r'name="strip_on" value="(\w+)"[^>]* checked', refused.content.decode())
    assert refused.status_code == 422
    assert ticked == ["progress", "council"]


def test_a_picture_of_a_saving_that_came_too_late_is_not_kept(plan: Any, cast: SimpleNamespace) -> None:
    texts = dict.fromkeys(letterheads.TEXTS, "")
    save_letterhead(plan, LetterheadInput(texts, []), version=0, by=cast.department)

    with pytest.raises(Stale):
        save_letterhead(plan, LetterheadInput(texts, [], {"arms": upload()}), version=0, by=cast.department)

    assert files() == []


def test_a_full_disk_is_told_and_nothing_is_written(office: ScopelessClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(letterheads, "write_new", full)

    answer = saved(office, arms=upload(), arms_text="Herb")

    assert "zabrakło miejsca" in answer.content.decode()
    assert not Letterhead.objects.exists()


def test_the_letterhead_of_an_earlier_moment_is_known(plan: Any, cast: SimpleNamespace) -> None:
    texts = dict.fromkeys(letterheads.TEXTS, "")
    save_letterhead(plan, LetterheadInput(texts | {"name": "Dawna nazwa"}, []), version=0, by=cast.department)
    before = timezone.now()
    save_letterhead(plan, LetterheadInput(texts | {"name": "Nowa nazwa"}, []), version=1, by=cast.department)

    with as_known_at(before):
        assert known(Letterhead).get(plan_id=plan.pk).name == "Dawna nazwa"
    assert letterhead_of(plan).name == "Nowa nazwa"
