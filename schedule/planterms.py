"""Terms in the file of a plan: dates with the precision they were written in, and what the words beside them mean."""

import datetime
import re
from dataclasses import dataclass, replace

from hdr_portal.lib.periods import PRECISIONS, WrittenDate, parse_written
from hdr_portal.lib.yamlentry import Entry, Fields, shown

CELL_TERM_KEYS = ("start", "end", "start_precision", "end_precision")
STEP_TERM_KEYS = (*CELL_TERM_KEYS, "open_end", "as_needed", "cyclic", "decision_due", "dates_inherited_from")
FIRST_YEAR, LAST_YEAR = 2000, 2100
ADVICE = {
    r"\d{4}-\d{2}": "nie jest miesiącem. Wpisz rok i miesiąc, np. 2024-06.",
    r"\d{4}-\d{2}-\d{2}": "nie jest dniem. Wpisz rok, miesiąc i dzień, np. 2024-06-15.",
    r".*": "nie jest datą. Wpisz rok, miesiąc albo dzień, np. 2026, 2024-06 lub 2024-06-15.",
}


@dataclass(frozen=True)
class Term:
    """From the first day of the start to the last day of the end; named as the fields of a Step."""

    start: datetime.date | None = None
    start_precision: str = ""
    end: datetime.date | None = None
    end_precision: str = ""
    open_end: bool = False
    as_needed: bool = False
    cyclic: bool = False
    decision_due: datetime.date | None = None
    dates_inherited_from: str = ""


def read_date(entry: Entry) -> WrittenDate | None:
    """The written date; null stays None, and so does a fault."""
    text = "" if entry.is_null else entry.text()
    if not text:
        return None
    try:
        written = parse_written(text)
    except ValueError:
        advice = next(words for pattern, words in ADVICE.items() if re.fullmatch(pattern, text, re.DOTALL))
        entry.refuse(f"{shown(text)} {advice}")
        return None
    if not FIRST_YEAR <= written.first.year <= LAST_YEAR:
        entry.refuse(f"Rok {written.first.year} leży poza latami {FIRST_YEAR}–{LAST_YEAR}. Popraw rok.")
        return None
    return written


def read_term(fields: Fields, cell: Fields | None, earlier: dict[str, Term]) -> Term:
    """The term of a step: its own dates, else those of the cell it shares, else those of the earlier step it names."""
    start, end = _read_side(fields, cell, "start"), _read_side(fields, cell, "end")
    decision = read_date(fields["decision_due"])
    written = Term(
        start=start.first if start else None,
        start_precision=start.precision if start else "",
        end=end.last if end else None,
        end_precision=end.precision if end else "",
        open_end=_flag(fields, "open_end"),
        as_needed=_flag(fields, "as_needed"),
        cyclic=_flag(fields, "cyclic"),
        decision_due=decision.last if decision else None,
        dates_inherited_from=fields["dates_inherited_from"].text_or_null(10) or "",
    )
    term = _with_inherited(written, fields, earlier) if written.dates_inherited_from else written
    _check_ends(term, fields)
    return term


def _read_side(fields: Fields, cell: Fields | None, name: str) -> WrittenDate | None:
    source = cell if cell is not None and name in cell and name not in fields else fields
    date, said = read_date(source[name]), f"{name}_precision"
    if said in source:
        precision = source[said].one_of(PRECISIONS)
        if precision and precision != (date.precision if date else ""):
            source.refuse(said, f"{shown(precision)} nie zgadza się z zapisem daty. Popraw datę albo usuń ten klucz.")
    return date


def _with_inherited(term: Term, fields: Fields, earlier: dict[str, Term]) -> Term:
    source = earlier.get(term.dates_inherited_from)
    if source is None:
        number = shown(term.dates_inherited_from)
        fields.refuse("dates_inherited_from", f"Przed tym krokiem nie ma kroku {number}. Popraw numer.")
        return term
    if "start" in fields or "end" in fields:
        if (term.start, term.end) != (source.start, source.end):
            fields.refuse(
                "dates_inherited_from", "Daty różnią się od dat wskazanego kroku. Popraw je albo usuń ten klucz."
            )
        return term
    inherited = {name: getattr(source, name) for name in (*CELL_TERM_KEYS, "open_end")}
    return replace(term, **inherited)


def _check_ends(term: Term, fields: Fields) -> None:
    if term.start and term.end and term.start > term.end:
        fields.refuse("end", f"Koniec ({term.end}) jest przed początkiem ({term.start}). Popraw daty.")
    if term.open_end and term.end:
        fields.refuse("open_end", "Krok bez daty końca nie może mieć końca. Wpisz end: null albo usuń open_end.")
    endless = term.start and not term.end and fields["end"].is_null
    if endless and not (term.open_end or term.as_needed):
        fields.refuse("end", "Krok ma początek, a nie ma końca. Wpisz koniec albo open_end: true.")


def _flag(fields: Fields, name: str) -> bool:
    return name in fields and fields[name].flag()
