"""A list as a workbook to look at: written row by row in constant memory, text as text, numbers and dates as such."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import FastExcel, Format

from inventory.columns import Column, Kind
from inventory.outtake.about import About
from inventory.outtake.rows import Source

LIST, ABOUT = "Ewidencja", "O eksporcie"
GROUND, INK = "#0B4F53", "#FFFFFF"
NUMBER_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MONEY: "#,##0.00", Kind.COUNT: "0"}
TEXT = "@"
A4 = 9  # as the format numbers papers


def write_xlsx(target: Path, extract: Source, about: About, *, sheet: str = LIST) -> int:
    """Write the workbook; returns how many rows it holds. `sheet` names the list in it. The sheet about it is written last, when the rows are counted."""
    told = _Counted(extract)
    options = _sheet_options(extract.columns)
    book = FastExcel(target).freeze(row=1, col=1, sheet=sheet).freeze(row=1, sheet=ABOUT)
    book.sheet(sheet, told.records(), **options)
    book.sheet(ABOUT, (_fact(line) for line in about.lines(lambda: told.rows)), **_about_options())
    book.save()
    return told.rows


class _Counted:
    """The records of an extract, counted while they are written."""

    def __init__(self, extract: Source) -> None:
        self.extract, self.rows = extract, 0

    def records(self) -> Iterator[dict[str, Any]]:
        labels = [column.label for column in self.extract.columns]
        kinds = [column.kind for column in self.extract.columns]
        for batch in self.extract.batches():
            self.rows += len(batch[0])
            dressed = [_dressed(kind, values) for kind, values in zip(kinds, batch, strict=True)]
            # Both maps run without a step of ours per row, which a list of 200,000 rows feels.
            yield from map(dict, map(zip, repeat(labels), zip(*dressed, strict=True)))
        if not self.rows:
            yield dict.fromkeys(labels)  # the writer takes its header from the first record


def _dressed(kind: Kind, values: Sequence[Any]) -> Sequence[Any]:
    """Amounts as the writer takes them; an empty text is no cell at all."""
    if kind is Kind.MONEY:
        return [None if value is None else float(value) for value in values]
    return [value or None for value in values] if kind is Kind.TEXT and "" in values else values


def _sheet_options(columns: tuple[Column, ...]) -> Mapping[str, Any]:
    texts = [column.label for column in columns if column.kind not in NUMBER_FORMATS]
    return {
        "column_formats": {column.label: _format(column.kind) for column in columns},
        "column_widths": {column.label: float(column.width) for column in columns},
        "header_format": _heading(),
        "autofilter": True,
        "ignore_errors": texts,  # numbers kept as text are meant
        "page_setup": {"landscape": True, "paper_size": A4, "fit_to_pages": (1, 0), "repeat_rows": 0},
    }


def _about_options() -> Mapping[str, Any]:
    wrapped = Format().set_num_format(TEXT).set_quote_prefix().set_text_wrap().set_align("top")
    name = Format().set_bold().set_align("top")
    return {
        "column_formats": [name, wrapped],
        "column_widths": [28.0, 80.0],
        "header_format": _heading(),
        "page_setup": {"paper_size": A4, "fit_to_pages": (1, 0)},
    }


def _heading() -> Format:
    return Format().set_bold().set_background_color(GROUND).set_font_color(INK)


def _format(kind: Kind) -> Format:
    """Text cells are typed as text and marked as such, so that typing in them starts no formula either."""
    if kind in NUMBER_FORMATS:
        return Format().set_num_format(NUMBER_FORMATS[kind])
    return Format().set_num_format(TEXT).set_quote_prefix()


def _fact(line: tuple[str, str]) -> dict[str, str]:
    return {"Informacja": line[0], "Wartość": line[1]}
