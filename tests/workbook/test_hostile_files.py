"""Hostile and broken files: each refused in its own words and within the memory allowed.

How quickly is measured by `make bench` (part `hostile`) and `make fuzz`.
"""

import pytest

from hdr_portal.lib.workbook import sentences
from tests.workbook.corpus import CASES
from tests.workbook.hostile import long_format
from tests.workbook.measuring import MEGABYTES, measured


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_in_words(name: str) -> None:
    make, ending, sentence = CASES[name]
    taken = measured(make(), ending)
    assert taken.refusal() == sentence
    assert taken.megabytes < MEGABYTES


def test_a_long_number_format_on_many_cells_is_read_without_what_it_shows() -> None:
    taken = measured(long_format())
    assert taken.lines[-1] == b"E200000\n"
    assert taken.megabytes < MEGABYTES


def test_every_sentence_says_what_to_do() -> None:
    said = [value for name, value in vars(sentences).items() if name.isupper() and isinstance(value, str)]
    verbs = (
        "Otwórz",
        "otwórz",
        "Wgraj",
        "wgraj",
        "Zapisz",
        "zapisz",
        "Sprawdź",
        "Popraw",
        "Usuń",
        "usuń",
        "Zostaw",
        "Podziel",
    )
    silent = [sentence for sentence in said if not any(verb in sentence for verb in verbs)]
    assert silent == [sentences.NBSP]
