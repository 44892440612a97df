"""The second opinion: how many cells of a sheet are not blank, by readers that share no code with ours."""

import html
import io
import json
import os
import re
import signal
import threading
import zipfile
from collections.abc import Mapping, Sequence

Counts = dict[str, int]
LARGE = 200_000  # bytes: below, counting takes less than a process of its own
CELL = re.compile(rb"<(?:\w+:)?c(\s[^<>]*[^/<>]|)>(.*?)</(?:\w+:)?c>", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</")
TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")
STRING = re.compile(rb"<(?:\w+:)?si(?:/>|>.*?</(?:\w+:)?si>)", re.DOTALL)
GUIDE = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)


class EarlyCount:
    """Counts in a process of its own, on another core, while this one reads the values; under the same limits."""

    def __init__(self, source: bytes) -> None:
        self.answer, into = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _count_all(source, into)
        os.close(into)

    def result(self, names: list[str]) -> Counts | None:
        """Filled cells by sheet; None when the count did not come to an end, or lacks a sheet."""
        with os.fdopen(os.dup(self.answer), "rb") as answer:
            told = answer.read()
        counts: Counts = json.loads(told) if told.endswith(b"}") else {}
        return {name: counts[name] for name in names} if set(names) <= set(counts) else None

    def end(self) -> None:
        """Whatever it is at."""
        os.close(self.answer)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _count_all(source: bytes, into: int) -> None:
    """In the process: every worksheet, whatever it is called; never returns."""
    try:
        os.write(into, json.dumps(by_calamine(source, None)).encode())
    finally:
        os._exit(0)  # an answer that is not whole says that there is none


class Counting:
    """Counts in a thread while the values are being written out; the library lets go of the interpreter meanwhile."""

    def __init__(self, source: bytes, names: list[str]) -> None:
        self.source, self.names = source, names
        self.counts: Counts | None = None
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.counts = by_calamine(self.source, self.names)
        except BaseException:  # noqa: BLE001 - also what a panic in Rust becomes; None says that there is no count
            self.counts = None

    def result(self) -> Counts | None:
        """Filled cells by sheet; None when the library gave up."""
        self.thread.join()
        return self.counts


def by_calamine(source: bytes, names: list[str] | None) -> Counts:
    """Filled cells by sheet (None: of all worksheets); error cells and formulas without a result are blank to this reader."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum  # slow to load, and only in the child

    book = CalamineWorkbook.from_filelike(io.BytesIO(source))
    if names is None:
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    return {name: sum(map(_filled, book.get_sheet_by_name(name).iter_rows())) for name in names}


def _filled(row: Sequence[object]) -> int:
    return sum([value != "" and not (type(value) is str and value.isspace()) for value in row])


def by_bytes(source: bytes, parts: Mapping[str, str], strings: str) -> Counts:
    """The same count from the XML's bytes, for what calamine gives up on, such as error codes newer than itself.

    `parts` gives each sheet's part, `strings` the part of the shared texts. Unlike calamine it sees error cells.
    """
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        blank = _blank_strings(archive.read(names[strings.lower()])) if strings else set()
        return {sheet: _cells_in(archive.read(names[part.lower()]), blank) for sheet, part in parts.items()}


def _blank_strings(source: bytes) -> set[bytes]:
    return {b"%d" % at for at, found in enumerate(STRING.finditer(source)) if not _says_something(found[0])}


def _cells_in(source: bytes, blank: set[bytes]) -> int:
    return sum(_is_filled(found, blank) for found in CELL.finditer(source))


def _is_filled(cell: re.Match[bytes], blank: set[bytes]) -> bool:
    opening, inside = cell.groups()
    value = VALUE.search(inside)
    if value and value[1].strip():
        return not (b't="s"' in opening and value[1].strip() in blank) and bool(
            html.unescape(value[1].decode()).strip()
        )
    if b't="str"' in opening:
        return False
    return b"<f" in inside or _says_something(inside)


def _says_something(source: bytes) -> bool:
    without_guides = GUIDE.sub(b"", source)
    return any(html.unescape(text.decode()).strip() for text in TEXT.findall(without_guides))
