"""What is said of rows, as remarks for the cells of the workbook that goes back to the school."""

from collections.abc import Iterator, Mapping

from hdr_portal.lib.workbook.contents import Mark
from inventory.intake.verdicts import CellChange, Diff, RowVerdict

CONFLICT = "Zmieniono też w portalu: jest tam „{}”. Zdecyduj w podglądzie importu, która wartość zostaje."


def marks_for(diff: Diff, mapping: Mapping[str, str]) -> list[Mark]:
    """Errors and warnings of every row, and the cells in conflict."""
    columns = {key: int(column) for column, key in mapping.items() if key}
    return [mark for row in diff.rows for mark in _marks(diff.sheet, row, columns)]


def _marks(sheet: str, row: RowVerdict, columns: Mapping[str, int]) -> Iterator[Mark]:
    for problem in row.problems:
        column = columns.get(problem.key) if problem.column else None
        yield Mark(sheet, row.row, column, problem.sentence, problem.level)
    for change in row.changes:
        if _waits(change):
            yield Mark(sheet, row.row, columns.get(change.key), CONFLICT.format(change.old), "error")


def _waits(change: CellChange) -> bool:
    return change.kind == "conflict" and not change.decision
