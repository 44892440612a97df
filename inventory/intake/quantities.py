"""„Ilość 15”: one row that stands for fifteen devices with consecutive numbers."""

import re

from hdr_portal.lib.plaintext import number_key
from inventory.headers import QUANTITY
from inventory.intake.lines import Layout
from inventory.intake.matching import Match, Matches
from inventory.intake.register import Register

SPLIT, ONE = "split", "one"
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST = 60
EXISTING = "Ilość {}: urządzenie o tym numerze jest już w ewidencji, więc pozostałych nie dodano."
NO_DIGITS = "Nie da się nadać kolejnych numerów: w „{}” nie ma cyfr. Wpisz osobny wiersz dla każdego urządzenia."
TOO_LONG = "Nie da się nadać kolejnych numerów: „{}” jest za długi."
COLLIDES = "Kolejne numery są zajęte: {}. Zmień numer pierwszego urządzenia albo wpisz osobne wiersze."
SHARED_VALUE = "Wartość z wiersza przypisano każdemu z {} urządzeń. Jeśli to wartość łączna, popraw ją."
SHARED_SERIAL = "Numer seryjny dostaje tylko pierwsze z {} urządzeń."


def consecutive(number: str, amount: int) -> list[str]:
    """Numbers from the given one on, zeros in front kept: SP/007 → SP/007, SP/008. Empty when there is nothing to count.

    Counted is the last group of digits that does not look like a year: KT/12/2023 → KT/13/2023.
    """
    groups = list(_DIGITS.finditer(number))
    if not groups:
        return []
    plain = [group for group in groups if not _YEAR.fullmatch(group[0])]
    counted = (plain or groups)[-1]
    head, tail, width = number[: counted.start()], number[counted.end() :], len(counted[0])
    return [f"{head}{value:0{width}d}{tail}" for value in range(int(counted[0]), int(counted[0]) + amount)]


def split_numbers(
    matches: Matches, layout: Layout, register: Register, answers: dict[str, str]
) -> dict[int, list[str]]:
    """The numbers of the devices that rows with a quantity become, by row; a row without an answer waits for one."""
    found: dict[int, list[str]] = {}
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
            found[line.row] = _numbers(match, layout, taken)
        elif answer == ONE:
            line.quantity = 1
        else:
            line.waits = True
    return found


def _numbers(match: Match, layout: Layout, taken: set[str]) -> list[str]:
    line = match.line
    numbers = consecutive(line.number, line.quantity)
    keys = [number_key(number) for number in numbers]
    hits = [number for number, key in zip(numbers[1:], keys[1:], strict=True) if key in taken]
    if not numbers:
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
