"""What differs between two sets of a report's inputs, in sentences: what a report says, and what the records say now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

MOST = 200
LONGEST = 160

# What a list's entries are known by; entries of other lists are compared one by one in their order.
IDENTITIES: Mapping[str, Callable[[Any], str]] = {
    "indicators": lambda one: f"Wskaźnik {one['number']}",
    "actions": lambda one: f"Działanie {one['number']}",
    "steps": lambda one: f"krok {one['label']}",
    "comparisons": lambda one: one["group"] or "wartość",
    "activities": lambda one: f"zdarzenie „{one['title']}” z {one['day']}",
    "annex": lambda one: f"Dowód „{one['name']}” ({one['url']})",
    "status_counts": lambda one: one["status"]["label"],
}
NAMES = {
    "also_counted": "liczone też w",
    "amount": "kwota",
    "annex": "Załącznik",
    "as_of": "stan na dzień",
    "changes": "Zmiany od poprzedniego raportu",
    "commentary": "komentarz",
    "corrections": "korekty",
    "corrected": "po korektach",
    "count": "liczba",
    "day": "data",
    "declared": "zgłoszone",
    "documentation_text": "sposób dokumentowania",
    "documented": "z dowodem",
    "done": "placówki z dowodem",
    "due": "termin",
    "evidenced": "udokumentowane",
    "explanation": "sposób liczenia",
    "goal": "cel planu",
    "heads": "liczby osób",
    "headline": "Wynik",
    "highlights": "Najważniejsze",
    "indicators": "wskaźniki",
    "inventory": "Inwentarz",
    "label": "oznaczenie",
    "letterhead": "Szata dokumentów",
    "made_on": "data sporządzenia",
    "matrix": "Placówki",
    "missing": "brakuje w placówkach",
    "municipality": "gmina",
    "name": "nazwa",
    "notes": "Uwagi",
    "number": "numer",
    "population": "liczba placówek",
    "reached_on": "osiągnięto",
    "record": "zapis",
    "reference": "oznaczenie",
    "responsible_text": "odpowiedzialny",
    "rows": "wiersze",
    "school": "jednostka",
    "schools": "jednostki",
    "state_label": "stan",
    "status": "stan",
    "status_counts": "Stany wskaźników",
    "surveys": "Ankiety",
    "target": "cel",
    "target_text": "cel w planie",
    "term_text": "termin",
    "text": "treść",
    "timeline": "Oś czasu",
    "title": "tytuł",
    "total": "razem na wszystkich wydarzeniach",
    "trends": "Trendy",
    "unit": "jednostka miary",
    "units_count": "liczba jednostek",
    "url": "adres",
}
SHOWN_BY = ("label", "name", "title", "text")  # an entry with such a word is shown by it
NEVER_TOLD = frozenset({"state_tone", "tone", "icon", "key", "content"})  # words beside them follow


def differences(then: Any, now: Any) -> Iterator[str]:
    """Sentences, in the order of the report; none for equal inputs."""
    yield from _between(then, now, ())


def told(then: Any, now: Any) -> tuple[list[str], int]:
    """The first MOST sentences and how many more there are. Unequal inputs always have one."""
    found = list(differences(then, now))
    if not found and then != now:
        found = ["Różnią się szczegóły, których raport nie pokazuje słowami."]
    return found[:MOST], max(0, len(found) - MOST)


def _between(then: Any, now: Any, path: tuple[str, ...]) -> Iterator[str]:
    if then == now:
        return
    if isinstance(then, dict) and isinstance(now, dict):
        yield from _between_dicts(then, now, path)
    elif isinstance(then, list) and isinstance(now, list):
        yield from _between_lists(then, now, path)
    else:
        yield f"{_place(path)}: było {_shown(then)}, jest {_shown(now)}."


def _between_dicts(then: dict[str, Any], now: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    for key in [*then, *(key for key in now if key not in then)]:
        if key in NEVER_TOLD:
            continue
        below = (*path, key)
        if key not in now:
            yield f"{_place(below)}: portal już tego nie zbiera (było {_shown(then[key])})."
        elif key not in then:
            yield f"{_place(below)}: portal zbiera to dopiero teraz (jest {_shown(now[key])})."
        else:
            yield from _between(then[key], now[key], below)


def _between_lists(then: list[Any], now: list[Any], path: tuple[str, ...]) -> Iterator[str]:
    known_by = IDENTITIES.get(path[-1]) if path else None
    if known_by is None or not _all_dicts(then, now):
        yield from _between_plain_lists(then, now, path)
        return
    old, new = ({known_by(one): one for one in entries} for entries in (then, now))
    for name in [*old, *(name for name in new if name not in old)]:
        place = (*path[:-1], f"={name}")
        if name not in new:
            yield f"{_place(place)}: jest w raporcie, a w zapisach już nie."
        elif name not in old:
            yield f"{_place(place)}: jest w zapisach, a w raporcie nie."
        else:
            yield from _between(old[name], new[name], place)


def _between_plain_lists(then: list[Any], now: list[Any], path: tuple[str, ...]) -> Iterator[str]:
    if _all_dicts(then, now) and len(then) == len(now):
        for place, (old, new) in enumerate(zip(then, now, strict=True), start=1):
            yield from _between(old, new, (*path, f"={_name_of(old) or place}"))
    else:
        yield f"{_place(path)}: było {_shown(then)}, jest {_shown(now)}."


def _all_dicts(*lists: Sequence[Any]) -> bool:
    return all(isinstance(one, dict) for entries in lists for one in entries)


def _name_of(entry: dict[str, Any]) -> str:
    known = (entry.get(key) for key in ("school", "number", *SHOWN_BY))
    return next((one for one in known if isinstance(one, str) and one), "")


def _place(path: tuple[str, ...]) -> str:
    """„Wskaźnik 1.1, udokumentowane”: names of fields in Polish; a name after „=” is said as it is."""
    words = [part[1:] if part.startswith("=") else NAMES.get(part, part) for part in path if part != "=wartość"]
    return ", ".join(words) or "Dane raportu"


def _shown(value: Any) -> str:
    """A value as a short phrase."""
    if value is None or value in ("", [], {}):
        return "puste"
    if isinstance(value, bool):
        return "tak" if value else "nie"
    words = ", ".join(_word(one) for one in value) if isinstance(value, list) else _word(value)
    return f"„{words[:LONGEST]}…”" if len(words) > LONGEST else f"„{words}”"


def _word(value: Any) -> str:
    if isinstance(value, dict):
        return _name_of(value) or ", ".join(str(one) for one in value.values() if isinstance(one, str | int | float))
    return str(value)
