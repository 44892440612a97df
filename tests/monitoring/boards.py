"""Reads the board of a report back: from its web page, from its PDF by the places of words, from its workbook."""

import io
import itertools
import re
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import openpyxl

from hdr_portal.lib.polish import number
from monitoring.tracking.words import INDICATORS

NUMBER = re.compile(r"\d+\.\d\S*")
NONE = "–"
LAST_LINE = 785  # points: below stands the foot of the page


@dataclass(frozen=True)
class Line:
    """A row of the board as texts; a group's row repeats the number of its indicator."""

    number: str
    declared: str
    evidenced: str
    target: str
    state: str


# --- HTML -----------------------------------------------------------------------------------------------------------
class _Board(HTMLParser):
    """Collects the cells of the table of class „board”."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.rows = False, [[""]]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "table":
            self.inside = "board" in dict(attrs).get("class", "").split()
        elif self.inside and tag == "tr":
            self.rows.append([])
        elif self.inside and tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and self.rows[-1]:
            self.rows[-1][-1] += data


def html_board(html: str) -> list[Line]:
    """Rows of the web page."""
    reader = _Board()
    reader.feed(html)
    rows = [[_tidy(cell) for cell in row] for row in reader.rows if row and NUMBER.match(row[0].strip())]
    return [Line(row[0], row[2], _first(row[3]), row[4], row[6]) for row in rows]


# --- PDF ------------------------------------------------------------------------------------------------------------
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</word>')


@dataclass(frozen=True)
class _Word:
    left: float
    top: float
    right: float
    text: str


def pdf_board(content: bytes) -> list[Line]:
    """Rows of the PDF, by where pdftotext finds the words: under which head, beside which number."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    pages = [_words(page) for page in done.stdout.decode().split("<page ")[1:]]
    return [line for words in pages for line in _page_lines(words)]


def _words(page: str) -> list[_Word]:
    return [_Word(float(left), float(top), float(right), text) for left, top, right, text in WORD.findall(page)]


def _page_lines(words: list[_Word]) -> list[Line]:
    heads = _heads(words)
    if heads is None:
        return []
    body = [word for word in words if heads["Nr"].top + 5 < word.top < LAST_LINE]
    numbers = (word for word in body if abs(word.left - heads["Nr"].left) < 1 and NUMBER.fullmatch(word.text))
    starts = sorted(numbers, key=lambda word: word.top)  # pdftotext goes from column to column
    ends = [word.top for word in starts[1:]] + [LAST_LINE]
    rows = [
        (start, [word for word in body if start.top - 2 <= word.top < end - 2])
        for start, end in zip(starts, ends, strict=True)
    ]
    return [_line(start, row, heads) for start, row in rows]


def _heads(words: list[_Word]) -> dict[str, _Word] | None:
    """The heads of the board's columns, where all of them stand on one line."""
    for first in (word for word in words if word.text == "Zgłoszone"):
        line = {word.text: word for word in words if abs(word.top - first.top) < 2}
        if {"Nr", "mentowane", "Cel", "Stan"} <= line.keys():
            return line
    return None


def _line(start: _Word, row: list[_Word], heads: dict[str, _Word]) -> Line:
    declared, evidenced, target = (_under(heads[name], start, row) for name in ("Zgłoszone", "mentowane", "Cel"))
    said = [word for word in row if word.left >= heads["Stan"].left - 1]
    state = " ".join(word.text for word in sorted(said, key=lambda word: (word.top, word.left)))
    return Line(start.text, declared, evidenced, target, state)


def _under(head: _Word, start: _Word, row: list[_Word]) -> str:
    """The number of the row's first line that ends where its column's head ends; thousands stand a hair before it."""
    line = [word for word in row if abs(word.top - start.top) < 3 and re.fullmatch(r"[\d,\u00a0]+|–", word.text)]
    last = next(word for word in line if abs(word.right - head.right) < 1.5)
    before = [word for word in line if 0 < last.left - word.right < 4]
    return _tidy(" ".join(word.text for word in [*before, last]))


# --- XLSX -----------------------------------------------------------------------------------------------------------
def xlsx_board(content: bytes) -> list[Line]:
    """Rows of the workbook, as a program that calculates nothing reads them."""
    page = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[INDICATORS]
    rows = page.iter_rows(values_only=True)
    heads = next(rows)
    return [_cells(dict(itertools.zip_longest(heads, row))) for row in rows]


def _cells(row: dict[Any, Any]) -> Line:
    amounts = (NONE if row[name] is None else number(row[name]) for name in ("Zgłoszone", "Udokumentowane", "Cel"))
    declared, evidenced, target = (_tidy(amount) for amount in amounts)
    return Line(row["Nr"], declared, evidenced, target, row["Stan"])


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def _first(text: str) -> str:
    """What is evidenced, without what a correction says beside it."""
    return text.partition(" z korektą")[0]
