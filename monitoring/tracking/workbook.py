"""The whole workbook, from the same inputs as the progress report: equal to it cell by cell.

Totals are formulas over the cells that they add up, so that somebody who corrects a copy sees them follow.
"""

import datetime
from typing import Any

from hdr_portal.lib.livingbook import LivingBook
from hdr_portal.lib.livingtables import add_styles
from hdr_portal.lib.pdf import Progress
from hdr_portal.lib.rendered import RenderedFile, rendered
from monitoring.tracking import indicators, parts
from monitoring.tracking.changes import add_changes
from monitoring.tracking.summary import Lasts, fill_summary
from monitoring.tracking.words import SUMMARY, long_day


def tracking_xlsx(inputs: dict[str, Any]) -> RenderedFile:
    """The workbook. `inputs` is as_inputs(ReportData); equal inputs give equal bytes."""
    made = datetime.date.fromisoformat(inputs["made_on"])
    book = LivingBook(f"Tabela śledzenia wskaźników, stan na {long_day(inputs['as_of'])}", made=made)
    add_styles(book)
    summary = book.sheet(SUMMARY)
    lasts = Lasts(
        indicators=indicators.add_indicators(book, inputs),
        steps=parts.add_steps(book, inputs["actions"]),
        files=parts.add_evidence(book, inputs["annex"]),
    )
    parts.add_units(book, inputs["matrix"])
    parts.add_corrections(book, inputs["indicators"])
    add_changes(book, inputs.get("changes"))
    fill_summary(book, summary, inputs, lasts)
    return rendered(book.packed())


def render_tracking_xlsx(inputs: dict[str, Any], on_progress: Progress) -> RenderedFile:
    """The same for the table of kinds of reports."""
    on_progress(40, "Składam arkusze")
    return tracking_xlsx(inputs)
