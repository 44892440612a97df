"""„Ilość 15”: one row that stands for fifteen devices with consecutive numbers."""

from collections import defaultdict
from decimal import Decimal

from hdr_portal.lib.plaintext import number_key
from inventory.headers import QUANTITY
from inventory.intake.lines import Layout, Line
from inventory.intake.matching import Match, Matches
from inventory.intake.register import NUMBER, Register
from inventory.numbering import RUN, consecutive

SPLIT, SPLIT_TOTAL, ONE = "split", "split-total", "one"
LONGEST = 60
EXISTING = "Ilość {}: urządzenie o tym numerze jest już w ewidencji, więc pozostałych nie dodano."
WAITS = "Ilość {}: zdecyduj w podglądzie, czy to osobne urządzenia z kolejnymi numerami ({}), czy jedno."
FROM_TO = "od „{}” do „{}”"
NO_NUMBERS = "pierwszy numer trzeba wtedy zmienić, bo nie ma w nim cyfr"
NO_DIGITS = "Nie da się nadać kolejnych numerów: w „{}” nie ma cyfr. Wpisz osobny wiersz dla każdego urządzenia."
TOO_LONG = "Nie da się nadać kolejnych numerów: „{}” jest za długi."
COLLIDES = "Kolejne numery są zajęte: {}. Zmień numer pierwszego urządzenia albo wpisz osobne wiersze."
SHARED_VALUE = "Wartość z wiersza przypisano każdemu z {} urządzeń."
DIVIDED_VALUE = "Wartość łączną z wiersza podzielono między {} urządzeń."
SHARED_SERIAL = "Numer seryjny dostaje tylko pierwsze z {} urządzeń."


def split_numbers(
    matches: Matches, layout: Layout, register: Register, answers: dict[str, str]
) -> dict[int, list[str]]:
    """The numbers of the devices that rows with a quantity become, by row; a row without an answer waits for one."""
    found: dict[int, list[str]] = {}
    several = any(match.line.quantity > 1 for match in matches.rows)
    alike: dict[str, list[str]] = _alike(register, matches) if several else {}
    taken = set(register.by_number) | matches.number_keys
    for match in matches.rows:
        line = match.line
        if line.quantity <= 1 or line.faulty:
            continue
        answer = answers.get(str(line.row), "")
        if match.known is not None:
            line.warning(layout.letters_of(QUANTITY), QUANTITY, EXISTING.format(line.quantity))
            line.quantity = 1
        elif answer in {SPLIT, SPLIT_TOTAL}:
            found[line.row] = _numbers(match, layout, taken, alike)
            _tell_value(match, layout, divided=answer == SPLIT_TOTAL)
        elif answer == ONE:
            line.quantity = 1
        else:
            line.waits = True
            line.warning(layout.letters_of(QUANTITY), QUANTITY, WAITS.format(line.quantity, _range(line, alike)))
    return found


def shares_of(value: Decimal, pieces: int) -> list[Decimal]:
    """A total in as many parts to the grosz: the first ones hold what does not divide. Their sum is the total."""
    grosze = int(value * 100)
    part, rest = divmod(grosze, pieces)
    return [Decimal(part + (number < rest)) / 100 for number in range(pieces)]


def _alike(register: Register, matches: Matches) -> dict[str, list[str]]:
    """Numbers of the school and of the file by the way they are written: they tell which part of a number counts."""
    found: dict[str, list[str]] = defaultdict(list)
    for number in (device.values[NUMBER] for device in register.devices.values()):
        found[_form(number)].append(number)
    for number in (match.line.number for match in matches.rows if match.line.number):
        found[_form(number)].append(number)
    return found


def _range(line: Line, alike: dict[str, list[str]]) -> str:
    numbers = consecutive(line.number, line.quantity, known=alike.get(_form(line.number), ()))
    return FROM_TO.format(numbers[0], numbers[-1]) if len(numbers) == line.quantity else NO_NUMBERS


def _tell_value(match: Match, layout: Layout, *, divided: bool) -> None:
    column = layout.letters_of("gross_value")
    if column:
        sentence = DIVIDED_VALUE if divided else SHARED_VALUE
        match.line.warning(column, "gross_value", sentence.format(match.line.quantity))


def _form(number: str) -> str:
    return RUN.sub("#", number.lower())


def _numbers(match: Match, layout: Layout, taken: set[str], alike: dict[str, list[str]]) -> list[str]:
    line = match.line
    numbers = consecutive(line.number, line.quantity, known=alike.get(_form(line.number), ()))
    keys = [number_key(number) for number in numbers]
    hits = [number for number, key in zip(numbers[1:], keys[1:], strict=True) if key in taken]
    if len(numbers) != line.quantity:
        line.error(layout.letters_of("inventory_number"), "inventory_number", NO_DIGITS.format(line.number))
    elif len(numbers[-1]) > LONGEST:
        line.error(layout.letters_of("inventory_number"), "inventory_number", TOO_LONG.format(numbers[-1]))
    elif hits:
        line.error(layout.letters_of(QUANTITY), QUANTITY, COLLIDES.format(", ".join(hits[:5])))
    taken.update(keys)
    if line.serial_key:
        line.warning(layout.letters_of("serial"), "serial", SHARED_SERIAL.format(line.quantity))
    return numbers
