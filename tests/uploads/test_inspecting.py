"""Inspection runs in a child process that may take only so much."""

import io
import subprocess
from typing import Any

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from hdr_portal.lib import uploads
from hdr_portal.lib.inspection.verdicts import BROKEN
from hdr_portal.lib.uploads import Accepted, Refused, inspect_upload
from tests.uploads import samples


def refusal(data: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(Refused) as caught:
        inspect_upload(SimpleUploadedFile(name, data))
    return caught.value.sentence


@pytest.mark.parametrize("extension", ["pdf", "jpg", "docx", "mp4"])
def test_the_child_tells_what_a_file_is(extension: str) -> None:
    accepted = inspect_upload(ContentFile(samples.every_accepted_kind()[extension], "x"))
    assert accepted.extension == extension


def test_the_name_does_not_decide() -> None:
    accepted = inspect_upload(SimpleUploadedFile("zdjecie.jpg", samples.pdf(), "image/jpeg"))
    assert accepted == Accepted("pdf", "application/pdf", "pdf")


def test_the_file_is_rewound() -> None:
    upload = SimpleUploadedFile("a.pdf", samples.pdf())
    upload.read()
    inspect_upload(upload)
    assert upload.read() == samples.pdf()


def test_a_drawing_dressed_as_pdf_is_refused() -> None:
    assert refusal(b"<svg onload='alert(1)'/>") == (
        "To jest strona HTML, rysunek SVG albo plik XML. Zapisz go jako PDF i wyślij PDF."
    )


def test_no_bytes_are_refused() -> None:
    assert refusal(b"") == uploads.EMPTY


def test_a_byte_over_the_limit_is_refused(settings: Settings) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    assert refusal(b"%PDF-" + bytes(1024 * 1024)) == "Plik ma ponad 1\u00a0MB. Zmniejsz go albo podziel na części."


def test_a_pdf_that_unpacks_to_a_megabyte_is_read() -> None:
    assert inspect_upload(ContentFile(samples.pdf_in_a_compressed_part(1), "x")).kind == "pdf"


def test_a_pdf_that_unpacks_to_two_gigabytes_is_refused() -> None:
    data = samples.pdf_in_a_compressed_part(2048)
    assert len(data) < 3_000_000
    assert refusal(data) == BROKEN


def test_a_child_that_takes_too_long_means_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(uploads, "SECONDS", 0.5)
    assert refusal(samples.pdf()) == BROKEN


def test_a_child_that_dies_means_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "CHILD", "import os; os.abort()")
    assert refusal(samples.pdf()) == BROKEN


def test_a_file_is_inspected_once(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = SimpleUploadedFile("a.pdf", samples.pdf())
    first = inspect_upload(upload)

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr(subprocess, "run", never)
    assert inspect_upload(upload) is first


def test_a_pdf_with_a_thousand_pages_is_read_in_time() -> None:
    target = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(1000):
            document.add_blank_page()
        document.save(target)
    assert inspect_upload(ContentFile(target.getvalue(), "x")).kind == "pdf"
