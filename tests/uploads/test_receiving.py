"""Files over the limit are read from the connection and dropped: the form answers, memory and disk stay small."""

import errno
import io
import os
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from hdr_portal.lib import uploads
from tests.uploads import samples

MEGABYTE = 1024 * 1024
BOUNDARY = "granica"
TOO_LARGE = "Plik ma ponad 25\u00a0MB. Zmniejsz go albo podziel na części."


@pytest.fixture(autouse=True)
def echo_page(settings: Settings, tmp_path: Path) -> None:
    settings.ROOT_URLCONF = "tests.uploads.echo"
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.UPLOAD_LIMIT_MB = 25


class Body(io.RawIOBase):
    """A request's body made while it is read, so that the test itself keeps none of it."""

    def __init__(self, megabytes: int) -> None:
        self.parts = self.made(megabytes)
        self.left = b""
        self.read_bytes = 0

    def made(self, megabytes: int) -> Iterator[bytes]:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n'
        typed = f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="typed"\r\n\r\nopis\r\n--{BOUNDARY}--\r\n'
        yield head.encode()
        for _ in range(megabytes * 16):
            yield bytes(65536)
        yield typed.encode()

    def length(self, megabytes: int) -> int:
        return sum(len(part) for part in self.made(megabytes))

    def read(self, size: int = -1) -> bytes:
        while len(self.left) < size and (part := next(self.parts, b"")):
            self.left += part
        taken, self.left = self.left[:size], self.left[size:]
        self.read_bytes += len(taken)
        return taken


def send(megabytes: int, *, cut_at: int | None = None) -> tuple[Any, Body]:
    body = Body(megabytes)
    length = body.length(megabytes)
    answer = Client().generic(
        "POST",
        "/echo/",
        **{
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            "CONTENT_LENGTH": str(length if cut_at is None else cut_at),
            "wsgi.input": body,
        },  # type: ignore[arg-type]
    )
    return answer, body


def open_temporary_files(folder: Path) -> list[str]:
    links = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            links.append(os.readlink(link))  # noqa: PTH115 - it points at a file without a name
        except FileNotFoundError:
            continue
    return [link for link in links if link.startswith(str(folder))]


def test_200_megabytes_are_answered_with_a_sentence_and_leave_nothing(tmp_path: Path) -> None:
    send(1)  # what is loaded once is loaded
    tracemalloc.start()
    try:
        answer, body = send(200)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.json() == {
        "errors": [TOO_LARGE],
        "files": [{"name": "film.mp4", "sent": 200 * MEGABYTE, "kept": 0}],
        "typed": "opis",
    }
    assert body.read_bytes == body.length(200)
    assert peak < 8 * MEGABYTE
    assert list(tmp_path.iterdir()) == []
    assert open_temporary_files(tmp_path) == []


def test_a_file_of_just_the_limit_is_kept() -> None:
    answer, _ = send(25)
    assert answer.json()["files"] == [{"name": "film.mp4", "sent": 25 * MEGABYTE, "kept": 25 * MEGABYTE}]


def test_a_connection_that_ends_in_the_middle_gives_no_file(tmp_path: Path) -> None:
    answer, _ = send(3, cut_at=2 * MEGABYTE)
    assert answer.json() == {"errors": ["Wybierz plik."], "files": [], "typed": ""}
    assert open_temporary_files(tmp_path) == []


def test_a_received_file_is_inspected_where_it_lies(tmp_path: Path) -> None:
    answer = Client().post("/echo/", {"file": io.BytesIO(samples.pdf()), "typed": "a"})
    assert answer.json()["errors"] == []
    assert open_temporary_files(tmp_path) == []


def test_an_empty_file_is_named_as_empty() -> None:
    answer = Client().post("/echo/", {"file": SimpleUploadedFile("a.pdf", b"")})
    assert answer.json()["errors"] == [uploads.EMPTY]


def test_ten_files_are_received() -> None:
    answer = Client().post("/echo/", {"file": [io.BytesIO(samples.pdf()) for _ in range(10)]})
    assert answer.json()["errors"] == []


def test_of_more_than_ten_files_none_is_kept() -> None:
    answer = Client().post("/echo/", {"file": [io.BytesIO(samples.pdf()) for _ in range(11)]})
    assert answer.json()["errors"] == [uploads.TOO_MANY]
    assert [file["kept"] for file in answer.json()["files"]] == [0] * 11


@pytest.mark.parametrize("taken", [None, 3])
def test_a_full_disk_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: int | None) -> None:
    class FullDisk(io.FileIO):
        def write(self, data: Any) -> int:
            if taken is None:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data[:taken])

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: FullDisk(tmp_path / "full", "w+"))
    answer = Client().post("/echo/", {"file": io.BytesIO(samples.pdf())})
    assert answer.json()["errors"] == [uploads.NO_ROOM]
    assert answer.json()["files"][0]["kept"] == 0
