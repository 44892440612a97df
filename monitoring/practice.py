"""The good-practice description: what the data say, what the department has written over it, what both come to."""

import base64
import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from monitoring.models import Letterhead, PracticeText, ReportKind
from monitoring.practice_drafts import SECTIONS, Section, draft_of
from monitoring.report_data import as_inputs
from monitoring.reports import assemble
from schedule.models import Plan, Step
from schools.knowledge import known

Plain = dict[str, Any]
PICTURES = {".png", ".jpg", ".jpeg"}
CONTENT = (
    "ore_project", "diagnosis_methods", "needs", "bodies", "zszo", "management_tools", "people_tools", "recommendations",
)  # fmt: skip


@dataclass(frozen=True)
class Described:
    """A section as it stands: the draft, the department's text (empty: the draft is used) and its version (0: none)."""

    section: Section
    draft: str
    text: str
    version: int

    @property
    def is_edited(self) -> bool:
        """Whether the department has written it."""
        return bool(self.text)

    @property
    def used(self) -> str:
        """What the document prints."""
        return self.text or self.draft


def gather_practice(plan: Plan, as_of: datetime.date, *, made_on: datetime.date) -> Plain:
    """The document's inputs as JSON. Runs inside `as_known_at`."""
    report = as_inputs(assemble(plan, as_of, made_on=made_on, site_url=settings.SITE_URL, is_demo=settings.DEMO))
    told = plan_told(plan)
    return {
        "made_on": report["made_on"],
        "report": report,
        "sections": [
            {"slug": one.section.slug, "title": one.section.title, "text": one.used, "edited": one.is_edited}
            for one in described(plan, report, told)
        ],
        "letterhead": _letterhead(plan),
    }


def sections_now(plan: Plan) -> list[Described]:
    """All sections as of today, for the pages."""
    today = timezone.localdate()
    data = assemble(plan, today, made_on=today, site_url=settings.SITE_URL, is_demo=settings.DEMO)
    return described(plan, as_inputs(data), plan_told(plan))


def described(plan: Plan, report: Plain, told: Plain) -> list[Described]:
    """Each section's draft beside the department's text, read as known."""
    rows = known(PracticeText).filter(plan=plan.pk).values_list("section", "text", "version")
    written = {section: (text, version) for section, text, version in rows}
    return [Described(one, draft_of(one, report, told), *written.get(one.slug, ("", 0))) for one in SECTIONS]


def plan_told(plan: Plan) -> Plain:
    """What the plan says besides actions and indicators, as far as drafts need it."""
    letterhead = known(Letterhead).filter(plan_id=plan.pk).first()
    return {key: plan.content[key] for key in CONTENT if key in plan.content} | {
        "end": plan.end.isoformat(),
        "lasting": [{"label": one.label, "text": one.text} for one in _lasting(plan)],
        "office": letterhead.office if letterhead else "",
        "address": letterhead.address if letterhead else "",
    }


def _lasting(plan: Plan) -> list[Step]:
    """Steps that go on after the plan's end."""
    steps = Step.objects.filter(action__plan=plan).select_related("action").order_by("action__number", "position")
    return [one for one in steps if one.open_end or one.cyclic or (one.end is not None and one.end > plan.end)]


def _letterhead(plan: Plan) -> Plain:
    """Name and pictures for the head of the document; the pictures travel inside the JSON, so that it prints alone."""
    found = known(Letterhead).filter(plan_id=plan.pk).first()
    if found is None:
        return {"name": plan.municipality, "office": "", "arms": None, "strip": None}
    with_strip = ReportKind.PRACTICE in found.strip_on
    return {
        "name": found.name or plan.municipality,
        "office": found.office,
        "arms": _picture(found.arms, found.arms_text),
        "strip": _picture(found.strip, found.strip_text) if with_strip else None,
    }


def _picture(path: str, words: str) -> Plain | None:
    """A stored picture that Word can show, as text, with its description."""
    file = Path(settings.MEDIA_ROOT) / path
    if not path or file.suffix.lower() not in PICTURES:
        return None
    return {"data": base64.b64encode(file.read_bytes()).decode(), "kind": file.suffix.lower()[1:], "words": words}
