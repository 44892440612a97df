"""Which device of the register a line means: by the export's mark, else by number, else by serial."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from inventory.headers import MARK
from inventory.intake.lines import Layout, Line, Reading, set_keys
from inventory.intake.marks import RowMark, read_row_mark
from inventory.intake.register import NUMBER, SERIAL, STATUS, Known, Register
from inventory.models import GONE
from schools.models import School

BAD_MARK = "Ukryty identyfikator wiersza jest zmieniony albo pochodzi z innego pliku. Wyczyść go, a wiersz zostanie dopasowany po numerze."
NO_DEVICE = "Tego urządzenia nie ma już w ewidencji. Aby dodać je jako nowe, wyczyść ukryty identyfikator wiersza."
USED = "Numer „{}” był już użyty: ma go urządzenie, które opuściło jednostkę. Numerów nie używa się ponownie."
TAKEN = "Numer „{}” ma już inne urządzenie: {}."
TWO_SERIALS = "Ten numer seryjny mają w ewidencji dwa urządzenia albo więcej. Wpisz numer inwentarzowy."
SAME_NUMBER = "Ten sam numer inwentarzowy jest {}. Popraw jeden z nich."
SAME_SERIAL = "Ten sam numer seryjny jest {}. Popraw jeden z nich."
SAME_DEVICE = "To samo urządzenie jest opisane także {}. Zostaw jeden z wierszy."
COPIED = "Ten sam ukryty identyfikator jest {}: wiersz skopiowano. W kopii wyczyść identyfikator i zmień numer."
ROWS_NAMED = 5


@dataclass(slots=True)
class Match:
    """A line with the device it means (None: a new one) and, in a file that came back, its mark."""

    line: Line
    known: Known | None = None
    mark: RowMark | None = None


@dataclass
class Matches:
    """All lines, matched."""

    rows: list[Match] = field(default_factory=list)
    number_keys: set[str] = field(default_factory=set)


def match_lines(reading: Reading, layout: Layout, register: Register, school: School) -> Matches:
    """Find the device of every line; lines that contradict one another are errors, each naming the other."""
    found = Matches()
    for line in reading.lines:
        set_keys(line, line.cells[NUMBER], line.cells[SERIAL])
        found.rows.append(_match(line, layout, register, school))
        found.number_keys.add(line.number_key)
    _refuse_twins(found.rows, layout)
    return found


def _match(line: Line, layout: Layout, register: Register, school: School) -> Match:
    match = Match(line)
    if line.mark:
        _by_mark(match, layout, register, school)
    elif line.number_key in register.by_number:
        _by_number(match, layout, register.by_number[line.number_key])
    elif line.serial_key:
        _by_serial(match, layout, register.by_serial.get(line.serial_key, []))
    return match


def _by_mark(match: Match, layout: Layout, register: Register, school: School) -> None:
    line, letters = match.line, layout.letters_of(MARK)
    match.mark = read_row_mark(line.mark, school.pk)
    if match.mark is None:
        line.error(letters, MARK, BAD_MARK)
        return
    match.known = register.devices.get(match.mark.device_id)
    if match.known is None:
        line.error(letters, MARK, NO_DEVICE)


def _by_number(match: Match, layout: Layout, known: Known) -> None:
    """A number of a device that has left is taken for good, unless the line is plainly about that very device."""
    match.known = known
    if known.is_gone and not _same_device(match.line, known):
        match.line.error(layout.letters_of("inventory_number"), "inventory_number", USED.format(match.line.number))


def _same_device(line: Line, known: Known) -> bool:
    status = line.cells[STATUS]
    says_gone = status is not None and status.value in GONE
    return says_gone or (line.serial_key != "" and line.serial_key == known.serial_key)


def _by_serial(match: Match, layout: Layout, known: list[Known]) -> None:
    here = [device for device in known if not device.is_gone]
    if len(here) > 1:
        match.line.error(layout.letters_of("serial"), "serial", TWO_SERIALS)
    elif here:
        match.known = here[0]


def _refuse_twins(rows: list[Match], layout: Layout) -> None:
    at_number, at_serial, at_mark = (layout.letters_of(key) for key in ("inventory_number", "serial", MARK))
    _refuse(rows, lambda match: match.mark and match.line.mark, at_mark, MARK, COPIED)
    _refuse(rows, lambda match: match.line.number_key, at_number, "inventory_number", SAME_NUMBER)
    _refuse(rows, lambda match: match.line.serial_key, at_serial, "serial", SAME_SERIAL)
    _refuse(rows, lambda match: match.known and not match.line.faulty and match.known.id, "", "", SAME_DEVICE)


def _refuse(rows: list[Match], key_of: Callable[[Match], object], letters: str, key: str, sentence: str) -> None:
    keys = [found for match in rows if (found := key_of(match))]
    if len(set(keys)) == len(keys):
        return
    groups: dict[object, list[Line]] = defaultdict(list)
    for match in rows:
        if found := key_of(match):
            groups[found].append(match.line)
    for twins in groups.values():
        if len(twins) > 1:
            for line in twins:
                others = rows_in_words(other.row for other in twins if other is not line)
                line.error(letters, key, sentence.format(others))


def rows_in_words(rows: Iterable[int]) -> str:
    """„w wierszu 12”, „w wierszach 12, 15 i 20 innych”."""
    named = list(rows)
    if len(named) == 1:
        return f"w wierszu {named[0]}"
    more = len(named) - ROWS_NAMED
    listed = ", ".join(map(str, named[:ROWS_NAMED]))
    return f"w wierszach {listed}" + (f" i {more} innych" if more > 0 else "")


def number_problem(match: Match, register: Register) -> str:
    """Why a device may not take the number of its line; empty when it may."""
    holder = register.by_number.get(match.line.number_key)
    if holder is None or match.known is None or holder.id == match.known.id:
        return ""
    if holder.is_gone:
        return USED.format(match.line.number)
    return TAKEN.format(match.line.number, holder.values[1])
