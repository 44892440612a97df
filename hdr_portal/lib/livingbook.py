"""Workbooks with living formulas that carry their results, and whose bytes come from the contents alone.

A formula without a result shows nothing in a preview, in Power Query and in openpyxl until somebody opens and saves the
file. openpyxl writes formulas only, so the results are put into the finished sheets.
"""

import datetime
import io
import re
from collections import defaultdict
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from hdr_portal.lib.celltext import is_like_formula, visible

NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP knows
LONGEST = 32_767  # characters that a cell may hold
FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?/?>(?:</v>)?</c>')

Result = int | float | str


class LivingBook:
    """A workbook being written; `made` is the day that stands in its properties."""

    def __init__(self, title: str, *, made: datetime.date) -> None:
        self.file = Workbook()
        self.file.remove(self.file.worksheets[0])
        self.file.properties.title = visible(title)[:255]
        self.file.properties.creator = "Portal HDR"
        self.file.properties.created = self.file.properties.modified = datetime.datetime.combine(made, datetime.time())
        self._results: dict[str, dict[str, Result]] = defaultdict(dict)

    def sheet(self, title: str) -> Worksheet:
        """A new sheet after the others."""
        page: Worksheet = self.file.create_sheet(title)
        return page

    def formula(self, cell: Any, text: str, result: Result) -> None:
        """A formula as English Excel writes it, with „=” in front, and what it comes to now."""
        cell.value = text
        self._results[cell.parent.title][cell.coordinate] = result

    def packed(self) -> bytes:
        """The finished file; equal contents give equal bytes."""
        dated, out = io.BytesIO(), io.BytesIO()
        with ZipFile(dated, "w") as archive:
            ExcelWriter(self.file, archive).save()
        paths = {f"xl/worksheets/sheet{place}.xml": one.title for place, one in enumerate(self.file.worksheets, 1)}
        with ZipFile(dated) as archive, ZipFile(out, "w") as packed:
            for name in archive.namelist():
                content = archive.read(name)
                if name in paths:
                    content = _with_results(content.decode(), self._results[paths[name]]).encode()
                packed.writestr(ZipInfo(name, NO_DAY), content, compress_type=ZIP_DEFLATED)
        return out.getvalue()


def put_text(cell: Any, text: str) -> None:
    """Text that stays text, also when it begins like a formula, also when somebody edits the cell and leaves it."""
    shown = visible(text)
    cell.value = shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
    cell.data_type = "s"
    if is_like_formula(shown):
        cell.quotePrefix = True


def _with_results(sheet: str, results: dict[str, Result]) -> str:
    """The sheet's XML with a result in every cell of a formula."""
    written = 0

    def put(match: re.Match[str]) -> str:
        nonlocal written
        written += 1
        place, attributes, formula = match.groups()
        result = results[place]
        kind = ' t="str"' if isinstance(result, str) else ""
        return f'<c r="{place}"{attributes}{kind}><f>{formula}</f><v>{escape(str(result))}</v></c>'

    whole = FORMULA.sub(put, sheet)
    if written != len(results):
        raise ValueError(f"{len(results) - written} formulas were written in a way that is not known here.")
    return whole
