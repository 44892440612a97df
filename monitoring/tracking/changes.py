"""The sheet of changes: what moved since the report before."""

from openpyxl.styles import Alignment

from hdr_portal.lib.livingbook import LivingBook, put_text
from hdr_portal.lib.livingtables import Column, add_table
from monitoring.report_parts import Plain
from monitoring.tracking.words import CHANGES, long_day

COLUMNS = (Column("Wskaźnik", 11), Column("Co się zmieniło", 110))


def add_changes(book: LivingBook, changes: Plain | None) -> None:
    """A row a change, under the finding and the report that was compared; no sheet where there was none before."""
    if changes is None:
        return
    rows = [[one["indicator"], one["sentence"]] for one in changes["rows"]]
    page = add_table(book, CHANGES, COLUMNS, rows)
    note = page.cell(len(rows) + 3, 1)
    put_text(note, f"{changes['summary']} od raportu nr {changes['report']}, stan na {long_day(changes['as_of'])}.")
    note.alignment = Alignment(wrap_text=False)
