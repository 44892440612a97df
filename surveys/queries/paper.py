"""What a file of paper answers brings, in counts alone."""

from collections import Counter
from dataclasses import dataclass

from surveys.models import Language, PaperFile, Stage
from surveys.questionnaires import questionnaire_of


@dataclass(frozen=True)
class PaperCounts:
    """Sheets of paper, by stage and language, and how many of the questions they answer."""

    stages: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    answers: int
    questions: int


def paper_counts(paper: PaperFile) -> PaperCounts:
    """The counts of a file that waits."""
    stages = Counter(row["stage"] for row in paper.rows)
    languages = Counter(row["language"] for row in paper.rows)
    asked = questionnaire_of(paper.target.part.instrument)
    return PaperCounts(
        stages=tuple((str(label), stages[code]) for code, label in Stage.choices if stages[code]),
        languages=tuple((str(label), languages[code]) for code, label in Language.choices if languages[code]),
        answers=sum(len(row["answers"]) for row in paper.rows),
        questions=sum(1 for _ in asked.items()) * len(paper.rows),
    )
