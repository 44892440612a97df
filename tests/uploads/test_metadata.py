"""Photos and films lose what they say about place and people; what they show stays byte for byte."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hdr_portal.lib.inspection.verdicts import Accepted, Refused
from hdr_portal.lib.metadata import without_metadata
from tests.uploads import samples

FORMS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
ORIENTATION, PLACE = 0x0112, 0x8825
PHOTOS = {kind: samples.picture(form, exif=samples.exif_with_place()) for kind, form in FORMS.items()}
PHOTOS["mp4"] = samples.mp4()


def cleaned(data: bytes, extension: str) -> bytes:
    with without_metadata(io.BytesIO(data), Accepted("picture", "", extension)) as content:
        return content.read()


def shown(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


@pytest.mark.parametrize("extension", FORMS)
def test_the_place_goes_and_the_orientation_stays(extension: str) -> None:
    photo = samples.picture(FORMS[extension], exif=samples.exif_with_place(orientation=6))
    assert Image.open(io.BytesIO(photo)).getexif().get_ifd(PLACE)
    clean = cleaned(photo, extension)
    assert dict(Image.open(io.BytesIO(clean)).getexif()) == {ORIENTATION: 6}
    assert b"ProducentTelefonu" not in clean
    assert shown(clean) == shown(photo)


@pytest.mark.parametrize("extension", FORMS)
def test_an_upright_photo_keeps_no_exif(extension: str) -> None:
    photo = samples.picture(FORMS[extension], exif=samples.exif_with_place(orientation=1))
    clean = cleaned(photo, extension)
    assert dict(Image.open(io.BytesIO(clean)).getexif()) == {}
    assert shown(clean) == shown(photo)


@pytest.mark.parametrize("extension", FORMS)
@pytest.mark.parametrize("orientation", [1, 8])
def test_cleaning_twice_changes_nothing(extension: str, orientation: int) -> None:
    once = cleaned(samples.picture(FORMS[extension], exif=samples.exif_with_place(orientation)), extension)
    assert cleaned(once, extension) == once


@pytest.mark.parametrize("extension", FORMS)
def test_a_photo_without_metadata_is_stored_byte_for_byte(extension: str) -> None:
    photo = samples.picture(FORMS[extension])
    assert cleaned(photo, extension) == photo


def test_a_progressive_photo_keeps_all_its_scans() -> None:
    photo = samples.picture(progressive=True, size=(640, 480), exif=samples.exif_with_place())
    assert shown(cleaned(photo, "jpg")) == shown(photo)


def test_the_colour_profile_stays() -> None:
    photo = samples.picture(icc_profile=b"profil" * 100, exif=samples.exif_with_place())
    assert Image.open(io.BytesIO(cleaned(photo, "jpg"))).info["icc_profile"] == b"profil" * 100


def test_comments_and_xmp_go() -> None:
    photo = samples.picture(comment=b"Jan z klasy 3", xmp=b"<x:xmpmeta>GPSLatitude</x:xmpmeta>")
    clean = cleaned(photo, "jpg")
    assert b"klasy" not in clean
    assert b"GPSLatitude" not in clean


@pytest.mark.parametrize("extension", FORMS)
def test_what_follows_the_photo_is_cut_off(extension: str) -> None:
    photo = samples.picture(FORMS[extension])
    assert cleaned(photo + samples.picture(exif=samples.exif_with_place()), extension) == photo


@pytest.mark.parametrize("extension", [*FORMS, "mp4"])
@given(data=st.binary(max_size=200), cut=st.integers(0, 400))
def test_damaged_photos_are_refused_or_read_but_never_break(extension: str, data: bytes, cut: int) -> None:
    photo = PHOTOS[extension]
    for damaged in (data, photo[:cut] + data + photo[cut:], photo[:cut]):
        try:
            cleaned(damaged, extension)
        except Refused:
            continue


def test_a_film_loses_its_place_and_no_byte_moves() -> None:
    film = samples.mp4(place=b"+51.5311+020.0083/")
    clean = cleaned(film, "mp4")
    assert b"+51.5311" not in clean
    assert b"udta" not in clean
    assert len(clean) == len(film)
    assert clean[clean.index(b"mdat") :] == film[film.index(b"mdat") :]


def test_a_film_without_notes_is_stored_as_it_is() -> None:
    film = samples.mp4(place=b"")
    assert cleaned(film, "mp4") == film


def test_boxes_nested_without_end_do_not_break_it() -> None:
    nested = b""
    for _ in range(2000):
        nested = samples.box(b"moov", nested)
    assert cleaned(nested, "mp4") == nested


def test_documents_are_left_alone() -> None:
    source = io.BytesIO(samples.pdf())
    with without_metadata(source, Accepted("pdf", "application/pdf", "pdf")) as content:
        assert content is source
