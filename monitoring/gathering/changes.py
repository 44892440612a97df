"""What moved since the report before, as the inputs of the tracking table keep it."""

from typing import Any

from django.utils import timezone

from monitoring.comparison import compare, summary
from monitoring.models import Report, ReportKind
from schedule.models import Plan
from schools.knowledge import known_at
from schools.models import JobState

COMPARED = (ReportKind.PROGRESS, ReportKind.TRACKING)  # both keep all indicators


def changes_since_the_last(plan: Plan, inputs: dict[str, Any]) -> dict[str, Any] | None:
    """Sentences about what changed since the newest report of an earlier day; None for the first report.

    Only reports made by the moment of knowledge are looked at, so the answer stays the same at any later time.
    """
    before = _last_before(plan, inputs["as_of"])
    if before is None:
        return None
    found = compare(before.inputs, inputs)
    return {
        "report": before.pk,
        "edition": before.edition,
        "as_of": before.as_of.isoformat(),
        "summary": summary(found),
        "rows": [{"indicator": one.number, "sentence": one.sentence} for one in found],
    }


def _last_before(plan: Plan, day: str) -> Report | None:
    made = Report.objects.filter(
        plan=plan, kind__in=COMPARED, state=JobState.DONE, as_of__lt=day, finished_at__lte=known_at() or timezone.now()
    )
    found: Report | None = made.order_by("-as_of", "-finished_at", "-pk").first()
    return found
