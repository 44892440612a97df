"""A correction says on its face which edition it is, what it cites and why; a first edition says nothing of the kind."""

import io
import re

import openpyxl
import pytest

from monitoring.report_parts import edition_sentence
from monitoring.report_rendering import render_report_html
from monitoring.tracking import tracking_xlsx
from tests.report_pdf import samples

EDITION = {"number": 2, "corrects": 17, "made_on": "2026-07-02", "reason": "Dołączono <b>certyfikaty</b>."}
SENTENCE = "Wydanie 2, koryguje raport nr 17 z 2 lipca 2026. Powód: Dołączono <b>certyfikaty</b>."


def test_the_sentence_names_the_edition_the_first_one_and_the_reason() -> None:
    assert edition_sentence({"edition": EDITION}) == SENTENCE
    assert edition_sentence({}) == ""


@pytest.mark.parametrize("edition", [None, EDITION])
def test_the_cover_carries_it(edition: dict[str, object] | None) -> None:
    html = render_report_html(samples.inputs() | ({"edition": edition} if edition else {}))
    shown = re.sub(r"\s+", " ", html.replace("\u00a0", " ").replace("&nbsp;", " "))

    cited = "2, koryguje raport nr 17 z 2 lipca 2026. Powód: Dołączono &lt;b&gt;certyfikaty&lt;/b&gt;." in shown
    assert cited is bool(edition)


def test_the_workbook_carries_it_on_its_first_sheet() -> None:
    content = tracking_xlsx(samples.inputs() | {"edition": EDITION}).content
    page = openpyxl.load_workbook(io.BytesIO(content))["Podsumowanie"]

    assert SENTENCE in [row[1].value for row in page.iter_rows()]
