"""The form that adds a file: what it asks, what it refuses and in which words."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import Settings

from schools.forms.evidence import EvidenceForm
from schools.models import Evidence
from tests.uploads import samples

TODAY = timezone.localdate()
TOMORROW = TODAY + datetime.timedelta(days=1)


def form(user: Any, file: SimpleUploadedFile | None = None, **typed: str) -> EvidenceForm:
    usual = {"kind": "report", "day": "15.09.2024"}
    upload = file or SimpleUploadedFile("raport.pdf", samples.pdf())
    return EvidenceForm(usual | typed, {"file": upload}, user=user)


def test_it_stores_what_was_sent(cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    sent = form(cast.director_a)
    assert sent.is_valid()
    evidence = sent.save(school=schools.a)
    assert list(Evidence.objects.all()) == [evidence]
    assert (evidence.school, evidence.day, evidence.uploaded_by) == (
        schools.a, datetime.date(2024, 9, 15), cast.director_a,
    )  # fmt: skip


def test_it_asks_for_what_is_missing(cast: SimpleNamespace) -> None:
    assert EvidenceForm({}, {}, user=cast.director_a).errors == {
        "kind": ["Wybierz rodzaj dokumentu."],
        "day": ["Podaj datę."],
        "file": ["Wybierz plik."],
    }


def test_the_hint_names_kinds_and_limit(cast: SimpleNamespace, settings: Settings) -> None:
    settings.UPLOAD_LIMIT_MB = 7
    assert EvidenceForm(user=cast.director_a)["file"].help_text == (
        "PDF, zdjęcie (JPEG, PNG, WebP), dokument (DOCX, XLSX, PPTX, ODT, ODS, ODP) albo film MP4, najwyżej 7\u00a0MB. "
        "Ze zdjęć i filmów usuwamy dane o miejscu."
    )


def test_a_refused_file_is_explained(cast: SimpleNamespace) -> None:
    sent = form(cast.director_a, SimpleUploadedFile("raport.pdf", b"<html><script>alert(1)</script>"))
    assert sent.errors == {"file": ["To jest strona HTML, rysunek SVG albo plik XML. Zapisz go jako PDF i wyślij PDF."]}


def test_an_empty_file_is_explained(cast: SimpleNamespace) -> None:
    sent = form(cast.director_a, SimpleUploadedFile("raport.pdf", b""))
    assert sent.errors == {"file": ["Plik jest pusty (0 bajtów). Sprawdź go na swoim komputerze i wyślij ponownie."]}


def test_photos_need_an_end_of_keeping(cast: SimpleNamespace) -> None:
    photo = SimpleUploadedFile("a.jpg", samples.picture())
    assert form(cast.director_a, photo, kind="media").errors == {
        "retain_until": ["Podaj, do kiedy wolno przechowywać zdjęcia lub film."]
    }
    assert form(cast.director_a, photo, kind="media", retain_until=TOMORROW.isoformat()).is_valid()


@pytest.mark.parametrize("day", [TODAY.isoformat(), "1.01.2020", "1.01.2101"])
def test_keeping_ends_after_today(cast: SimpleNamespace, day: str) -> None:
    assert form(cast.director_a, retain_until=day).errors == {
        "retain_until": ["Podaj datę późniejszą niż dzisiaj, najdalej z roku 2100."]
    }


@pytest.mark.parametrize("day", [TOMORROW.isoformat(), "31.12.1999"])
def test_a_document_is_not_dated_in_the_future(cast: SimpleNamespace, day: str) -> None:
    assert form(cast.director_a, day=day).errors == {
        "day": ["Data dokumentu nie może być późniejsza niż dzisiaj ani wcześniejsza niż rok 2000."]
    }


def test_the_choice_of_kinds_can_be_narrowed(cast: SimpleNamespace) -> None:
    narrowed = EvidenceForm(user=cast.director_a, kinds=["attendance", "media"])
    assert narrowed.fields["kind"].choices == [  # type: ignore[attr-defined]
        ("", "Wybierz rodzaj"), ("attendance", "lista obecności"), ("media", "zdjęcia lub film"),
    ]  # fmt: skip


def test_publication_is_offered_only_to_who_may_decide_it(cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    offered = {
        name: "publishable" in EvidenceForm(user=getattr(cast, name)).fields
        for name in ("director_a", "keeper_a", "department")
    }
    assert offered == {"director_a": False, "keeper_a": False, "department": True}


def test_a_director_cannot_smuggle_the_mark_in(cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    sent = form(cast.director_a, publishable="on")
    assert sent.is_valid()
    assert sent.save(school=schools.a).publishable is False


def test_the_department_may_mark_at_once(cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    sent = form(cast.department, publishable="on")
    assert sent.is_valid()
    assert sent.save(school=None).publishable is True
