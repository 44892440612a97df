"""The numbers of a report as a reader finds them in the PDF."""

import re
import subprocess

ROW = re.compile(r"^\s*(\d+\.\d\S*)\s+(.*?)\s{2,}(\d[\d\xa0 ]*|–)\s{2,}(\d[\d\xa0 ]*|–)\s{2,}(\d[\d\xa0 ]*|–)\s{2,}")


def text_of(pdf: bytes) -> str:
    """The text with its layout; fails on a file that is no whole PDF."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


def numbers(text: str) -> dict[str, tuple[str, str, str]]:
    """Declared, evidenced and target by indicator, from the table of all indicators; groups joined as on the board."""
    table = text.partition("Wszystkie wskaźniki, stan na")[2].partition("Jak rosły wskaźniki")[0]
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in table.splitlines():
        if row := ROW.match(line):
            found.setdefault(row[1], []).append(tuple(cell.strip() for cell in row.groups()[2:]))
    return {number: joined(rows) for number, rows in found.items()}


def joined(rows: list[tuple[str, ...]]) -> tuple[str, str, str]:
    """One row, or the rows of the groups under a row of dashes."""
    declared, evidenced, target = (" / ".join(cells) for cells in zip(*(rows[1:] or rows), strict=True))
    return declared, evidenced, target
