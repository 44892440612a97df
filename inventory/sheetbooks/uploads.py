"""A sheet that somebody brings as a file: a scan or print in PDF, or the workbook that the school kept until now.

The rows of a workbook are frozen as they are, under the headers of its first row: history is not made to fit today's columns.
"""

import datetime
from typing import Any

from django.core.files import File

from hdr_portal.lib.celltext import visible
from hdr_portal.lib.inspection.verdicts import Refused
from hdr_portal.lib.uploads import inspect_upload
from hdr_portal.lib.workbook.contents import CellError, Limits, SheetContents, Value
from hdr_portal.lib.workbook.door import read_workbook
from inventory.sheetbooks.freezing import FORMAT

NOT_A_SHEET = "Arkusz można wgrać jako PDF albo XLSX. Zapisz plik w jednym z tych formatów i wyślij ponownie."
NO_ROWS = "W pierwszym arkuszu pliku nie ma wierszy pod nagłówkiem. Sprawdź, czy to właściwy plik."
LIMITS = Limits(rows=5_000, columns=60, cells=200_000)


def upload_contents(upload: File[Any], *, day: datetime.date) -> dict[str, Any]:
    """What the file says, ready to be frozen; raises Refused with a Polish sentence. A PDF has no rows."""
    extension = inspect_upload(upload).extension
    if extension not in {"pdf", "xlsx"}:
        raise Refused(NOT_A_SHEET)
    columns, rows = ([], []) if extension == "pdf" else _table(upload)
    frozen = {"format": FORMAT, "source": "file", "name": upload.name or "", "day": day.isoformat()}
    return frozen | {"columns": columns, "rows": rows, "licences": []}


def _table(upload: File[Any]) -> tuple[list[str], list[list[str]]]:
    """Headers and rows of the first sheet that is not hidden; every row is as long as the headers."""
    sheets = read_workbook(upload, limits=LIMITS).sheets
    sheet = next((one for one in sheets if not one.hidden and one.rows), None)
    filled = [(number, row) for number, row in enumerate(sheet.rows, start=1) if row] if sheet else []
    if sheet is None or len(filled) < 2:
        raise Refused(NO_ROWS)
    texts = [_texts(sheet, number, row) for number, row in filled]
    width = max(len(row) for row in texts)
    padded = [row + [""] * (width - len(row)) for row in texts]
    return padded[0], padded[1:]


def _texts(sheet: SheetContents, number: int, row: list[Value]) -> list[str]:
    return [visible(sheet.padded.get((number, place)) or value_text(value)) for place, value in enumerate(row, start=1)]


def value_text(value: Value) -> str:
    """A cell's value as text: days as 2024-09-15, whole numbers without a point, errors as the spreadsheet shows them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "PRAWDA" if value else "FAŁSZ"
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)
