"""Storing a plan's file: plan, actions, steps and notes. Called inside one transaction by monitoring/plan_loading.py."""

from collections.abc import Iterable
from dataclasses import asdict

from django.db.models import ProtectedError

from hdr_portal.lib.polish import plural
from hdr_portal.lib.rows import described, update_row
from schedule.models import Action, Note, Plan, Step
from schedule.planfile import ActionRow, PlanFile, StepRow

PLAN_FIELDS = ("title", "area", "goal", "task", "period_text", "end", "content")


class RowsInUse(Exception):
    """Steps vanished from the file while records hang on them: Polish sentences, one for each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def store_plan(file: PlanFile) -> tuple[Plan, bool, list[str]]:
    """Plan, actions and steps as the file has them; returns the plan, whether it is new, and the changes in words.

    Rows that vanished from the file stay until `remove_vanished`, because indicators may still hang on them.
    """
    values = {name: getattr(file, name) for name in PLAN_FIELDS} | {"source_sha256": file.sha256}
    plan, created = Plan.objects.get_or_create(municipality=file.municipality, start=file.start, defaults=values)
    changes = [] if created else described(plan, update_row(plan, values))
    actions = {action.number: action for action in plan.actions.all()}
    for row in file.actions:
        changes += _store_action(plan, row, actions.get(row.number))
    return plan, created, changes


def _store_action(plan: Plan, row: ActionRow, action: Action | None) -> list[str]:
    values = {name: getattr(row, name) for name in ("text", "term_text", "resources_text", "responsible_text")}
    if action is None:
        action = Action.objects.create(plan=plan, number=row.number, **values)
        changes = [f"dodano: {action}"]
    else:
        changes = described(action, update_row(action, values))
    steps = {step.number: step for step in action.steps.all()}
    for position, step_row in enumerate(row.steps, start=1):
        changes += _store_step(action, position, step_row, steps.get(step_row.number))
    return changes


def _store_step(action: Action, position: int, row: StepRow, step: Step | None) -> list[str]:
    texts = ("unnumbered", "text", "term_text", "resources_text", "responsible_text")
    values = {name: getattr(row, name) for name in texts} | asdict(row.term) | {"position": position}
    if step is None:
        return [f"dodano: {Step.objects.create(action=action, number=row.number, **values)}"]
    return described(step, update_row(step, values))


def remove_vanished(plan: Plan, file: PlanFile) -> list[str]:
    """Delete steps and actions that the file no longer has; raises RowsInUse when records hang on any of them."""
    steps = Step.objects.filter(action__plan=plan).exclude(number__in=file.step_numbers)
    actions = plan.actions.exclude(number__in=[row.number for row in file.actions])
    removed = [f"usunięto: {row}" for row in [*steps, *actions]]
    in_use = [sentence for step in steps for sentence in _delete_step(step)]
    if in_use:
        raise RowsInUse(in_use)
    for action in actions:
        action.delete()
    return removed


def _delete_step(step: Step) -> list[str]:
    label = str(step)
    try:
        step.delete()
    except ProtectedError as error:
        amount = len(error.protected_objects)
        records = f"{amount} {plural(amount, 'zdarzenie,zdarzenia,zdarzeń')}"
        advice = "Przenieś je do innego kroku albo przywróć krok w pliku."
        return [f"{label} zniknął z pliku, a w portalu ma {records}. {advice}"]
    return []


def notes_differ(plan: Plan, notes: Iterable[tuple[str, str]]) -> bool:
    """Whether the plan's notes are others than these (row, text)."""
    return list(plan.notes.values_list("row", "text")) != list(notes)


def replace_notes(plan: Plan, notes: Iterable[tuple[str, str]]) -> None:
    """The plan's notes become these (row, text), in this order."""
    plan.notes.all().delete()
    Note.objects.bulk_create(
        Note(plan=plan, row=row, text=text, position=position) for position, (row, text) in enumerate(notes, start=1)
    )
