"""Reading the answers of a campaign once, row by row, whatever their number. The callers open the whole municipality."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from surveys.audiences import stages_of
from surveys.counting.cells import FEW_ANSWERS, CellSum, Consistency, Plan, add_answers, empty_cell, plan_of
from surveys.models import CodeBatch, Mode, Part, Response, Target
from surveys.questionnaires import questionnaire_of
from surveys.suppression import Cell

CHUNK = 2_000
NOWHERE = 0  # a target without a school: its answers belong to the city alone

Told = Callable[[int], None]
_shuffle = random.SystemRandom().shuffle


@dataclass
class PartSum:
    """A group of a campaign added up: its cells, the invited of each school, notes on the quality of the answers."""

    part: Part
    plan: Plan
    cells: dict[Cell, CellSum]
    invited: dict[int, int]
    whole: dict[str, Consistency] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)

    def merged(self, cells: list[Cell]) -> CellSum:
        """Several cells as one."""
        found = empty_cell(self.plan)
        for cell in cells:
            found.merge(self.cells[cell])
        return found


def count_part(part: Part, told: Told) -> PartSum:
    """Add up all answers of a group. `told` hears how many were read, now and then. In memory lies one chunk at a time."""
    plan = plan_of(questionnaire_of(part.instrument))
    targets = {target.pk: target for target in Target.objects.filter(part=part)}
    found = PartSum(part, plan, {cell: empty_cell(plan) for cell in _frame(part)}, _invited(targets.values()))
    for read, (target_id, stage, answers, mode, too_fast, straight) in enumerate(_answers(part), 1):
        cell = (targets[target_id].school_id or NOWHERE, stage)
        share = add_answers(found.cells[cell], plan, answers, found.whole)
        flags = {
            "paper": mode == Mode.PAPER, "too_fast": too_fast, "straight": straight, "few_answers": share < FEW_ANSWERS,
        }  # fmt: skip
        for name, is_so in flags.items():
            found.notes[name] = found.notes.get(name, 0) + is_so
        if read % CHUNK == 0:
            told(read)
    return found


def _answers(part: Part) -> Iterator[tuple[Any, ...]]:
    rows = Response.objects.filter(target__part=part).values_list(
        "target_id", "stage", "answers", "mode", "too_fast", "straight"
    )
    return iter(rows.iterator(chunk_size=CHUNK))


def _invited(targets: Any) -> dict[int, int]:
    return {target.school_id or NOWHERE: target.population for target in targets}


def _frame(part: Part) -> list[Cell]:
    """The cells: schools that were asked, by the stages that have codes or answers. Adults have no stages."""
    stages: dict[int, set[str]] = {}
    asked = Target.objects.filter(part=part).annotate(answered=Count("responses"))
    for target in asked.filter(Q(population__gt=0) | Q(answered__gt=0)):
        stages[target.school_id or NOWHERE] = set()
    answered = Response.objects.filter(target__part=part).values_list("target__school_id", "stage")
    with_codes = CodeBatch.objects.filter(target__part=part).values_list("target__school_id", "stage")
    for school, stage in {*answered.distinct(), *(with_codes.distinct() if stages_of(part.audience) else ())}:
        stages.setdefault(school or NOWHERE, set()).add(stage)
    return [(school, stage) for school, found in stages.items() for stage in sorted(found or {""})]


def texts_of(part: Part, code: str) -> dict[int, list[str]]:
    """What was written in answer to an item, by school, in an order that no other item shares."""
    found: dict[int, list[str]] = {}
    rows = Response.objects.filter(target__part=part, answers__has_key=code).values_list("target__school_id", "answers")
    for school, answers in rows.iterator(chunk_size=CHUNK):
        written = answers[code]
        if isinstance(written, str) and written.strip():
            found.setdefault(school or NOWHERE, []).append(written.strip())
    for texts in found.values():
        _shuffle(texts)
    return found
