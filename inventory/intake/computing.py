"""The diff of a workbook against the register: from what was read and decided, the same every time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hdr_portal.lib.plaintext import folded
from hdr_portal.lib.workbook.contents import SheetContents, WorkbookContents
from inventory.changes import WRITTEN
from inventory.columns import BY_KEY, COLUMNS, Kind
from inventory.headers import LEFT_OUT, MARK, ORDINAL, QUANTITY, UNIT
from inventory.intake.comparing import Comparison
from inventory.intake.diff_files import RawRow, rows_from
from inventory.intake.entries import Answers, Directory, question_id, read_directories
from inventory.intake.lines import Layout, Reading, read_lines
from inventory.intake.marks import BOOK_PROPERTY, read_book_mark
from inventory.intake.matching import Matches, match_lines
from inventory.intake.quantities import SPLIT_TOTAL, split_numbers
from inventory.intake.readers import Asked, Context, Reader
from inventory.intake.register import AT, NAME, NUMBER, STATUS, Known, Register, read_bases, read_register, stamp
from inventory.intake.verdicts import Diff, MissingRow, Question
from inventory.intake.work import ChangedDevice, Work
from inventory.models import GONE, Status
from inventory.values import written
from schools.models import School
from schools.scope import school_scope

QUESTIONS_SHOWN = 300
SPECIAL = (QUANTITY, ORDINAL, UNIT, MARK)


@dataclass
class Computed:
    """The diff as shown, its rows as they are stored, the work that it stands for, the stamp of what it was computed from."""

    diff: Diff
    raw: list[RawRow]
    work: Work
    stamp: list[Any]


def sheet_named(contents: WorkbookContents, name: str) -> SheetContents:
    """The sheet of a name; raises LookupError."""
    found = next((sheet for sheet in contents.sheets if sheet.name == name), None)
    if found is None:
        raise LookupError(name)
    return found


def is_round_trip(layout: Layout) -> bool:
    """Whether the sheet carries the hidden marks of an export."""
    return MARK in layout.special


def compute(school: School, contents: WorkbookContents, choices: Mapping[str, Any], today: date) -> Computed:
    """What the import would do now. Reads only the one school's rows, whatever scope is open around it."""
    with school_scope([school.pk]):
        return _compute(school, contents, choices, today)


def _compute(school: School, contents: WorkbookContents, choices: Mapping[str, Any], today: date) -> Computed:
    sheet = sheet_named(contents, choices["sheet"])
    stamped = stamp(school)
    register = read_register(school)
    directories = read_directories(school, _used(register))
    answers = Answers(choices.get("answers", {}), directories)
    context = Context(today, directories, answers)
    layout = make_layout(school, choices["header_row"], choices["mapping"], context)
    reading = read_lines(sheet, layout)
    matches = match_lines(reading, layout, register, school)
    quantities: dict[str, str] = choices.get("quantities", {})
    numbers = split_numbers(matches, layout, register, quantities)
    comparison = Comparison(
        layout=layout,
        register=register,
        bases=read_bases(school, _old_versions(matches)),
        cells=choices.get("cells", {}),
        default_category=_default(choices, directories["category"]),
        numbers=numbers,
        totals=frozenset(int(row) for row, answer in quantities.items() if answer == SPLIT_TOTAL),
    )
    for match in matches.rows:
        comparison.take(match)
    return _told(contents, sheet, choices, (context, reading, matches, comparison), stamped)


def _used(register: Register) -> dict[str, set[int]]:
    entries = [(column.key, AT[column.attname]) for column in COLUMNS if column.kind is Kind.ENTRY]
    return {key: {device.values[place] for device in register.devices.values()} - {None} for key, place in entries}


def _default(choices: Mapping[str, Any], categories: Directory) -> int | None:
    given = choices.get("default_category")
    return given if given in categories.usable else None


def make_layout(school: School, header_row: int, mapping: Mapping[str, str], context: Context) -> Layout:
    """Readers for the columns that were chosen; the number comes first."""
    readers, special = [], {}
    for column, key in mapping.items():
        index = int(column) - 1
        if key in SPECIAL:
            special[key] = index
        elif key != LEFT_OUT:
            found = BY_KEY[key]
            readers.append(Reader(index, found, WRITTEN.index(found.attname), context))
    readers.sort(key=lambda reader: (reader.place != NUMBER, reader.index))
    return Layout(header_row, readers, special, _unit_names(school))


def _unit_names(school: School) -> frozenset[str]:
    names = [school.name, school.short_name, str(school.rspo or "")]
    for establishment in school.establishments.all():
        names += [establishment.name, str(establishment.rspo or "")]
    return frozenset(folded(name) for name in names)


def _old_versions(matches: Matches) -> set[tuple[int, int]]:
    return {
        (match.known.id, match.mark.version)
        for match in matches.rows
        if match.mark and match.known and match.mark.version != match.known.version
    }


def _told(
    contents: WorkbookContents,
    sheet: SheetContents,
    choices: Mapping[str, Any],
    parts: tuple[Context, Reading, Matches, Comparison],
    stamped: list[Any],
) -> Computed:
    context, reading, matches, comparison = parts
    said_gone = set(choices.get("gone", ()))
    missing = _missing(contents, comparison, matches, said_gone)
    gone = [_gone(comparison.register.devices[row.device_id]) for row in missing if row.gone]
    comparison.work.changed += gone
    comparison.work.pending = context.answers.pending
    counts = {"blank": reading.blank, "totals": len(reading.totals), "missing": len(missing), "gone": len(gone)}
    diff = Diff(
        sheet=sheet.name,
        header_row=choices["header_row"],
        rows=rows_from(comparison.raw),
        questions=_questions(context),
        missing=missing,
        counts={**counts, **comparison.counts},
        notes=tuple(_notes(contents, sheet, choices, reading)),
        is_round_trip=is_round_trip(comparison.layout),
    )
    return Computed(diff, comparison.raw, comparison.work, stamped)


def _missing(
    contents: WorkbookContents, comparison: Comparison, matches: Matches, said_gone: set[int]
) -> tuple[MissingRow, ...]:
    """Devices of the register that a file which came back no longer holds; those added after its export are not missing."""
    if not any(match.mark for match in matches.rows):
        return ()  # a plain file, or an empty form: it never held them
    made = _made(contents)
    held = {match.known.id for match in matches.rows if match.known}
    return tuple(
        MissingRow(device.id, device.values[NUMBER], device.values[NAME], device.id in said_gone)
        for device in comparison.register.devices.values()
        if device.id not in held
        and device.values[STATUS] not in {*GONE, Status.MISSING}
        and (made is None or device.created_at <= made)
    )


def _made(contents: WorkbookContents) -> datetime | None:
    mark = read_book_mark(contents.properties.get(BOOK_PROPERTY, ""))
    return mark.made if mark else None


def _gone(device: Known) -> ChangedDevice:
    values = list(device.values)
    values[STATUS] = Status.MISSING.value
    return ChangedDevice(device.id, device.version, device.label_code, values, [STATUS])


def _questions(context: Context) -> tuple[Question, ...]:
    """The commonest first; a column of hundreds of unknown texts is a wrong column rather than hundreds of questions."""
    asked = sorted(context.asked.values(), key=lambda one: (-one.rows, one.key, one.plain))
    return tuple(_question(one, context.directories) for one in asked[:QUESTIONS_SHOWN])


def _question(asked: Asked, directories: dict[str, Directory]) -> Question:
    return Question(
        id=question_id(asked.key, asked.plain),
        key=asked.key,
        text=asked.text,
        rows=asked.rows,
        suggestions=directories[asked.key].suggestions(asked.plain),
        answer=asked.answer,
    )


def _notes(contents: WorkbookContents, sheet: SheetContents, choices: Mapping[str, Any], reading: Reading) -> list[str]:
    notes = list(contents.notes)
    hidden = sum(row > choices["header_row"] for row in sheet.hidden_rows)
    if hidden:
        notes.append(f"Wczytano też wiersze ukryte w arkuszu: {hidden}.")
    columns = sum(choices["mapping"].get(str(at), LEFT_OUT) not in {LEFT_OUT, MARK} for at in sheet.hidden_columns)
    if columns:
        notes.append(f"Wczytano też kolumny ukryte w arkuszu: {columns}.")
    if reading.totals:
        notes.append(f"Pominięto podsumowania: {_rows(reading.totals)}.")
    if reading.headers:
        notes.append(f"Pominięto powtórzony nagłówek: {_rows(reading.headers)}.")
    if left := _left_out(sheet, choices):
        notes.append(f"Kolumny pominięte: {', '.join(left)}.")
    return notes


def _rows(rows: list[int]) -> str:
    more = f" i {len(rows) - 5} innych" if len(rows) > 5 else ""
    return ("wiersz " if len(rows) == 1 else "wiersze ") + ", ".join(map(str, rows[:5])) + more


def _left_out(sheet: SheetContents, choices: Mapping[str, Any]) -> list[str]:
    header = sheet.rows[choices["header_row"] - 1]
    left = [int(column) for column, key in choices["mapping"].items() if key == LEFT_OUT]
    return [written(header[at - 1])[:60] for at in sorted(left) if at <= len(header) and header[at - 1] is not None]
