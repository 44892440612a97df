"""The columns of the workbook: whatever a questionnaire asks, as keys that stand in a hidden first row. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.answers import NA_VALUE, offers_na
from surveys.models.campaigns_words import Language, Stage
from surveys.paperbooks.choices import Choice, choices_of
from surveys.questionnaire import NA_LABEL, Item, Questionnaire, say

NUMBER, STAGE, LANGUAGE = "nr", "etap", "jezyk"
BETWEEN = ":"
FIRST_ROW = 3  # keys, heads, then answers
SHEET, LISTS, HELP = "Odpowiedzi", "Listy", "Jak wpisywać"
PROPERTY = "portal-hdr-ankieta"
CROSS = "x"


@dataclass(frozen=True)
class Column:
    """A column: its key, its head, what may be chosen in it (nothing: it is written in)."""

    key: str
    head: str
    choices: tuple[str, ...] = ()
    item: Item | None = None
    point: str = ""


def columns_of(asked: Questionnaire, stages: tuple[Stage, ...]) -> list[Column]:
    """The number of the sheet of paper, the stage where there are several, the language, then the items."""
    found = [Column(NUMBER, "Nr kartki")]
    if len(stages) > 1:
        found.append(Column(STAGE, "Etap", tuple(str(one.label) for one in stages)))
    found.append(Column(LANGUAGE, "Język kartki", tuple(str(label) for label in Language.labels)))
    for number, item in enumerate(asked.items(), 1):
        found += _of_item(number, item)
    return found


def _of_item(number: int, item: Item) -> Iterator[Column]:
    text = f"{number}. {say(item.text, 'pl')}"
    if item.kind == "multi":
        for choice in choices_of(item, "pl", with_na=offers_na(item)):
            point = choice.code or NA_VALUE
            yield Column(f"{item.code}{BETWEEN}{point}", f"{text} [{choice.listed}]", (CROSS,), item, point)
    else:
        listed = tuple(one.listed for one in _single(item))
        yield Column(item.code, text, listed, item)


def _single(item: Item) -> Iterator[Choice]:
    yield from choices_of(item, "pl", with_na=offers_na(item))
    if item.kind == "number" and offers_na(item):
        yield Choice("brak", None, say(NA_LABEL, "pl"))
