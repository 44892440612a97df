"""From what was asked for to a file: counted and refused first, then written in the asked format."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet
from django.http import QueryDict

from hdr_portal.lib.pdf import Progress
from hdr_portal.lib.polish import counted, number
from inventory.listing import devices_of, filter_of
from inventory.models import Device, ExportFormat
from inventory.outtake.about import about_list
from inventory.outtake.csvfile import write_csv
from inventory.outtake.printed import MAX_COLUMNS, write_pdf
from inventory.outtake.printed import MAX_ROWS as MAX_ROWS_ON_PAPER
from inventory.outtake.round_trip import Asked, write_round_trip
from inventory.outtake.rows import EXPORTED, Extract
from inventory.outtake.xlsx import write_xlsx
from inventory.stickers import MOST_IN_A_FILE, label_sheets
from schools.models import School, User

MAX_ROWS = 500_000
NO_SUCH_LIST = "Filtry tej listy są nie do odczytania albo wskazują coś, czego już nie ma. Wróć do ewidencji i wybierz je ponownie."
NO_SUCH_SCHOOL = "Tej jednostki nie ma wśród Twoich. Wybierz jednostkę ponownie."
# Parameters of the query of a round-trip workbook.
SCHOOL, DEVICES = "jednostka", "urzadzenia"
PRESENT, WITH_GONE, BLANK = "obecne", "wszystkie", "wzor"


class ExportRefused(Exception):
    """The list cannot leave like this; the text is a Polish sentence that says what to do."""


@dataclass(frozen=True)
class Wanted:
    """What is to be written: the format, the query of the list (or of the round trip), the keys of its columns."""

    file_format: str
    query: str
    columns: tuple[str, ...]


def counted_rows(wanted: Wanted) -> int:
    """How many rows the file would hold, in the open scope. Raises ExportRefused when it may not be made."""
    if wanted.file_format == ExportFormat.ROUND_TRIP:
        return int(_asked(wanted).devices().count())
    _refuse_unclear(wanted)
    rows = devices_of(wanted.query).order_by().count()
    if rows > MAX_ROWS:
        raise ExportRefused(
            f"Lista ma {counted(rows, 'wiersz,wiersze,wierszy')}, a plik może mieć najwyżej {number(MAX_ROWS)}. "
            "Zawęź ją filtrami."
        )
    if wanted.file_format == ExportFormat.PDF:
        _refuse_paper(rows, len(wanted.columns))
    if wanted.file_format == ExportFormat.LABELS:
        _refuse_labels(rows)
    return rows


def write_file(target: Path, wanted: Wanted, *, by: User, told: Callable[[int], object], on_progress: Progress) -> int:
    """Write the file from the open scope; returns its rows. `told` hears of rows, `on_progress` of the steps on paper.

    Raises ExportRefused.
    """
    if wanted.file_format == ExportFormat.ROUND_TRIP:
        return write_round_trip(target, _asked(wanted), told=told)
    _refuse_unclear(wanted)
    columns = tuple(EXPORTED[key] for key in wanted.columns if key in EXPORTED)
    devices = devices_of(wanted.query)
    if wanted.file_format == ExportFormat.LABELS:
        return _write_labels(target, devices, on_progress)
    if wanted.file_format == ExportFormat.PDF:
        _refuse_paper(devices.order_by().count(), len(columns))  # the list may have grown since it was asked for
        return write_pdf(target, Extract(devices, columns), about_list(wanted.query, asked_by=by), on_progress)
    extract = Extract(devices, columns, told)
    if wanted.file_format == ExportFormat.CSV:
        return write_csv(target, extract)
    return write_xlsx(target, extract, about_list(wanted.query, asked_by=by))


def _refuse_unclear(wanted: Wanted) -> None:
    if not filter_of(wanted.query).form.is_valid():
        raise ExportRefused(NO_SUCH_LIST)


def _refuse_paper(rows: int, columns: int) -> None:
    if rows > MAX_ROWS_ON_PAPER:
        raise ExportRefused(
            f"Lista ma {counted(rows, 'urządzenie,urządzenia,urządzeń')}, a PDF mieści najwyżej {number(MAX_ROWS_ON_PAPER)}. "
            "Zawęź ją filtrami, na przykład kategorią albo pomieszczeniem, albo pobierz Excel (XLSX): mieści całą listę."
        )
    if columns > MAX_COLUMNS:
        raise ExportRefused(
            f"PDF mieści najwyżej {counted(MAX_COLUMNS, 'kolumnę,kolumny,kolumn')}, a wybrano {number(columns)}. "
            "Pobierz kolumny widoczne na liście albo wybierz Excel."
        )


def _refuse_labels(rows: int) -> None:
    if not rows:
        raise ExportRefused("Żadne urządzenie nie pasuje do filtrów: nie ma czego wydrukować.")
    if rows > MOST_IN_A_FILE:
        raise ExportRefused(
            f"Lista ma {counted(rows, 'urządzenie,urządzenia,urządzeń')}, a jeden plik mieści najwyżej "
            f"{counted(MOST_IN_A_FILE, 'etykietę,etykiety,etykiet')}. "
            "Zawęź ją filtrami, na przykład kategorią albo pomieszczeniem, i pobierz etykiety po kolei."
        )


def _write_labels(target: Path, devices: QuerySet[Device], on_progress: Progress) -> int:
    found = list(devices.select_related("school", "funding"))
    _refuse_labels(len(found))
    target.write_bytes(label_sheets(found, on_progress=on_progress).content)
    return len(found)


def _asked(wanted: Wanted) -> Asked:
    query = QueryDict(wanted.query)
    pk = query.get(SCHOOL, "")
    school = School.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
    if school is None:
        raise ExportRefused(NO_SUCH_SCHOOL)
    return Asked(school, with_gone=query.get(DEVICES) == WITH_GONE, blank=query.get(DEVICES) == BLANK)
