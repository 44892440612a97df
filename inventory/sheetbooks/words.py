"""What a sheet says about itself in sentences, the same in the PDF, the workbook and on the page."""

import datetime
from typing import Any

from hdr_portal.lib import polish
from inventory.sheetbooks.book import Book


def facts(book: Book) -> list[tuple[str, str]]:
    """Whose sheet it is, who signed it and when, what it holds: (name, value) pairs."""
    known = [("Jednostka", book.frozen["school_name"]), *signatures(book), *sums(book)]
    return [(name, value) for name, value in known if value]


def signatures(book: Book) -> list[tuple[str, str]]:
    """The edition, the day, who submitted and who accepted."""
    frozen = book.frozen
    known = [
        ("Edycja", f"{frozen['edition']} ({frozen['kind']})"),
        ("Stan ewidencji na dzień", polish.long_date(book.day)),
        ("Złożono", _signature(frozen.get("submitted"), "dyrektor")),
        ("Przyjęto", _signature(frozen.get("accepted"), "Wydział Edukacji")),
        ("Uwaga", "Dane demonstracyjne, treść zmyślona." if frozen["is_demo"] else ""),
    ]
    return [(name, value) for name, value in known if value]


def sums(book: Book) -> list[tuple[str, str]]:
    """What the sheet holds."""
    totals = book.totals
    return [
        ("Urządzenia", polish.number(totals["devices"])),
        ("Wartość brutto", totals["value"] + _unpriced(totals["unpriced"])),
        ("Licencje", f"{polish.number(totals['licences'])}, koszt {totals['cost']}"),
        ("Jakość danych", quality_words(book.frozen["quality"])),
    ]


def quality_words(quality: dict[str, Any]) -> str:
    """„87 na 100: kompletność 91%, poprawność 96%”."""
    if quality["score"] is None:
        return ""
    return f"{quality['score']} na 100: kompletność {quality['completeness']}%, poprawność {quality['validity']}%"


def _unpriced(number: int) -> str:
    return f" (bez wartości: {polish.counted(number, 'urządzenie,urządzenia,urządzeń')})" if number else ""


def _signature(signed: dict[str, str] | None, role: str) -> str:
    if not signed:
        return ""
    return f"{polish.moment(datetime.datetime.fromisoformat(signed['at']))}, {role} ({signed['by']})"
