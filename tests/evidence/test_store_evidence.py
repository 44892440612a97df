"""Storing evidence: inspected, cleaned, kept once, signed, inside the scope."""

import datetime
import errno
import hashlib
import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from PIL import Image

from hdr_portal.lib.uploads import Refused
from schools.evidence import NotStored, set_publication, store_evidence
from schools.models import Evidence, EvidenceKind
from schools.scope import OutOfScope, ScopeNotOpen, school_scope, whole_municipality
from tests.uploads import samples

DAY = datetime.date(2024, 9, 15)


def upload(data: bytes | None = None, name: str = "raport.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, samples.pdf() if data is None else data)


def stored(cast: SimpleNamespace, schools: SimpleNamespace, **given: Any) -> Evidence:
    usual = {"school": schools.a, "kind": EvidenceKind.REPORT, "day": DAY, "by": cast.director_a, "upload": upload()}
    return store_evidence(**(usual | given))


def files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_the_row_tells_what_is_on_disk(cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    evidence = stored(cast, schools, retain_until=datetime.date(2030, 1, 1), publishable=True)
    evidence.refresh_from_db()
    data = evidence.file.read_bytes()
    assert data == samples.pdf()
    assert evidence.school == schools.a
    assert (evidence.kind, evidence.day, evidence.name) == ("report", DAY, "raport.pdf")
    assert (evidence.content_type, evidence.size) == ("application/pdf", len(data))
    assert evidence.sha256 == hashlib.sha256(data).hexdigest()
    assert (evidence.retain_until, evidence.publishable) == (datetime.date(2030, 1, 1), True)
    assert evidence.uploaded_by == cast.director_a
    assert files() == [evidence.file]


def test_history_names_the_person(cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    evidence = stored(cast, schools)
    set_publication(evidence, publishable=True, retain_until=None, by=cast.department)
    signed = [(one.history_type, one.history_user, one.publishable) for one in evidence.history.order_by("history_id")]
    assert signed == [("+", cast.director_a, False), ("~", cast.department, True)]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../x", "x.pdf"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("ż" * 300 + ".pdf", "ż" * 116 + ".pdf"),
        ("raport\u202efdp.exe", "raportfdp.pdf"),
        ("faktura.pdf.exe", "faktura.pdf"),
        ("zdjecie.jpg", "zdjecie.pdf"),
    ],
)
def test_the_name_is_cleaned_and_never_becomes_a_path(
    cast: SimpleNamespace, schools: SimpleNamespace, sent: str, kept: str
) -> None:
    file = upload()
    file.__dict__["_name"] = sent  # what Django's own cleaning would let through in another version
    evidence = stored(cast, schools, upload=file)
    assert evidence.name == kept
    assert evidence.file.parent.parent == Path(settings.MEDIA_ROOT) / "evidence"


def test_a_photo_is_stored_without_its_place_and_hashed_as_stored(
    cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    photo = samples.picture(exif=samples.exif_with_place(orientation=6))
    evidence = stored(cast, schools, upload=upload(photo, "IMG_1.JPG"), kind=EvidenceKind.MEDIA)
    data = evidence.file.read_bytes()
    assert dict(Image.open(io.BytesIO(data)).getexif()) == {0x0112: 6}
    assert evidence.sha256 == hashlib.sha256(data).hexdigest()
    assert evidence.size == len(data)
    assert evidence.name == "IMG_1.JPG"


class TestTheSameFileAgain:
    def test_it_is_kept_once(self, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
        first = stored(cast, schools)
        again = stored(cast, schools, upload=upload(name="kopia.pdf"), day=None)
        assert again == first
        assert (again.name, again.day) == ("raport.pdf", DAY)
        assert Evidence.objects.count() == 1
        assert files() == [first.file]

    def test_another_kind_is_another_document(self, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
        assert stored(cast, schools) != stored(cast, schools, kind=EvidenceKind.NOTE)

    def test_another_school_gets_its_own(self, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
        first = stored(cast, schools)
        other = stored(cast, schools, school=schools.b, by=cast.department)
        ours = stored(cast, schools, school=None, by=cast.department)
        assert len({first.pk, other.pk, ours.pk}) == 3
        assert len(files()) == 3

    def test_a_file_lost_from_the_disk_is_stored_anew(self, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
        first = stored(cast, schools)
        first.file.unlink()
        again = stored(cast, schools)
        assert again != first
        assert again.file.is_file()


class TestNothingIsLeft:
    def test_when_the_file_is_refused(self, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
        with pytest.raises(Refused):
            stored(cast, schools, upload=upload(b"<svg/>"))
        assert (Evidence.objects.count(), files()) == (0, [])

    def test_when_the_disk_is_full(
        self, cast: SimpleNamespace, schools: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(NotStored) as caught:
            stored(cast, schools)
        assert caught.value.sentence == (
            "Na serwerze zabrakło miejsca i plik nie został zapisany. Zawiadom administratora i spróbuj później."
        )
        assert (Evidence.objects.count(), files()) == (0, [])

    def test_when_the_row_is_not_written(self, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
        with pytest.raises(IntegrityError):
            stored(cast, schools, publishable=None)
        assert files() == []

    def test_when_the_transaction_around_it_is_rolled_back(
        self, cast: SimpleNamespace, schools: SimpleNamespace
    ) -> None:
        with transaction.atomic():
            stored(cast, schools)
            assert len(files()) == 1
            transaction.set_rollback(True)
        assert (Evidence.objects.count(), files()) == (0, [])


class TestScope:
    def test_a_director_stores_for_the_own_school(self, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
        with school_scope([schools.a.pk]):
            assert stored(cast, schools).school == schools.a

    @pytest.mark.parametrize("whose", ["b", None])
    def test_nothing_is_stored_outside_the_scope(
        self, cast: SimpleNamespace, schools: SimpleNamespace, whose: str | None
    ) -> None:
        with school_scope([schools.a.pk]), pytest.raises(OutOfScope):
            stored(cast, schools, school=getattr(schools, whose) if whose else None)
        assert (Evidence.objects.count(), files()) == (0, [])

    def test_publication_of_anothers_file_is_refused(self, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
        evidence = stored(cast, schools, school=schools.b)
        with school_scope([schools.a.pk]), pytest.raises(OutOfScope):
            set_publication(evidence, publishable=True, retain_until=None, by=cast.director_a)

    @pytest.mark.django_db
    def test_without_a_scope_nothing_happens(self) -> None:
        with pytest.raises(ScopeNotOpen):
            store_evidence(school=None, kind="report", day=DAY, upload=upload(), by=None)  # type: ignore[arg-type]
        assert files() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time anyway")
def test_a_double_click_stores_one_file(cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    def click(_: int) -> int:
        try:
            with whole_municipality():
                return stored(cast, schools).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(click, range(4)))) == 1
    assert (Evidence.objects.count(), len(files())) == (1, 1)
