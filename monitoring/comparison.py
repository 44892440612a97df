"""What moved between two reports: a pure function of their stored inputs, in sentences.

Inputs are the JSON of a progress report (report_data.as_inputs), of any age: what an old one does not hold is not compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hdr_portal.lib.polish import counted, number

Inputs = Mapping[str, Any]
Row = Mapping[str, Any]
FILES = "dowód,dowody,dowodów"
WORDS = {"evidenced": "udokumentowane", "declared": "zgłoszone"}
BETTER = ("reached", "reached_late")


class ChangeKind(StrEnum):
    """What kind of thing changed, in the order of telling."""

    STATUS = "status"
    NUMBER = "number"
    UNITS = "units"
    EVIDENCE = "evidence"
    CORRECTION = "correction"
    TARGET = "target"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """One thing that changed in an indicator. `tone`: green for the better, red for the worse, grey for neither."""

    number: str
    kind: ChangeKind
    sentence: str
    tone: str = "grey"


def compare(before: Inputs | None, after: Inputs) -> tuple[Change, ...]:
    """Everything that changed from one to the other, indicator by indicator in the order of the later one.

    Nothing is reported as changed when there is nothing before (`before` None): the first report has no change to tell.
    """
    if before is None:
        return ()
    old = {row["number"]: row for row in before.get("indicators", ())}
    changes = [change for row in after["indicators"] for change in _of_row(old.pop(row["number"], None), row)]
    gone = [Change(key, ChangeKind.REMOVED, "Wskaźnika nie ma już w planie.", "grey") for key in old]
    return (*changes, *gone)


def summary(changes: tuple[Change, ...]) -> str:
    """The finding in one sentence."""
    moved = len({one.number for one in changes})
    if not moved:
        return "Nic się nie zmieniło"
    return f"Zmiany w {counted(moved, 'wskaźniku,wskaźnikach,wskaźnikach')}"


def _of_row(old: Row | None, new: Row) -> Iterator[Change]:
    if old is None:
        yield Change(new["number"], ChangeKind.ADDED, "Wskaźnik doszedł do planu.")
        return
    for look in (_status, _numbers, _units, _evidence, _corrections, _targets):
        yield from look(old, new)


def _status(old: Row, new: Row) -> Iterator[Change]:
    before, after = old["status"], new["status"]
    if before["key"] == after["key"]:
        return
    tone = (
        "green"
        if after["key"] in BETTER
        else "red"
        if after["key"] in {"missed", "at_risk"} or before["key"] in BETTER
        else "grey"
    )
    yield Change(new["number"], ChangeKind.STATUS, f"Stan: {before['label']} → {after['label']}.", tone)


def _by_group(row: Row) -> dict[str, Row]:
    return {one["group"]: one for one in row["comparisons"]}


def _numbers(old: Row, new: Row) -> Iterator[Change]:
    before = _by_group(old)
    for group, after in _by_group(new).items():
        if group in before:
            yield from _of_comparison(new["number"], f"{group}: " if group else "", before[group], after)


def _of_comparison(number_: str, named: str, was: Row, now: Row) -> Iterator[Change]:
    """What is evidenced, and what is declared where that moved otherwise."""
    moved = [(field, was[field], now[field]) for field in ("evidenced", "declared") if was[field] != now[field]]
    if len(moved) == 2 and moved[0][1:] == moved[1][1:]:
        moved = moved[:1]
    for field, before, after in moved:
        sentence = f"{_capital(named + WORDS[field])} {number(before)} → {number(after)} (cel {number(now['target'])})."
        yield Change(number_, ChangeKind.NUMBER, sentence, _tone(before, after, now))


def _tone(was: float, now: float, comparison: Row) -> str:
    return "green" if (now > was) != bool(comparison.get("downward")) else "red"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _units(old: Row, new: Row) -> Iterator[Change]:
    """Which units have filled their gap, and which have one again; a unit that is asked no longer is no change of its own."""
    if not new["population"]:
        return
    filled = [name for name in old["missing"] if name not in new["missing"]]
    opened = [name for name in new["missing"] if name not in old["missing"]]
    if filled:
        yield Change(new["number"], ChangeKind.UNITS, f"Braki uzupełniono: {', '.join(filled)}.", "green")
    if opened:
        yield Change(new["number"], ChangeKind.UNITS, f"Brak pojawił się: {', '.join(opened)}.", "red")
    if old["population"] != new["population"]:
        sentence = f"Pytanych jednostek jest {number(new['population'])}, było {number(old['population'])}."
        yield Change(new["number"], ChangeKind.UNITS, sentence)


def _evidence(old: Row, new: Row) -> Iterator[Change]:
    more = len(new["annex"]) - len(old["annex"])
    if more > 0:
        yield Change(new["number"], ChangeKind.EVIDENCE, f"Przybyło: {counted(more, FILES)}.", "green")
    if more < 0:
        yield Change(new["number"], ChangeKind.EVIDENCE, f"Ubyło: {counted(-more, FILES)}.", "red")


def _corrections(old: Row, new: Row) -> Iterator[Change]:
    before, after = (
        [_told(one) for one in old.get("corrections", ())],
        [_told(one) for one in new.get("corrections", ())],
    )
    for one in before:
        if one in after:
            after.remove(one)
        else:
            yield Change(new["number"], ChangeKind.CORRECTION, f"Wycofano korektę {one}.")
    for one in after:
        yield Change(new["number"], ChangeKind.CORRECTION, f"Podpisano korektę {one}.")


def _told(one: Row) -> str:
    amount = f"{'+' if one['amount'] > 0 else ''}{number(one['amount'])}"
    whom = one["school"] or one["group"]
    return f"{amount}{f' ({whom})' if whom else ''}: {one['reason'].rstrip('.')}"


def _targets(old: Row, new: Row) -> Iterator[Change]:
    before = {group: one["target"] for group, one in _by_group(old).items()}
    for group, one in _by_group(new).items():
        if group in before and before[group] != one["target"]:
            named = f"{group}: " if group else ""
            sentence = f"{_capital(named + 'cel')} {number(before[group])} → {number(one['target'])}."
            yield Change(new["number"], ChangeKind.TARGET, sentence)
