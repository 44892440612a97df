"""Reads on editions and sheets. The frozen rows are large: only a sheet's own page loads them."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils import timezone

from inventory.models import Device, Edition, Sheet, SheetState
from schools.models import Evidence

DUE = (SheetState.RETURNED, SheetState.OPEN)
ORDER = (SheetState.RETURNED, SheetState.OPEN, SheetState.SUBMITTED, SheetState.ACCEPTED)


@dataclass(frozen=True)
class EditionRow:
    """An edition with how many sheets of the open scope are in each state, and the only sheet of a person of one school."""

    edition: Edition
    counts: dict[str, int] = field(default_factory=dict)
    own: Sheet | None = None

    @property
    def asked(self) -> int:
        """Sheets asked for."""
        return sum(self.counts.values())

    @property
    def due(self) -> int:
        """Sheets that schools still owe."""
        return sum(self.counts.get(state, 0) for state in DUE)

    @property
    def accepted(self) -> int:
        """Sheets accepted."""
        return self.counts.get(SheetState.ACCEPTED, 0)

    @property
    def submitted(self) -> int:
        """Sheets that wait for the department."""
        return self.counts.get(SheetState.SUBMITTED, 0)


def edition_rows(editions: QuerySet[Edition]) -> list[EditionRow]:
    """The editions with counts by state: two queries. A person of one school gets the school's own sheet with each."""
    found = list(editions)
    sheets = Sheet.objects.filter(edition__in=found).order_by()
    counts: dict[int, dict[str, int]] = {}
    for row in sheets.values("edition", "state").annotate(number=Count("pk")):
        counts.setdefault(row["edition"], {})[row["state"]] = row["number"]
    return [EditionRow(edition, counts.get(edition.pk, {})) for edition in found]


def own_sheets(rows: list[EditionRow]) -> list[EditionRow]:
    """The same rows with the sheet, where the open scope has one alone in an edition: one query."""
    editions = [row.edition.pk for row in rows if row.asked == 1]
    sheets = {one.edition_id: one for one in light_sheets().filter(edition__in=editions)}
    return [EditionRow(row.edition, row.counts, sheets.get(row.edition.pk)) for row in rows]


def light_sheets() -> QuerySet[Sheet]:
    """Sheets with school and edition, without the frozen rows."""
    found: QuerySet[Sheet] = Sheet.objects.select_related("school", "edition").defer("frozen")
    return found


def sheets_of(edition: Edition) -> QuerySet[Sheet]:
    """Sheets of an edition, those to be reminded of first."""
    places = Case(
        *(When(state=state, then=Value(number)) for number, state in enumerate(ORDER)), output_field=IntegerField()
    )
    return light_sheets().filter(edition=edition).annotate(place=places).order_by("place", "school__sort_name", "pk")


def due_sheets() -> QuerySet[Sheet]:
    """Sheets of open editions that schools of the open scope still owe, the nearest deadline first."""
    found = light_sheets().filter(state__in=DUE, edition__closed_on=None)
    return found.order_by(Case(When(edition__deadline=None, then=1), default=0), "edition__deadline", "pk")


def waiting_sheets() -> QuerySet[Sheet]:
    """Sheets that wait for the department, the oldest first."""
    return light_sheets().filter(state=SheetState.SUBMITTED).order_by("submitted_at", "pk")


def changed_since(sheet: Sheet) -> int:
    """How many devices of the school were changed after the sheet was submitted."""
    changed: int = Device.objects.filter(school=sheet.school_id, changed_at__gt=sheet.submitted_at).count()
    return changed


def earlier_files(sheet: Sheet) -> QuerySet[Evidence]:
    """Files of former acceptances: the sheet's history names them, its row does not any more."""
    versions = sheet.history.values_list("evidence_id", "workbook_id")
    known = {pk for pair in versions for pk in pair} - {None, sheet.evidence_id, sheet.workbook_id}
    found: QuerySet[Evidence] = Evidence.objects.filter(pk__in=known).order_by("-uploaded_at", "-pk")
    return found


def days_left(edition: Edition, today: datetime.date | None = None) -> int | None:
    """Days to the deadline, negative when it has passed; None without one."""
    if edition.deadline is None:
        return None
    return (edition.deadline - (today or timezone.localdate())).days
