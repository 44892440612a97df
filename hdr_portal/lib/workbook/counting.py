"""The second opinion: how many cells of a sheet are not blank, by readers that share no code with ours."""

import io
import threading
from collections.abc import Callable, Sequence

from . import sentences
from .sentences import Refused

Counts = dict[str, int]


class Counting:
    """Counts in a thread while the values are being written out; the library lets go of the interpreter meanwhile."""

    def __init__(self, source: bytes, names: list[str], fallback: Callable[[bytes, list[str]], Counts] | None) -> None:
        self.source, self.names, self.fallback = source, names, fallback
        self.counts: Counts | None = None
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.counts = by_calamine(self.source, self.names)
        except BaseException:  # noqa: BLE001 - also what a panic in Rust becomes; `result` says what follows
            self.counts = None

    def result(self) -> Counts:
        """Filled cells by sheet; raises Refused when no reader can count them."""
        self.thread.join()
        if self.counts is None and self.fallback:
            try:
                self.counts = self.fallback(self.source, self.names)
            except Exception as error:
                raise Refused(sentences.UNCOUNTED) from error
        if self.counts is None:
            raise Refused(sentences.UNCOUNTED)
        return self.counts


def by_calamine(source: bytes, names: list[str]) -> Counts:
    """Filled cells by sheet; error cells and formulas without a result are blank to this reader."""
    from python_calamine import CalamineWorkbook  # slow to load, and only in the child

    book = CalamineWorkbook.from_filelike(io.BytesIO(source))
    return {name: sum(map(_filled, book.get_sheet_by_name(name).iter_rows())) for name in names}


def _filled(row: Sequence[object]) -> int:
    return sum([value != "" and not (type(value) is str and value.isspace()) for value in row])


def by_openpyxl(source: bytes, names: list[str]) -> Counts:
    """The same count from a slower reader, for error codes newer than calamine."""
    from openpyxl import load_workbook  # slow to load, rarely needed

    book = load_workbook(io.BytesIO(source), read_only=True, data_only=True)
    counts = {}
    for name in names:
        sheet = book[name]
        sheet.reset_dimensions()
        counts[name] = sum(_seen(cell) for row in sheet.iter_rows() for cell in row)
    return counts


def _seen(cell: object) -> bool:
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    return value is not None and kind != "e" and not (isinstance(value, str) and (not value or value.isspace()))
