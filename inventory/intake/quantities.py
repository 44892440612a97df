"""„Ilość 15”: one row that stands for fifteen devices with consecutive numbers."""

from collections import defaultdict

from hdr_portal.lib.plaintext import number_key
from inventory.headers import QUANTITY
from inventory.intake.lines import Layout
from inventory.intake.matching import Match, Matches
from inventory.intake.register import NUMBER, Register
from inventory.numbering import RUN, consecutive

SPLIT, ONE = "split", "one"
LONGEST = 60
EXISTING = "Ilość {}: urządzenie o tym numerze jest już w ewidencji, więc pozostałych nie dodano."
WAITS = "Ilość {}: zdecyduj w podglądzie, czy to osobne urządzenia z kolejnymi numerami, czy jedno."
NO_DIGITS = "Nie da się nadać kolejnych numerów: w „{}” nie ma cyfr. Wpisz osobny wiersz dla każdego urządzenia."
TOO_LONG = "Nie da się nadać kolejnych numerów: „{}” jest za długi."
COLLIDES = "Kolejne numery są zajęte: {}. Zmień numer pierwszego urządzenia albo wpisz osobne wiersze."
SHARED_VALUE = "Wartość z wiersza przypisano każdemu z {} urządzeń. Jeśli to wartość łączna, popraw ją."
SHARED_SERIAL = "Numer seryjny dostaje tylko pierwsze z {} urządzeń."


def split_numbers(
    matches: Matches, layout: Layout, register: Register, answers: dict[str, str]
) -> dict[int, list[str]]:
    """The numbers of the devices that rows with a quantity become, by row; a row without an answer waits for one."""
    found: dict[int, list[str]] = {}
    alike: dict[str, list[str]] = _alike(register) if any(match.line.quantity > 1 for match in matches.rows) else {}
    taken = set(register.by_number) | matches.number_keys
    for match in matches.rows:
        line = match.line
        if line.quantity <= 1 or line.faulty:
            continue
        answer = answers.get(str(line.row), "")
        if match.known is not None:
            line.warning(layout.letters_of(QUANTITY), QUANTITY, EXISTING.format(line.quantity))
            line.quantity = 1
        elif answer == SPLIT:
            found[line.row] = _numbers(match, layout, taken, alike)
        elif answer == ONE:
            line.quantity = 1
        else:
            line.waits = True
            line.warning(layout.letters_of(QUANTITY), QUANTITY, WAITS.format(line.quantity))
    return found


def _alike(register: Register) -> dict[str, list[str]]:
    """The school's numbers by the way they are written: they tell which part of a number counts."""
    found: dict[str, list[str]] = defaultdict(list)
    for device in register.devices.values():
        found[_form(device.values[NUMBER])].append(device.values[NUMBER])
    return found


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
    if layout.letters_of("gross_value"):
        line.warning(layout.letters_of("gross_value"), "gross_value", SHARED_VALUE.format(line.quantity))
    return numbers
