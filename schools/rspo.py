"""The CSV export of RSPO, the register of schools (rspo.gov.pl): its text becomes rows, its errors become sentences.

Columns are found by name in any order; what the portal does not need is dropped while the file is read. The directors'
names are among that: they never reach an object of ours.
"""

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hdr_portal.lib.csvtext import Limits, Table, Unreadable, read_table

LIMITS = Limits(size=5_000_000, rows=20_000, columns=300, field=10_000)
COLUMNS = {
    "rspo": "Numer RSPO",
    "regon": "REGON",
    "kind_text": "Typ",
    "name": "Nazwa",
    "town": "Miejscowość",
    "street": "Ulica",
    "building": "Numer budynku",
    "flat": "Numer lokalu",
    "postcode": "Kod pocztowy",
    "phone": "Telefon",
    "email": "E-mail",
    "website": "Strona www",
    "publicity": "Publiczność status",
    "founded": "Data założenia",
    "started": "Data rozpoczęcia działalności",
    "closed_on": "Data likwidacji",
    "operator_kind": "Typ organu prowadzącego",
    "operator": "Nazwa organu prowadzącego",
    "parent_rspo": "RSPO podmiotu nadrzędnego",
    "parent_kind_text": "Typ podmiotu nadrzędnego",
    "parent_name": "Nazwa podmiotu nadrzędnego",
    "pupils": "Liczba uczniów",
}
REQUIRED = ("rspo", "kind_text", "name", "publicity", "operator", "parent_rspo")
FATAL = frozenset({"rspo", "name", "closed_on", "parent_rspo"})
LENGTHS = {
    "name": 250,
    "parent_name": 250,
    "street": 100,
    "building": 20,
    "flat": 20,
    "town": 80,
    "phone": 40,
    "website": 200,
}
DATE = re.compile(r"(?:(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{1,2})[-./](\d{1,2})[-./](\d{4}))(?:[ T]\d{2}:\d{2}.*)?")
EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
FOREVER = 9999
WORD = re.compile(r"[^\W\d_]+")
ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3}")
SMALL_WORDS = frozenset(
    {"dla", "i", "im", "imienia", "ks", "ku", "na", "nad", "nr", "pod", "przy", "św", "w", "we", "z", "ze"}
)


class RowKind(StrEnum):
    """What a row of the register is to the portal."""

    COMPLEX = "complex"
    PRIMARY = "primary"
    PRESCHOOL = "preschool"
    OTHER = "other"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a cell. A fatal one keeps its row out; another only its value."""

    row: int
    column: str
    text: str
    fatal: bool = True

    def __str__(self) -> str:
        place = f"Wiersz {self.row}, kolumna „{self.column}”" if self.column else f"Wiersz {self.row}"
        return f"{place}: {self.text}"


@dataclass(frozen=True)
class Row:
    """One institution of the register, as far as the portal needs it. Empty values were empty, absent or unreadable."""

    number: int
    rspo: int | None = None
    regon: str = ""
    kind_text: str = ""
    name: str = ""
    town: str = ""
    street: str = ""
    building: str = ""
    flat: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    publicity: str = ""
    founded: datetime.date | None = None
    started: datetime.date | None = None
    closed_on: datetime.date | None = None
    operator_kind: str = ""
    operator: str = ""
    parent_rspo: int | None = None
    parent_kind_text: str = ""
    parent_name: str = ""
    pupils: int | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def kind(self) -> RowKind:
        """What the type of the row means here."""
        return kind_of(self.kind_text)

    @property
    def broken(self) -> bool:
        """Whether the row cannot be used at all."""
        return any(fault.fatal for fault in self.faults)

    @property
    def address(self) -> str:
        """Street, building and flat in one line."""
        place = " ".join(part for part in (self.street, self.building) if part)
        return f"{place}/{self.flat}" if self.flat and place else place


@dataclass(frozen=True)
class Register:
    """The rows of a file."""

    rows: tuple[Row, ...]
    has_pupils: bool


def fold(text: str) -> str:
    """Text for comparing: lower case, no Polish marks, letters and digits only, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return " ".join(
        "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char)).split()
    )


def kind_of(text: str) -> RowKind:
    """The kind behind „Typ”; a zespół wychowania przedszkolnego is no zespół of schools."""
    folded = fold(text)
    if folded == "szkola podstawowa":
        return RowKind.PRIMARY
    if folded == "przedszkole":
        return RowKind.PRESCHOOL
    is_complex = folded.startswith("zespol") and folded != "zespol wychowania przedszkolnego"
    return RowKind.COMPLEX if is_complex else RowKind.OTHER


FIELDS = {fold(label): field for field, label in COLUMNS.items()}


def is_needed(column: str) -> bool:
    """Whether a column of the file is read; the column with directors' names is not."""
    return fold(column) in FIELDS


def read(data: bytes) -> Table:
    """The needed cells of a file; raises Unreadable."""
    return read_table(data, is_needed, LIMITS)


def parse(table: Table) -> Register:
    """Rows of a table; raises Unreadable when a needed column is missing or doubled."""
    places = _places(table.header)
    rows = [_row(number, cells, places, len(table.header)) for number, cells in table.rows]
    times = Counter(row.rspo for row in rows)
    checked = tuple(_with_duplicate_told(row, times) for row in rows)
    return Register(checked, "pupils" in places)


def _places(header: tuple[str, ...]) -> dict[str, int]:
    found = [FIELDS.get(fold(name)) for name in header]
    doubled = [COLUMNS[field] for field, count in Counter(found).items() if field and count > 1]
    if doubled:
        raise Unreadable(f"Kolumny powtarzają się: {_quoted(doubled)}. Usuń powtórzone i wgraj plik ponownie.")
    missing = [COLUMNS[field] for field in REQUIRED if field not in found]
    if missing:
        raise Unreadable(
            f"W pliku brakuje kolumn: {_quoted(missing)}. Wgraj pełny eksport CSV z wyszukiwarki RSPO, bez usuwania kolumn."
        )
    return {field: at for at, field in enumerate(found) if field}


def _quoted(names: list[str]) -> str:
    return ", ".join(f"„{name}”" for name in names)


def _row(number: int, cells: tuple[str, ...], places: dict[str, int], width: int) -> Row:
    if len(cells) != width:
        text = f"liczba pól ({len(cells)}) jest inna niż liczba kolumn ({width}). Sprawdź średniki i cudzysłowy w tym wierszu."
        return Row(number, faults=(Fault(number, "", text),))
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for field, at in places.items():
        try:
            values[field] = READERS.get(field, _text)(field, clean(cells[at]))
        except ValueError as wrong:
            faults.append(Fault(number, COLUMNS[field], str(wrong), fatal=field in FATAL))
    return Row(number, **values, faults=tuple(faults))


def _with_duplicate_told(row: Row, times: Counter[int | None]) -> Row:
    if row.rspo is None or times[row.rspo] == 1:
        return row
    told = Fault(
        row.number, COLUMNS["rspo"], f"numer {row.rspo} stoi w pliku {times[row.rspo]} razy. Zostaw jeden wiersz."
    )
    return replace(row, faults=(*row.faults, told))


# --- Cells ----------------------------------------------------------------------------------------------------------
def clean(cell: str) -> str:
    """The text of a cell without Excel's ="…", control and invisible characters and needless spaces."""
    wrapped = EXCEL_TEXT.fullmatch(cell.strip())
    text = unicodedata.normalize("NFC", wrapped.group(1) if wrapped else cell)
    spaced = "".join(" " if char in "\n\r\t" else char for char in text)
    return " ".join("".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf"}).split())


def _text(field: str, text: str) -> str:
    limit = LENGTHS.get(field, LIMITS.field)
    if len(text) > limit:
        raise ValueError(f"tekst ma {len(text)} znaków, a może mieć najwyżej {limit}.")
    return text


def _name(field: str, text: str) -> str:
    if not text:
        raise ValueError("brak nazwy.")
    return _text(field, without_shouting(text))


def _parent_name(field: str, text: str) -> str:
    return _text(field, without_shouting(text))


def without_shouting(name: str) -> str:
    """A name that the register wrote in capitals, as people write it; any other name as it is."""
    if not name.isupper():
        return name
    words = WORD.sub(lambda word: _calm(word.group()), name)
    return words[:1].upper() + words[1:]


def _calm(word: str) -> str:
    if ROMAN.fullmatch(word):
        return word
    return word.lower() if word.lower() in SMALL_WORDS else word.capitalize()


def _rspo(_: str, text: str) -> int:
    if not text:
        raise ValueError("brak numeru RSPO.")
    return _register_number(text)


def _parent(_: str, text: str) -> int | None:
    return _register_number(text) if text else None


def _register_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text)):
        raise ValueError(f"„{text[:40]}” nie jest numerem RSPO. Numer składa się z samych cyfr.")
    return int(text)


def _regon(_: str, text: str) -> str:
    digits = text.replace(" ", "").replace("-", "")
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) in {9, 14}):
        raise ValueError(f"„{text[:40]}” nie jest numerem REGON: ma on 9 albo 14 cyfr.")
    return digits


def _postcode(_: str, text: str) -> str:
    match = re.fullmatch(r"([0-9]{2})[- ]?([0-9]{3})", text)
    if text and not match:
        raise ValueError(f"„{text[:40]}” nie jest kodem pocztowym.")
    return f"{match.group(1)}-{match.group(2)}" if match else ""


def _email(_: str, text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise ValueError(f"„{text[:60]}” nie jest adresem e-mail.") from None
    return text.lower()


def _date(_: str, text: str) -> datetime.date | None:
    if not text:
        return None
    match = DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"„{text[:40]}” nie jest datą. Wpisz ją jako 2024-09-01 albo 01.09.2024.")
    year, month, day, other_day, other_month, other_year = (int(part or 0) for part in match.groups())
    return _real_date(text, year or other_year, month or other_month, day or other_day)


def _real_date(text: str, year: int, month: int, day: int) -> datetime.date | None:
    if year == FOREVER:
        return None
    if not 1700 <= year <= 2099:
        raise ValueError(f"„{text}” nie jest datą z lat 1700–2099.")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(f"nie ma takiego dnia: „{text}”.") from None


def _pupils(_: str, text: str) -> int | None:
    digits = text.replace(" ", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5):
        raise ValueError(f"„{text[:40]}” nie jest liczbą uczniów.")
    return int(digits)


READERS: dict[str, Callable[[str, str], Any]] = {
    "rspo": _rspo,
    "parent_rspo": _parent,
    "name": _name,
    "parent_name": _parent_name,
    "regon": _regon,
    "postcode": _postcode,
    "email": _email,
    "founded": _date,
    "started": _date,
    "closed_on": _date,
    "pupils": _pupils,
}
