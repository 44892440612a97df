"""The columns of the workbook of SELFIE cards: what the template offers and the reading expects."""

from dataclasses import dataclass

from surveys.models import SelfieGroup
from surveys.selfie.values import AREAS, GROUPS

SHEET = "Karty SELFIE"
SCHOOL, STARTED, FINISHED, ATTESTED, CONSENT = "school", "started_on", "finished_on", "attested", "consent"
SHORT = {SelfieGroup.LEADERS: "kadra", SelfieGroup.TEACHERS: "nauczyciele", SelfieGroup.PUPILS: "uczniowie"}
NOT_ASKED = "brak"


@dataclass(frozen=True)
class Column:
    """A column: its key, its header, its width in letters."""

    key: str
    header: str
    width: int = 12


def invited(group: str) -> str:
    """Key of the column with how many were invited."""
    return f"invited_{group}"


def answered(group: str) -> str:
    """Key of the column with how many answered."""
    return f"answered_{group}"


def mean(area: str, group: str) -> str:
    """Key of the column with an average."""
    return f"mean_{area}_{group}"


def _group_columns(group: str) -> list[Column]:
    name = SHORT[SelfieGroup(group)]
    counts = [Column(invited(group), f"{name}: zaproszeni"), Column(answered(group), f"{name}: odpowiedzieli")]
    return [*counts, *(Column(mean(area, group), f"{area} {name}") for area in AREAS)]


COLUMNS: tuple[Column, ...] = (
    Column(SCHOOL, "Jednostka", 26),
    Column(STARTED, "Sesja od", 12),
    Column(FINISHED, "Sesja do", 12),
    *(column for group in GROUPS for column in _group_columns(group)),
    Column(ATTESTED, "Poświadczenie dyrektora", 16),
    Column(CONSENT, "Zgoda na udostępnienie", 16),
)
