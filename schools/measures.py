"""The registry of measures: what the apps offer to the indicators.

A measure is one function `(Period) -> list[Contribution]` beside the models it reads. The count on the board, the drill-down
list and the annex of the PDF are all made from that same list, so they cannot disagree. A family offers a measure for each
row of a table, under keys „prefix:code”.
"""

import datetime
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from hdr_portal.lib.links import object_url
from hdr_portal.lib.periods import Period
from schools.knowledge import reading
from schools.models import Evidence, EvidenceKind


@dataclass(frozen=True)
class EvidenceRef:
    """A file behind a contribution, as far as lists and annexes need it. `kind` is a value of EvidenceKind."""

    pk: int
    kind: str
    name: str
    sha256: str
    day: datetime.date | None = None

    @property
    def url(self) -> str:
        """The address that serves the file to those who may see it."""
        return object_url("schools:evidence", self.pk)

    @property
    def kind_label(self) -> str:
        """What the file is, in Polish."""
        return EvidenceKind(self.kind).label


def evidence_ref(file: Evidence) -> EvidenceRef:
    """What lists and annexes say of a stored file."""
    return EvidenceRef(file.pk, file.kind, file.name, file.sha256, file.day)


@dataclass(frozen=True)
class Contribution:
    """What one approved record adds to a measure.

    record: stable key of the record ("activity:12"); several contributions may come from one record (one per school or
    group). school: id of the unit or None for the municipality. amount: how much it adds. group: head-count group or "".
    documented: whether the evidence that the measure asks for is there. exact: the number before rounding, of a measure
    that gives a level. permission: what opens the url. until: the first day on which it counts no more, of what expires.
    """

    record: str
    day: datetime.date
    label: str
    url: str
    documented: bool
    school: int | None = None
    amount: int = 1
    group: str = ""
    reference: str = ""
    evidence: tuple[EvidenceRef, ...] = field(default=())
    exact: Decimal | None = None
    permission: str = "schedule.view_activity"
    until: datetime.date | None = None

    def counts_on(self, day: datetime.date) -> bool:
        """Whether it counts at the end of the day."""
        return self.day <= day and (self.until is None or day < self.until)


_reading: ContextVar[dict[Hashable, Any] | None] = ContextVar("reading", default=None)
Read = TypeVar("Read")


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside, what several measures read alike is read once. Open it around the measures of one board or report."""
    outer = _reading.get()
    token = _reading.set({} if outer is None else outer)
    try:
        yield
    finally:
        _reading.reset(token)


def read_once(key: Hashable, read: Callable[[], Read]) -> Read:
    """The result of `read`, remembered under the key and the moment of knowledge while `one_reading` is open."""
    memory = _reading.get()
    if memory is None:
        return read()
    place = (reading(), key)
    if place not in memory:
        memory[place] = read()
    result: Read = memory[place]
    return result


MeasureFunction = Callable[[Period], list[Contribution]]
Facts = Callable[[Period], list[tuple[str, str]]]  # term and text, for the indicator's page


@dataclass(frozen=True)
class Measure:
    """A registered measure: its key, Polish label, the evidence it asks for in words, and the function.

    is_level: its newest contribution is the number (a share, a mean), nothing is added up. downward: less is better.
    facts: what else the page of an indicator says of the number. over_time: of a measure whose contributions expire,
    everything that counted at some time up to the period's last day, each with its `until`.
    """

    key: str
    label: str
    evidence: str
    contributions: MeasureFunction
    is_level: bool = False
    downward: bool = False
    facts: Facts | None = None
    over_time: MeasureFunction | None = None


Family = Callable[[], list[Measure]]
_registry: dict[str, Measure] = {}
_families: dict[str, Family] = {}


def measure(
    key: str, *, label: str, evidence: str, over_time: MeasureFunction | None = None
) -> Callable[[MeasureFunction], MeasureFunction]:
    """Decorator: offer a function to the indicators under a key. A key is given once; a second raises ValueError."""

    def register(function: MeasureFunction) -> MeasureFunction:
        if key in _registry:
            raise ValueError(f"Measure {key} is registered twice.")
        _registry[key] = Measure(key, label, evidence, function, over_time=over_time)
        return function

    return register


def measure_family(prefix: str) -> Callable[[Family], Family]:
    """Decorator: offer measures whose keys come from the database, all of them beginning with „prefix:”."""

    def register(function: Family) -> Family:
        if prefix in _families:
            raise ValueError(f"Family {prefix} is registered twice.")
        _families[prefix] = function
        return function

    return register


def _of_family(prefix: str) -> dict[str, Measure]:
    return read_once(("measures", prefix), lambda: {one.key: one for one in _families[prefix]()})


def find_measure(key: str) -> Measure:
    """The measure with the key; raises KeyError. Inside `one_reading` a family is read once."""
    prefix, _, rest = key.partition(":")
    if not rest or prefix not in _families:
        return _registry[key]
    return _of_family(prefix)[key]


def all_measures() -> list[Measure]:
    """Every measure, by label."""
    of_families = [one for prefix in _families for one in _of_family(prefix).values()]
    return sorted([*_registry.values(), *of_families], key=lambda one: one.label)


def measure_choices() -> list[tuple[str, str]]:
    """Choices for a model field (asked when a form is shown: some measures are rows)."""
    return [(one.key, one.label) for one in all_measures()]
