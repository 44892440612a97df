"""Native charts of the presentation: people can open their data and restyle them. Numbers stand on the bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from hdr_portal.lib import tokens
from monitoring.slides.look import FONT, LANGUAGE, describe, rgb

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Series:
    """Values of a series; no colour: not drawn (it only pushes the next one). `texts` stand on the bars instead of numbers."""

    name: str
    values: Sequence[float | None]
    colour: str = ""
    texts: Sequence[str] = ()
    colours: Sequence[str] = ()


@dataclass(frozen=True)
class Chart:
    """A bar chart: categories from top to bottom."""

    name: str
    words: str
    categories: Sequence[str]
    series: Sequence[Series]
    most: float
    size: float = 12
    stacked: bool = False
    legend: bool = False
    least: float = 0


def add_chart(slide: Slide, chart: Chart, box: Box) -> None:
    """Draw the chart with its alternative text."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = list(chart.categories)
    for one in chart.series:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.BAR_STACKED if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    left, top, width, height = (Emu(one) for one in box)
    frame: Any = slide.shapes.add_chart(kind, left, top, width, height, data)
    frame.name = chart.name
    describe(frame, chart.words)
    _frame(frame.chart, chart)
    plot = frame.chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if chart.stacked else -5
    for drawn, one in zip(plot.series, chart.series, strict=True):
        _series(drawn, one, chart.size)
    _language(frame.chart)


def _frame(drawn: Any, chart: Chart) -> None:
    drawn.has_title = False
    drawn.font.size, drawn.font.name, drawn.font.color.rgb = Pt(chart.size), FONT, rgb(tokens.TEXT)
    drawn.has_legend = chart.legend
    if chart.legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.category_axis.reverse_order = True  # the first on top
    drawn.category_axis.format.line.color.rgb = rgb(tokens.LINE_STRONG)
    drawn.category_axis.has_major_gridlines = False
    values = drawn.value_axis
    values.minimum_scale, values.maximum_scale = chart.least, chart.most
    values.has_major_gridlines, values.visible = False, False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _series(drawn: Any, one: Series, size: float) -> None:
    if not one.colour:
        drawn.format.fill.background()
        return
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = rgb(one.colour)
    drawn.invert_if_negative = False
    for place, colour in enumerate(one.colours):
        point = drawn.points[place]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = rgb(colour)
    for place, text in enumerate(one.texts):
        if text:
            _label(drawn.points[place].data_label, text, size)


def _label(label: Any, text: str, size: float) -> None:
    label.has_text_frame = True
    label.text_frame.text = text
    run = label.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.name, run.font.color.rgb = Pt(size), FONT, rgb(tokens.TEXT)
    label.position = XL_LABEL_POSITION.OUTSIDE_END


def _language(drawn: Any) -> None:
    """`c:lang` after `c:date1904`, and the language of every run."""
    space = drawn._chartSpace  # noqa: SLF001 - python-pptx names no language
    language = space.makeelement(qn("c:lang"), {"val": LANGUAGE})
    date = space.find(qn("c:date1904"))
    if date is None:
        space.insert(0, language)
    else:
        date.addnext(language)
    for run in space.iter(qn("a:rPr"), qn("a:defRPr")):
        run.set("lang", LANGUAGE)
