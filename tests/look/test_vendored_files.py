"""What others made is named with its version and licence, and is fit to be served."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # the library has no types

STATIC = Path(__file__).parents[2] / "static"
VENDOR = STATIC / "vendor"
FOLDERS = sorted(path for path in VENDOR.iterdir() if path.is_dir())
POLISH_AND_UKRAINIAN = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ" + "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяҐЄІЇ" + "–—„”’…→←≥≤≠×−\u00a0\u202f"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_folder_carries_version_and_licence(folder: Path) -> None:
    name, version = folder.name.rsplit("-", 1)
    assert re.fullmatch(r"\d+(\.\d+)+", version)
    assert (folder / "LICENSE").stat().st_size > 500
    assert re.search(
        rf"^\| {re.escape(name)}-{version} \| {re.escape(version)} \| \S+ \|",
        (VENDOR / "README.md").read_text(),
        re.MULTILINE,
    )


def test_no_file_points_at_a_source_map() -> None:
    named = [
        path for path in STATIC.rglob("*") if path.suffix in {".css", ".js"} and "sourceMappingURL" in path.read_text()
    ]
    assert named == []


def test_every_address_in_a_stylesheet_is_a_file_of_ours() -> None:
    for sheet in STATIC.rglob("*.css"):
        for address in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text()):
            assert address.startswith(("data:", "#", "%23")) or (sheet.parent / address).is_file()


@pytest.mark.parametrize("weight", ["Regular", "SemiBold", "Bold"])
def test_font_is_small_and_writes_polish_and_ukrainian(weight: str) -> None:
    path = VENDOR / "inter-4.1.1" / f"Inter-{weight}.woff2"
    font = TTFont(path)
    assert path.stat().st_size < 90_000
    assert [sign for sign in POLISH_AND_UKRAINIAN if ord(sign) not in font.getBestCmap()] == []
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"tnum", "calt", "ccmp", "locl"} <= features
