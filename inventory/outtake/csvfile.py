"""A list as CSV for other programs: semicolons, UTF-8 with its mark, lines as Windows ends them, nothing that calculates."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hdr_portal.lib.celltext import csv_texts
from inventory.columns import Kind
from inventory.outtake.rows import Source


def write_csv(target: Path, extract: Source) -> int:
    """Write the file; returns how many rows it holds. Amounts have a decimal comma, days are written 2024-09-01."""
    count = 0
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([column.label for column in extract.columns])
        for batch in extract.batches():
            count += len(batch[0])
            written = [_written(column.kind, values) for column, values in zip(extract.columns, batch, strict=True)]
            writer.writerows(zip(*written, strict=True))
    return count


def _written(kind: Kind, values: Sequence[Any]) -> Sequence[str]:
    if kind is Kind.MONEY:
        return ["" if value is None else f"{value:.2f}".replace(".", ",") for value in values]
    if kind in {Kind.DATE, Kind.COUNT}:
        return ["" if value is None else str(value) for value in values]
    return csv_texts([value or "" for value in values])
