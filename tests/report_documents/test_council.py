"""The council gets exactly two pages, whatever the data."""

from typing import Any

import pytest

from monitoring import report_rendering
from monitoring.report_rendering import DoesNotFit, render_council_pdf
from tests.report_documents.conftest import quiet
from tests.report_pdf import facts
from tests.report_pdf.reading import pages_of, text_of

LONG = "Bardzo długie zdanie o działaniu, które nigdy się nie kończy i jeszcze trwa. " * 12
CASES = {
    "nothing": facts.council_inputs(rows=0, letterhead=None, headline="Plan nie ma wskaźników."),
    "much": facts.council_inputs(rows=60, text=LONG, headline=LONG, municipality=LONG, plan_title=LONG),
    "one word": facts.council_inputs(rows=30, text="x" * 3000, headline="y" * 3000),
}


@pytest.mark.parametrize("inputs", CASES.values(), ids=CASES.keys())
def test_the_summary_has_two_pages(inputs: dict[str, Any]) -> None:
    assert render_council_pdf(inputs, quiet).pages == 2


def test_what_has_no_room_is_counted() -> None:
    text = text_of(render_council_pdf(facts.council_inputs(rows=60), quiet).content)
    assert "Uwagi wymaga jeszcze 51 wskaźników" in text
    assert "Plan ma jeszcze 48 działań" in text


def test_the_signatures_stand_on_the_second_page() -> None:
    first, second = pages_of(render_council_pdf(facts.council_inputs(), quiet).content)
    assert "Zatwierdzam" not in first
    assert "Zatwierdzam" in second
    assert "Zastępca Prezydenta Miasta" in second


def test_a_summary_that_fits_in_no_form_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_rendering, "DENSITIES", ((60, 60, 2000),))
    with pytest.raises(DoesNotFit):
        render_council_pdf(facts.council_inputs(rows=60, text=LONG), quiet)
