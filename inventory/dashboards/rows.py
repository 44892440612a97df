"""A school among others, as of a day."""

import datetime
from dataclasses import dataclass

from inventory.dashboards.figures import Figures
from inventory.dashboards.sections import days_ago
from inventory.links import school_url
from schools.models import School


@dataclass(frozen=True)
class SchoolRow:
    """A school among the others, as of a day. `is_fresh`: None where nothing is known or no norm asks."""

    school: School
    figures: Figures
    is_fresh: bool | None
    day: datetime.date

    @property
    def ago(self) -> str:
        """How long ago the register was touched; empty when it never was."""
        return days_ago(self.figures.updated_on, self.day) if self.figures.updated_on else ""

    @property
    def url(self) -> str:
        """The school's dashboard."""
        return school_url(self.school.pk)
