"""Contents of a workbook as lines of JSON, from the child to the portal, which takes them as data and nothing else."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from . import sentences
from .contents import CellError, SheetContents, Value, WorkbookContents
from .drafts import MAX_AREA, Draft, covered_places
from .quickjson import packed, unpacked
from .sentences import Refused

ROWS_A_LINE = 500
HEAD, SHEET, ROWS, END, REFUSED = b"H", b"S", b"R", b"E", b"X"
MARKED = b"M"
PLAIN = frozenset({type(None), str, int, float, bool, date, datetime, time, CellError})


def head_line(kind: str, notes: Iterable[str], properties: dict[str, str]) -> bytes:
    """The first line."""
    return HEAD + _packed({"kind": kind, "notes": list(notes), "properties": properties})


def refusal_line(sentence: str) -> bytes:
    """A line that makes all before it void."""
    return REFUSED + _packed(sentence)


def end_line(cells: int) -> bytes:
    """The last line; without it the answer is no answer."""
    return END + _packed(cells)


def sheet_lines(draft: Draft) -> Iterator[bytes]:
    """A sheet: what is to be known of it, then its rows."""
    sheet = draft.finish()
    yield SHEET + _packed(
        {
            "name": sheet.name,
            "hidden": sheet.hidden,
            "formulas": [list(place) for place in sheet.formulas],
            "merges": draft.merges,
            "hidden_rows": list(sheet.hidden_rows),
            "hidden_columns": list(sheet.hidden_columns),
            "padded": [[row, column, text] for (row, column), text in sheet.padded.items()],
        }
    )
    for start in range(0, len(sheet.rows), ROWS_A_LINE):
        yield ROWS + _packed(sheet.rows[start : start + ROWS_A_LINE])


def _packed(what: Any) -> bytes:
    return packed(what, _tagged) + b"\n"


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, CellError):
        return {"e": value.code}
    if isinstance(value, datetime):
        return {"m": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time):
        return {"t": value.isoformat()}
    raise TypeError


def read_lines(lines: Iterable[bytes]) -> WorkbookContents:
    """What the child has written; raises Refused for a refusal, and for anything that is not a whole answer."""
    answer = _Answer()
    try:
        for line in lines:
            answer.take(line[:1], line[1:])
        return answer.whole()
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise Refused(sentences.BROKEN) from error


class _Answer:
    """Lines as they come."""

    def __init__(self) -> None:
        self.head: dict[str, Any] = {}
        self.sheets: list[dict[str, Any]] = []
        self.cells: int | None = None
        self.area = 0

    def take(self, kind: bytes, text: bytes) -> None:
        if kind == REFUSED:
            raise Refused(str(unpacked(text)))
        if kind == HEAD:
            self.head = unpacked(text)
        elif kind == SHEET:
            self.sheets.append(unpacked(text) | {"rows": []})
        elif kind == ROWS:
            rows = [_row(row) for row in unpacked(text)]
            self.area += sum(map(len, rows))
            if self.area > MAX_AREA:
                raise ValueError
            self.sheets[-1]["rows"] += rows
        elif kind == END:
            self.cells = int(unpacked(text))

    def whole(self) -> WorkbookContents:
        if self.cells is None:
            raise ValueError
        properties = {str(key): str(value) for key, value in self.head["properties"].items()}
        notes = tuple(str(note) for note in self.head["notes"])
        sheets = tuple(_sheet(given) for given in self.sheets)
        return WorkbookContents(self.head["kind"], sheets, notes, properties, self.cells)


def _row(given: Any) -> list[Value]:
    if type(given) is not list:
        raise ValueError
    types = set(map(type, given))
    row = [_untagged(cell) if type(cell) is dict else cell for cell in given] if dict in types else given
    if not types - {dict} <= PLAIN:
        raise ValueError
    return row


def _sheet(given: dict[str, Any]) -> SheetContents:
    rows: list[list[Value]] = given["rows"]
    return SheetContents(
        name=str(given["name"]),
        hidden=bool(given["hidden"]),
        rows=rows,
        formulas=frozenset((int(row), int(column)) for row, column in given["formulas"]),
        covered=covered_places([(int(a), int(b), int(c), int(d)) for a, b, c, d in given["merges"]], len(rows)),
        hidden_rows=frozenset(map(int, given["hidden_rows"])),
        hidden_columns=frozenset(map(int, given["hidden_columns"])),
        padded={(int(row), int(column)): str(text) for row, column, text in given["padded"]},
    )


def _untagged(tagged: dict[str, str]) -> Value:
    [(tag, text)] = tagged.items()
    return _value(tag, text)


@lru_cache(maxsize=4096)
def _value(tag: str, text: str) -> Value:
    if tag == "e":
        return CellError(str(text))
    if tag == "d":
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if tag == "m" else time.fromisoformat(text)
