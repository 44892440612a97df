"""Charts as SVG: fit for a strict CSP, for a reader that cannot see them, and for a Polish locale."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils import translation

from hdr_portal.lib.barcharts import Row
from hdr_portal.lib.charts import Measured, Part

SVG = "{http://www.w3.org/2000/svg}"
PARTS = [
    Part("osiągnięty", 9, "green"),
    Part("zagrożony & <b>", 2, "amber", "falling"),
    Part("brak", 1, "grey", "dashed"),
]
ROWS = [Measured("1.1 <script>", 3, 4, 4, "3 z 4"), Measured("7.2 osoby", 120, 120, 50, "120 z 50")]
BARS = [
    Row("SP nr 1 <b>", 8.25, "8,3"),
    Row("SP nr 2", 0, "0", "grey", "dashed"),
    Row("SP nr 3", 4, "4", "amber", "rising"),
]
DRAWINGS = {
    "stacked": "{% stacked_bar parts title=title %}",
    "targets": "{% target_bars rows title=title %}",
    "bars": "{% plain_bars bars title=title mark_at=6 mark='norma: 6' %}",
    "progress": "{% progress_bar 3 7 title=title %}",
}


def drawn(name: str, title: str = "9 z 12 wskaźników") -> str:
    with translation.override("pl"):
        return Template("{% load charts %}" + DRAWINGS[name]).render(
            Context({"parts": PARTS, "rows": ROWS, "bars": BARS, "title": title})
        )


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_is_named_by_its_title_as_the_first_child(name: str) -> None:
    root = ET.fromstring(drawn(name))
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "9 z 12 wskaźników"


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_has_no_style_no_script_no_id_and_no_address(name: str) -> None:
    for element in ET.fromstring(drawn(name)).iter():
        assert element.tag.removeprefix(SVG) in {"svg", "title", "g", "rect", "path", "text"}
        assert not {"style", "class", "id", "href", "onload"} & set(element.attrib)


@pytest.mark.parametrize("name", DRAWINGS)
def test_numbers_keep_their_decimal_point_in_polish(name: str) -> None:
    for element in ET.fromstring(drawn(name)).iter():
        for key in ("x", "y", "width", "height", "d", "viewBox"):
            assert "," not in element.get(key, "")


def test_words_of_users_are_text_and_never_markup() -> None:
    both = drawn("stacked", title="</title><script>") + drawn("targets")
    assert re.findall(r"<(?:script|b)\b", both) == []
    assert "&lt;script&gt;" in both


def test_every_count_and_every_word_is_written() -> None:
    texts = [one.text for one in ET.fromstring(drawn("stacked")).iter(f"{SVG}text")]
    assert texts == ["9", "osiągnięty", "2", "zagrożony & <b>", "1", "brak"]


def test_the_value_is_written_on_its_bar() -> None:
    texts = [one.text for one in ET.fromstring(drawn("targets")).iter(f"{SVG}text")]
    assert {"3 z 4", "120 z 50", "cel"} <= set(texts)


def test_the_number_stands_behind_every_bar_and_the_mark_has_its_word() -> None:
    texts = [one.text for one in ET.fromstring(drawn("bars")).iter(f"{SVG}text")]
    assert texts == ["norma: 6", "SP nr 1 <b>", "8,3", "SP nr 2", "0", "SP nr 3", "4"]
