"""The registry of measures: what the apps offer to the indicators.

A measure is one function `(Period) -> list[Contribution]` beside the models it reads. The count on the board, the drill-down
list and the annex of the PDF are all made from that same list, so they cannot disagree.
"""

import datetime
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hdr_portal.lib.links import object_url
from hdr_portal.lib.periods import Period
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
    documented: whether the evidence that the measure asks for is there.
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


_reading: ContextVar[dict[Hashable, Any] | None] = ContextVar("reading", default=None)
Read = TypeVar("Read")


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside, what several measures read alike is read once. Open it around the measures of one board or report."""
    token = _reading.set({})
    try:
        yield
    finally:
        _reading.reset(token)


def read_once(key: Hashable, read: Callable[[], Read]) -> Read:
    """The result of `read`, remembered under the key while `one_reading` is open."""
    memory = _reading.get()
    if memory is None:
        return read()
    if key not in memory:
        memory[key] = read()
    result: Read = memory[key]
    return result


MeasureFunction = Callable[[Period], list[Contribution]]


@dataclass(frozen=True)
class Measure:
    """A registered measure: its key, Polish label, the evidence it asks for in words, and the function."""

    key: str
    label: str
    evidence: str
    contributions: MeasureFunction


_registry: dict[str, Measure] = {}


def measure(key: str, *, label: str, evidence: str) -> Callable[[MeasureFunction], MeasureFunction]:
    """Decorator: offer a function to the indicators under a key. A key is given once; a second raises ValueError."""

    def register(function: MeasureFunction) -> MeasureFunction:
        if key in _registry:
            raise ValueError(f"Measure {key} is registered twice.")
        _registry[key] = Measure(key, label, evidence, function)
        return function

    return register


def find_measure(key: str) -> Measure:
    """The measure with the key; raises KeyError."""
    return _registry[key]


def all_measures() -> list[Measure]:
    """Every measure, by label."""
    return sorted(_registry.values(), key=lambda one: one.label)


def measure_choices() -> list[tuple[str, str]]:
    """Choices for a model field (callable, so a new measure needs no migration)."""
    return [(one.key, one.label) for one in all_measures()]
