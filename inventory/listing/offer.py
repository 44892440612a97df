"""What the filters' drop-downs offer: short lists read as plain pairs, and those that would be endless left out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from inventory.listing import fields
from inventory.listing.filters import DeviceFilter
from schools.scope import current_scope

if TYPE_CHECKING:
    from schools.models import School

QUICK = ("szukaj", "jednostka", "kategoria", "pomieszczenie", "status")
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Co i gdzie", ("szukaj", "jednostka", "pomieszczenie", "grupa", "kategoria", "producent")),
    ("Stan", ("status", "stan", "dla", "komputery", "windows11", "system", "rodzina")),
    ("Zakup", ("zakup_od", "zakup_do", "wartosc_od", "wartosc_do", "finansowanie", "trwalosc", "gwarancja_od", "gwarancja_do")),
    ("Zmiany i braki", ("zmienione", "potwierdzone_do", "nr_importu", "jakosc")),
)  # fmt: skip
SHORT_LIST = 100  # more schools than this are chosen among all filters, not beside the search


def sees_many_schools() -> bool:
    """Whether the open scope holds more than one school."""
    ids = current_scope().school_ids
    return ids is None or len(ids) > 1


def one_school(found: DeviceFilter) -> int | None:
    """The school whose rooms can be offered: the only one, or the one asked for."""
    ids = current_scope().school_ids
    if ids is not None and len(ids) == 1:
        return next(iter(ids))
    return found.school.pk if found.school else None


def offer_quick(found: DeviceFilter) -> list[str]:
    """Fill the drop-downs beside the search; returns the names of those that have something to offer."""
    names = [name for name in QUICK if name not in {"jednostka", "pomieszczenie"}]
    _offer(found, "kategoria", _pairs(fields.categories(None)))
    if sees_many_schools():
        schools = _schools(SHORT_LIST + 1)
        if len(schools) <= SHORT_LIST:
            _offer(found, "jednostka", schools)
            names.append("jednostka")
    if _offer_rooms(found):
        names.append("pomieszczenie")
    return [name for name in QUICK if name in names]


def offer_all(found: DeviceFilter) -> list[tuple[str, list[str]]]:
    """Fill every drop-down; returns the parts of the form with the names of their fields."""
    _offer(found, "kategoria", _pairs(fields.categories(None)))
    _offer(found, "producent", _pairs(fields.manufacturers(None)))
    _offer(found, "system", _pairs(fields.systems(None)))
    _offer(found, "finansowanie", _pairs(fields.funding_sources(None)))
    families = fields.systems(None).order_by("family").values_list("family", flat=True).distinct()
    _offer(found, "rodzina", [(name, name) for name in families])
    absent = set()
    if sees_many_schools():
        _offer(found, "jednostka", _schools(None))
    else:
        absent.add("jednostka")
    if not _offer_rooms(found):
        absent.add("pomieszczenie")
    return [(title, [name for name in names if name not in absent]) for title, names in PARTS]


def _offer_rooms(found: DeviceFilter) -> bool:
    school = one_school(found)
    if school is None:
        return False
    _offer(found, "pomieszczenie", _pairs(fields.rooms(None).filter(school_id=school)))
    return True


def _schools(limit: int | None) -> list[tuple[int, str]]:
    schools: QuerySet[School] = fields.schools(None)
    return list(schools.values_list("pk", "short_name")[:limit])


def _pairs(entries: QuerySet[Any]) -> list[tuple[int, str]]:
    return list(entries.values_list("pk", "name"))


def _offer(found: DeviceFilter, name: str, pairs: Iterable[tuple[Any, str]]) -> None:
    widget: Any = found.form.fields[name].widget
    widget.choices = [("", "Wszystkie"), *pairs]
