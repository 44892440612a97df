"""The parts of an import's preview: what waits for the person, and the rows by verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from inventory.intake.verdicts import Diff, MissingRow, Question, RowVerdict, Verdict

if TYPE_CHECKING:
    from inventory.intake.diff_files import StoredRows

PART, PAGE = "pokaz", "strona"
QUESTIONS, CONFLICTS, ERRORS, MISSING, EVERYTHING = "pytania", "konflikty", "bledy", "brakujace", "wszystkie"
ROWS_PER_PAGE, DECISIONS_PER_PAGE = 50, 20
BY_VERDICT: dict[str, tuple[str, Verdict]] = {
    CONFLICTS: ("Konflikty", Verdict.CONFLICT),
    ERRORS: ("Błędy", Verdict.ERROR),
    "czekaja": ("Czekają na odpowiedź", Verdict.ASK),
    "nowe": ("Nowe", Verdict.NEW),
    "zmienione": ("Zmienione", Verdict.CHANGED),
    "bez-zmian": ("Bez zmian", Verdict.UNCHANGED),
}
Item = Question | RowVerdict | MissingRow


@dataclass(frozen=True)
class Part:
    """A part of the preview as a link tells of it."""

    slug: str
    label: str
    count: int

    @property
    def query(self) -> str:
        """The address of the part."""
        return f"?{PART}={self.slug}"


class Parts:
    """A diff taken apart, seen with what was decided on it."""

    def __init__(self, diff: Diff, choices: Mapping[str, Any]) -> None:
        self._diff = diff
        self._rows = cast("StoredRows", diff.rows)
        self._cells: Mapping[str, str] = choices.get("cells", {})
        self._quantities: Mapping[str, str] = choices.get("quantities", {})
        self._with_quantity = self._rows_with_quantity()

    @property
    def open_questions(self) -> int:
        """Questions without an answer, those about quantities included."""
        waiting = sum(str(row.row) not in self._quantities for row in self._with_quantity)
        return waiting + sum(not question.answer for question in self._diff.questions)

    def listed(self, current: str) -> list[Part]:
        """The parts that hold something, and the current one, in the order in which they ask for attention."""
        counts = self._diff.counts
        asked = Part(QUESTIONS, "Pytania", self.open_questions)
        by_verdict = [Part(slug, label, counts.get(verdict, 0)) for slug, (label, verdict) in BY_VERDICT.items()]
        missing = Part(MISSING, "Brakujące w pliku", len(self._diff.missing))
        everything = Part(EVERYTHING, "Wszystkie wiersze", len(self._rows))
        kept = {current} | ({QUESTIONS} if self.items(QUESTIONS) else set()) | ({CONFLICTS} if self._cells else set())
        return [part for part in (asked, *by_verdict, missing, everything) if part.count or part.slug in kept]

    def wanted(self, slug: str) -> str:
        """The part that was asked for; else what waits for the person first."""
        if slug in {*BY_VERDICT, QUESTIONS, MISSING, EVERYTHING}:
            return slug
        if self.open_questions:
            return QUESTIONS
        first = next((one for one in (CONFLICTS, ERRORS) if self._diff.counts.get(BY_VERDICT[one][1])), "")
        return first or (MISSING if self._diff.missing else EVERYTHING)

    def items(self, slug: str) -> Sequence[Item]:
        """What a part holds."""
        if slug == QUESTIONS:
            return [*self._diff.questions, *self._with_quantity]
        if slug == MISSING:
            return self._diff.missing
        if slug == CONFLICTS:
            return self._conflicts()
        return self._rows if slug == EVERYTHING else self._rows.of(BY_VERDICT[slug][1])

    def _conflicts(self) -> Sequence[RowVerdict]:
        """Rows with a cell that both sides changed; those already decided stay, so that a choice can be changed."""
        waiting = self._rows.of(Verdict.CONFLICT)
        if not self._cells:
            return waiting
        decided = {name.partition(":")[0] for name in self._cells}
        others = self._rows.of(Verdict.CHANGED, Verdict.UNCHANGED, Verdict.ERROR, Verdict.ASK)
        return sorted([*waiting, *(row for row in others if str(row.row) in decided)], key=lambda row: row.row)

    def _rows_with_quantity(self) -> list[RowVerdict]:
        """Rows that say „Ilość 15” and wait, and those answered before."""
        waiting = {row.row: row for row in self._rows.of(Verdict.ASK) if row.quantity > 1}
        if self._quantities:
            rows = self._rows.of(Verdict.NEW, Verdict.ERROR, Verdict.ASK)
            waiting |= {row.row: row for row in rows if str(row.row) in self._quantities}
        return [waiting[number] for number in sorted(waiting)]


def per_page(slug: str) -> int:
    """How much of a part stands on a page: less where every item is a form."""
    return DECISIONS_PER_PAGE if slug in {QUESTIONS, CONFLICTS} else ROWS_PER_PAGE
