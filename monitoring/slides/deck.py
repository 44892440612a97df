"""The slides: each title is a finding, each chart has its words, the notes say what to say."""

import datetime
import io

from pptx.presentation import Presentation as File

from hdr_portal.lib.officefile import stable
from hdr_portal.lib.pdf import Progress
from hdr_portal.lib.rendered import RenderedFile, rendered
from monitoring.practice_drafts import Plain, day
from monitoring.report_parts import printable
from monitoring.slides.figures import add_done, add_schools, add_statuses, add_targets, add_timeline
from monitoring.slides.look import (
    LANGUAGE,
    new_file,
    speak_polish,
)
from monitoring.slides.profiles import add_inventory, add_selfie
from monitoring.slides.words import add_attention, add_closing, add_cover, add_goal, add_summary


def render_slides(inputs: Plain, on_progress: Progress) -> RenderedFile:
    """The presentation as PPTX; equal inputs give equal bytes."""
    on_progress(20, "Rysuję slajdy")
    told: Plain = printable(inputs)
    epoch = datetime.datetime.combine(
        datetime.date.fromisoformat(told["made_on"]), datetime.time(), tzinfo=datetime.UTC
    )
    file = _deck(told)
    _properties(file, told, epoch)
    speak_polish(file)
    content = io.BytesIO()
    file.save(content)
    on_progress(90, "Zapisuję plik")
    return rendered(stable(content.getvalue(), epoch=epoch))


def _properties(file: File, told: Plain, epoch: datetime.datetime) -> None:
    core, report = file.core_properties, told["report"]
    core.title = f"{report['plan_title']}: {report['municipality']}, stan na {day(report['as_of'])}"
    core.author = core.last_modified_by = f"{told['office']}, {report['municipality']}"
    core.subject, core.language, core.keywords, core.comments = "Prezentacja HDR", LANGUAGE, "", ""
    core.created = core.modified = epoch.replace(tzinfo=None)
    core.revision = 1


def _deck(told: Plain) -> File:
    file, report = new_file(), told["report"]
    add_cover(file, told)
    add_goal(file, report)
    add_summary(file, report)
    add_statuses(file, report)
    add_targets(file, report)
    add_timeline(file, told["timeline"])
    add_schools(file, report)
    add_attention(file, report)
    add_done(file, report)
    if told["inventory"]:
        add_inventory(file, told["inventory"], report)
    if told["selfie"]:
        add_selfie(file, told["selfie"], report)
    add_closing(file, told)
    return file
