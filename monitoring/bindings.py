"""The file of bindings: which measure counts which indicator of a plan, and the notes on the plan's oddities.

Where the file says nothing, a binding is proposed from the indicator's number and the kind of its target.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from hdr_portal.lib.yamlentry import Entry, Fields, FileFaults, shown
from hdr_portal.lib.yamlfile import read_yaml
from monitoring.models import CountRule, Population
from schedule.planfile import IndicatorRow, PlanFile
from schools.measures import all_measures

BINDING_KEYS = ("measure", "count_rule", "population", "steps", "explanation")
RANGE = re.compile(r"(\d+)\.(\d+)-(?:\1\.)?(\d+)")
PROPOSED_RULES = {"min_per_unit": CountRule.MIN_PER_SCHOOL, "per_group": CountRule.BEST_BY_GROUP}


class BindingsError(FileFaults):
    """The file of bindings cannot be used: all its faults, by line."""


@dataclass(frozen=True)
class Binding:
    """How one indicator is counted; named as the fields of an Indicator. No measure: not counted yet."""

    measure: str
    count_rule: str
    population: str
    steps: tuple[str, ...]
    explanation: str


@dataclass(frozen=True)
class Bindings:
    """Bindings by the indicator's number, and notes as (row, text)."""

    indicators: dict[str, Binding] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()


def steps_of_number(number: str, known: Collection[str]) -> tuple[str, ...]:
    """The steps that an indicator's number names: "1.6/1.7" two, "4.1-4" four, "7.2" none when the plan lacks it."""
    named: list[str] = []
    for part in number.split("/"):
        match = RANGE.fullmatch(part.strip())
        first, last = (int(match[2]), int(match[3])) if match else (0, -1)
        named += [f"{match[1]}.{step}" for step in range(first, min(last, 999) + 1)] if match else [part.strip()]
    return tuple(step for step in dict.fromkeys(named) if step in known)


def proposed_binding(row: IndicatorRow, plan: PlanFile) -> Binding:
    """What can be told from the plan alone; the measure is a person's choice."""
    return Binding(
        measure="",
        count_rule=PROPOSED_RULES.get(row.kind, CountRule.RECORDS),
        population=Population.SCHOOLS if row.kind == "min_per_unit" else Population.PLAN,
        steps=steps_of_number(row.number, plan.step_numbers),
        explanation="",
    )


def read_bindings(data: bytes, plan: PlanFile) -> Bindings:
    """The bindings in the file's bytes, checked against the plan; raises BindingsError with all faults."""
    try:
        top = read_yaml(data)
    except FileFaults as damaged:
        raise BindingsError(damaged.faults) from damaged
    sections = top.fields(required=("indicators",), optional=("notes",))
    bindings = Bindings(_read_indicators(sections["indicators"], plan), _read_notes(sections, plan))
    if top.faults:
        raise BindingsError(top.faults)
    return bindings


def _read_indicators(entry: Entry, plan: PlanFile) -> dict[str, Binding]:
    rows = {row.number: row for row in plan.indicators}
    bindings = {}
    for number, item in entry.by_name().items():
        if number not in rows:
            item.refuse(f"Plan nie ma wskaźnika {shown(number)}. Popraw numer albo usuń ten wpis.")
            continue
        bindings[number] = _read_binding(item, proposed_binding(rows[number], plan), plan)
    return bindings


def _read_binding(entry: Entry, proposed: Binding, plan: PlanFile) -> Binding:
    fields = entry.fields(optional=BINDING_KEYS)
    return Binding(
        measure=_read_measure(fields),
        count_rule=fields["count_rule"].one_of(CountRule.values) if "count_rule" in fields else proposed.count_rule,
        population=fields["population"].one_of(Population.values) if "population" in fields else proposed.population,
        steps=_read_steps(fields["steps"], plan) if "steps" in fields else proposed.steps,
        explanation=fields["explanation"].text_or_null() or "",
    )


def _read_measure(fields: Fields) -> str:
    key = fields["measure"].text_or_null(60) or ""
    known = {one.key for one in all_measures()}
    if key and key not in known:
        choice = ", ".join(sorted(known)) or "brak miar"
        fields.refuse("measure", f"Portal nie ma miary {shown(key)}. Wpisz jedną z: {choice}.")
    return key


def _read_steps(entry: Entry, plan: PlanFile) -> tuple[str, ...]:
    items = entry.items()
    for item in items:
        number = item.text(10)
        if number and number not in plan.step_numbers:
            item.refuse(f"Plan nie ma kroku {shown(number)}. Popraw numer.")
    return tuple(dict.fromkeys(item.text(10) for item in items))


def _read_notes(sections: Fields, plan: PlanFile) -> tuple[tuple[str, str], ...]:
    rows = _rows_of(plan)
    notes: dict[tuple[str, str], Entry] = {}
    for item in sections["notes"].items() if "notes" in sections else []:
        fields = item.fields(required=("row", "text"))
        row, text = fields["row"].text(20), fields["text"].text()
        if row and row not in rows:
            fields.refuse(
                "row", f"Plan nie ma wiersza {shown(row)}. Wpisz np. „krok 1.3”, „działanie 4” lub „wskaźnik 7.2”."
            )
        if (row, text) in notes:
            fields.refuse("text", "Ta sama uwaga stoi już przy tym wierszu. Usuń jedną z nich.")
        notes[row, text] = item
    return tuple(notes)


def _rows_of(plan: PlanFile) -> set[str]:
    actions = {f"działanie {action.number}" for action in plan.actions}
    steps = {f"krok {number}" for number in plan.step_numbers}
    return actions | steps | {f"wskaźnik {row.number}" for row in plan.indicators}
