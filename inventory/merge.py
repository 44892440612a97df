"""Three-way merge of a row that was exported, changed offline and sent back. Pure: values in, outcomes out.

`base` is what the export carried, `theirs` what the portal holds now, `mine` what the file says. No edit of either side is
lost: what one side alone changed is taken or kept, what both changed differently is a conflict that a person decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Outcome(Enum):
    """What becomes of a cell."""

    SAME = "same"  # nothing to do: both sides hold the same
    CHANGE = "change"  # the file alone changed it
    KEPT = "kept"  # the portal alone changed it
    CONFLICT = "conflict"  # both changed it, differently


@dataclass(frozen=True, slots=True)
class Cell:
    """A merged cell: `value` is what the register is to hold; an undecided conflict keeps the portal's."""

    outcome: Outcome
    base: Any
    theirs: Any
    mine: Any
    value: Any

    @property
    def undecided(self) -> bool:
        """Whether a person has to decide."""
        return self.outcome is Outcome.CONFLICT


def merge_cell(base: Any, theirs: Any, mine: Any) -> Cell:
    """The outcome of one cell."""
    if mine == theirs:
        return Cell(Outcome.SAME, base, theirs, mine, theirs)
    if mine == base:
        return Cell(Outcome.KEPT, base, theirs, mine, theirs)
    if theirs == base:
        return Cell(Outcome.CHANGE, base, theirs, mine, mine)
    return Cell(Outcome.CONFLICT, base, theirs, mine, theirs)


def merge_row(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, Cell]:
    """The outcomes of the cells that the file has, by column; what it does not have stays as the portal has it."""
    return {key: merge_cell(base[key], theirs[key], value) for key, value in mine.items()}


def decided(cell: Cell, decision: str) -> Any:
    """The value after a person's decision: "file", "portal", or "" for none yet (the portal's stays)."""
    if cell.outcome is Outcome.CONFLICT and decision == "file":
        return cell.mine
    return cell.value
