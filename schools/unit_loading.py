"""The file of a municipality's units: checked, and loaded so that nothing a person has entered is ever overwritten."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from hdr_portal.lib.yamlentry import Entry, FileFaults, shown
from hdr_portal.lib.yamlfile import read_yaml
from schools.models import Establishment, EstablishmentKind, School, SchoolKind


@dataclass(frozen=True)
class EstablishmentRow:
    """An establishment of the file; named as the fields of an Establishment."""

    kind: str
    name: str
    name_incomplete: bool


@dataclass(frozen=True)
class UnitRow:
    """A unit of the file with its establishments."""

    kind: str
    short_name: str
    name: str
    name_incomplete: bool
    note: str
    establishments: tuple[EstablishmentRow, ...]


@dataclass(frozen=True)
class LoadedUnits:
    """What a loading added, by name, and units of the portal that the file does not mention."""

    added: tuple[str, ...]
    beside: tuple[str, ...]


def read_units(data: bytes) -> list[UnitRow]:
    """The units in the file's bytes; raises FileFaults with all faults."""
    top = read_yaml(data)
    lines: dict[str, int] = {}
    rows = [_read_unit(item, lines) for item in top.fields(required=("units",))["units"].items()]
    if top.faults:
        raise FileFaults(top.faults)
    return rows


def _read_unit(entry: Entry, lines: dict[str, int]) -> UnitRow:
    fields = entry.fields(
        required=("kind", "short_name", "name", "establishments"), optional=("name_incomplete", "note")
    )
    short_name = fields["short_name"].text(60)
    if short_name and short_name in lines:
        fields.refuse(
            "short_name", f"Jednostka {shown(short_name)} jest już w wierszu {lines[short_name]}. Usuń jedną z nich."
        )
    lines.setdefault(short_name, entry.line)
    return UnitRow(
        kind=fields["kind"].one_of(SchoolKind.values),
        short_name=short_name,
        name=fields["name"].text(250),
        name_incomplete="name_incomplete" in fields and fields["name_incomplete"].flag(),
        note=fields["note"].text_or_null(250) or "",
        establishments=tuple(_read_establishment(item) for item in fields["establishments"].items()),
    )


def _read_establishment(entry: Entry) -> EstablishmentRow:
    fields = entry.fields(required=("kind", "name"), optional=("name_incomplete",))
    return EstablishmentRow(
        kind=fields["kind"].one_of(EstablishmentKind.values),
        name=fields["name"].text(250),
        name_incomplete="name_incomplete" in fields and fields["name_incomplete"].flag(),
    )


@transaction.atomic
def load_units(rows: list[UnitRow]) -> LoadedUnits:
    """Add the units and establishments that the portal lacks; needs the scope of the whole municipality.

    A unit is known by its short name, today's or an earlier one, so a renamed unit is not added again; and no kind gets more
    units than the file has, so an import from the register that came first is not doubled.
    """
    room = Counter(row.kind for row in rows)
    room.subtract(School.objects.values_list("kind", flat=True))
    added: list[str] = []
    found: set[int] = set()
    for row in rows:
        unit = _known_unit(row.short_name)
        if unit is None and room[row.kind] > 0:
            unit = _add_unit(row)
            room[row.kind] -= 1
            added.append(f"jednostka {unit}")
        if unit is not None:
            found.add(unit.pk)
            added += _add_establishments(unit, row.establishments)
    beside = School.objects.exclude(pk__in=found).values_list("short_name", flat=True)
    return LoadedUnits(tuple(added), tuple(beside))


def _known_unit(short_name: str) -> School | None:
    named: School | None = School.objects.filter(short_name=short_name).first()
    if named is not None:
        return named
    earlier = School.history.filter(short_name=short_name).values("id")
    renamed: School | None = School.objects.filter(pk__in=earlier).order_by("pk").first()
    return renamed


def _add_unit(row: UnitRow) -> School:
    unit: School = School.objects.create(
        kind=row.kind,
        short_name=row.short_name,
        name=row.name,
        name_incomplete=row.name_incomplete,
        note=row.note,
    )
    return unit


def _add_establishments(unit: School, rows: tuple[EstablishmentRow, ...]) -> list[str]:
    room = Counter(row.kind for row in rows)
    room.subtract(Establishment.objects.filter(school=unit).values_list("kind", flat=True))
    known = set(Establishment.history.filter(school=unit).values_list("name", flat=True))
    added = []
    for row in rows:
        if room[row.kind] > 0 and row.name not in known:
            Establishment.objects.create(school=unit, kind=row.kind, name=row.name, name_incomplete=row.name_incomplete)
            room[row.kind] -= 1
            added.append(f"placówka {row.name}")
    return added
