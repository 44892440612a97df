"""What the pages of instruments read: the list, the versions of one, what one is used by."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from surveys.models import Instrument, InstrumentState
from surveys.questionnaires import questionnaire_of
from surveys.versions import CHANGED, GONE, NEW, ItemChange, changes_between


@dataclass(frozen=True)
class Family:
    """All versions of one instrument, newest first. `shown`: the one in force, or the newest where none is."""

    versions: tuple[Instrument, ...]

    @property
    def shown(self) -> Instrument:
        """The version that can be asked now; the newest when none can."""
        ready = [one for one in self.versions if one.state == InstrumentState.READY]
        return (ready or list(self.versions))[0]

    @property
    def others(self) -> list[Instrument]:
        """The other versions."""
        return [one for one in self.versions if one is not self.shown]


@dataclass(frozen=True)
class Difference:
    """What a version changed against the one before it."""

    before: Instrument
    changes: list[ItemChange]

    @property
    def told(self) -> list[ItemChange]:
        """Those that are worth a line: new, gone and changed."""
        return [one for one in self.changes if one.outcome in {NEW, GONE, CHANGED}]

    @property
    def same(self) -> int:
        """How many questions go on as they were."""
        return len(self.changes) - len(self.told)

    @property
    def breaks(self) -> int:
        """How many lines over time break."""
        return sum(one.outcome == CHANGED for one in self.changes)


def families(audience: str = "") -> list[Family]:
    """All instruments by the Polish title of the version shown, each with its versions."""
    rows: QuerySet[Instrument] = Instrument.objects.annotate(item_count=Count("sections__items")).order_by(
        "code", "-version"
    )
    if audience:
        rows = rows.filter(audience=audience)
    by_code: dict[str, list[Instrument]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    found = [Family(tuple(versions)) for versions in by_code.values()]
    return sorted(found, key=lambda one: (one.shown.audience, str(one.shown.title.get("pl", "")).lower()))


def versions_of(instrument: Instrument) -> list[Instrument]:
    """All versions of the instrument's code, newest first, with `campaigns`: in how many it is or was asked."""
    rows = Instrument.objects.filter(code=instrument.code).annotate(campaigns=Count("parts"))
    return list(rows.order_by("-version"))


def difference_of(instrument: Instrument) -> Difference | None:
    """What the version changed against the one it is made from; None for a first one."""
    before = instrument.based_on
    if before is None:
        return None
    return Difference(before, changes_between(questionnaire_of(before), questionnaire_of(instrument)))
