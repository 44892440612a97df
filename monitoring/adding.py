"""Where the record that a cell of the matrix lacks is added: the page, and the permission that opens it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from monitoring.models import Indicator
from schools.models import School, User

# measure → kind of activity
KINDS = {
    "audits": "audit",
    "system-updates": "system_update",
    "trainings": "training",
    "trainings-digital-tools": "training",
    "trainings-by-school": "training",
    "workshops": "workshop",
    "presentations": "presentation",
}


@dataclass(frozen=True)
class Place:
    """A page: `by_school` takes the unit's key in its path (`names_year`: and this year), `names_school` in its query
    under this name.
    """

    name: str
    permission: str
    by_school: bool = False
    names_school: str = ""
    names_year: bool = False


PLACES = {
    "zszo-use": Place("inventory:zszo_confirm", "inventory.confirm_zszo", by_school=True),
    "diagnosis-sheets": Place("inventory:editions", "inventory.view_sheet"),
    "current-sheets": Place("inventory:editions", "inventory.view_sheet"),
    "sheet-updates": Place("inventory:editions", "inventory.view_sheet"),
    "live-registers": Place("inventory:school_overview", "inventory.view_register", by_school=True),
    "forecasts": Place("inventory:forecast_record", "inventory.record_forecast", by_school=True, names_year=True),
    "selfie-cards": Place("surveys:selfie_add", "surveys.record_selfie", names_school="szkola"),
}


def adding_url(indicator: Indicator, school: int, user: User) -> str:
    """The address where the person adds what this unit lacks; empty where the role may not, or there is no such page."""
    kind = KINDS.get(indicator.measure)
    if kind:
        return _activity_url(indicator, kind, school, user)
    place = PLACES.get(indicator.measure)
    if place is None or not user.has_perm(place.permission, School(pk=school)):
        return ""
    where = [school] if place.by_school else []
    url = reverse(place.name, args=[*where, timezone.localdate().year] if place.names_year else where)
    return f"{url}?{urlencode({place.names_school: school})}" if place.names_school else url


def _activity_url(indicator: Indicator, kind: str, school: int, user: User) -> str:
    if not user.has_perm("schedule.record_activity", School(pk=school)):
        return ""
    step = next(iter(indicator.steps.all()), None)
    asked = {"jednostka": school} | ({"krok": step.pk} if step else {})
    return f"{reverse('schedule:activity_add', args=[kind])}?{urlencode(asked)}"
