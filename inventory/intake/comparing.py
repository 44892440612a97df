"""What each line would do to the register: a verdict, the changes cell by cell, and the work that carries them out."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter, ne
from typing import Any

from hdr_portal.lib.plaintext import folded
from inventory.columns import COLUMNS, Kind
from inventory.intake.diff_files import RawRow
from inventory.intake.lines import BLANK, Layout, Line, letters
from inventory.intake.matching import Match, number_problem
from inventory.intake.quantities import shares_of
from inventory.intake.readers import Read, Reader
from inventory.intake.register import AT, CATEGORY, NAME, NUMBER, STATUS, Known, Register, Values
from inventory.intake.verdicts import Verdict
from inventory.intake.work import ChangedDevice, Work
from inventory.merge import Outcome, decided, merge_cell
from inventory.models import GONE, Status
from inventory.values import clean_text, shown

NO_CATEGORY = (
    "Brak kategorii, a z nazwy nie da się jej odczytać. Wpisz kategorię albo wybierz domyślną dla całego pliku."
)
JUNK_SERIAL = "„{}” to nie jest numer seryjny. Spisz numer z tabliczki urządzenia; po tym wpisie nie szukamy urządzeń."
REQUIRED = {
    NUMBER: "Brak numeru inwentarzowego. Wpisz go w arkuszu albo usuń wiersz, jeśli to nie jest urządzenie.",
    NAME: "Brak nazwy urządzenia. Wpisz, co to jest, na przykład „Laptop Dell”.",
    CATEGORY: NO_CATEGORY,
}
NOT_EMPTY = {*REQUIRED, STATUS}
MAY_NOT_BE_EMPTY = "Ta komórka nie może być pusta. Wpisz wartość."
GUESSED = "Kategorię odczytano z nazwy: {}."
DEFAULTED = "Przyjęto domyślną kategorię: {}."
SERIAL_ELSEWHERE = "Ten numer seryjny ma w ewidencji także inne urządzenie: {}."
UNKNOWN_ENTRY = "Portal nie zna wpisu „{}”. Odpowiedz w podglądzie, co z nim zrobić."
STILL_BOUND = "Trwałość projektu trwa do {}: do tego dnia urządzenia nie powinno się wydawać ani likwidować."
_WORD = re.compile(r"[^\W_]+")
_UNKNOWN = object()  # a base that the history does not hold: then whatever differs is for a person to decide


@dataclass
class Comparison:
    """The state of a comparison: what it reads from, what it leaves behind."""

    layout: Layout
    register: Register
    bases: dict[tuple[int, int], Values]
    cells: dict[str, str]
    default_category: int | None
    numbers: dict[int, list[str]]
    totals: frozenset[int]
    raw: list[RawRow] = field(default_factory=list)
    work: Work = field(default_factory=Work)
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.category = next((one for one in self.layout.readers if one.place == CATEGORY), None)
        self.guesses: dict[str, int | None] = {}
        places = [reader.place for reader in self.layout.readers]
        # Of what stands in the order of the register's columns, that which the sheet has, in the sheet's order.
        self.in_order = itemgetter(*places) if len(places) > 1 else lambda found: tuple(found[at] for at in places)

    def take(self, match: Match) -> None:
        """Compare one line."""
        raw = self._new(match) if match.known is None else self._existing(match, match.known)
        self.raw.append(raw)
        self.counts[raw[1]] += 1

    # --- a device that is not there yet -----------------------------------------------------------------------------
    def _new(self, match: Match) -> RawRow:
        line, values = match.line, list(match.line.values)
        cells = line.cells
        reads = self.in_order(cells)
        changes: list[Any] = [read.told for read in reads if read is not None and read.told]
        if not line.plain:
            for reader, read in zip(self.layout.readers, reads, strict=True):
                if read is not None and not read.plain:
                    self._note(match, reader, read)
        values[STATUS] = values[STATUS] or Status.IN_USE.value
        if values[CATEGORY] is None and not _unsettled(cells[CATEGORY]):
            self._guess_category(match, values, changes)
        for place, sentence in REQUIRED.items():
            if values[place] in {None, ""} and not _unsettled(cells[place]):
                line.error("", COLUMNS[place].key, sentence)
        self._warn_of_junk(match)
        verdict = _verdict(match, Verdict.NEW)
        if verdict is Verdict.NEW:
            self._add(line.row, values)
        return [line.row, verdict.value, None, values[NUMBER], values[NAME], changes, line.problems, line.quantity]

    def _add(self, row: int, values: list[Any]) -> None:
        numbers = self.numbers.get(row, ())
        self.counts["devices"] += max(1, len(numbers))
        shares = self._shares(row, values, len(numbers))
        self.work.new.append(values)
        for place, number in enumerate(numbers[1:], 1):
            twin = list(values)
            twin[NUMBER], twin[_SERIAL] = number, ""
            twin[_VALUE] = shares[place] if shares else values[_VALUE]
            self.work.new.append(twin)
        if shares:
            values[_VALUE] = shares[0]

    def _shares(self, row: int, values: list[Any], pieces: int) -> list[Any]:
        """What each of the devices of a row is worth, when the row tells what all of them are worth."""
        total = values[_VALUE]
        return shares_of(total, pieces) if pieces > 1 and row in self.totals and total is not None else []

    def _guess_category(self, match: Match, values: list[Any], changes: list[Any]) -> None:
        """From the name's words, else the default of the whole file; said in a remark."""
        name = values[NAME]
        if name not in self.guesses:
            self.guesses[name] = self._category_in(name)
        found, sentence = self.guesses[name], GUESSED
        if found is None:
            found, sentence = self.default_category, DEFAULTED
        if found is None:
            return
        values[CATEGORY] = found
        named = self.directory.names.get(found, "")
        changes.append(("category", named))
        match.line.warning("", "category", sentence.format(named))

    @property
    def directory(self) -> Any:
        """The dictionary of categories."""
        return self.layout.readers[0].context.directories["category"]

    def _category_in(self, name: str) -> int | None:
        """The category that the words of a name contain: the longest of its names, the first when two are as long."""
        words, known = _WORD.findall(folded(name)), self.directory.words
        for length in (4, 3, 2, 1):
            for start in range(len(words) - length + 1):
                found: int | None = known.get(" ".join(words[start : start + length]))
                if found is not None:
                    return found
        return None

    # --- a device of the register -----------------------------------------------------------------------------------
    def _existing(self, match: Match, known: Known) -> RawRow:
        line = match.line
        changes: list[Any] = []
        places: list[int] = []
        values: list[Any] | None = None
        base = self._base(match, known)
        for reader in self._worth_a_look(line, known):
            place = reader.place
            read, theirs = line.cells[place], known.values[place]
            if read is not None and not read.plain:
                if read.error and base is not None and read.raw == base[place]:
                    continue  # as it was exported: not touched offline
                self._note(match, reader, read)
                if read.error or _open_question(read):
                    _show_question(reader, read, theirs, changes)
                    continue
            mine = reader.empty if read is None else read.value
            if mine == theirs:
                continue
            change = self._merged(match, reader, mine, theirs, base)
            if change is None:
                continue
            raw_change, value = change
            changes.append(raw_change)
            if value != theirs:
                values = values or list(known.values)
                values[place] = value
                places.append(place)
        return self._finished(match, known, values, places, changes)

    def _worth_a_look(self, line: Line, known: Known) -> Iterable[Reader]:
        """Readers of cells that differ from the register; of a line of which more is to be said, all."""
        if not line.plain:
            return self.layout.readers
        return compress(self.layout.readers, map(ne, self.in_order(line.values), self.in_order(known.values)))

    def _base(self, match: Match, known: Known) -> Values | None:
        """The values that the row was exported with; None for a row that was not exported."""
        if match.mark is None:
            return None
        if match.mark.version == known.version:
            return known.values
        return self.bases.get((known.id, match.mark.version), (_UNKNOWN,) * len(known.values))

    def _merged(
        self, match: Match, reader: Reader, mine: Any, theirs: Any, base: Values | None
    ) -> tuple[list[Any], Any] | None:
        """The change of a cell and the value it leads to; None when there is none."""
        place, key = reader.place, reader.column.key
        if base is None and mine == BLANK[place]:
            self.counts["kept_empty"] += 1
            return None
        before = theirs if base is None else base[place]
        if reader.column.kind is Kind.TEXT:
            if clean_text(key, theirs) == mine:
                return None
            before = _as_typed(key, before, mine)
        if mine == BLANK[place] and place in NOT_EMPTY and mine != before:
            match.line.error(letters(reader.index + 1), key, MAY_NOT_BE_EMPTY)
            return None
        cell = merge_cell(before, theirs, mine)
        decision = self.cells.get(f"{match.line.row}:{key}", "") if cell.undecided else ""
        raw = [key, reader.show(theirs), _shown(reader, match, mine), None, _KINDS[cell.outcome], decision]
        if cell.outcome is not Outcome.CHANGE and before is not _UNKNOWN:
            raw[3] = reader.show(before)
        return raw, decided(cell, decision)

    def _finished(
        self, match: Match, known: Known, values: list[Any] | None, places: list[int], changes: list[Any]
    ) -> RawRow:
        line = match.line
        if (
            line.number_key
            and line.number_key != known.number_key
            and (problem := number_problem(match, self.register))
        ):
            line.error(self.layout.letters_of("inventory_number"), "inventory_number", problem)
        self._warn_of_serial(match, known)
        self._warn_of_durability(match, values, places)
        undecided = any(change[4] == "conflict" and not change[5] for change in changes)
        wanted = Verdict.CONFLICT if undecided else Verdict.CHANGED if values else Verdict.UNCHANGED
        verdict = _verdict(match, wanted)
        if verdict is Verdict.CHANGED and values:
            self.work.changed.append(ChangedDevice(known.id, known.version, known.label_code, values, places))
        final = values or known.values
        return [line.row, verdict.value, known.id, final[NUMBER], final[NAME], changes, line.problems, line.quantity]

    def _warn_of_durability(self, match: Match, values: list[Any] | None, places: list[int]) -> None:
        if values is None or STATUS not in places or values[STATUS] not in GONE:
            return
        until = values[AT["durability_until"]]
        if until and until > self.layout.readers[0].context.today:
            match.line.warning(self.layout.letters_of("status"), "status", STILL_BOUND.format(shown(Kind.DATE, until)))

    def _warn_of_junk(self, match: Match) -> None:
        """A maker's placeholder is kept as it was typed, and said to be no number: devices are not told apart by it."""
        line, serial = match.line, match.line.values[_SERIAL]
        if serial and not line.serial_key:
            line.warning(self.layout.letters_of("serial"), "serial", JUNK_SERIAL.format(serial))

    def _warn_of_serial(self, match: Match, known: Known) -> None:
        line = match.line
        if not line.serial_key or line.serial_key == known.serial_key:
            return
        others = [one for one in self.register.by_serial.get(line.serial_key, []) if one.id != known.id]
        if others:
            named = SERIAL_ELSEWHERE.format(others[0].values[NUMBER])
            line.warning(self.layout.letters_of("serial"), "serial", named)

    def _note(self, match: Match, reader: Reader, read: Read) -> None:
        line = match.line
        if read.error:
            line.error(letters(reader.index + 1), reader.column.key, read.error)
        elif read.warning:
            line.warning(letters(reader.index + 1), reader.column.key, read.warning)
        if read.asked:
            read.asked.rows += 1
        if _open_question(read):
            line.waits = True
            line.warning(letters(reader.index + 1), reader.column.key, UNKNOWN_ENTRY.format(read.shown))


_SERIAL = next(place for place, column in enumerate(COLUMNS) if column.key == "serial")
_VALUE = next(place for place, column in enumerate(COLUMNS) if column.key == "gross_value")
_KINDS = {Outcome.CHANGE: "change", Outcome.KEPT: "kept", Outcome.CONFLICT: "conflict"}


def _verdict(match: Match, otherwise: Verdict) -> Verdict:
    if match.line.faulty:
        return Verdict.ERROR
    return Verdict.ASK if match.line.waits else otherwise


def _open_question(read: Read) -> bool:
    return read.asked is not None and not read.asked.answer


def _unsettled(read: Read | None) -> bool:
    """Whether an empty value has its own error or question, so that nothing more is to be said."""
    return read is not None and (bool(read.error) or _open_question(read))


def _show_question(reader: Reader, read: Read, theirs: Any, changes: list[Any]) -> None:
    if _open_question(read):
        changes.append([reader.column.key, reader.show(theirs), read.shown, None, "change", ""])


def _shown(reader: Reader, match: Match, mine: Any) -> str:
    read = match.line.cells[reader.place]
    return read.shown if read is not None else reader.show(mine)


def _as_typed(key: str, before: Any, mine: Any) -> Any:
    """A text of the export that reads as the same is the same: what tidying alone would change is no edit."""
    return mine if before is not _UNKNOWN and clean_text(key, before) == mine else before
