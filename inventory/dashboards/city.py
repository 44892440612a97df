"""The dashboard of many schools: totals, the schools side by side, findings of the whole."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from hdr_portal.lib import polish
from inventory.dashboards.beside import beside_summaries
from inventory.dashboards.city_sections import ratio_section, uniform_office, uniform_systems
from inventory.dashboards.figures import Figures, Reckoner, reckoner_of
from inventory.dashboards.lexicon import lexicon
from inventory.dashboards.rows import SchoolRow
from inventory.dashboards.sections import Section, Tile
from inventory.dashboards.shared_sections import (
    age_section,
    concern_tiles,
    count_tiles,
    pupil_tiles,
    status_section,
    system_section,
)
from inventory.links import licences_url
from inventory.models import NormCode
from inventory.summaries import fresh_summaries
from schools.models import School


@dataclass(frozen=True)
class CityBoard:
    """The figures of all schools, worked out once; pages and tables take from it what they show."""

    reckoner: Reckoner
    rows: tuple[SchoolRow, ...]
    total: Figures

    @property
    def is_empty(self) -> bool:
        """Whether no school has ever entered a device."""
        return not self.total.statuses

    @property
    def tiles(self) -> list[Tile]:
        """Totals."""
        total, reckoner = self.total, self.reckoner
        tiles = [*count_tiles(total, None), *pupil_tiles(total, reckoner), *concern_tiles(total, reckoner, None)]
        if reckoner.ending:
            days = f"w ciągu {(reckoner.ending[1] - reckoner.ending[0]).days} dni"
            ending = polish.number(total.licences_ending)
            tiles.insert(-1, Tile("Tracą ważność licencje", ending, days, url=licences_url(stan="konczace")))
        return [*tiles, self._freshness_tile()]

    def _freshness_tile(self) -> Tile:
        fresh = sum(row.is_fresh is True for row in self.rows)
        if self.reckoner.lexicon.norm(NormCode.FRESH_DAYS) is None:
            kept = sum(row.figures.updated_on is not None for row in self.rows)
            return Tile("Prowadzą ewidencję", f"{kept} z {len(self.rows)}")
        tone = "green" if fresh == len(self.rows) else "amber"
        return Tile("Aktualne ewidencje", f"{fresh} z {len(self.rows)}", "jednostek", tone)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Charts of the whole."""
        found = (
            age_section(self.total, self.reckoner, None),
            ratio_section(self.rows, self.reckoner),
            system_section(self.total, self.reckoner, None),
            uniform_systems(self.total),
            uniform_office(self.total, self.reckoner),
            status_section(self.total, None),
        )
        return tuple(one for one in found if one.lines)


def city_board(schools: Sequence[School], day: datetime.date) -> CityBoard:
    """The board of these schools, those without a register included. A constant number of queries."""
    reckoner = reckoner_of(lexicon(), day)
    summaries = fresh_summaries(school.pk for school in schools)
    beside = beside_summaries(reckoner)
    rows = []
    for school in schools:
        found = reckoner.figures(summaries[school.pk], beside(school.pk))
        rows.append(SchoolRow(school, found, reckoner.is_fresh(found.updated_on), day))
    kept = [row for row in rows if row.school.closed_on is None or row.figures.devices]
    return CityBoard(reckoner, tuple(kept), reckoner.together([row.figures for row in kept]))
