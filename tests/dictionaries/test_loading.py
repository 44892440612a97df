"""The files of dictionaries: all of it in, nothing twice, nothing overwritten, faults told with their line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inventory.models import Category, Manufacturer, Norm, NormCode, OperatingSystem, ZszoCost, ZszoModule

pytestmark = pytest.mark.django_db


def load(*files: Path) -> str:
    out = StringIO()
    call_command("load_dictionaries", *files, stdout=out)
    return out.getvalue().replace("\u00a0", " ").strip()


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "slowniki.yaml"
    file.write_text(text)
    return file


def test_the_projects_files_are_loaded_once() -> None:
    assert load() == "W plikach: 126 wpisów, dodano 126."
    assert load() == "W plikach: 126 wpisów, dodano 0."
    assert Category.objects.count() == 25
    assert list(ZszoModule.objects.values_list("position", flat=True)) == list(range(1, 12))


def test_the_costs_of_zszo_are_those_of_the_plan() -> None:
    load()
    assert [(str(one), str(one.amount)) for one in ZszoCost.objects.all()] == [
        ("ZSZO 2022–2024", "849235.09"),
        ("ZSZO 2025", "418200.00"),
    ]


def test_the_categories_that_the_plan_needs_most_have_fields_of_their_own() -> None:
    load()
    for code in ("switch", "router", "access-point", "serwer", "ups", "nas", "kamera", "rejestrator"):
        assert Category.objects.get(code=code).own_fields, code


def test_every_entry_names_its_source() -> None:
    load()
    for model in (Category, Manufacturer, Norm, OperatingSystem, ZszoModule, ZszoCost):
        assert not model.objects.filter(source="").exists(), model


def test_an_entry_that_was_renamed_is_not_added_again() -> None:
    load()
    windows = OperatingSystem.objects.get(name="Windows 10 Pro")
    windows.name = "Microsoft Windows 10 Pro"
    windows.save()
    assert load() == "W plikach: 126 wpisów, dodano 0."
    assert OperatingSystem.objects.filter(family="Windows 10").count() == 3


def test_faults_are_told_with_line_and_key_and_nothing_is_loaded(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "manufacturers:\n"
        "  - {name: Acer, source: x}\n"
        "  - {name: ACER, source: x}\n"
        "operating_systems:\n"
        "  - {name: Windows 12, family: Windows, source: x, supported_until: jutro}\n",
    )
    with pytest.raises(CommandError) as told:
        load(file)
    assert str(told.value).splitlines() == [
        "Plik slowniki.yaml ma błędy. W bazie nic się nie zmieniło.",
        "wiersz 3, manufacturers[1]: Wpis „acer” jest już w wierszu 2. Usuń jeden z nich.",
        (
            "wiersz 5, operating_systems[0].supported_until: Wpisz datę jako rok-miesiąc-dzień w cudzysłowie, "
            'na przykład "2025-10-14".'
        ),
    ]
    assert not Manufacturer.objects.exists()


def test_an_unknown_section_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nieznany klucz „producenci”"):
        load(written(tmp_path, "producenci: []\n"))


def test_a_norm_that_was_changed_or_taken_away_stays_so() -> None:
    load()
    Norm.objects.filter(code=NormCode.PUPILS_PER_COMPUTER).update(value=5)
    Norm.objects.get(code=NormCode.OLD_YEARS).delete()
    load()
    assert Norm.objects.get(code=NormCode.PUPILS_PER_COMPUTER).value == 5
    assert not Norm.objects.filter(code=NormCode.OLD_YEARS).exists()
