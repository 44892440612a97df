"""Storing a plan with its indicators, targets and bindings: `load_plan` is the one way in."""

from dataclasses import dataclass

from django.db import transaction

from hdr_portal.lib.rows import described, update_row
from monitoring.bindings import Binding, Bindings, proposed_binding
from monitoring.models import Indicator, Target
from schedule.models import Plan, Step
from schedule.plan_loading import notes_differ, remove_vanished, replace_notes, store_plan
from schedule.planfile import IndicatorRow, PlanFile

BOUND_FIELDS = ("measure", "count_rule", "population", "explanation")
TARGETS = "wartości docelowe"


@dataclass(frozen=True)
class LoadedPlan:
    """What a loading did. `differing`: rows whose binding or notes in the portal are others than in the file."""

    plan: Plan
    created: bool
    changes: tuple[str, ...]
    differing: tuple[str, ...]


@dataclass(frozen=True)
class PlanCounts:
    """How many rows of each kind a plan has."""

    actions: int
    numbered_steps: int
    unnumbered_steps: int
    indicators: int
    targets: int


def count_rows(plan: Plan) -> PlanCounts:
    """Rows of the plan in the portal."""
    steps = Step.objects.filter(action__plan=plan)
    return PlanCounts(
        actions=plan.actions.count(),
        numbered_steps=steps.filter(unnumbered=False).count(),
        unnumbered_steps=steps.filter(unnumbered=True).count(),
        indicators=plan.indicators.count(),
        targets=Target.objects.filter(indicator__plan=plan).count(),
    )


@transaction.atomic
def load_plan(file: PlanFile, bindings: Bindings | None = None, *, reset_bindings: bool = False) -> LoadedPlan:
    """Make the portal's plan equal to the file; raises RowsInUse, and then nothing has changed.

    Bindings are given to new indicators, notes to a new plan; what the portal already has stays as people set it unless
    `reset_bindings`.
    """
    plan, created, changes = store_plan(file)
    loading = _Loading(plan, file, bindings or Bindings(), reset=reset_bindings)
    changes += loading.store_indicators()
    changes += remove_vanished(plan, file)
    if bindings is not None:
        changes += loading.store_notes(created=created)
    return LoadedPlan(plan, created, tuple(changes), tuple(loading.differing))


class _Loading:
    """Indicators of one loading, with what they refer to fetched once."""

    def __init__(self, plan: Plan, file: PlanFile, bindings: Bindings, *, reset: bool) -> None:
        self.plan, self.file, self.bindings, self.reset = plan, file, bindings, reset
        self.actions = {action.number: action.pk for action in plan.actions.all()}
        self.steps = {step.number: step for step in Step.objects.filter(action__plan=plan)}
        self.stored = {row.number: row for row in plan.indicators.prefetch_related("targets", "steps")}
        self.differing: list[str] = []

    def store_indicators(self) -> list[str]:
        changes = []
        for number in self.stored.keys() - {row.number for row in self.file.indicators}:
            changes.append(f"usunięto: {self.stored[number]}")
            self.stored[number].delete()
        for position, row in enumerate(self.file.indicators, start=1):
            changes += self._store(position, row)
        return changes

    def _store(self, position: int, row: IndicatorRow) -> list[str]:
        names = ("text", "target_text", "unit", "documentation_text")
        values = {name: getattr(row, name) for name in names}
        values |= {"position": position, "action_id": self.actions[row.action]}
        binding = self.bindings.indicators.get(row.number)
        indicator = self.stored.get(row.number)
        if indicator is None:
            return [f"dodano: {self._create(row, values, binding or proposed_binding(row, self.file))}"]
        changed = update_row(indicator, values) + _store_targets(indicator, row)
        if binding is not None and self.reset:
            changed += self._bind(indicator, binding)
        elif binding is not None and self._is_bound_otherwise(indicator, binding):
            self.differing.append(str(indicator))
        return described(indicator, changed)

    def _create(self, row: IndicatorRow, values: dict[str, object], binding: Binding) -> Indicator:
        bound = {name: getattr(binding, name) for name in BOUND_FIELDS}
        indicator = Indicator.objects.create(plan=self.plan, number=row.number, **values, **bound)
        indicator.steps.set(self.steps[number] for number in binding.steps)
        _store_targets(indicator, row)
        return indicator

    def _bind(self, indicator: Indicator, binding: Binding) -> list[str]:
        changed = update_row(indicator, {name: getattr(binding, name) for name in BOUND_FIELDS})
        if _step_numbers(indicator) != set(binding.steps):
            indicator.steps.set(self.steps[number] for number in binding.steps)
            changed.append("kroki wyznaczające termin")
        return changed

    def _is_bound_otherwise(self, indicator: Indicator, binding: Binding) -> bool:
        fields_differ = any(getattr(indicator, name) != getattr(binding, name) for name in BOUND_FIELDS)
        return fields_differ or _step_numbers(indicator) != set(binding.steps)

    def store_notes(self, *, created: bool) -> list[str]:
        """Notes are the file's while nobody has touched them: a plan that has other notes keeps them."""
        if not notes_differ(self.plan, self.bindings.notes):
            return []
        if created or self.reset or not self.plan.notes.exists():
            replace_notes(self.plan, self.bindings.notes)
            return ["zmieniono: uwagi do planu"]
        self.differing.append("uwagi do planu")
        return []


def _step_numbers(indicator: Indicator) -> set[str]:
    return {step.number for step in indicator.steps.all()}


def _store_targets(indicator: Indicator, row: IndicatorRow) -> list[str]:
    stored = {target.group: target for target in indicator.targets.all()}
    wanted = dict(row.targets)
    changed = False
    for group in stored.keys() - wanted.keys():
        stored[group].delete()
        changed = True
    for group, value in row.targets:
        if group in stored:
            changed |= bool(update_row(stored[group], {"kind": row.kind, "value": value}))
        else:
            Target.objects.create(indicator=indicator, kind=row.kind, value=value, group=group)
            changed = True
    return [TARGETS] if changed else []
