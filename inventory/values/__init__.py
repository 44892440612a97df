"""What people write in the cells of a register, read as values: texts, days, amounts, counts, choices.

Pure: no models, no database. A value that cannot be read is an error with a sentence, never a guess in silence.
"""

from inventory.values.cells import EMPTY, Parsed, empty_value, is_nothing, sentence_for_error, shown, written
from inventory.values.choices import read_choice, words_for
from inventory.values.days import read_day
from inventory.values.numbers import read_count, read_money, read_quantity
from inventory.values.texts import clean_text, is_as_kept, read_text

__all__ = [
    "EMPTY",
    "Parsed",
    "clean_text",
    "empty_value",
    "is_as_kept",
    "is_nothing",
    "read_choice",
    "read_count",
    "read_day",
    "read_money",
    "read_quantity",
    "read_text",
    "sentence_for_error",
    "shown",
    "words_for",
    "written",
]
