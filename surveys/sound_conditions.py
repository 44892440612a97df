"""Whether a show-if can ever be worked out: it asks about items of earlier pages and about answers that they offer. Pure."""

import re
from collections.abc import Iterator

from surveys.questionnaire import Item, Questionnaire
from surveys.showif import Comparison, Joined

LENGTH = 300
NUMBER = re.compile(r"-?\d+")


def condition_faults(content: Questionnaire, item: Item) -> Iterator[str]:
    """What is wrong with the condition of an item."""
    if item.show_if is None:
        return
    if len(item.show_if.source) > LENGTH:
        yield f"Warunek ma {len(item.show_if.source)} znaków, a mieści się {LENGTH}. Uprość go."
    earlier = earlier_items(content, item)
    for comparison in comparisons(item.show_if.condition):
        yield from _comparison_faults(content, comparison, earlier)


def earlier_items(content: Questionnaire, item: Item) -> dict[str, Item]:
    """Items of the pages before the item's own: what stands on the same page is not answered yet when it is shown."""
    found: dict[str, Item] = {}
    for section in content.sections:
        if any(one is item or one.code == item.code for one in section.items):
            break
        found |= {one.code: one for one in section.items}
    return found


def comparisons(condition: Comparison | Joined) -> Iterator[Comparison]:
    """The single comparisons of a condition, as written."""
    if isinstance(condition, Comparison):
        yield condition
    else:
        for part in condition.parts:
            yield from comparisons(part)


def _comparison_faults(content: Questionnaire, asked: Comparison, earlier: dict[str, Item]) -> Iterator[str]:
    if asked.item not in content.item:
        yield f"Warunek pyta o „{asked.item}”, a takiego pytania nie ma."
    elif asked.item not in earlier:
        yield f"Warunek pyta o „{asked.item}”, które nie stoi na wcześniejszej stronie. Przenieś je do wcześniejszej części."
    else:
        yield from _answer_faults(asked, earlier[asked.item])


def _answer_faults(asked: Comparison, item: Item) -> Iterator[str]:
    if item.is_text:
        yield f"Pytanie „{item.code}” ma odpowiedź wpisaną słowami. Warunek może pytać o odpowiedź z listy albo o liczbę."
    elif item.kind == "number":
        if asked.operator == "selected" or not NUMBER.fullmatch(asked.value):
            yield f"Pytanie „{item.code}” jest o liczbę, a „{asked.value}” nią nie jest."
    elif asked.operator == "selected" and item.kind != "multi":
        yield f"W pytaniu „{item.code}” wybiera się jedną odpowiedź. Zamiast selected wpisz: {item.code} = '{asked.value}'."
    elif asked.operator in {"<", ">", "<=", ">="}:
        yield from _order_faults(asked, item)
    elif item.scale and asked.value not in item.scale.by_code:
        codes = ", ".join(item.scale.by_code)
        yield f"Pytanie „{item.code}” nie ma odpowiedzi „{asked.value}”. Ma: {codes}."


def _order_faults(asked: Comparison, item: Item) -> Iterator[str]:
    codes = list(item.scale.by_code) if item.scale else []
    if item.kind == "multi" or not all(NUMBER.fullmatch(code) for code in codes):
        yield f"Odpowiedzi na „{item.code}” nie są liczbami, więc nie można ich porównać znakiem {asked.operator}."
    elif not NUMBER.fullmatch(asked.value):
        yield f"Znakiem {asked.operator} porównuje się z liczbą, a „{asked.value}” nią nie jest."
