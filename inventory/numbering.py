"""Inventory numbers as a school counts them: which part of a number counts, the next after the highest, several in a row."""

import re
from collections.abc import Iterable

RUN = re.compile(r"[0-9]+")


def next_number(known: Iterable[str], *, like: str) -> str:
    """The number after the highest of those written like `like`: „SP1/KOM/017” → „SP1/KOM/018”; "" without a count in it."""
    known = list(known)
    place = counting_run(like, known)
    if place is None:
        return ""
    rest = _rest(like, place)
    runs = [
        RUN.findall(one)[place]
        for one in [*known, like]
        if _skeleton(one) == _skeleton(like) and _rest(one, place) == rest
    ]
    highest = max(runs, key=int)
    return _with_run(like, place, _raised(highest, 1))


def consecutive(first: str, count: int, *, known: Iterable[str] = ()) -> list[str]:
    """`count` numbers from `first` on; one alone when nothing in it counts. `known` numbers tell which part counts."""
    place = counting_run(first, known)
    if place is None:
        return [first]
    run = RUN.findall(first)[place]
    return [_with_run(first, place, _raised(run, more)) for more in range(count)]


def counting_run(number: str, known: Iterable[str]) -> int | None:
    """Which run of digits counts: the one that differs most among numbers written alike; a year only if nothing else does."""
    runs = RUN.findall(number)
    if not runs:
        return None
    alike = [RUN.findall(one) for one in known if _skeleton(one) == _skeleton(number)]
    spread = [len({one[place] for one in [*alike, runs]}) for place in range(len(runs))]
    alone = _standing_alone(number)
    years = [_is_year(run) for run in runs]
    return max(
        range(len(runs)),
        key=lambda place: (
            spread[place] > 1,
            not (years[place] and _others_count(alone, years, place)),
            spread[place],
            place,
        ),
    )


def _others_count(alone: list[bool], years: list[bool], place: int) -> bool:
    """Whether another run than this one stands by itself and is no year."""
    return any(alone[other] and not years[other] for other in range(len(alone)) if other != place)


def _standing_alone(number: str) -> list[bool]:
    """For every run whether no letter touches it: the 1 of „SP1” names the school."""
    found = []
    for match in RUN.finditer(number):
        around = number[max(match.start() - 1, 0) : match.start()] + number[match.end() : match.end() + 1]
        found.append(not any(letter.isalpha() for letter in around))
    return found


def _is_year(run: str) -> bool:
    return len(run) == 4 and 1990 <= int(run) <= 2099


def _skeleton(number: str) -> str:
    return RUN.sub("#", number.lower())


def _rest(number: str, place: int) -> list[str]:
    runs = RUN.findall(number)
    return [*runs[:place], *runs[place + 1 :]]


def _with_run(number: str, place: int, run: str) -> str:
    match = list(RUN.finditer(number))[place]
    return number[: match.start()] + run + number[match.end() :]


def _raised(run: str, more: int) -> str:
    return str(int(run) + more).zfill(len(run))
