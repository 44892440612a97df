"""The annex of a report: the files behind the counted records, each with its number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from monitoring.queries import BoardRow
from monitoring.report_data import AnnexData
from schedule.queries import CountedActivity
from schools.measures import EvidenceRef


class Annex:
    """Numbers the files behind the counted records and remembers which record has which."""

    def __init__(
        self, rows: Sequence[BoardRow], activities: Iterable[CountedActivity], names: dict[int, str], site_url: str
    ) -> None:
        self.names = names
        self.site_url = site_url
        self.entries: list[AnnexData] = []
        self.numbers: dict[int, int] = {}
        proves = _indicators_by_file(rows)
        for row in rows:
            for one in row.contributions:
                for file in one.evidence:
                    self._add(file, one.label, one.school, proves)
            for signed in row.corrections:
                if signed.evidence:
                    self._add(signed.evidence, f"Korekta: {signed.reason}", signed.school_id, proves)
        for activity in activities:
            for file in activity.evidence:
                self._add(file, activity.title, activity.keeper, proves)

    def _add(self, file: EvidenceRef, record: str, school: int | None, proves: dict[int, list[str]]) -> None:
        if file.pk in self.numbers:
            return
        self.numbers[file.pk] = len(self.entries) + 1
        self.entries.append(
            AnnexData(
                number=self.numbers[file.pk],
                name=file.name,
                kind=file.kind_label,
                day=file.day,
                record=record,
                school=self.names.get(school, "gmina") if school else "gmina",
                sha256=file.sha256,
                url=f"{self.site_url}{file.url}",
                indicators=tuple(proves.get(file.pk, ())),
            )
        )

    def numbers_of(self, files: Iterable[int]) -> tuple[int, ...]:
        """Annex numbers of files (pks), in order, each once."""
        return tuple(sorted({self.numbers[pk] for pk in files if pk in self.numbers}))


def _indicators_by_file(rows: Sequence[BoardRow]) -> dict[int, list[str]]:
    numbers: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for pk in dict.fromkeys(file.pk for file in row.files):
            numbers[pk].append(row.indicator.number)
    return numbers
