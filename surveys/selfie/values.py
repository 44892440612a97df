"""A SELFIE session as a value, and the reading of an average as people write it."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from surveys.models import Area, SelfieGroup

AREAS: tuple[str, ...] = tuple(Area.values)
GROUPS: tuple[str, ...] = tuple(SelfieGroup.values)
OTHERS_SEE = (SelfieGroup.TEACHERS.value, SelfieGroup.PUPILS.value)  # of one school: leaders are one to three people
FEWEST = 5  # answers of a group, and schools behind a median, that may be shown to others

Key = tuple[str, str]  # area, group
Means = Mapping[Key, Decimal]

HUNDREDTH = Decimal("0.01")
LOWEST, HIGHEST = Decimal(1), Decimal(5)
UNREADABLE = "Nie rozumiem tej średniej. Wpisz liczbę od 1,0 do 5,0, na przykład 3,4."
OUT_OF_RANGE = "Średnia SELFIE leży między 1,0 a 5,0. Sprawdź wpis."
TOO_EXACT = "Wpisz średnią z najwyżej dwiema cyframi po przecinku, na przykład 3,45."
_WRITTEN = re.compile(r"\d{1,2}(?:[.,]\d{1,20})?")


@dataclass(frozen=True)
class GroupCount:
    """How many of a group were invited and answered (None: not told yet); whether empty areas are meant so."""

    invited: int | None = None
    answered: int | None = None
    gaps_meant: bool = False


@dataclass(frozen=True)
class Session:
    """A session: its days, the averages that were given, what is known of each group."""

    started_on: datetime.date | None
    finished_on: datetime.date
    means: Means = field(default_factory=dict)
    counts: Mapping[str, GroupCount] = field(default_factory=dict)

    def count(self, group: str) -> GroupCount:
        """What is known of the group."""
        return self.counts.get(group, GroupCount())

    def of_group(self, group: str) -> dict[str, Decimal]:
        """The group's averages by area."""
        return {area: self.means[area, group] for area in AREAS if (area, group) in self.means}


def read_mean(text: str, *, rounding: bool = False) -> Decimal:
    """The average written as 3,4 or 3.45; raises ValueError with a Polish sentence. `rounding` takes longer fractions."""
    written = text.strip().replace("\u00a0", "")
    if not _WRITTEN.fullmatch(written):
        raise ValueError(UNREADABLE)
    exact = Decimal(written.replace(",", "."))
    mean = exact.quantize(HUNDREDTH, ROUND_HALF_UP)
    if not LOWEST <= mean <= HIGHEST:
        raise ValueError(OUT_OF_RANGE)
    if mean != exact and not rounding:
        raise ValueError(TOO_EXACT)
    return mean


def seen_by_others(session: Session) -> tuple[str, ...]:
    """Groups of one school whose averages may leave the school: no leaders, no group of fewer than five answers."""
    return tuple(group for group in OTHERS_SEE if (session.count(group).answered or 0) >= FEWEST)


def only(means: Means, groups: Iterable[str]) -> dict[Key, Decimal]:
    """The averages of these groups."""
    wanted = set(groups)
    return {key: mean for key, mean in means.items() if key[1] in wanted}
