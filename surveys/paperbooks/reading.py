"""A filled-in workbook as answers, or as the list of what is wrong in it. All or nothing. Pure."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from hdr_portal.lib.plaintext import folded, tidy
from hdr_portal.lib.workbook.contents import CellError, SheetContents, Value, WorkbookContents
from surveys.answers import NA_VALUE, Answers, Fault, field_of, read_page, shown_answers
from surveys.models.campaigns_words import Language, Stage
from surveys.paperbooks.choices import choices_of
from surveys.paperbooks.columns import FIRST_ROW, LANGUAGE, NUMBER, PROPERTY, SHEET, STAGE, Column, columns_of
from surveys.questionnaire import Item, Questionnaire

MOST_ROWS = 2_000
NA_WORDS = {"0", "brak", "nd", "nie dotyczy", "nie wiem", "nie dotyczy / nie wiem", "brak – nie dotyczy / nie wiem"}
CROSSES = {"x", "1", "tak", "v", "+", "prawda", "true"}
NO_CROSSES = {"0", "nie", "-", "falsz", "false"}
FAULTS = {
    Fault.UNKNOWN: "nie ma takiej odpowiedzi; wybierz z listy albo wpisz numer z kartki",
    Fault.TOO_MANY: "zaznaczono za dużo odpowiedzi",
    Fault.NA_AND_SOME: "zaznaczono „nie dotyczy / nie wiem” i jednocześnie inną odpowiedź",
    Fault.NO_NUMBER: "to nie jest liczba całkowita",
    Fault.TOO_SMALL: "liczba jest za mała",
    Fault.TOO_LARGE: "liczba jest za duża",
    Fault.TOO_LONG: "tekst jest za długi",
}


@dataclass(frozen=True)
class Problem:
    """Why the file is refused: the place and the reason."""

    sheet: str
    row: int | None
    column: str
    sentence: str

    @property
    def place(self) -> str:
        """„Odpowiedzi, wiersz 7, kolumna D”."""
        row = f", wiersz {self.row}" if self.row else ""
        return f"{self.sheet}{row}{f', kolumna {self.column}' if self.column else ''}"


@dataclass(frozen=True)
class PaperRow:
    """One sheet of paper."""

    stage: str
    language: str
    answers: Answers


@dataclass
class Reading:
    """What a file holds; with problems its rows are worth nothing. `dropped`: answers to questions that do not apply."""

    rows: list[PaperRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    dropped: int = 0


def mark_of(target_key: str, asked: Questionnaire) -> str:
    """What a template carries: for whom, and with which version of the questions."""
    return f"{target_key}/{asked.code}/{asked.version}"


def read_answers(contents: WorkbookContents, asked: Questionnaire, stages: tuple[Stage, ...], *, mark: str) -> Reading:
    """The answers of a filled-in template."""
    sheet = next((one for one in contents.sheets if one.name == SHEET), None)
    if contents.properties.get(PROPERTY) != mark or sheet is None:
        reason = (
            "to nie jest szablon tej grupy i tej szkoły; pobierz szablon z tej strony i przepisz do niego odpowiedzi"
        )
        return Reading(problems=[Problem(sheet.name if sheet else "plik", None, "", reason)])
    columns = columns_of(asked, stages)
    if wrong := list(_wrong_heads(sheet, columns)):
        return Reading(problems=wrong)
    reader = _Reader(asked, stages, columns)
    for number, cells in enumerate(sheet.rows[FIRST_ROW - 1 :], FIRST_ROW):
        reader.take(number, cells)
    reading = reader.reading
    if not reading.rows and not reading.problems:
        reading.problems.append(Problem(SHEET, None, "", "nie ma ani jednej odpowiedzi"))
    if len(reading.rows) > MOST_ROWS:
        reading.problems.append(Problem(SHEET, None, "", f"jest ponad {MOST_ROWS} kartek; podziel plik na części"))
    return reading


def _wrong_heads(sheet: SheetContents, columns: list[Column]) -> Iterator[Problem]:
    keys = sheet.rows[0] if sheet.rows else []
    for place, column in enumerate(columns, 1):
        found = keys[place - 1] if place <= len(keys) else None
        if found != column.key:
            reason = f"tu powinna stać kolumna „{column.head}”; nie przestawiaj kolumn i nie usuwaj pierwszego wiersza"
            yield Problem(SHEET, 1, get_column_letter(place), reason)
            return


class _Reader:
    """Takes row after row; `reading` is what it has so far."""

    def __init__(self, asked: Questionnaire, stages: tuple[Stage, ...], columns: list[Column]) -> None:
        self.asked, self.stages, self.columns = asked, stages, columns
        self.reading = Reading()
        self.numbers: dict[str, int] = {}
        self.letters = {column.key: get_column_letter(place) for place, column in enumerate(columns, 1)}

    def take(self, number: int, cells: list[Value]) -> None:
        """One row; a row without answers is passed over."""
        given = {column.key: cells[place] for place, column in enumerate(self.columns) if place < len(cells)}
        given = {key: value for key, value in given.items() if value is not None and value != ""}
        about = {NUMBER, STAGE, LANGUAGE}
        if not given.keys() - about:
            return
        known = len(self.reading.problems)
        self._once(number, given)
        stage, language = self._stage(number, given), self._language(number, given)
        answers = self._answers(number, given)
        if len(self.reading.problems) == known:
            kept = shown_answers(self.asked, answers)
            self.reading.dropped += len(answers) - len(kept)
            self.reading.rows.append(PaperRow(stage, language, kept))

    def _wrong(self, row: int, key: str, sentence: str) -> None:
        self.reading.problems.append(Problem(SHEET, row, self.letters.get(key, ""), sentence))

    def _once(self, row: int, given: Mapping[str, Value]) -> None:
        written = written_as(given.get(NUMBER))
        if written and self.numbers.setdefault(written, row) != row:
            self._wrong(row, NUMBER, f"kartka nr {written} jest już w wierszu {self.numbers[written]}")

    def _stage(self, row: int, given: Mapping[str, Value]) -> str:
        if len(self.stages) <= 1:
            return self.stages[0].value if self.stages else ""
        text = folded(written_as(given.get(STAGE)))
        for stage in self.stages:
            if text in {folded(str(stage.label)), stage.value}:
                return stage.value
        self._wrong(row, STAGE, "podaj etap: wybierz go z listy")
        return ""

    def _language(self, row: int, given: Mapping[str, Value]) -> str:
        text = folded(written_as(given.get(LANGUAGE)))
        for code, label in Language.choices:
            if text in {folded(str(label)), code}:
                return code
        if text:
            self._wrong(row, LANGUAGE, "nie ma takiego języka; wybierz go z listy")
        return Language.POLISH.value

    def _answers(self, row: int, given: Mapping[str, Value]) -> Answers:
        sent = _Sent()
        for column in self.columns:
            if column.item and column.key in given:
                self._put(row, column, column.item, given[column.key], sent)
        answers: Answers = {}
        for section in self.asked.sections:
            page = read_page(section, sent, filled=())
            answers |= page.answers
            for code, fault in page.faults.items():
                self._wrong(row, self._key_of(code), FAULTS[fault])
        return answers

    def _key_of(self, code: str) -> str:
        return next(one.key for one in self.columns if one.item and one.item.code == code)

    def _put(self, row: int, column: Column, item: Item, value: Value, sent: "_Sent") -> None:
        if isinstance(value, CellError):
            self._wrong(row, column.key, "w komórce jest błąd arkusza; wpisz odpowiedź jeszcze raz")
            return
        text = written_as(value)
        if column.point:
            self._cross(row, column, item, text, sent)
        elif item.is_closed:
            self._choice(row, column, item, text, sent)
        elif item.kind == "number" and folded(text) in NA_WORDS - {"0"}:
            sent.add(f"{field_of(item)}.na", NA_VALUE)
        else:
            sent.add(field_of(item), text)

    def _cross(self, row: int, column: Column, item: Item, text: str, sent: "_Sent") -> None:
        if folded(text) in CROSSES:
            sent.add(field_of(item), column.point)
        elif folded(text) not in NO_CROSSES:
            self._wrong(row, column.key, "wpisz x albo zostaw puste")

    def _choice(self, row: int, column: Column, item: Item, text: str, sent: "_Sent") -> None:
        code = chosen_code(item, text)
        if code is None:
            self._wrong(row, column.key, f"„{text[:40]}”: {FAULTS[Fault.UNKNOWN]}")
        else:
            sent.add(field_of(item), code)


def chosen_code(item: Item, text: str) -> str | None:
    """The code of a point from its number, its words, or both („4 – raczej tak”); None for what is no answer."""
    wanted = folded(text)
    for choice in choices_of(item, "pl", with_na=item.allow_na):
        if wanted in {choice.number, folded(choice.label), folded(choice.listed)}:
            return choice.code or NA_VALUE
    return None


def written_as(value: Value) -> str:
    """A cell as somebody typed it."""
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    return tidy_lines(str(value)) if value is not None else ""


def tidy_lines(text: str) -> str:
    """Text with its lines kept and each of them tidy."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "tak" if value else "nie"),
    (float, lambda value: str(int(value)) if value.is_integer() else str(value).replace(".", ",")),
    (datetime.date, lambda value: value.strftime("%d.%m.%Y")),
    (CellError, lambda _value: ""),
)


class _Sent:
    """What `read_page` asks of a form."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}

    def add(self, name: str, value: str) -> None:
        """One more value of a field."""
        self.values.setdefault(name, []).append(value)

    def get(self, key: str, default: str = "", /) -> str:
        """The last value of a field."""
        return self.values.get(key, [default])[-1]

    def getlist(self, key: str, /) -> list[str]:
        """All values of a field."""
        return self.values.get(key, [])
