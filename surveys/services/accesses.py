"""Who saw or took which results: written with every page and every file."""

from django.utils import timezone

from schools.models import School, User
from surveys.models import Campaign, ResultAccess

VIEW_CITY, VIEW_SCHOOL, VIEW_TEXTS = "wyniki gminy", "wyniki szkoły", "odpowiedzi otwarte"


def note_view(campaign: Campaign, *, by: User, what: str, school: School | None = None) -> None:
    """A page was seen: noted once a person, page and day."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    seen = ResultAccess.objects.filter(campaign=campaign, user=by, school=school, what=what, at__gte=today)
    if not seen.exists():
        ResultAccess.objects.create(campaign=campaign, user=by, school=school, what=what)


def note_export(campaign: Campaign, *, by: User, what: str, school: School | None = None) -> None:
    """A file was taken: noted each time."""
    ResultAccess.objects.create(campaign=campaign, user=by, school=school, what=what)
