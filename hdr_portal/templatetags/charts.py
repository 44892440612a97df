"""Charts on pages and in reports: SVG with presentation attributes only, so a strict CSP and WeasyPrint both take it.

Every chart has a title that says the finding; its numbers stand beside it as text or as a table.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hdr_portal.lib import (
    barcharts,
    charts,
    linecharts,
    profilecharts,
    sparklines,
    timelines,
    tokens,
    trendlines,
)

register = template.Library()


@register.simple_tag
def stacked_bar(parts: Sequence[charts.Part], title: str, width: float = 680) -> SafeString:
    """{% stacked_bar parts title="…" %}: how a whole divides."""
    return _drawn("stacked_bar", charts.stacked_bar(parts, width=width), title)


@register.simple_tag
def target_bars(rows: Sequence[charts.Measured], title: str) -> SafeString:
    """{% target_bars rows title="…" %}: values against their targets."""
    return _drawn("target_bars", charts.target_bars(rows), title)


@register.simple_tag
def plain_bars(rows: Sequence[barcharts.Row], title: str, mark_at: float = 0, mark: str = "") -> SafeString:
    """{% plain_bars rows title="…" %}: how many of each; `mark_at` with its word `mark` is a value to compare with."""
    return _drawn("plain_bars", barcharts.plain_bars(rows, mark_at=mark_at, mark=mark), title)


@register.simple_tag
def area_profile(areas: Sequence[profilecharts.Area], series: Sequence[profilecharts.Series], title: str) -> SafeString:
    """{% area_profile areas series title="…" %}: averages of groups on one scale, area under area."""
    return _drawn("area_profile", profilecharts.area_profile(areas, series), title)


@register.simple_tag
def line_chart(line: linecharts.Line, title: str) -> SafeString:
    """{% line_chart line title="…" %}: one value over time, broken where it cannot be compared."""
    return _drawn("line", linecharts.line_chart(line), title)


@register.simple_tag
def progress_bar(done: int, total: int, title: str) -> SafeString:
    """{% progress_bar done total title="9 z 11 szkół" %}: how far something is."""
    return _drawn("progress", charts.progress(done, total), title)


@register.simple_tag
def sparkline(values: Sequence[float], target: float) -> SafeString:
    """{% sparkline values target %}: decoration beside its words, so it is not read out and has no title."""
    return _drawn("sparkline", sparklines.sparkline(values, target=target), "")


@register.simple_tag
def timeline_drawing(chart: timelines.TimelineChart, title: str, day_words: str) -> SafeString:
    """{% timeline_drawing chart title="…" day_words="stan na …" %}: tasks over months."""
    return _drawn("timeline", chart, title, day_words=day_words)


@register.simple_tag
def trend_line(values: Sequence[float | None], target: float, title: str) -> SafeString:
    """{% trend_line values target title="…" %}: a number month by month beside its target."""
    return _drawn("trend_line", trendlines.trend_line(values, target), title)


def _drawn(template_name: str, chart: Any, title: str, **more: str) -> SafeString:
    return render_to_string(f"charts/{template_name}.svg", {"chart": chart, "title": title, "tokens": tokens, **more})
