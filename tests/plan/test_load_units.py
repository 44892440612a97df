from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from schools.models import Establishment, School
from schools.scope import whole_municipality

COUNTS = "12 jednostek, w nich 11 szkół podstawowych i 11 przedszkoli."
LoadUnits = Callable[..., list[str]]


@pytest.fixture
def load_units(db: None) -> Iterator[LoadUnits]:
    """Runs the command and hands over the printed lines; the test itself sees the whole municipality."""

    def run(*arguments: str) -> list[str]:
        out = StringIO()
        call_command("load_units", *arguments, stdout=out)
        return out.getvalue().splitlines()

    with whole_municipality():
        yield run


def test_twelve_units_have_eleven_primary_schools_and_eleven_preschools(load_units: LoadUnits) -> None:
    printed = load_units()
    assert printed[0] == COUNTS
    assert len(printed) == 1 + 12 + 22
    assert Counter(School.objects.values_list("kind", flat=True)) == {"zsp": 9, "zp": 1, "sp": 2}
    assert Counter(Establishment.objects.values_list("kind", flat=True)) == {"primary": 11, "preschool": 11}


def test_each_kind_of_unit_has_its_establishments(load_units: LoadUnits) -> None:
    load_units()
    inside = {
        unit.kind: sorted(unit.establishments.values_list("kind", flat=True)) for unit in School.objects.order_by("pk")
    }
    assert inside == {"zsp": ["preschool", "primary"], "zp": ["preschool", "preschool"], "sp": ["primary"]}


def test_the_four_schools_that_the_plan_names_have_their_names(load_units: LoadUnits) -> None:
    load_units()
    named = Establishment.objects.filter(name_incomplete=False).order_by("school__pk")
    assert list(named.values_list("school__short_name", "name")) == [
        ("ZSP nr 2", "Szkoła Podstawowa nr 12 im. Jana Pawła II"),
        ("ZSP nr 4", "Szkoła Podstawowa nr 1 im. Aleksandra Kamińskiego"),
        ("ZSP nr 9", "Szkoła Podstawowa nr 9 im. ks. J. Twardowskiego"),
        ("ZSP nr 10", "Szkoła Podstawowa nr 3 im. J. Piłsudskiego"),
    ]
    assert School.objects.get(short_name="ZSP nr 4").name == "Zespół Szkolno-Przedszkolny nr 4"


def test_the_others_have_a_neutral_name_and_a_note(load_units: LoadUnits) -> None:
    load_units()
    unnamed = School.objects.filter(name_incomplete=True)
    assert unnamed.count() == 8
    assert set(unnamed.values_list("note", flat=True)) == {"nazwa do uzupełnienia"}
    assert School.objects.get(short_name="ZSP (5)").name == "Zespół szkolno-przedszkolny (5)"


def test_loading_again_changes_nothing(load_units: LoadUnits) -> None:
    load_units()
    before = list(School.history.values()), list(Establishment.history.values())
    assert load_units() == [COUNTS, "bez zmian"]
    assert (list(School.history.values()), list(Establishment.history.values())) == before


def test_a_unit_that_a_person_renamed_is_neither_overwritten_nor_added_again(load_units: LoadUnits) -> None:
    load_units()
    unit = School.objects.get(short_name="ZSP (5)")
    unit.short_name, unit.name, unit.name_incomplete, unit.note = (
        "ZSP nr 7",
        "Zespół Szkolno-Przedszkolny nr 7",
        False,
        "",
    )
    unit.save()
    part = unit.establishments.get(kind="primary")
    part.name = "Szkoła Podstawowa nr 7"
    part.save()
    assert load_units() == [COUNTS, "bez zmian"]
    unit.refresh_from_db()
    assert (unit.name, unit.note) == ("Zespół Szkolno-Przedszkolny nr 7", "")
    assert unit.establishments.get(kind="primary").name == "Szkoła Podstawowa nr 7"


def test_units_that_came_from_the_register_first_are_not_doubled(load_units: LoadUnits) -> None:
    for number in range(1, 10):
        School.objects.create(kind="zsp", short_name=f"Zespół {number}", name=f"Zespół {number}")
    printed = load_units()
    assert Counter(School.objects.values_list("kind", flat=True)) == {"zsp": 9, "zp": 1, "sp": 2}
    assert printed[-1].startswith("W portalu są też jednostki spoza pliku: Zespół 1, Zespół 2,")


def test_a_missing_establishment_is_added_to_its_unit(load_units: LoadUnits) -> None:
    load_units()
    Establishment.objects.filter(name="Przedszkole w ZSP nr 9").delete()
    Establishment.history.filter(name="Przedszkole w ZSP nr 9").delete()
    assert load_units() == [COUNTS, "dodano: placówka Przedszkole w ZSP nr 9"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            'units:\n  - {kind: lo, short_name: "LO", name: "Liceum", establishments: []}',
            "wiersz 2, units[0].kind: „lo” nie jest tu znane. Wpisz jedno z: zsp, zp, sp.",
        ),
        (
            'units:\n  - {kind: sp, short_name: "SP 1", name: "Szkoła", establishments: [{kind: primary}]}',
            "wiersz 2, units[0].establishments[0].name: Brakuje klucza „name”. Dopisz go.",
        ),
        (
            'units:\n  - {kind: sp, short_name: "A", name: "A", establishments: []}\n  - {kind: sp, short_name: "A", name: "B", establishments: []}',
            "wiersz 3, units[1].short_name: Jednostka „A” jest już w wierszu 2. Usuń jedną z nich.",
        ),
    ],
)
def test_a_damaged_file_of_units_changes_nothing(text: str, fault: str, load_units: LoadUnits, tmp_path: Path) -> None:
    path = tmp_path / "units.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        load_units(str(path))
    assert str(refused.value).splitlines() == ["Plik units.yaml ma błędy. W bazie nic się nie zmieniło.", fault]
    assert not School.objects.exists()
