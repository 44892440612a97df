"""One page of an import's preview: its rows, questions and ticks, with what was decided or typed."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from inventory.forms.import_answers import (
    CELL,
    GONE,
    LISTED,
    Decisions,
    QuantityForm,
    QuestionForm,
    changes_anything,
    decisions_of,
)
from inventory.forms.import_entries import Entries
from inventory.intake.verdicts import CellChange, Diff, MissingRow, Question, RowVerdict
from inventory.models import Import
from inventory.views.import_parts import CONFLICTS, MISSING, PAGE, PART, QUESTIONS, Part, Parts, per_page

NAMES = ("inventory_number", "name")


@dataclass(frozen=True)
class ShownCell:
    """A cell of a row; the name of its radios when both sides changed it, and what is chosen."""

    change: CellChange
    name: str = ""
    decision: str = ""


@dataclass(frozen=True)
class ShownRow:
    """A row with its cells."""

    row: RowVerdict
    cells: list[ShownCell]


class PreviewPage:
    """One page of one part. `data`: what was typed and is not saved, shown instead of what is stored."""

    def __init__(self, found: Import, diff: Diff, query: QueryDict, data: QueryDict | None = None) -> None:
        self.found, self.diff, self._data = found, diff, data
        self._parts = Parts(diff, found.choices)
        self.slug = self._parts.wanted(query.get(PART, ""))
        items: Any = self._parts.items(self.slug)
        self.page: Page[Any] = Paginator(items, per_page(self.slug)).get_page(query.get(PAGE))

    @property
    def parts(self) -> list[Part]:
        """The parts that hold something."""
        return self._parts.listed(self.slug)

    # --- what the page shows ----------------------------------------------------------------------------------------
    @cached_property
    def forms(self) -> list[QuestionForm | QuantityForm]:
        """The questions of the page."""
        if self.slug != QUESTIONS:
            return []
        shown = list(self.page.object_list)
        entries = Entries(self.found.school, (one for one in shown if isinstance(one, Question)))
        return [self._form(one, entries) for one in shown]

    def _form(self, asked: Question | RowVerdict, entries: Entries) -> QuestionForm | QuantityForm:
        if isinstance(asked, Question):
            return QuestionForm(
                self._sent(f"{asked.id}-answer"),
                question=asked,
                entries=entries.of(asked.key),
                may_propose=entries.may_be_proposed(asked),
            )
        answer = self.found.choices.get("quantities", {}).get(str(asked.row), "")
        return QuantityForm(self._sent(f"quantity-{asked.row}-answer"), row=asked, answer=answer)

    def _sent(self, name: str) -> QueryDict | None:
        return self._data if self._data is not None and name in self._data else None

    @cached_property
    def rows(self) -> list[ShownRow]:
        """The rows of the page."""
        if self.slug in {QUESTIONS, MISSING}:
            return []
        return [self._row(row) for row in self.page.object_list]

    def _row(self, row: RowVerdict) -> ShownRow:
        """A new row's number and name stand beside it already."""
        told = NAMES if row.device_id is None else ()
        return ShownRow(row, [self._cell(row, change) for change in row.changes if change.key not in told])

    def _cell(self, row: RowVerdict, change: CellChange) -> ShownCell:
        if change.kind != "conflict" or self.slug != CONFLICTS:
            return ShownCell(change)  # decided on one page only: fifty rows of radios would be too much for a form
        name = f"{CELL}{row.row}:{change.key}"
        typed = self._data.get(name, "") if self._data is not None else ""
        return ShownCell(change, name, typed or change.decision)

    @cached_property
    def missing(self) -> list[tuple[MissingRow, bool]]:
        """Devices that the file no longer holds, and whether they are said to be gone."""
        if self.slug != MISSING:
            return []
        ticked = set(self._data.getlist(GONE)) if self._data is not None and LISTED in self._data else None
        return [(row, row.gone if ticked is None else str(row.device_id) in ticked) for row in self.page.object_list]

    @cached_property
    def asks(self) -> bool:
        """Whether the page holds something to decide, so that leaving it saves first."""
        return bool(self.forms or self.missing) or any(cell.name for row in self.rows for cell in row.cells)

    # --- what the page that was sent says -----------------------------------------------------------------------------
    @property
    def is_valid(self) -> bool:
        """Whether every answer that was sent makes sense."""
        faulty = [form for form in self.forms if form.is_bound and not form.is_valid()]
        return not faulty

    @property
    def has_errors(self) -> bool:
        """Whether an answer of the page cannot be taken."""
        return any(form.errors for form in self.forms)

    def decisions(self, data: QueryDict) -> Decisions:
        """What the page decides."""
        sent = [one for one in self.forms if one.is_bound]
        return decisions_of(data, self.diff, sent, gone_before=self.found.choices.get("gone", ()))

    def is_news(self, decisions: Decisions) -> bool:
        """Whether they differ from what is stored."""
        return changes_anything(decisions, self.found.choices)

    # --- where it stands ----------------------------------------------------------------------------------------------
    @property
    def query(self) -> str:
        """The address of this page of this part."""
        return self._query(self.page.number)

    @property
    def previous_query(self) -> str:
        """The address of the page before."""
        return self._query(self.page.number - 1)

    @property
    def next_query(self) -> str:
        """The address of the page after."""
        return self._query(self.page.number + 1)

    def _query(self, number: int) -> str:
        return f"?{PART}={self.slug}&{PAGE}={number}"
